"""Two invented offices that trust one another, and what they did apart."""

from __future__ import annotations

import pytest

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.performing import Session
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, copy_of, founded, open_desk, program_at
from tests.support.neighbours import add_subjects
from tests.support.registry import SetClock
from ui.tasks.desk import Tasks


def silent(_done, _total):
    """Hears how far it is."""


def hand_over(giver, taker, file):
    """One office writes a bundle, the other takes it in."""
    room, other = Exchange(giver.workspace), Exchange(taker.workspace)
    for written in room.export(Order(to=(str(other.office.id),)), file):
        with written.file.open("rb") as source:
            other.take(source, silent)
    file.unlink()


def _join(nation, north, folder):
    trust, room = Exchange(nation.workspace), Exchange(north.workspace)
    today = nation.clock.today
    trust.trust.found(new_root_keys(), today, None)
    request, words = room.trust.request(is_training=True)
    trust.trust.admit(request, words, today)
    kit = folder / "ชุดเริ่มต้น.kit"
    trust.write_kit(str(room.office.id), kit)
    room.join(kit, room.kit_words(kit), silent)


def _contact(desk, subject, phone, why):
    act = ChangeContact(organization=subject, contact=Contact(phone=phone), reason=why)
    desk.workspace.perform(act, desk.session)


def _suspend(desk, subject, order):
    today = desk.clock.today
    act = SuspendOrganization(
        organization=subject,
        effective=today,
        order_number=order,
        order_date=today,
        legal_basis="PMO-2551",
        reason="ไม่ส่งรายงาน (สมมติ)",
    )
    desk.workspace.perform(act, desk.session)


@pytest.fixture(scope="session")
def apart_once(tmp_path_factory):
    """Nation and north: one contact changed at both, one subject suspended at both."""
    folder = tmp_path_factory.mktemp("apart")
    for name, province in (("nation", None), ("north", "50")):
        founded(folder / name, province=province)
    bundle = folder / "ไป.csob"
    with open_desk(folder / "nation") as nation, open_desk(folder / "north") as north:
        _join(nation, north, folder)
        changed, suspended = add_subjects(north, 2)
        hand_over(north, nation, bundle)
        _contact(nation, changed, "0-2000-0001", "แจ้งทางโทรศัพท์ (สมมติ)")
        _contact(north, changed, "0-5300-0002", "ตามหนังสือ (สมมติ)")
        _suspend(nation, suspended, "กลาง 1/2569")
        _suspend(north, suspended, "ชม 1/2569")
        hand_over(north, nation, bundle)
        hand_over(nation, north, bundle)
    return folder, str(changed), str(suspended)


@pytest.fixture
def apart(apart_once, tmp_path):
    """Folders of their own, and the two subjects."""
    folder, changed, suspended = apart_once
    return copy_of(folder, tmp_path / "offices"), changed, suspended


@pytest.fixture
def tasks(qtbot, apart):
    """The registry of the north, open on the screen, with its founder signed in."""
    made, opened, officers = Tasks(), [], []
    folder = apart[0] / "north"
    made.open(
        lambda: Workspace.open(folder, KEYS, program_at(SetClock())), opened.append, pytest.fail
    )
    qtbot.waitUntil(lambda: bool(opened))
    made.ask(made, lambda found: [one.id for one in found.officers_here()], officers.extend)
    qtbot.waitUntil(lambda: bool(officers))
    made.session = Session(OfficerId(officers[0]))
    yield made
    made.close()
