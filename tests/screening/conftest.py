"""A small office with screener, checker and head; everybody in it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficerId, RecordId
from tests.support.desk import new_desk
from tests.support.examples import Scene
from tests.support.examples_screening import maker
from tests.support.registry import PROVINCE, new_registry
from tests.support.screening_case import CaseMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cso_registry.domain.act import Act
    from tests.support.desk import Desk

PEOPLE = {
    "screener": (Role.OFFICER, "นางสาวอรุณรัตน์", "ผู้คัดกรองสมมติ"),
    "checker": (Role.CHECKER, "นายสมบูรณ์เกียรติ", "ผู้ตรวจทานสมมติ"),
    "head": (Role.HEAD, "นางกาญจนาภรณ์", "หัวหน้าสำนักงานสมมติ"),
}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A registry with the small invented rule set."""
    with new_registry(tmp_path / "registry") as made:
        yield Scene(made)


@pytest.fixture
def begin(scene: Scene) -> Callable[..., CaseMaker]:
    """Open a case whose named criteria fail."""

    def opened(*failing: str) -> CaseMaker:
        case = maker(scene, failing)
        case.open()
        return case

    return opened


@dataclass
class Office:
    """An open desk with the delivered criteria, and its three reviewers."""

    desk: Desk
    people: dict[str, OfficerId]

    def make(self, subject: Act, *failing: str) -> CaseMaker:
        """Register a subject and return the maker of its case."""
        workspace = self.desk.workspace
        workspace.perform(subject, self.desk.session)
        return CaseMaker(
            perform=workspace.perform,
            new=workspace.program.means.identities.new,
            today=lambda: workspace.today,
            find=lambda identity: workspace.read.record(RecordId(identity)),
            organization=subject.organization,
            failing=frozenset(failing),
            **self.people,
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office at work with the delivered criteria."""
    folder = tmp_path / "registry"
    with new_desk(folder, training=False) as desk:
        people = {}
        for part, (role, given, family) in PEOPLE.items():
            people[part] = OfficerId(desk.program.means.identities.new())
            act = AppointOfficer(
                officer=people[part],
                given=given,
                family=family,
                position="นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ",
                role=role,
                jurisdiction=PROVINCE,
                starts=desk.clock.today,
                order_number="12/2569",
            )
            desk.workspace.perform(act, desk.session)
        yield Office(desk, people)
