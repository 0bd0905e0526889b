"""Questions about offices that need a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question
from cso_registry.domain.numbering import REGISTER
from cso_registry.kernel.ids import OfficerId, RecordId

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class OfficeExists(Question[bool]):
    """Whether this registry already belongs to an office."""


@dataclass(frozen=True, slots=True)
class NextCounter(Question[int]):
    """The counter after the last one used in a series of this desk."""

    series: str


@dataclass(frozen=True, slots=True)
class NumberHolder(Question[tuple[RecordId, ...]]):
    """The records that carry a number of one purpose, or a number of nobody's series."""

    number: str
    purpose: str = REGISTER


@dataclass(frozen=True, slots=True)
class AssignedTo(Question[tuple[RecordId, ...]]):
    """The records of one type that wait for one officer."""

    record_type: str
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class Administrators(Question[tuple[RecordId, ...]]):
    """Administrators on a day in the office of an officer, to see that one always remains.

    Officers of other offices come by exchange, and keep nobody's office open.
    """

    on: date
    beside: OfficerId
