"""The facts of an evaluation report (D-22) and of the register of training (D-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.agreements.money_facts import asked_place
from cso_registry.workspace.agreements.paper_facts import agreement_heading
from cso_registry.workspace.delivery.evaluating import in_order, members_missing
from cso_registry.workspace.missions.paper_facts import signed, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.selection.evaluators import EvaluatorKind
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
    return said | {
        "nth": str(place),
        "stage": word(showing, f"evaluation_stage.{one.stage.value}"),
        "kind": showing.label(EVALUATION, one.evaluation_kind),
        "evaluated": showing.day(one.evaluated),
        "site_visit": showing.day(one.site_visit),
        "evaluators": _kinds(one.evaluators, showing),
        "is_incomplete": bool(members_missing(one)),
        "missing": _kinds(members_missing(one), showing),
        "findings": one.findings,
        "users_view": one.users_view or "",
        "outcome": word(showing, f"next_step.{one.next_step.value}"),
        "kept_as": one.kept_as,
        **signed("keeper", one.by, reading),
    }


def training_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-28: every training under the agreement."""
    found = sorted(agreement.trainings.values(), key=lambda one: one.held)
    return agreement_heading(agreement, showing, reading) | {
        "trainings": [
            {
                "nth": str(nth),
                "held": showing.short_day(one.held),
                "topic": one.topic,
                "people": f"{one.trained_people:,}",
                "number": one.certificate_number or "",
            }
            for nth, one in enumerate(found, start=1)
        ],
        "people": f"{sum(one.trained_people for one in found):,}",
        **signed("keeper", found[-1].by if found else None, reading),
    }


def _kinds(kinds: Iterable[EvaluatorKind], showing: Showing) -> str:
    return ", ".join(word(showing, f"evaluator_kind.{one.value}") for one in kinds)
