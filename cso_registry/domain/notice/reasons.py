"""The table of reasons for which an agreement ends, and what each of them asks (F:X9)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.vocabulary.model import Term, VocabularySet

REASONS = "V-S9"


class Asks(StrEnum):
    """The headings of the table: what a reason asks for before the agreement ends."""

    MONTHS = "months"
    """The months of notice; also what holds for a reason under no heading."""
    OWN = "own"
    """The partner leaves by itself: its letter, and what the contract says (N9)."""
    CONSENT = "consent"
    """Both sides want it: their paper."""
    FREE = "free"
    """Nobody is left to be told."""


def reason_of(words: VocabularySet, code: str, on: date) -> Term | None:
    """Return a reason that may be used on a day, None when the table has none."""
    term = words.get(REASONS).by_code.get(code)
    return term if term is not None and term.in_force(on) else None


def asks(term: Term) -> Asks:
    """Return what a reason asks for; the months, unless the table says otherwise."""
    return Asks(term.group) if term.group in set(Asks) else Asks.MONTHS
