"""An office with a late return, a silent subject and two that look alike, and its officers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    Identity,
    Kind,
    Names,
    PostHeld,
)
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId
from tests.support.certifying import BASIS, Certifying
from tests.support.desk import copy_of, founded, open_desk
from tests.support.registry import SetClock

NAMES = ("กลุ่มอนุรักษ์ลำน้ำสองแควสมมติ", "ชมรมอนุรักษ์ลำน้ำ สองแคว สมมติ")


@dataclass(frozen=True)
class Office:
    """Where it lies, who works there, and two subjects of an old paper book."""

    folder: object
    people: dict
    pair: tuple[str, ...]


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("upkeep") / "registry"
    clock = SetClock()
    clock.pass_days(-1_500)
    founded(folder, clock=clock)
    with open_desk(folder, clock) as desk:
        at_work = Certifying(desk)
        long_ago = desk.workspace.today
        pair = []
        for at, name in enumerate(NAMES):
            pair.append(OrganizationId(at_work.new()))
            at_work.perform(
                RegisterOrganization(
                    organization=pair[-1],
                    identity=Identity(kind=Kind.COMMUNITY),
                    names=Names(th=name),
                    address=Address(moo="4", area="500104"),
                    contact=Contact(phone=f"0-2000-044{at}"),
                    posts=(PostHeld(post="representative", given="บุญเรือน", has_mandate=True),),
                    effective=long_ago,
                    order_number=f"{at + 1}/2565",
                    order_date=long_ago,
                    legal_basis=BASIS,
                    from_paper_book=True,
                    paper_number=f"{at + 1}/2565",
                )
            )
        clock.pass_days(1_500)
        desk.workspace.confirm_clock(desk.session, "เปิดเครื่องหลังจากหยุดไปนาน")
        people = {role: at_work.who(role) for role in (Role.OFFICER, Role.CHECKER, Role.HEAD)}
        return Office(folder, people, tuple(map(str, pair)))


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")


@pytest.fixture
def as_role(tasks, office):
    """Signs an officer of one role in."""

    def sign_in(role: Role):
        tasks.session = office.people[role]
        return tasks.session

    return sign_in
