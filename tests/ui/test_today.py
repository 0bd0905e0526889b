"""The start page on a real registry: what is to be done, opened, filtered, and quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.intake.acts import ReceiveApplication
from cso_registry.kernel.ids import IntakeId
from cso_registry.workspace.today import DeskNews, Turn
from tests.documents.paper_examples import copied, squeezed
from tests.ui.next_steps import noted
from tests.ui.walker import assert_readable
from ui.tasks.jobs import JobState
from ui.today.page import TodayPage


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(TodayPage(around), (1200, 800))
    qtbot.waitUntil(lambda: made.found is not None)
    return made


def received(qtbot, tasks):
    def work(workspace):
        act = ReceiveApplication(
            intake=IntakeId(workspace.program.means.identities.new()),
            applicant="นายตัวอย่าง สมมติ",
            subject_name="กลุ่มรักษ์น้ำ (สมมติ)",
            clock="09:20",
        )
        workspace.perform(act, tasks.session)

    done = []
    tasks.write(None, work, lambda _: done.append(1), lambda t: pytest.fail(repr(t.error)))
    qtbot.waitUntil(lambda: bool(done))


def titles(page, turn):
    return [line.duty.title for line in page.lines if line.duty.turn is turn]


def test_application_received_waits_here_as_soon_as_it_is_kept(qtbot, page, tasks):
    before = page.found[0].counts[Turn.HERE]
    received(qtbot, tasks)
    qtbot.waitUntil(lambda: page.found[0].counts[Turn.HERE] == before + 1)
    assert "กลุ่มรักษ์น้ำ (สมมติ)" in titles(page, Turn.HERE)
    assert page.figures[Turn.HERE].count.text() == f"{before + 1:,}"
    assert not page.empty.isVisible()


def test_step_agreed_is_due_then_overdue_and_its_line_opens_the_contact(qtbot, page, tasks, around):
    late, soon = page.found[0].counts[Turn.OVERDUE], page.found[0].counts[Turn.DUE]
    subject = noted(qtbot, tasks, 3)
    qtbot.waitUntil(lambda: page.found[0].counts[Turn.DUE] == soon + 1)
    noted(qtbot, tasks, -2)
    qtbot.waitUntil(lambda: page.found[0].counts[Turn.OVERDUE] == late + 1)
    steps = [one for one in page.found[0].lines if one.what == "next_step"]
    assert [(one.turn, one.subject) for one in steps] == [
        (Turn.OVERDUE, subject),
        (Turn.DUE, subject),
    ]
    page.open_duty(steps[0])
    assert around.shell.opened[-1] == ("contact_note", steps[0].id)


def test_enter_on_the_first_line_opens_its_subject(qtbot, page, around):
    found, news, names = page.found
    page.found = (replace(found, lines=tuple(n for n in found.lines if n.count == 1)), news, names)
    page._show()
    page.enter()
    line = page.lines[0]
    assert line.hasFocus()
    assert line.duty.title in line.accessibleName()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert around.shell.opened == [("organization", line.duty.subject)]


def test_lines_are_ordered_by_their_day_within_what_presses_alike(page):
    shown = [line.duty for line in page.lines]
    assert shown == [one for part in page.found[0].sections for one in part.lines]
    for part in page.found[0].sections:
        days = [one.day or "9" for one in part.lines]
        assert days == sorted(days)
        assert all(date.fromisoformat(one) for one in days if one != "9")


def test_many_of_a_group_are_one_line_that_opens_their_list(page, around, speech):
    found, news, names = page.found
    late = next(one for one in found.lines if one.turn is Turn.OVERDUE)
    many = replace(late, what="together:documents", id="", group="documents", count=318)
    counts = {**found.counts, Turn.OVERDUE: 318}
    page.found = (replace(found, lines=(many,), counts=counts), news, names)
    page._show()
    (line,) = page.lines
    said = speech.say("today.together.overdue", group="เอกสารที่มีวันหมดอายุ", count=318)
    assert said in line.accessibleName()
    assert page.figures[Turn.OVERDUE].count.text() == "318"
    line.click()
    assert around.shell.opened[-1] == ("calendar", "late:documents:")


def test_one_officer_sees_what_is_theirs_or_nobodys(qtbot, page, tasks):
    received(qtbot, tasks)
    qtbot.waitUntil(lambda: page.found[0].counts[Turn.HERE] > 0)
    page.whose.setCurrentIndex(1)
    before = page.found
    page.whose.activated.emit(1)
    qtbot.waitUntil(lambda: page.found is not before)
    chosen = page.whose.currentData()
    assert {one.officer for one in page.found[0].lines} <= {None, chosen}
    assert "กลุ่มรักษ์น้ำ (สมมติ)" in titles(page, Turn.HERE)


def test_duty_sheet_of_the_week_is_seen_and_printed(qtbot, page, tasks, tmp_path):
    received(qtbot, tasks)
    noted(qtbot, tasks, 3)
    page.bindings()["record.print"].do()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    text = squeezed(copied(page.paper.sight.pdf))
    for said in ("ใบงานประจำสัปดาห์", "กลุ่มรักษ์น้ำ (สมมติ)", "ครบกำหนดใน ๗ วัน"):
        assert squeezed(said) in text
    assert not page.paper.issue.isVisible()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.paper.print_first(printer)
    qtbot.waitUntil(lambda: tasks.jobs[-1].state is JobState.DONE)
    assert (tmp_path / "printed.pdf").stat().st_size
    looks = []
    asked = "SELECT CAST(body AS TEXT) FROM access_log ORDER BY line DESC LIMIT 1"
    tasks.write(None, lambda found: found.connection.value(asked), looks.append)
    qtbot.waitUntil(lambda: bool(looks))
    assert "printed S-91" in looks[0]
    page.bindings()["record.close"].do()
    assert page.lines[0].hasFocus()


def test_line_of_exchange_opens_its_room(qtbot, page, around):
    found, news, names = page.found
    page.found = (found, replace(news, conflicts=2, unsent=3), names)
    page._show()
    for name, said in (("conflicts", "2"), ("unsent", "3")):
        line = page.news[name]
        assert said in line.text()
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert around.shell.opened[-2:] == [("exchange", ""), ("exchange", "")]


def test_office_where_nothing_waits_says_how_to_begin(qtbot, page, around):
    found, _, names = page.found
    quiet = replace(found, lines=(), counts=dict.fromkeys(found.counts, 0))
    page.found = (quiet, DeskNews(0, 0, 0, 0, 0), names)
    page._show()
    for made in page.empty.findChildren(QPushButton):
        if made.isVisible():
            made.click()
    assert around.shell.opened == [("organizations", ""), ("settings", "officers")]


def test_start_page_reads_well(qtbot, page, tasks, look, speech):
    received(qtbot, tasks)
    noted(qtbot, tasks, -2)
    qtbot.waitUntil(lambda: bool(titles(page, Turn.OVERDUE)))
    assert_readable(page.window(), look, speech)
