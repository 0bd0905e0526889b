"""The question what a subject filed before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.kernel.ids import OrganizationId, ReturnId


@dataclass(frozen=True, slots=True)
class LastReturn:
    """The fiscal years that were filed, and when the next return is due; None before the first."""

    years: frozenset[int]
    next_due: date | None


@dataclass(frozen=True, slots=True)
class LastReturnOf(Question[LastReturn]):
    """The returns of one subject."""

    organization: OrganizationId


@dataclass(frozen=True, slots=True)
class ChangedBeside(Question[tuple[str, ...]]):
    """The groups of a subject that changed since the return before this one, by name.

    Without an earlier return: since the subject was registered. What counts is the order
    in which entries came to this desk.
    """

    filed_return: ReturnId
