"""Questions about bulk acts that need a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question

if TYPE_CHECKING:
    from cso_registry.domain.record import Change
    from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class Membership:
    """The records a batch made or amended.

    Attributes:
        untouched: Records it made, which nobody touched since.
        touched: Records it made or amended, which somebody touched since.
        amended: Records it amended, which nobody touched since.
        restored: The changes that give those their values from before.
        series: The series of numbers that the untouched ones carry.
    """

    untouched: tuple[RecordId, ...]
    touched: tuple[RecordId, ...]
    amended: tuple[RecordId, ...] = ()
    restored: tuple[Change, ...] = ()
    series: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BatchMembers(Question[Membership]):
    """The records that a batch made."""

    batch: str
