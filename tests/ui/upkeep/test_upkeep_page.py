"""The room where a register is kept true, on a real registry (F:A7, A8, A13, A14, X25, X27)."""

from __future__ import annotations

import pytest

from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId
from tests.ui.room_driver import links
from tests.ui.walker import assert_readable
from ui.organizations.page import OrganizationsPage
from ui.tasks.jobs import JobState
from ui.upkeep.page import UpkeepPage


@pytest.fixture
def page(around, shown, as_role):
    as_role(Role.OFFICER)
    return shown(UpkeepPage(around), (1200, 800))


@pytest.fixture
def tab(qtbot, page):
    """Brings a tab to the front and waits for its lines."""

    def choose(name, is_there):
        page.tabs.choose(name)
        qtbot.waitUntil(lambda: is_there(page.tabs.page))
        return page.tabs.page

    return choose


def filled(qtbot, form, **fields):
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    with qtbot.waitSignal(form.saved):
        form.save()


def shown_case(qtbot, page):
    qtbot.waitUntil(lambda: page.record.view is not None)
    return page.record.view


def test_counter_receives_gives_a_slip_and_ties_to_the_register(qtbot, page, office):
    form = page.bindings()["record.new"].do()
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["clock"].editor.plain()
    filled(
        qtbot, form, applicant="นายตัวอย่าง สมมติ", subject_name="กลุ่มใหม่สมมติ",
        seen_originals=["member_list"], missing=["representative_mandate"],
    )  # fmt: skip
    view = shown_case(qtbot, page)
    assert view.status == "open"
    assert view.record.received.number
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.codes.itemData(0) == "S-01"
    page.paper.back.click()
    before = page.record.view
    filled(qtbot, page.do("intake.link"), organization=office.pair[0])
    qtbot.waitUntil(lambda: page.record.view is not before)
    assert page.record.view.status == "linked"
    assert page.record.view.case.subject == office.pair[0]


def test_blank_forms_are_numbered_and_drawn(qtbot, page, tasks, tmp_path, monkeypatch):
    file = tmp_path / "แบบเปล่า.pdf"
    chosen = staticmethod(lambda *_: (str(file), ""))
    monkeypatch.setattr("ui.upkeep.page.QFileDialog.getSaveFileName", chosen)
    filled(qtbot, page.print_forms(), forms=2)
    qtbot.waitUntil(lambda: bool(tasks.jobs) and tasks.jobs[-1].state is JobState.DONE)
    assert file.read_bytes().startswith(b"%PDF")


def test_late_returns_are_listed_and_one_is_taken_in(qtbot, page, tab, office):
    pane = tab("due_returns", lambda one: bool(one.model.lines))
    assert {str(one.id) for one in pane.model.lines} == set(office.pair)
    assert {one.state for one in pane.model.lines} == {"lapsed"}
    assert pane.model.index(0, 3).data().startswith("ขาดรายงาน")
    first = str(pane.in_front().id)
    pane.acts["return.file"].click()
    filled(qtbot, page.form, changed=["contact"])
    qtbot.waitUntil(lambda: [str(one.id) for one in pane.model.lines] != [first])
    qtbot.waitUntil(lambda: len(pane.model.lines) == 1)
    page.tabs.choose("returns")
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 1)


def test_list_of_returns_due_is_printed(qtbot, page, tab):
    pane = tab("due_returns", lambda one: bool(one.model.lines))
    pane.bindings()["record.print"].do()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.codes.itemData(0) == "S-02"
    page.paper.back.click()
    assert page.tabs.page is pane


def test_silent_subject_is_visited_and_leaves_the_list(qtbot, page, tab, office, tasks):
    pane = tab("visits", lambda one: bool(one.model.lines))
    assert {str(one.id) for one in pane.model.lines} == set(office.pair)
    visited = str(pane.in_front().id)
    pane.acts["contact.note"].click()
    filled(qtbot, page.form, means="visit", topic="เยี่ยมที่ทำการ (สมมติ)")
    qtbot.waitUntil(lambda: visited not in {str(one.id) for one in pane.model.lines})
    page.tabs.choose("contacts")
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 1)
    qtbot.waitUntil(lambda: page.list.model.row_at(0) is not None)
    row = page.list.model.row_at(0)
    assert (row.about, row.day) == (visited, tasks.today.isoformat())


def test_double_is_proposed_and_merged_with_what_is_taken(qtbot, page, tab, office, as_role):
    pane = tab("doubles", lambda one: bool(one.pairs))
    (pair,) = pane.pairs
    assert set(map(str, pair.ids)) == set(office.pair)
    page.compare(*office.pair)
    beside = page.beside
    qtbot.waitUntil(lambda: beside.view is not None)
    differing = {one.name for one in beside.view.groups if one.differs}
    assert {"names", "contact"} <= differing
    beside.keeps[1].setChecked(True)
    beside.decide("organization.propose_merge")
    filled(qtbot, page.form, reason="ผู้แทนยืนยัน (สมมติ)")
    as_role(Role.HEAD)
    page.compare(*office.pair)
    qtbot.waitUntil(lambda: beside.view is not None and beside.view.proposed == (True, False))
    assert beside.keeps[1].isChecked()
    beside.takes["contact"].setChecked(True)
    beside.decide("organization.merge")
    today = page.around.tasks.today.isoformat()
    filled(
        qtbot, page.form, reason="ตามที่เสนอ (สมมติ)", effective=today, order_date=today,
        order_number="52/2569", legal_basis="PMO-2551",
    )  # fmt: skip
    found = []
    kept, merged = RecordId(office.pair[1]), RecordId(office.pair[0])
    page.around.tasks.ask(
        page, lambda at: (at.read.record(kept), at.read.record(merged)), found.extend
    )
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].contact == found[1].contact
    assert found[1].standing.status is Status.MERGED
    assert pane.pairs == []


def test_two_that_are_not_one_are_not_asked_again(qtbot, page, tab, office):
    pane = tab("doubles", lambda one: bool(one.pairs))
    page.compare(*office.pair)
    qtbot.waitUntil(lambda: page.beside.view is not None)
    page.beside.decide("organization.declare_distinct")
    filled(qtbot, page.form, reason="คนละกลุ่มกัน (สมมติ)")
    qtbot.waitUntil(lambda: pane.pairs == [])
    pane.look()
    qtbot.waitUntil(lambda: pane.progress.job.state is JobState.DONE)
    assert pane.pairs == []


def test_page_of_a_subject_leads_to_all_that_is_about_it(
    qtbot, around, page, tab, office, shown, as_role
):
    filled(qtbot, page.note(office.pair[0]), means="call", topic="โทรถาม (สมมติ)")
    subjects = shown(OrganizationsPage(around), (1200, 800))
    subjects.open_record(office.pair[0])
    qtbot.waitUntil(lambda: subjects.record.view is not None)
    card = subjects.record.related
    qtbot.waitUntil(lambda: any("โทรถาม" in one for one in links(card)))
    next(one for said, one in links(card).items() if "โทรถาม" in said).click()
    assert around.shell.opened[-1][0] == "contact_note"
    next(iter(links(card).values())).click()
    assert around.shell.opened[-1] == ("letters", office.pair[0])


@pytest.mark.parametrize("name", ["due_returns", "doubles"])
def test_room_can_be_read_at_any_size(qtbot, page, tab, around, name):
    tab(name, lambda one: bool(one.pairs if name == "doubles" else one.model.lines))
    if name == "doubles":
        page.tabs.page.compared.emit(*map(str, page.tabs.page.pairs[0].ids))
        qtbot.waitUntil(lambda: page.beside.view is not None)
        around.speech.changed.disconnect(page.beside.refresh)
    assert_readable(around.shell.window, around.look, around.speech)
