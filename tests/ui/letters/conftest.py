"""An office with letters in and out, and a screening that one of them is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from cso_registry.domain.letters.acts import ReceiveLetter
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.records import Address, Identity, Kind, Names, PostHeld
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.ids import LetterId, OrganizationId, RecordId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from tests.support.certifying import BASIS, Certifying
from tests.support.desk import copy_of, founded, open_desk
from tests.support.screening_case import CaseMaker


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
    founded(folder)
    with open_desk(folder) as desk:
        at_work = Certifying(desk)
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
        carried_over = OrganizationId(at_work.new())
        long_ago = desk.workspace.today - timedelta(days=800)
        at_work.perform(
            RegisterOrganization(
                organization=carried_over,
                identity=Identity(kind=Kind.COMMUNITY),
                names=Names(th="ชุมชนขาดรายงานสมมติ"),
                address=Address(moo="4", area="500104"),
                posts=(PostHeld(post="representative", given="สมมติ", has_mandate=True),),
                effective=long_ago,
                order_number="9/2567",
                order_date=long_ago,
                legal_basis=BASIS,
                from_paper_book=True,
                paper_number="9/2567",
            )
        )
        return Office(
            folder,
            head,
            str(subject),
            str(case.screening),
            str(came.letter),
            str(told.letter),
            late=str(carried_over),
        )


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
