"""What is kept of a case of screening: who reviewed what, and what was decided (F:B1-B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.screening.appealable import decisions_of_case
from cso_registry.domain.screening.parts import (
    Admission,
    Answer,
    Assigned,
    Decision,
    Declaration,
    Opening,
    Reopening,
    Resubmission,
    Review,
    Settlement,
)
from cso_registry.domain.screening.shadow import screening_shadow
from cso_registry.domain.screening.standing import CaseStanding, case_standing
from cso_registry.domain.vocabulary.criteria import Criterion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.screening.appealable import AppealableDecision
    from cso_registry.domain.shadow import Shadow
    from cso_registry.domain.vocabulary.criteria import ReviewPart
    from cso_registry.kernel.ids import OfficerId


class Screening(Record, type="screening"):
    """The screening of one subject: one case, one or more rounds."""

    opening = Group(Opening)
    criteria = Items(Criterion, legal=True)
    assignments = Items(Assigned, legal=True)
    declarations = Items(Declaration, legal=True)
    settlements = Items(Settlement, legal=True)
    answers = Items(Answer)
    reviews = Items(Review, legal=True)
    decisions = Items(Decision, legal=True)
    resubmissions = Items(Resubmission, legal=True)
    admissions = Items(Admission, legal=True)
    reopenings = Items(Reopening, legal=True)
    erasures = Items(Erasure, legal=True)

    def shadow(self) -> Shadow:
        """Return its line in the list of cases, its deadline and whose case it is."""
        return screening_shadow(self)

    @property
    def standing(self) -> CaseStanding:
        """Return where the case stands after every recorded legal act."""
        return case_standing(self)

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """Return the criteria of the case in their order."""
        return tuple(sorted(self.criteria.values(), key=lambda one: (one.place, one.code)))

    def reviewer(self, part: ReviewPart) -> OfficerId | None:
        """Return who does a review now."""
        named = [key for key, one in self.assignments.items() if one.part is part]
        return self.assignments[max(named)].officer if named else None

    def declaration_of(self, officer: str, within: int) -> tuple[str, Declaration] | None:
        """Return the key and the last declaration of a reviewer in a round."""
        made = [
            key
            for key, one in self.declarations.items()
            if one.reviewer == officer and one.round == within
        ]
        return (max(made), self.declarations[max(made)]) if made else None

    def is_settled(self, declaration: str) -> bool:
        """Return whether the head let the reviewer of a declaration go on."""
        return any(one.declaration == declaration for one in self.settlements.values())

    def answered(self, code: str, within: int) -> Answer | None:
        """Return what a person found about a criterion in a round."""
        return self.answers.get(answer_key(within, code))

    def appealable(self) -> Mapping[str, AppealableDecision]:
        """Return the decisions that may be appealed, by key (F:B7)."""
        return decisions_of_case(self)


def answer_key(within: int, code: str) -> str:
    """Return under which key the answer to a criterion stands in a round."""
    return f"{within:03d}.{code}"
