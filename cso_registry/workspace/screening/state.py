"""Where a case of screening stands today: each criterion, who has it, what fails and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Setting
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.returns.records import Return
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.results import results_of, subject_of
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.screening.parts import CriterionResult
    from cso_registry.domain.vocabulary.criteria import Criterion
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CriterionState:
    """One criterion of a case: its result, None while it waits for `reviewer`."""

    criterion: Criterion
    result: CriterionResult | None
    reviewer: str | None


def case_of(workspace: Workspace, named: Record) -> Screening:
    """Return a case, or the last case of a subject.

    Raises:
        InputError: `screening.no_case`.
    """
    if isinstance(named, Screening):
        return named
    cases = [
        one
        for one in workspace.read.records_about(named.id, Screening.type)
        if isinstance(one, Screening)
    ]
    if not cases:
        raise InputError("screening.no_case")
    return max(cases, key=lambda case: case.id)


def criteria_now(workspace: Workspace, case: Screening) -> tuple[CriterionState, ...]:
    """Return every criterion of a case; an ended case shows what its decision rests on."""
    found = _results(workspace, case)
    return tuple(
        CriterionState(one, found.get(one.code), case.reviewer(one.part)) for one in case.asked
    )


def _results(workspace: Workspace, case: Screening) -> Mapping[str, CriterionResult]:
    standing, opening = case.standing, case.opening
    closed = standing.figures or standing.substance
    if standing.has_ended and standing.decision is not None:
        return {one.criterion: one for one in standing.decision.results}
    subject = None if opening is None else workspace.read.record(RecordId(opening.organization))
    if not isinstance(subject, Organization):
        return {one.criterion: one for one in (closed.results if closed is not None else ())}
    recorded = workspace.read.records_about(subject.id, "breach")
    asked = subject_of(subject, _setting(workspace), recorded, _return_due(workspace, subject))
    return {one.criterion: one for one in results_of(case, asked, tuple(ReviewPart))}


def _return_due(workspace: Workspace, subject: Organization) -> date | None:
    returns = workspace.read.records_about(subject.id, Return.type)
    dues = [
        one.filed.next_due for one in returns if isinstance(one, Return) and one.filed is not None
    ]
    return max(dues, default=None)


def _setting(workspace: Workspace) -> Setting:
    means = workspace.program.means
    return Setting(
        office=None,
        office_code="",
        office_scope="",
        desk_mark="",
        today=workspace.today,
        vocabulary=means.vocabulary,
        areas=means.areas,
        policies=means.policies,
        criteria=means.criteria,
    )
