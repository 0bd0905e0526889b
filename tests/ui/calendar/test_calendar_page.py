"""The room of the calendar on a real registry: month, list, filters, ladder, holiday, file, sheet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from tests.ui.next_steps import noted
from tests.ui.walker import assert_readable
from ui.calendar.filters import Span
from ui.calendar.page import CalendarPage
from ui.today.tray import DutyTray


@pytest.fixture
def page(qtbot, around, shown, tasks):
    for days in (-40, -1, 3):
        noted(qtbot, tasks, days, ago=60)
    made = shown(CalendarPage(around), (1300, 800))
    qtbot.waitUntil(lambda: made.view is not None)
    return made


def chosen(qtbot, page, name, value):
    box = page.filters.chosen[name]
    at = box.findData(value)
    assert at >= 0
    before = page.view
    box.setCurrentIndex(at)
    box.activated.emit(at)
    qtbot.waitUntil(lambda: page.view is not before)


def cells(page, row):
    model = page.model
    return [model.data(model.index(row, at)) for at in range(len(model.columns))]


def steps(page):
    return [one.day for one in page.model.lines if one.what == "next_step"]


def test_month_and_list_tell_the_same_and_the_late_ones_say_who_is_told(qtbot, page, tasks):
    today = tasks.today
    assert page.view.days[today + timedelta(days=3)] >= 1
    assert today + timedelta(days=3) in steps(page)
    chosen(qtbot, page, "span", Span.LATE.value)
    assert steps(page) == [today - timedelta(days=40), today - timedelta(days=1)]
    at = next(i for i, one in enumerate(page.model.lines) if one.late_days == 40)
    said = cells(page, at)
    assert "เกิน 40 วัน" in said[1]
    assert "สำนักเลขาธิการ" in said[6]
    chosen(qtbot, page, "group", "meetings")
    assert page.model.lines == ()
    assert page.said.text() == "ไม่มีกำหนดเวลาในช่วงนี้"


def test_keys_choose_a_day_and_turn_the_month(qtbot, page, tasks):
    wanted = tasks.today + timedelta(days=3)
    page.month.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.month, Qt.Key.Key_Right)
    before = page.view
    qtbot.keyClick(page.month, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view is not before)
    assert page.span() == (wanted, wanted)
    assert {one.day for one in page.model.lines} == {wanted}
    before = page.view
    qtbot.keyClick(page.month, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.view is not before)
    assert page.month.span()[0] > wanted
    assert "2569" in page.month.title.text()
    assert date(2026, 12, 10) in page.view.closed


def test_line_opens_its_record(page, around):
    page.table.setFocus()
    at = next(i for i, one in enumerate(page.model.lines) if one.what == "next_step")
    page.open_clock(at)
    assert around.shell.opened[-1][0] == "contact_note"


def test_start_page_leads_to_what_is_late_of_one_group_and_owner(qtbot, page, tasks):
    before = page.view
    page.open_record(f"late:contacts:{tasks.session.officer}")
    qtbot.waitUntil(lambda: page.view is not before)
    assert steps(page) == [one.day for one in page.model.lines]
    assert {one.late_days for one in page.model.lines} == {40, 1}
    before = page.view
    page.open_record("soon:contacts:")
    qtbot.waitUntil(lambda: page.view is not before)
    assert [one.day for one in page.model.lines] == [tasks.today + timedelta(days=3)]
    assert page.filters.wanted().officer is None


def test_holiday_is_entered_in_a_form_and_shows_in_the_month(qtbot, page):
    form = page.enter_holiday()
    qtbot.waitUntil(form.isVisible)
    assert page.stack.currentWidget() is form
    page.show_work()
    assert page.stack.currentWidget() is not form


def test_holiday_that_is_done_says_what_it_moved_and_nothing_is_left_to_decide(qtbot, page, around):
    form = page.enter_holiday()
    qtbot.waitUntil(lambda: form.is_ready)
    said = {"closes": "offices", "th": "วันหยุดสมมติ", "citation": "มติสมมติ", "reason": "ตามมติ"}
    for name, value in said.items():
        form.rows[name].editor.put(value)
    form.save()
    qtbot.waitUntil(lambda: any("เลื่อน" in one.text for one in around.shell.messages))
    page.open_record("settle")
    qtbot.waitUntil(lambda: "วินิจฉัย" in around.shell.messages[-1].text)


def test_cases_are_handed_over_in_a_form_and_what_moved_is_told(qtbot, page, around, tasks):
    page.move_cases()
    assert around.shell.messages
    qtbot.waitUntil(lambda: page.filters.chosen["officer"].count() > 1)
    chosen(qtbot, page, "officer", str(tasks.session.officer))
    page.move_cases()
    assert page.form is not None
    qtbot.waitUntil(lambda: page.form.is_ready)
    assert "officer" not in page.form.rows
    assert "to" in page.form.rows


def test_file_and_sheet_hold_what_the_list_shows(qtbot, page, around, tmp_path):
    file = tmp_path / "calendar.ics"
    page.write_file(file)
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(events) == len(page.model.lines) > 0
    page.show_sheet()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.pdf.startswith(b"%PDF")


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)
def test_tray_counts_what_presses_and_opens_the_start_page(qtbot, page, around):
    """Without a tray there is none; with one it tells, and a press leads to the start page."""
    none = DutyTray(around, page)
    assert none.icon is None
    tray = DutyTray(around, page)
    tray.begin()
    qtbot.waitUntil(lambda: tray.counts is not None)
    assert tray.counts[0] >= 2
    assert f"เกินกำหนด {tray.counts[0]}" in tray.icon.toolTip()
    assert not tray.icon.icon().isNull()
    tray.open_today()
    assert around.shell.opened[-1] == ("today", "")
    said = [one.text() for one in tray.menu.actions() if not one.isSeparator()]
    assert said == ["วันนี้", "ปฏิทินกำหนดเวลา", "ออกจากโปรแกรม"]
    tray.menu.actions()[1].trigger()
    assert around.shell.opened[-1] == ("calendar", "")
    tray.end()
    assert not tray.icon.isVisible()


def test_hand_over_asks_for_an_officer_first(qtbot, page, around, tasks):
    page.show_hand_over()
    assert around.shell.messages
    qtbot.waitUntil(lambda: page.filters.chosen["officer"].count() > 1)
    chosen(qtbot, page, "officer", str(tasks.session.officer))
    page.show_hand_over()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.pdf.startswith(b"%PDF")


def test_everything_can_be_read(page, look, speech):
    assert_readable(page, look, speech)
