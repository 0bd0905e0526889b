"""The room of screening: cases, appeals and breaches, on a real registry (F:B1-B7, X24)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cso_registry.domain.organizations.acts import ChangeAddress
from cso_registry.domain.organizations.records import Address
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.standing import CaseStatus
from tests.ui.room_driver import filled, links, opened, said
from tests.ui.walker import assert_readable
from ui.screening.page import ScreeningPage


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(ScreeningPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 4)
    qtbot.waitUntil(lambda: made.list.model.row_at(0) is not None)
    return made


def act_name(speech, kind):
    return speech.texts.act(kind).say(speech.language)


def test_list_shows_where_each_case_stands(qtbot, page):
    rows = [page.list.model.row_at(at) for at in range(4)]
    assert {row.status for row in rows} == {"under_review", "checked", "returned", "rejected"}
    at = next(at for at, row in enumerate(rows) if row.status == "returned")
    assert rows[at].until is not None
    page.list.table.selectRow(at)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.record.view is not None)
    assert page.crumbs() == ("ชุมชนถูกส่งกลับสมมติ",)


def test_every_criterion_shows_clause_result_and_what_to_bring(qtbot, page, office):
    view = opened(qtbot, page, office.returned).view
    failed = next(one for one in view.criteria if one.code == "B-02")
    assert failed.passed is False
    assert failed.clause
    assert failed.bring
    words = said(page.record.parts[3])
    assert failed.text in words
    assert failed.clause in words
    assert failed.bring in words


def test_return_shows_its_items_and_the_days_that_are_left(qtbot, page, office, speech):
    view = opened(qtbot, page, office.returned).view
    assert view.decision.items
    assert view.decision.days_left > 0
    words = said(page.record.parts[0])
    assert view.decision.items[0] in words
    assert speech.day(view.decision.due) in words


def test_reviewer_declares_and_answers_what_waits(qtbot, page, office, as_role):
    as_role(Role.OFFICER)
    view = opened(qtbot, page, office.opened).view
    assert view.waiting
    form = page.do("screening.declare")
    filled(qtbot, page, form, has_interest=False)
    qtbot.waitUntil(lambda: bool(links(page.record.parts[3])))
    first = view.waiting[0]
    form = page.do("screening.answer", first)
    qtbot.waitUntil(lambda: form.is_ready)
    (answer,) = form.rows["answers"].editor.items
    assert answer.rows["criterion"].editor.plain() == first
    answer.rows["passed"].editor.put(False)
    answer.rows["note"].editor.put("ไม่พบหลักฐาน (สมมติ)")
    view = filled(qtbot, page, form)
    result = next(one for one in view.criteria if one.code == first)
    assert result.passed is False
    assert "ไม่พบหลักฐาน (สมมติ)" in result.found


def test_declared_interest_blocks_until_the_head_decides(qtbot, page, office, as_role, speech):
    as_role(Role.OFFICER)
    opened(qtbot, page, office.opened)
    form = page.do("screening.declare")
    view = filled(qtbot, page, form, has_interest=True, statement="เป็นสมาชิก (สมมติ)")
    (blocked,) = [one for one in view.persons if one.blocks]
    as_role(Role.HEAD)
    with qtbot.waitSignal(page.record.shown):
        page.record.refresh()
    settle = act_name(speech, "screening.settle_interest")
    assert settle in links(page.record.parts[2])
    assert settle not in links(page.record.next_steps)
    form = page.do("screening.settle_interest", blocked.declaration)
    view = filled(qtbot, page, form, reason="ไม่มีผู้อื่นทำหน้าที่แทนได้ (สมมติ)")
    assert not [one for one in view.persons if one.blocks]


def test_head_rejects_with_the_failed_criteria_in_the_form(qtbot, page, office):
    view = opened(qtbot, page, office.checked).view
    filled(qtbot, page, page.do("screening.declare"), has_interest=False)
    form = page.do("screening.reject")
    qtbot.waitUntil(lambda: form.is_ready)
    grounds = form.rows["grounds"].editor
    assert [one.rows["criterion"].editor.plain() for one in grounds.items] == list(view.failed)
    for one in grounds.items:
        one.rows["reason"].editor.put("ไม่พบที่ตั้ง (สมมติ)")
    view = filled(qtbot, page, form, reason="ตามผลการตรวจ (สมมติ)")
    assert view.status == CaseStatus.REJECTED.value
    assert view.decision.grounds


def test_greyed_acts_say_why(qtbot, page, office, speech):
    opened(qtbot, page, office.opened)
    name = act_name(speech, "screening.accept")
    qtbot.waitUntil(lambda: name in links(page.record.next_steps))
    accept = links(page.record.next_steps)[name]
    assert not accept.isEnabled()
    assert accept.parentWidget().findChildren(QLabel)[0].plain


def test_only_what_changed_since_the_return_is_shown(qtbot, page, office, as_role, tasks):
    view = opened(qtbot, page, office.returned).view
    assert not page.record.parts[1].isVisible()
    as_role(Role.OFFICER)
    moved = []
    act = ChangeAddress(
        organization=view.case.subject,
        address=Address(moo="9", area="500103"),
        reason="แก้ตามหนังสือส่งกลับ (สมมติ)",
    )
    tasks.perform(page, act, moved.append, moved.append)
    qtbot.waitUntil(lambda: bool(moved))
    form = page.do("screening.resubmit")
    filled(qtbot, page, form, received=tasks.today.isoformat())
    # The page is read anew for each of the two changes.
    qtbot.waitUntil(lambda: bool(page.record.view.corrected))
    view = page.record.view
    assert {after for _, before, after in view.corrected if before == "2"} == {"9"}
    assert page.record.parts[1].isVisible()
    assert not any("ชื่อ" in label for label, _, _ in view.corrected)


def test_return_letter_is_seen_and_issued(qtbot, page, office):
    opened(qtbot, page, office.returned)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    codes = [page.paper.codes.itemData(at) for at in range(page.paper.codes.count())]
    assert codes[0] == "L-01"
    assert "L-03" not in codes
    page.paper.issue.click()
    qtbot.waitUntil(lambda: page.paper.sight.paper is not None)
    page.show_record()
    qtbot.waitUntil(lambda: [one.code for one in page.record.view.case.papers] == ["L-01"])


def test_appeal_runs_on_a_clock_and_leads_back(qtbot, page, office, around, speech):
    record = opened(qtbot, page, office.rejected)
    (decision,) = record.view.case.decisions
    assert not decision.may_be_appealed
    (appeal,) = decision.appeals
    qtbot.waitUntil(lambda: bool(links(record.decisions)))
    next(iter(links(record.decisions).values())).click()
    assert around.shell.opened == [("appeal", appeal.id)]
    record = opened(qtbot, page, office.appeal)
    assert record.view.clock.days_left > 0
    assert speech.day(record.view.clock.due) in said(record.parts[0])
    assert ("screening", office.rejected) in record.kind.links(record.view)
    assert page.tabs.names == ("screenings", "appeals", "breaches")


def test_another_appeal_is_filed_where_none_is_open(qtbot, page, office, as_role, tasks):
    as_role(Role.OFFICER)
    record = opened(qtbot, page, office.returned)
    (decision,) = record.view.case.decisions
    assert decision.may_be_appealed
    form = page.do("appeal.file", decision.key)
    today = tasks.today.isoformat()
    said_so = {"notified": today, "filed": today, "grounds": "มีหลักฐานเพิ่ม (สมมติ)"}
    view = filled(qtbot, page, form, **said_so)
    assert view.clock.is_open
    assert str(page.record.identity) != office.appeal


def test_breach_is_recorded_and_seen_in_the_screening(qtbot, page, office, as_role, tasks):
    as_role(Role.OFFICER)
    page.tabs.choose("breaches")
    form = page.bindings()["record.new"].do()
    fields = {
        "organization": office.subject,
        "what": "ส่งรายงานช้า (สมมติ)",
        "happened": tasks.today.isoformat(),
        "source": "ข้อตกลง 4/2569 (สมมติ)",
        "evidence": "หนังสือทวงถาม (สมมติ)",
    }
    view = filled(qtbot, page, form, **fields)
    assert view.status == "weighs"
    view = opened(qtbot, page, office.opened).view
    assert [one.weighs for one in view.breaches] == [True]
    qtbot.waitUntil(lambda: "ส่งรายงานช้า (สมมติ)" in "".join(links(page.record.parts[4])))


def test_second_case_of_a_subject_is_refused_in_the_form(qtbot, page, office, as_role, tasks):
    as_role(Role.OFFICER)
    form = page.bindings()["record.new"].do()
    fields = {
        "organization": office.subject,
        "received": tasks.today.isoformat(),
        "screener": str(office.people[Role.OFFICER].officer),
        "checker": str(office.people[Role.CHECKER].officer),
    }
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    form.save()
    qtbot.waitUntil(form._why.isVisible)


def test_room_can_be_read_at_any_size(qtbot, page, office, around):
    record = opened(qtbot, page, office.rejected)
    before, speech = record.view, around.speech
    speech.speak("en")
    qtbot.waitUntil(lambda: record.view is not before)
    speech.changed.disconnect(record.refresh)
    assert_readable(around.shell.window, around.look, speech)
    speech.changed.connect(record.refresh)
