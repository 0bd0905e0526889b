"""How each criterion of a case comes out today: by the program, or by whoever reviewed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.screening.parts import CriterionResult
from cso_registry.domain.screening.predicates import PREDICATES, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Setting
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.record import Record
    from cso_registry.domain.screening.parts import Answer
    from cso_registry.domain.screening.records import Screening
    from cso_registry.domain.vocabulary.criteria import Criterion, ReviewPart


def subject_of(
    organization: Organization,
    setting: Setting,
    recorded: Iterable[Record],
    return_due: date | None,
) -> Subject:
    """Return a subject with the breaches among the records found about it.

    Args:
        organization: The subject.
        setting: Where and when it is looked at.
        recorded: Records found about it.
        return_due: The day its next yearly return is due; None when it never filed one.
    """
    breaches = tuple(one for one in recorded if isinstance(one, Breach))
    return Subject(organization, setting, breaches, return_due)


def results_of(
    case: Screening, subject: Subject, parts: Iterable[ReviewPart]
) -> tuple[CriterionResult, ...]:
    """Return the results of all criteria of the given reviews, in order.

    What the program answers is asked anew; what a person has not answered is left out.
    """
    wanted, within = frozenset(parts), case.standing.round
    found = (
        _result(criterion, case.answered(criterion.code, within), subject)
        for criterion in case.asked
        if criterion.part in wanted
    )
    return tuple(one for one in found if one is not None)


def unanswered(case: Screening, parts: Iterable[ReviewPart]) -> tuple[Criterion, ...]:
    """Return the criteria of the given reviews that wait for a person, in order."""
    wanted, within = frozenset(parts), case.standing.round
    return tuple(
        one
        for one in case.asked
        if one.part in wanted and one.machine is None and case.answered(one.code, within) is None
    )


def failed(results: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    """Return the results that did not pass."""
    return tuple(one for one in results if not one.passed)


def _result(
    criterion: Criterion, answer: Answer | None, subject: Subject
) -> CriterionResult | None:
    if criterion.machine is not None:
        return _by_machine(criterion, criterion.machine, subject)
    if answer is None:
        return None
    result = CriterionResult(
        criterion=criterion.code,
        passed=answer.passed,
        by_machine=False,
        evidence=answer.evidence,
        evidence_date=answer.evidence_date,
        note=answer.note,
    )
    return result if answer.passed else _with_sentences(result, criterion, {})


def _by_machine(criterion: Criterion, name: str, subject: Subject) -> CriterionResult:
    finding = PREDICATES[name].answer(subject)
    result = CriterionResult(criterion=criterion.code, passed=finding.passed, by_machine=True)
    return result if finding.passed else _with_sentences(result, criterion, finding.said())


def _with_sentences(
    result: CriterionResult, criterion: Criterion, filled: dict[str, str | int]
) -> CriterionResult:
    return result.model_copy(
        update={
            "fails_th": criterion.fails_th.format(**filled),
            "fails_en": criterion.fails_en.format(**filled),
            "bring_th": criterion.bring_th.format(**filled),
            "bring_en": criterion.bring_en.format(**filled),
        }
    )
