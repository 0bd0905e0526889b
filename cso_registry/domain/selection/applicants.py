"""The questions who applied to a call, and who was chosen before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Question
from cso_registry.domain.record import Record

if TYPE_CHECKING:
    from cso_registry.kernel.ids import CallId


@dataclass(frozen=True, slots=True)
class ApplicantsOf(Question[tuple[Record, ...]]):
    """The subjects whose proposals came to a call, as the deciding act sees them."""

    call: CallId


@dataclass(frozen=True, slots=True)
class SubjectsOfChoices(Question[tuple[Record, ...]]):
    """The subjects that were chosen in a province, were scouted by a call, or applied to it."""

    scope: str
    call: CallId
