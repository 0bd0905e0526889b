"""The facts of an evaluation report (D-22) and of the register of training (D-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.delivery.findings import Finding, Severity
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.agreements.money_facts import asked_place
from cso_registry.workspace.agreements.paper_facts import agreement_heading
from cso_registry.workspace.delivery.committee_facts import kinds_said, member_row
from cso_registry.workspace.delivery.delivery_view import works_of
from cso_registry.workspace.delivery.evaluating import in_order, members_missing
from cso_registry.workspace.missions.paper_facts import signed, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.delivery_groups import Evaluation
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

EVALUATION = "V-15"


def evaluation_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-22: of the evaluation that was asked for, or the last one."""
    said = agreement_heading(agreement, showing, reading)
    found, nth = in_order(agreement), asked_place(showing)
    place = len(found) if nth is None else nth
    if not 1 <= place <= len(found):
        return said
    one = found[place - 1]
    committee = None if one.committee is None else reading.record(RecordId(one.committee))
    seats = committee.seats if isinstance(committee, EvaluationCommittee) else ()
    points = _points(agreement, one, showing, reading)
    return said | {
        "has_members": bool(seats),
        "members": [member_row(seat, showing) for seat in seats if seat.nth in one.attended],
        "has_points": bool(points),
        "points": points,
        "nth": str(place),
        "stage": word(showing, f"evaluation_stage.{one.stage.value}"),
        "kind": showing.label(EVALUATION, one.evaluation_kind),
        "evaluated": showing.day(one.evaluated),
        "site_visit": showing.day(one.site_visit),
        "evaluators": kinds_said(one.evaluators, showing),
        "is_incomplete": bool(members_missing(one)),
        "missing": kinds_said(members_missing(one), showing),
        "findings": one.findings,
        "users_view": one.users_view or "",
        "outcome": word(showing, f"next_step.{one.next_step.value}"),
        "kept_as": one.kept_as,
        **signed("keeper", one.by, reading),
    }


def _points(
    agreement: Agreement, evaluation: Evaluation, showing: Showing, reading: Reading
) -> list[FactRow]:
    """Return the findings of one evaluation, the gravest first."""
    keys = {key for key, one in agreement.evaluations.items() if one == evaluation}
    weight = tuple(reversed(Severity))
    known = [
        (one, one.file)
        for one in works_of(reading, agreement, Finding)
        if one.file is not None and one.file.evaluation in keys
    ]
    return [
        {
            "topic": file.topic,
            "severity": word(showing, f"severity.{file.severity.value}"),
            "remedy": file.remedy,
            "owner": f"{file.who_acts} ({word(showing, f'side.{file.answers_for.value}')})",
            "correct_by": showing.short_day(one.correct_by),
            "status": word(showing, f"finding_status.{one.status}"),
        }
        for one, file in sorted(known, key=lambda pair: weight.index(pair[1].severity))
    ]


def training_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-28: every training under the agreement, and who was trained."""
    found = sorted(agreement.trainings.values(), key=lambda one: one.held)
    return agreement_heading(agreement, showing, reading) | {
        "trainings": [
            {
                "nth": str(nth),
                "held": showing.short_day(one.held),
                "topic": one.topic,
                "trained": one.trained or "",
                "people": f"{one.trained_people:,}",
                "number": one.certificate_number or "",
            }
            for nth, one in enumerate(found, start=1)
        ],
        "people": f"{sum(one.trained_people for one in found):,}",
        **signed("keeper", found[-1].by if found else None, reading),
    }
