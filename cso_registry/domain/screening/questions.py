"""Questions about cases, breaches and appeals that need a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question
from cso_registry.domain.record import Record

if TYPE_CHECKING:
    from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class RecordsUnder(Question[tuple[Record, ...]]):
    """The records that are found under a scheme and value, as the deciding act sees them."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class AnyRecord(Question[tuple[Record, ...]]):
    """A record of any type, in a tuple that is empty when it is not held."""

    identity: RecordId
