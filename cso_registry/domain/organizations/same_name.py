"""The question who is registered under the same name, for whoever enters many (F:A7, L1)."""

from __future__ import annotations

from dataclasses import dataclass

from cso_registry.domain.facts import Question
from cso_registry.domain.organizations.standing import Status
from cso_registry.kernel.ids import RecordId

STANDING = (Status.REGISTERED, Status.SUSPENDED)
"""Who is removed or merged may be registered anew under its name."""


@dataclass(frozen=True, slots=True)
class SameName(Question[tuple[RecordId, ...]]):
    """Registered subjects of one kind and province whose names sort alike.

    `sort` is `thai.sorting.sort_key` of the name: blanks, punctuation, capital letters and
    the script of digits tell nothing apart.
    """

    sort: str
    kind: str
    province: str
