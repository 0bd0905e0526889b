"""The room of the register: list, page, forms, papers, import, on a real registry."""

from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtPrintSupport import QPrinter

from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.organizations.sample_sheet import messy_spreadsheet_rows
from cso_registry.storage import desk
from cso_registry.workspace.sampling import read_words_of
from tests.support.desk import delivered
from tests.ui.keys import type_text
from tests.ui.room_driver import links
from tests.ui.walker import assert_readable, clipped, settle, unnamed
from ui.organizations.page import OrganizationsPage
from ui.tasks.jobs import JobState
from ui.widgets.reason import ReasonPanel


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(OrganizationsPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 30)
    qtbot.waitUntil(lambda: made.list.model.row_at(0) is not None)
    return made


@pytest.fixture
def opened(qtbot, page):
    """The page of the first group or community: no person."""
    rows = [page.list.model.row_at(at) for at in range(30)]
    at = next(at for at, row in enumerate(rows) if row.kind == "group")
    page.list.table.selectRow(at)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.record.view is not None)
    return page


def looks(qtbot, tasks):
    found = []
    tasks.write(None, lambda workspace: desk.looks(workspace.connection), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [json.loads(one)["what"] for one in found[0]]


def saved(qtbot, page, form):
    before = page.record.view
    with qtbot.waitSignal(form.saved):
        form.bindings()["record.save"].do()
    qtbot.waitUntil(lambda: page.record.view is not before)


def test_enter_opens_a_record_and_esc_goes_back(qtbot, opened):
    view = opened.record.view
    assert opened.record.title.plain == view.record.display_name
    assert opened.crumbs() == (view.record.display_name,)
    assert opened.place() == str(view.record.id)
    opened.bindings()["record.close"].do()
    assert opened.crumbs() == ()


def test_change_is_shown_with_its_past_and_can_be_taken_back(qtbot, opened, around, tasks):
    before = opened.record.view.record.contact
    form = opened.change("contact")
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["contact"].editor.rows["website"].editor.put("https://new.invalid")
    form.rows["reason"].editor.put("แจ้งใหม่ (สมมติ)")
    saved(qtbot, opened, form)
    newest = opened.record.view.past[0]
    assert (newest.kind, newest.why) == ("organization.change_contact", "แจ้งใหม่ (สมมติ)")
    assert ("https://new.invalid") in {new for _, _, new in newest.changes}
    message = around.shell.messages[-1]
    assert message.action == "เลิกทำ"
    message.do()
    panel = opened.findChild(ReasonPanel)
    type_text(panel.reason, "พิมพ์ผิดราย")
    panel.do.click()
    qtbot.waitUntil(lambda: opened.record.view.record.contact == before)
    assert opened.record.view.past[0].why == "พิมพ์ผิดราย"


def test_added_item_can_be_taken_back(qtbot, opened, around):
    before = opened.record.view.record.areas
    form = opened.add("areas", None)
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["area"].editor.rows["area"].editor.put("500101")
    form.rows["reason"].editor.put("เพิ่มพื้นที่ (สมมติ)")
    saved(qtbot, opened, form)
    assert len(opened.record.view.record.areas) == len(before) + 1
    opened._take_back("organization.put_area", _before(opened, before), "ใส่ผิด")
    qtbot.waitUntil(lambda: len(opened.record.view.record.areas) == len(before))


def test_item_that_the_record_in_front_does_not_have_opens_nothing(opened):
    """A card of the record before may be pressed while the next one is drawn."""
    assert opened.add("areas", None, "00000000-0000-7000-8000-000000000000") is None
    assert opened.form is None


def _before(page, areas):
    """The record as it was before its newest area."""
    record = page.record.view.record
    state = {
        name: value
        for name, value in record._state.items()
        if not name.startswith("areas/") or name.partition("/")[2] in areas
    }
    return type(record)(record.id, record.scope, state)


def test_what_cannot_be_done_is_grey_and_says_why(qtbot, opened, speech, tasks):
    names = {
        kind: speech.texts.act(kind).th for kind in ("organization.suspend", "organization.lift")
    }
    found = links(opened.record.next_steps)
    assert found[names["organization.suspend"]].isEnabled()
    assert not found[names["organization.lift"]].isEnabled()
    act = SuspendOrganization(
        organization=opened.record.identity,
        effective=tasks.today,
        order_number="1/2569",
        order_date=tasks.today,
        legal_basis="PMO-2551",
        reason="พักไว้ก่อน (สมมติ)",
    )
    tasks.perform(opened, act, lambda _: None)
    qtbot.waitUntil(lambda: opened.record.view.record.standing.status.value == "suspended")
    lift = names["organization.lift"]
    qtbot.waitUntil(lambda: lift in links(opened.record.next_steps))
    found = links(opened.record.next_steps)
    assert found[lift].isEnabled()
    assert not found[names["organization.suspend"]].isEnabled()


def test_personal_data_are_masked_until_asked_for_and_logged(qtbot, opened, tasks):
    def contact():
        group = opened.record.view.group("contact")
        return {words for item in group.items for _, words in item.lines}

    assert "••••" in contact()
    assert looks(qtbot, tasks) == []
    links(opened.record.groups)["แสดงข้อมูลที่ปิดไว้ (บันทึกการดู)"].click()
    qtbot.waitUntil(lambda: "••••" not in contact())
    assert looks(qtbot, tasks) == ["viewed"]


def test_dropped_scan_becomes_a_document(qtbot, opened, tmp_path):
    scan = tmp_path / "สแกน.pdf"
    scan.write_bytes(b"%PDF-1.4\n% invented\n")
    opened.record.drop(scan)
    qtbot.waitUntil(lambda: opened.form is not None and opened.form.is_ready)
    form = opened.form
    rows = form.rows["document"].editor.rows
    qtbot.waitUntil(lambda: rows["attachment"].editor.plain() is not None)
    rows["item"].editor.put("constitution")
    code = rows["item"].editor.input.itemData(0)
    rows["item"].editor.put(code)
    form.rows["reason"].editor.put("รับสำเนา (สมมติ)")
    saved(qtbot, opened, form)
    held = opened.record.view.record.documents.values()
    assert any(one.attachment and one.attachment.name == "สแกน.pdf" for one in held)


def test_new_subject_is_registered_and_shown(qtbot, page, around):
    form = page.register()
    qtbot.waitUntil(lambda: form.is_ready)
    put = {
        "identity": {"kind": "group"},
        "names": {"th": "กลุ่มทดสอบหน้าจอสมมติ"},
        "address": {"area": "500101", "house": "1"},
        "purposes": {"main": "CP04"},
        "posts": [{"post": "representative", "given": "สมชาย", "has_mandate": True}],
        "effective": "2026-11-20",
        "legal_basis": "PMO-2551",
        "order_number": "9/2569",
        "order_date": "2026-11-19",
    }
    for name, value in put.items():
        form.rows[name].editor.put(value)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: page.record.view is not None)
    assert page.record.view.record.display_name == "กลุ่มทดสอบหน้าจอสมมติ"
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 31)


def test_paper_is_seen_issued_and_printed(qtbot, opened, around, tmp_path, tasks):
    opened.print_paper()
    qtbot.waitUntil(lambda: opened.paper.sight is not None)
    assert opened.paper.sight.paper is None
    opened.paper.issue.click()
    qtbot.waitUntil(lambda: opened.paper.sight.paper is not None)
    sight = opened.paper.sight
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    opened.paper.send_to(printer, sight)
    qtbot.waitUntil(lambda: tasks.jobs[-1].state is JobState.DONE)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    again = opened.paper
    again.show_issued(str(sight.paper))
    qtbot.waitUntil(lambda: again.sight is not sight)
    assert again.sight.pdf == sight.pdf


@pytest.fixture
def sheet(tmp_path):
    """Forty invented rows as offices write them, good and bad."""
    file = tmp_path / "บัญชีสมมติ.csv"
    words = read_words_of(delivered())
    made = messy_spreadsheet_rows(words, delivered().means.areas, seed=3, rows=40, after=100)
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(row.cells for row in made.rows)
    return file


def test_sheet_is_tried_then_imported_and_the_rest_saved(qtbot, page, sheet, around, tmp_path):
    page.begin_import()
    pane = page.importing
    pane.give(sheet)
    qtbot.waitUntil(lambda: pane.result is not None)
    tried = pane.result
    assert tried.accepted > 0
    assert len(page.list.model.keys) == 30
    pane._effective.put("2026-11-01")
    pane.take_in()
    qtbot.waitUntil(lambda: pane.result is not tried)
    count = pane.result.accepted
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 30 + count)
    if pane.result.refused:
        pane.save_refused(tmp_path / "refused.xlsx")
        qtbot.waitUntil((tmp_path / "refused.xlsx").exists)


def test_stopped_import_leaves_nothing(qtbot, page, sheet, tasks):
    pane = page.importing
    pane.give(sheet)
    pane.progress.job.stop()
    qtbot.waitUntil(lambda: pane.progress.job.has_ended)
    assert pane.progress.job.state is JobState.STOPPED
    assert pane.result is None


def test_import_can_be_read_at_any_size(qtbot, page, sheet, look, speech):
    page.begin_import()
    page.importing.give(sheet)
    qtbot.waitUntil(lambda: page.importing.result is not None)
    assert_readable(page.window(), look, speech)


def chosen(page, count):
    for at in range(count):
        flags = QItemSelectionModel.SelectionFlag
        page.list.table.selectionModel().select(
            page.list.model.index(at, 0), flags.Select | flags.Rows
        )


def test_many_cases_are_given_to_an_officer_at_once(qtbot, page, tasks, around):
    qtbot.waitUntil(lambda: bool(page.list.words.officers))
    chosen(page, 5)
    panel = page.many.ask_officer()
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    asked = page.list.findChild(ReasonPanel)
    type_text(asked.reason, "ย้ายงาน (สมมติ)")
    asked.do.click()
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    mine = page.list.view.model_copy(update={"officer": str(tasks.session.officer)})
    page.list.show_view(mine)
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 5)


def test_many_papers_stand_in_one_file(qtbot, page, around, tmp_path):
    chosen(page, 3)
    page.many.print_to(tmp_path / "papers.pdf")
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    assert around.shell.messages[0].tone == "good"
    assert (tmp_path / "papers.pdf").read_bytes().startswith(b"%PDF")


def test_list_can_be_read_at_any_size(qtbot, page, look, speech):
    assert_readable(page.window(), look, speech)


def test_record_can_be_read_at_any_size(qtbot, opened, look, speech):
    faults = []
    for percent in (100, 200):
        look.wear(look.theme, percent)
        for language in ("en", "th"):
            with qtbot.waitSignal(opened.record.shown):
                speech.speak(language)
            settle(opened.window())
            where = f"{percent} {language}"
            faults += [f"{where}: no name: {one}" for one in unnamed(opened.window())]
            faults += [f"{where}: clipped: {one}" for one in clipped(opened.window())]
    assert not faults, "\n".join(faults)
