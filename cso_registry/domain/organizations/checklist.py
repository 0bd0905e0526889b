"""The checklist of documents of a subject: what is there, what has ended, what is missing (F:A12).

What holds today is asked with a day and kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.organizations.records import DocumentHeld, Kind, Organization
    from cso_registry.domain.vocabulary.model import ChecklistRule, Term, VocabularySet

CHECKLIST = "V-S3"


class ItemState(StrEnum):
    """Where an item of the checklist stands on a day."""

    HELD = "held"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item that is asked of a kind of subject.

    Attributes:
        term: The item of V-S3.
        required: Whether the subject must hand it in.
        original_seen: Whether an officer saw the original of what counts.
        until: The last day of what counts or has ended; None when it does not end.
    """

    term: Term
    required: bool
    state: ItemState
    original_seen: bool = False
    until: date | None = None

    @property
    def is_lacking(self) -> bool:
        """Return whether the item is required and not in force."""
        return self.required and self.state is not ItemState.HELD


def checklist_of(
    organization: Organization, vocabulary: VocabularySet, today: date
) -> tuple[ChecklistLine, ...]:
    """Return the items that are asked of a subject, in the order of V-S3 (F:A12)."""
    identity = organization.identity
    if identity is None:
        return ()
    return checklist_for(identity.kind, organization.documents.values(), vocabulary, today)


def checklist_for(
    kind: Kind, documents: Iterable[DocumentHeld], vocabulary: VocabularySet, today: date
) -> tuple[ChecklistLine, ...]:
    """Return the items that are asked of a kind of subject that handed in `documents`."""
    held = tuple(documents)
    return tuple(
        _line(term, term.checklist, [one for one in held if one.item == term.code], today)
        for term in vocabulary.get(CHECKLIST).in_force(today)
        if term.checklist is not None and kind.value in term.checklist.kinds
    )


def _line(term: Term, asked: ChecklistRule, held: list[DocumentHeld], today: date) -> ChecklistLine:
    if not held:
        return ChecklistLine(term, asked.required, ItemState.MISSING)
    ends = [(last_day(one, asked), one) for one in held]
    counting = [(until, one) for until, one in ends if until is None or today <= until]
    state = ItemState.HELD if counting else ItemState.EXPIRED
    best = counting or ends
    lasts = [until for until, _ in best if until is not None]
    until = None if len(lasts) < len(best) else max(lasts)
    return ChecklistLine(
        term, asked.required, state, any(one.original_seen for _, one in best), until
    )


def last_day(held: DocumentHeld, asked: ChecklistRule) -> date | None:
    """Return the last day a document counts: its own, or that of its item; None is open."""
    if held.expires is not None:
        return held.expires
    if not asked.expires or asked.valid_months is None or held.issued is None:
        return None
    return earliest_end(held.issued, asked.valid_months)
