"""An office with screenings at several stages, and its officers; made once, copied for each test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.roles import Role
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.ids import RecordId
from tests.support.certifying import Certifying
from tests.support.desk import copy_of, new_desk
from tests.support.screening_case import CaseMaker

if TYPE_CHECKING:
    from cso_registry.kernel.ids import OrganizationId


@dataclass(frozen=True)
class Office:
    """Where it lies, who works there, and one case of each stage."""

    folder: object
    people: dict
    subject: str
    opened: str
    checked: str
    returned: str
    rejected: str
    appeal: str


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("screening") / "registry"
    with new_desk(folder) as desk:
        at_work = Certifying(desk)
        people = {role: at_work.who(role) for role in (Role.OFFICER, Role.CHECKER, Role.HEAD)}

        def case(name: str, *failing: str) -> CaseMaker:
            return CaseMaker(
                perform=at_work.perform,
                new=at_work.new,
                today=lambda: desk.workspace.today,
                find=lambda one: desk.workspace.read.record(RecordId(one)),
                organization=subject(name),
                screener=people[Role.OFFICER].officer,
                checker=people[Role.CHECKER].officer,
                head=people[Role.HEAD].officer,
                failing=frozenset(failing),
            )

        def subject(name: str) -> OrganizationId:
            return at_work.subject(name)

        opened = case("ชุมชนเพิ่งเปิดสมมติ")
        opened.open()
        checked = case("ชุมชนรอหัวหน้าสมมติ", "B-02")
        checked.to_checked(Outcome.RETURNED)
        returned = case("ชุมชนถูกส่งกลับสมมติ", "B-02")
        returned.to_checked(Outcome.RETURNED)
        returned.send_back()
        rejected = case("ชุมชนอุทธรณ์สมมติ", "B-02")
        rejected.to_checked(Outcome.REJECTED)
        rejected.reject()
        appeal = rejected.appeal()
        return Office(
            folder,
            people,
            str(opened.organization),
            *(str(one.screening) for one in (opened, checked, returned, rejected)),
            appeal=str(appeal),
        )


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
