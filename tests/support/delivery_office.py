"""An office with one agreement in force and a record of each kind of delivery; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.ids import AgreementId
from tests.support import (
    examples_agreements,
    examples_delivery,
    examples_evaluating,
    examples_joint,
)
from tests.support.examples_conflicts import arrived
from tests.support.mission_office import scene_of_new_office

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.roles import Role
    from cso_registry.workspace.performing import Session


LATER = "หลักฐานแบบใหม่สมมติ"


@dataclass(frozen=True)
class DeliveryOffice:
    """Where it lies, who works there, an agreement in force, and what was done under it.

    `report` waits for review, `problem` and `complaint` for an answer; `indicator` was measured
    twice; `survey` was not counted; the second member of `committee` has an interest; what
    `finding` asks for was done and waits to be looked at; `check` is of the agreement `promised`.
    `later` is an agreement that an office with a later map of its
    course began.
    """

    folder: Path
    people: dict[Role, Session]
    agreement: str
    report: str
    problem: str
    complaint: str
    consultation: str
    visit: str
    indicator: str
    survey: str
    committee: str
    finding: str
    plan: str
    check: str
    promised: str
    later: str


def made_office(folder: Path) -> DeliveryOffice:
    """Found an office in `folder` and carry an agreement out."""
    with scene_of_new_office(folder) as (people, scene):
        known = {"agreement": examples_agreements.in_force(scene), **_works(scene)}
        return DeliveryOffice(folder, people, **{name: str(one) for name, one in known.items()})


def _later(scene: Any, began: AgreementId) -> AgreementId:
    known, new = scene.registry.record(began), AgreementId(scene.new())
    file = known.file.model_dump(mode="json", exclude_none=True) | {"code": "ส-ใหม่"}
    course = known.course.model_dump(mode="json", exclude_none=True) | {"version": "9"}
    gate = {"code": "seen_later", "th": LATER, "en": LATER, "shown_by": "record", "cite": "สมมติ"}
    course["gates"].append(gate)
    course["steps"][0]["gates"].append("seen_later")
    for group, value in (("file", file), ("course", course)):
        arrived(scene, new, "agreement.begin", group, value, "agreement")
    return new


def _works(scene: Any) -> dict[str, Any]:
    perform = scene.registry.perform
    visit = examples_delivery.visit_act(scene, photographs=())
    perform(visit)
    made = {
        "report": examples_delivery.reported(scene),
        "problem": examples_delivery.notified(scene),
        "complaint": examples_delivery.complained(scene),
        "consultation": examples_delivery.consulted(scene),
        "visit": visit.site_visit,
        "indicator": examples_delivery.indicator(scene),
        "survey": examples_delivery.survey(scene),
        "committee": examples_evaluating.conflicted(scene),
        "finding": examples_evaluating.acted(scene),
        "plan": examples_joint.plan(scene),
        "check": examples_joint.check(scene),
        "promised": examples_joint.promised(scene),
    }
    made["later"] = _later(scene, examples_agreements.begun(scene))
    for actual in ("25", "38.5"):
        perform(examples_delivery.measuring(scene, actual))
    return made
