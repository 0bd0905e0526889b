"""What refuses an evaluation by a committee whose members are known by name (R-53, F:H6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.agreements.questions import linked
from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault
    from cso_registry.domain.selection.evaluators import EvaluatorKind

EXTERNAL: Final = "EK2"
"""The code of external evaluation in V-15."""


def committee_of(act: Any, facts: Facts) -> EvaluationCommittee | None:
    """Return the committee that the act names, None when it names none that is held."""
    return None if act.committee is None else linked(facts, EvaluationCommittee, "committee")


def kinds_that_evaluate(act: Any, facts: Facts) -> tuple[EvaluatorKind, ...]:
    """Return whom the evaluators stand for: by the committee, or as the act says."""
    committee = committee_of(act, facts)
    return tuple(act.evaluators) if committee is None else committee.kinds_of(act.attended)


@rule("R-53", cite="002 3.3.3(7); domain D-21")
def committee_is_of_the_agreement(act: Any, facts: Facts) -> Verdict:
    """The committee was appointed under this agreement; its kinds are not written once more."""
    if act.committee is None:
        return fault("attended") if act.attended else None
    committee = committee_of(act, facts)
    file = None if committee is None else committee.file
    if file is None or file.agreement != act.agreement:
        return fault("committee")
    return fault("evaluators") if act.evaluators else None


@rule("R-53", cite="002 3.3.3(7); domain D-21")
def committee_serves_on_the_day(act: Any, facts: Facts) -> Verdict:
    """A committee evaluates while it serves."""
    committee = committee_of(act, facts)
    file = None if committee is None else committee.file
    if file is None:
        return None
    early = act.evaluated < file.starts
    late = file.until is not None and act.evaluated > file.until
    return fault("evaluated") if early or late else None


@rule("F:H6", cite="features H6, X12; 002 3.3.3(7)")
def those_who_evaluate_are_free(act: Any, facts: Facts) -> Iterable[Fault]:
    """Whoever evaluates sits in the committee, declared interests, and none keeps them out."""
    committee = committee_of(act, facts)
    if committee is None:
        return
    places = {one.nth for one in committee.seats}
    for member in dict.fromkeys(act.attended):
        if member not in places or committee.stands(member) in {"undeclared", "conflict"}:
            yield fault("attended", member=member)


@rule("F:H6", cite="features H6; 004 PBC 6; 002 3.3.3(5)")
def external_evaluation_has_outsiders(act: Any, facts: Facts) -> Verdict:
    """In an external evaluation somebody takes part who belongs to neither side."""
    committee = committee_of(act, facts)
    if committee is None or act.evaluation_kind != EXTERNAL:
        return None
    outside = any(one.is_external for one in committee.seats if one.nth in act.attended)
    return None if outside else fault("attended")
