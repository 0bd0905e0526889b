"""Deciding a screening criterion of the office, from a day on (F:B1, Q3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import ReasonText
from cso_registry.domain.record import Items, Record
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.predicates import PREDICATES
from cso_registry.domain.vocabulary.criteria import Criterion
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

KINDS = "V-S1"
_BOOKS = UUID("c7b4f5d2-33c5-4c36-8c51-7a5d6a2c9f01")
"""Under this name the identity of an office's criteria is derived, with no centre."""


class CriteriaBook(Record, type="criteria_book"):
    """The screening criteria that one office decided."""

    criteria = Items(Criterion, legal=True)


def criteria_book_identity(office: str) -> RecordId:
    """Return the identity of the criteria that one office decided."""
    return RecordId(str(uuid5(_BOOKS, f"criteria:{office}")))


@rule("F:B1", cite="features B1, Q3")
def criterion_has_known_kinds(act: Any, facts: Facts) -> Verdict:
    """A criterion applies to kinds of subject that there are."""
    known = facts.setting.vocabulary.get(KINDS).by_code
    wrong = not act.criterion.kinds or any(one not in known for one in act.criterion.kinds)
    return fault("criterion") if wrong else None


@rule("F:B1", cite="features B1, Q3")
def machine_answer_is_known(act: Any, _facts: Facts) -> Verdict:
    """A criterion that the program answers names a predicate, and only its gaps."""
    criterion = act.criterion
    known = frozenset[str]()
    if criterion.machine is not None:
        if criterion.machine not in PREDICATES or criterion.evidence:
            return fault("criterion", known=", ".join(sorted(PREDICATES)))
        known = PREDICATES[criterion.machine].gaps
    if criterion.gaps <= known:
        return None
    return fault("criterion", known=", ".join(sorted(PREDICATES)))


@rule("F:B1", cite="features B1, Q3")
def criterion_runs_forward(act: Any, _facts: Facts) -> Verdict:
    """A criterion does not end before it begins."""
    ends = act.criterion.effective_to
    return fault("criterion") if ends is not None and ends < act.criterion.effective_from else None


@rule("F:B1", cite="R-74; features B1, Q3")
def criterion_is_of_the_office(act: Any, _facts: Facts) -> Verdict:
    """What the office decides is the office's own, and nothing to be confirmed."""
    own = act.criterion.whose == "office" and not act.criterion.to_be_confirmed
    return None if own else fault("criterion")


@act("screening.decide_criterion", Role.ADMINISTRATOR, Role.HEAD)
class DecideCriterion(Act):
    """Decides a criterion from one day on; open cases keep those they began with (F:B1).

    A delivered criterion is ended by deciding it anew with a last day.
    """

    writes = (CriteriaBook.criteria,)
    makes = (CriteriaBook,)
    rules = (
        criterion_has_known_kinds,
        machine_answer_is_known,
        criterion_runs_forward,
        criterion_is_of_the_office,
    )

    criterion: Criterion
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the criterion."""
        book = criteria_book_identity(facts.setting.office or "")
        return (CriteriaBook.criteria.put(book, facts.act_id, self.criterion),)


ACTS = (DecideCriterion,)
