"""The question who looks like a subject, answered from an index of keys."""

from __future__ import annotations

from dataclasses import dataclass

from cso_registry.domain.facts import Question
from cso_registry.domain.record import Record


@dataclass(frozen=True, slots=True)
class LookAlikes(Question[tuple[Record, ...]]):
    """Subjects that share one of these keys, at most `limit` for each key."""

    keys: tuple[tuple[str, str], ...]
    limit: int = 100
