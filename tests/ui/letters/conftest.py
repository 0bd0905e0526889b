"""An office with letters in and out, and a screening that one of them is about."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cso_registry.domain.letters.acts import ReceiveLetter
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.ids import LetterId, RecordId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from tests.support.certifying import Certifying
from tests.support.desk import copy_of, founded, open_desk
from tests.support.registry import SetClock
from tests.support.screening_case import CaseMaker

DAYS_AGO = 800
"""Days since a subject was registered that never filed a return."""


@dataclass(frozen=True)
class Office:
    """Where it lies, who works there, and its letters."""

    folder: object
    head: object
    subject: str
    screening: str
    incoming: str
    outgoing: str
    late: str


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("letters") / "registry"
    clock = SetClock()
    clock.pass_days(-DAYS_AGO)
    founded(folder, clock=clock)
    with open_desk(folder, clock) as desk:
        at_work = Certifying(desk)
        late = at_work.subject("ชุมชนขาดรายงานสมมติ")
        clock.pass_days(DAYS_AGO)
        desk.workspace.confirm_clock(desk.session, "เปิดเครื่องหลังจากหยุดไปนาน (สมมติ)")
        head = at_work.who(Role.HEAD)
        subject = at_work.subject("ชุมชนหนังสือสมมติ")
        case = CaseMaker(
            perform=at_work.perform,
            new=at_work.new,
            today=lambda: desk.workspace.today,
            find=lambda one: desk.workspace.read.record(RecordId(one)),
            organization=subject,
            screener=at_work.who(Role.OFFICER).officer,
            checker=at_work.who(Role.CHECKER).officer,
            head=head.officer,
            failing=frozenset({"B-02"}),
        )
        case.to_checked(Outcome.RETURNED)
        case.send_back()
        press = Press(desk.workspace, "th")
        told = press.issue_letter(order_as_asked("L-01", case.case, {}), head)
        came = ReceiveLetter(
            letter=LetterId(at_work.new()),
            received=desk.workspace.today,
            sender="สำนักงานสมมติ",
            their_number="สม 7/2569",
            topic="สอบถามข้อมูล (สมมติ)",
        )
        at_work.perform(came, head)
        return Office(
            folder,
            head,
            str(subject),
            str(case.screening),
            str(came.letter),
            str(told.letter),
            late=str(late),
        )


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
