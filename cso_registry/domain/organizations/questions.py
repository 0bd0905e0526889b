"""Questions about the register that need a set."""

from __future__ import annotations

from dataclasses import dataclass

from cso_registry.domain.facts import Question
from cso_registry.domain.record import Record
from cso_registry.kernel.ids import OrganizationId, RecordId


@dataclass(frozen=True, slots=True)
class IdentifierHolders(Question[tuple[RecordId, ...]]):
    """Subjects that carry any of these numbers of other registers, (scheme, value)."""

    identifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NamedSubjects(Question[tuple[Record, ...]]):
    """Those of some subjects that are held here, in the order in which they are named."""

    identities: tuple[OrganizationId, ...]
