"""Questions about what a letter is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question

if TYPE_CHECKING:
    from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """Type and home of a record that is held."""

    identity: RecordId
    type: str
    scope: str


@dataclass(frozen=True, slots=True)
class Held(Question[tuple[HeldRecord, ...]]):
    """Those of some records that are held here, in the order in which they were asked."""

    identities: tuple[RecordId, ...]
