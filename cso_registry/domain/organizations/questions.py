"""Questions about the register that need a set."""

from __future__ import annotations

from dataclasses import dataclass

from cso_registry.domain.facts import Question
from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class IdentifierHolders(Question[tuple[RecordId, ...]]):
    """Subjects that carry any of these numbers of other registers, (scheme, value)."""

    identifiers: tuple[tuple[str, str], ...]
