"""The facts of the order that appoints an evaluation committee (D-21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.delivery.report_facts import work_facts
from cso_registry.workspace.missions.paper_facts import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.delivery.evaluation_committees import (
        CommitteePlace,
        EvaluationCommittee,
    )
    from cso_registry.domain.selection.evaluators import EvaluatorKind
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

OPEN = "…"


def committee_facts(
    committee: EvaluationCommittee, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-21: the order, its members and what each declared."""
    file = committee.file
    if file is None:
        return work_facts(None, showing, reading)
    until = OPEN if file.until is None else showing.day(file.until)
    return {
        **work_facts(file, showing, reading),
        "order_number": file.order_number,
        "order_date": showing.day(file.order_date),
        "serves": f"{showing.day(file.starts)} – {until}",
        "tasks": file.tasks or "",
        "has_tasks": file.tasks is not None,
        "members": [
            {
                **member_row(one, showing),
                "interest": word(showing, f"member_stands.{committee.stands(one.nth)}"),
            }
            for one in committee.seats
        ],
        "shares": ", ".join(
            f"{word(showing, f'evaluator_kind.{kind.value}')} {committee.share_of(kind)}%"
            for kind in committee.kinds_of(one.nth for one in committee.seats)
        ),
        "missing": kinds_said(committee.missing, showing),
        "is_incomplete": bool(committee.missing),
        "waits": committee.status != "ready",
    }


def member_row(one: CommitteePlace, showing: Showing) -> FactRow:
    """Return one member as a row: name and post, organisation, whom the member stands for."""
    side = "external" if one.is_external else "internal"
    return {
        "nth": str(one.nth),
        "name": "\n".join(filter(None, (one.name, one.position))),
        "comes_from": f"{one.comes_from}\n({word(showing, f'member_side.{side}')})",
        "kind": word(showing, f"evaluator_kind.{one.evaluator_kind.value}"),
        "seat": word(showing, f"committee_seat.{one.committee_seat.value}"),
    }


def kinds_said(kinds: Iterable[EvaluatorKind], showing: Showing) -> str:
    """Return kinds of members in words."""
    return ", ".join(word(showing, f"evaluator_kind.{one.value}") for one in kinds)
