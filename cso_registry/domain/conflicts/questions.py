"""Questions about what waits for a decision, which need the heads and entries of a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.record import FieldGroup
    from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class Rivals:
    """The values of a group that wait for a decision.

    Attributes:
        type: Type of the record; empty when it is not held.
        scope: Its home.
        values: By the hash of the entry that gave it; None takes an item away.
        incomplete: Hashes of values whose personal part is not held here.
    """

    type: str
    scope: str
    values: Mapping[str, FieldGroup | None]
    incomplete: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RivalsOf(Question[Rivals]):
    """The values of one group of one record that nobody has replaced yet."""

    record: RecordId
    group: str


@dataclass(frozen=True, slots=True)
class Contested:
    """The contested legal acts of a record.

    Attributes:
        type: Type of the record; empty when it is not held.
        scope: Its home.
        pairs: Hash of the entry, hash of the one that contests it, slot both are about.
    """

    type: str
    scope: str
    pairs: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What nobody settled yet of the contested legal acts of a record, or settled against them.

    Attributes:
        slots: What they are about, such as `terms`.
        to_be_undone: Identities of acts that must be undone, and stand until then.
    """

    slots: frozenset[str]
    to_be_undone: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnsettledOf(Question[Unsettled]):
    """The contested legal acts of one record on which nothing should be built."""

    record: RecordId


@dataclass(frozen=True, slots=True)
class ContestedOf(Question[Contested]):
    """The contested legal acts of one record, settled ones among them."""

    record: RecordId
