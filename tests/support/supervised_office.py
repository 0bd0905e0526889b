"""An office with agreements in force, money paid, and something overdue; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support import examples_agreements as agreements
from tests.support import examples_delivery as delivery
from tests.support import examples_missions as missions
from tests.support import examples_money as money
from tests.support.mission_office import scene_of_new_office

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.roles import Role
    from cso_registry.workspace.performing import Session


@dataclass(frozen=True)
class SupervisedOffice:
    """Where it lies, who works there, and what is supervised.

    `opened` has an instalment that nobody paid, `paid` is in order, `problem` waits for its
    answer, and the day is a year later, so that much is overdue.
    """

    folder: Path
    people: dict[Role, Session]
    agency: str
    partner: str
    opened: str
    paid: str
    problem: str


def made_office(folder: Path) -> SupervisedOffice:
    """Found an office in `folder` and let a year pass over its agreements."""
    with scene_of_new_office(folder) as (people, scene):
        return SupervisedOffice(
            folder,
            people,
            agency=str(missions.agency(scene)),
            partner=str(agreements.partner(scene)),
            paid=str(money.paid_first(scene)),
            opened=str(money.allocated(scene, "never paid")),
            problem=str(delivery.notified(scene)),
        )
