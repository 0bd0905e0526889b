"""Signs of life of a subject, and since when there was none (X27).

A silent subject is visited; it is never removed for its silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

QUIET_MONTHS = "registration.dormant_months"
"""The setting after how many months without a sign a subject is visited."""


class Sign(StrEnum):
    """What shows that a subject lives: only what came from it, or what it answered."""

    REGISTERED = "registered"
    RETURN = "return"
    CONTACT = "contact"
    LETTER = "letter"
    SCREENING = "screening"
    CERTIFICATE = "certificate"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class LifeSign:
    """One sign and its day."""

    sign: Sign
    day: date


@dataclass(frozen=True, slots=True)
class LifeSigns:
    """What the signs of a subject say on a day.

    Attributes:
        last: The newest sign, None when there is none.
        is_quiet: Whether too many months have gone by without one.
        has_phone: Whether a telephone number is known.
        vain_calls: How often it was tried in vain since the last sign.
    """

    last: LifeSign | None
    is_quiet: bool
    has_phone: bool
    vain_calls: int


def read_signs(
    signs: Iterable[LifeSign],
    vain: Iterable[date],
    *,
    has_phone: bool,
    months: int,
    today: date,
) -> LifeSigns:
    """Return what the signs of a subject say.

    Args:
        signs: In any order; those of later days than `today` do not count.
        vain: Days on which nobody was reached.
        has_phone: Whether a telephone number is known.
        months: After how many months without a sign it is silent.
        today: The day in Thailand.
    """
    past = [one for one in signs if one.day <= today]
    last = max(past, key=lambda one: one.day, default=None)
    tried = sum(1 for day in vain if day <= today and (last is None or day > last.day))
    quiet = None if last is None else earliest_end(last.day, months)
    is_quiet = quiet is None or quiet < today
    return LifeSigns(last, is_quiet, has_phone, tried)
