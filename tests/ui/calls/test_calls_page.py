"""The room of calls on a real registry, up to the closing of each (F:D1, D2, D6, X11)."""

from __future__ import annotations

import pytest

from cso_registry.domain.roles import Role
from tests.support import examples_selection as examples
from tests.ui.room_driver import filled, links, opened, said
from tests.ui.walker import assert_readable
from ui.calls.page import CallsPage

PHRASE = "ม้าลายเดินข้ามสะพานไม้สมมติ-2569"


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(CallsPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 2)
    return made


def ready(qtbot, form):
    qtbot.waitUntil(lambda: form.is_ready)
    return form


def after_closing(tasks):
    tasks.program.clock.pass_days(examples.DAYS_OPEN + 1)


def test_call_on_a_mission_begins_with_what_is_known(qtbot, page, office):
    page.open_record(office.mission)
    qtbot.waitUntil(lambda: page.form is not None)
    form = ready(qtbot, page.form)
    assert form.rows["analysis"].editor.plain() == office.decided
    criteria = form.rows["criteria"].editor
    assert [one["weight"] for one in criteria.plain()] == [20] * 5
    assert all(len(one["anchors"]) == 6 for one in criteria.plain())
    view = filled(qtbot, page, form, code="ป-09/2570", name_th="ประกาศใหม่สมมติ",
                  model="PBC", sourcing="SM2")  # fmt: skip
    assert view.status == "drafted"
    assert "scope_of_work" in view.empty
    assert view.weight == 100
    assert {one.rule for one in view.missing} >= {"R-22", "F:D2", "F:D6"}


def test_weights_say_their_total_while_they_are_typed(qtbot, page, office, speech):
    opened(qtbot, page, office.draft)
    form = ready(qtbot, page.do("call.revise"))
    editor = form.rows["criteria"].editor
    assert editor.note.plain == speech.say("ui.calls.weights_whole", total=100)
    first = editor.criteria["SC1"].weight
    first.put(25)
    first.changed.emit()
    assert editor.note.plain == speech.say("ui.calls.weights_total", total=95)
    first.input.setText("สามสิบ")
    first.changed.emit()
    form.save()
    qtbot.waitUntil(lambda: bool(form.rows["criteria"].fault.plain))
    editor.criteria["SC1"].weight.put(25)
    view = filled(qtbot, page, form)
    assert view.weight == 95
    assert "F:D1" in {one.rule for one in view.missing}


def test_criterion_of_the_area_does_not_apply_with_a_reason(qtbot, page, office):
    opened(qtbot, page, office.draft)
    form = ready(qtbot, page.do("call.revise"))
    criteria = form.rows["criteria"].editor.criteria
    criteria["SC3"].not_applicable.put("ภารกิจทั่วจังหวัด (สมมติ)")
    criteria["SC3"].weight.put(0)
    criteria["SC1"].weight.put(40)
    view = filled(qtbot, page, form)
    assert not view.missing
    assert "ภารกิจทั่วจังหวัด (สมมติ)" in said(page.record)
    assert [one.criterion for one in view.criteria if not one.applies] == ["SC3"]


def test_ties_keep_their_order(qtbot, page, office):
    opened(qtbot, page, office.draft)
    form = ready(qtbot, page.do("call.revise"))
    view = filled(qtbot, page, form, tie_rules=["budget", "SC5", "received"])
    assert view.selection.tie_rules == ("budget", "SC5", "received")


def test_draft_is_seen_on_paper_and_not_issued(qtbot, page, office):
    opened(qtbot, page, office.draft)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.codes.count() == 1
    assert not page.paper.issue.isEnabled()
    page.close_paper()
    opened(qtbot, page, office.call)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.codes.count() == 2)
    qtbot.waitUntil(page.paper.issue.isEnabled)


def test_head_opens_a_call_with_a_phrase_that_is_kept_nowhere(qtbot, page, office, tasks, speech):
    opened(qtbot, page, office.draft)
    assert page.do("call.open") is None
    pane = page.opening
    pane.open_now()
    assert pane.closes.note.plain == speech.say("ui.calls.which_day")
    pane.closes.put((tasks.today.replace(day=tasks.today.day + 5)).isoformat())
    pane.phrase.control.setText(PHRASE)
    pane.again.control.setText("อื่น")
    pane.open_now()
    assert speech.say("ui.calls.phrases_differ") in said(pane.again)
    pane.again.control.setText(PHRASE)
    with qtbot.waitSignal(pane.opened):
        pane.open_now()
    assert pane.phrase.text() == ""
    qtbot.waitUntil(lambda: page.record.view.status == "opened")
    assert speech.say("ui.calls.is_fixed") in said(page.record.parts[0])
    assert page.record.view.case.offer("call.revise").reasons


def test_opening_that_is_refused_says_why_and_keeps_what_was_typed(qtbot, page, office, tasks):
    opened(qtbot, page, office.draft)
    page.do("call.open")
    pane = page.opening
    pane.closes.put(tasks.today.isoformat())
    for one in (pane.phrase, pane.again):
        one.control.setText(PHRASE)
    pane.open_now()
    qtbot.waitUntil(pane.why.isVisible)
    assert pane.why.plain
    assert pane.phrase.text() == PHRASE
    page.show_record()
    assert pane.phrase.text() == ""


def test_officer_sees_what_lacks_and_may_not_open(qtbot, page, office, as_role, speech):
    as_role(Role.OFFICER)
    record = opened(qtbot, page, office.draft)
    assert speech.say("ui.calls.is_ready") in said(record.parts[0])
    assert speech.texts.act("call.open").say("th") not in links(record.parts[0])


def test_question_is_answered_for_everybody_and_nobody_sees_who_asked(
    qtbot, page, office, as_role, speech
):
    as_role(Role.OFFICER)
    record = opened(qtbot, page, office.call)
    (waiting,) = [one for one in record.view.questions if one.answered is None]
    assert waiting.due is not None
    form = ready(qtbot, page.do("call.answer", waiting.key))
    assert waiting.text in form.rows["text"].editor.note.plain
    view = filled(qtbot, page, form, text="ได้ นับวันที่ถึงสำนักงาน (สมมติ)")
    assert [one.answer for one in view.questions] == ["ได้ นับวันที่ถึงสำนักงาน (สมมติ)"]
    words = said(page.record.parts[2])
    assert speech.say("ui.calls.all_answered") in words
    assert "เจ้าหน้าที่" not in words


def test_amendment_puts_the_last_day_off_and_keeps_the_criteria(qtbot, page, office, tasks):
    record = opened(qtbot, page, office.call)
    closes, criteria = record.view.call.closes, record.view.criteria
    form = ready(qtbot, page.do("call.amend"))
    assert "criteria" not in form.rows
    later = closes.replace(day=closes.day + 10)
    view = filled(qtbot, page, form, text="ขยายเวลา (สมมติ)", closes=later.isoformat(),
                  reason="ผู้อยู่ไกลส่งไม่ทัน (สมมติ)")  # fmt: skip
    assert view.call.closes == later
    assert view.criteria == criteria
    assert "ผู้อยู่ไกลส่งไม่ทัน (สมมติ)" in said(page.record.parts[3])


def test_cancelled_call_keeps_its_proposals(qtbot, page, office, speech):
    opened(qtbot, page, office.call)
    form = ready(qtbot, page.do("call.cancel"))
    view = filled(qtbot, page, form, reason="งบประมาณถูกตัด (สมมติ)")
    assert view.status == "cancelled"
    assert len(view.proposals) == 2
    assert "งบประมาณถูกตัด (สมมติ)" in said(page.record.parts[0])


def test_proposals_are_filtered_by_their_call(qtbot, page, office, tasks):
    """The view keeps the call; of another call none is shown."""
    page.tabs.choose("proposals")
    pane = page.list
    qtbot.waitUntil(lambda: len(pane.model.keys) == 2 and office.call in pane.words.records["call"])
    (by_call,) = (one for one in pane.kind.filters if one.of)
    panel = pane.filters.open_filter(by_call)
    others = [one for one in pane.words.records["call"] if one != office.call]
    panel.chosen.emit([office.call])
    qtbot.waitUntil(lambda: pane.view.codes == {"under": [office.call]})
    qtbot.waitUntil(lambda: len(pane.model.keys) == 2)
    assert pane.words.records["call"][office.call] in pane.filters._chips[0].words.text()
    panel.chosen.emit(others or ["01a10000-0000-7000-8000-000000000000"])
    panel.close()
    qtbot.waitUntil(lambda: len(pane.model.keys) == 0)


def test_late_proposal_is_taken_in_marked_and_kept(qtbot, page, office, tasks, speech):
    after_closing(tasks)
    opened(qtbot, page, office.call)
    form = ready(qtbot, page.do("proposal.receive"))
    assert form.rows["received"].editor.plain() == tasks.today.isoformat()
    item = form.rows["budget_lines"].editor.add_item(by_hand=True)
    for name, value in (("what", "ค่าเดินทาง"), ("unit", "ครั้ง"), ("quantity", 10)):
        item.rows[name].editor.put(value)
    item.rows["unit_price"].editor.input.setText("1,000.25")
    evidence = form.rows["evidence"].editor.add_item(by_hand=True)
    codes = evidence.rows["criterion"].editor.input
    assert [codes.itemData(at) for at in range(codes.count())] == [
        "SC1",
        "SC2",
        "SC3",
        "SC4",
        "SC5",
    ]
    for name, value in (("criterion", "SC1"), ("evidence_kind", "document"),
                        ("what", "รายงานสมมติ"), ("dated", "2026-10-01")):  # fmt: skip
        evidence.rows[name].editor.put(value)
    view = filled(qtbot, page, form, organization=office.third, code="ข-010", received_at="09:05",
                  name_th="มาช้าสมมติ", goal="ก", target_group="ข", plan="ค",
                  starts="2027-02-01", ends="2028-01-31", declares_truth=True)  # fmt: skip
    assert view.proposal.file.late
    assert view.proposal.file.budget == 1_000_250
    assert speech.say("ui.calls.late_is_kept") in said(page.record.parts[0])
    assert [one.code for one in view.criteria if not one.is_enough] == ["SC2", "SC3", "SC4", "SC5"]


def test_papers_are_asked_for_once_with_a_day(qtbot, page, office, tasks, as_role, speech):
    record = opened(qtbot, page, office.asked)
    assert record.view.days_left == 7
    assert "สำเนาใบรับรองบุคลากร" in said(record.parts[0])
    assert record.view.case.offer("proposal.ask_papers").reasons
    form = ready(qtbot, page.do("proposal.supply"))
    item = form.rows["evidence"].editor.add_item(by_hand=True)
    for name, value in (("criterion", "SC2"), ("evidence_kind", "staff_certificate"),
                        ("what", "ใบรับรองสมมติ"), ("dated", "2026-10-01")):  # fmt: skip
        item.rows[name].editor.put(value)
    view = filled(qtbot, page, form, note="มาครบ (สมมติ)")
    assert view.days_left is None
    assert next(one for one in view.criteria if one.code == "SC2").is_enough
    assert "มาครบ (สมมติ)" in said(page.record.parts[0])


def test_informal_group_shows_the_word_of_the_community(qtbot, page, office, tasks, speech):
    record = opened(qtbot, page, office.proposal)
    assert all(one.is_enough for one in record.view.criteria)
    assert speech.say("ui.calls.informal_may") in said(record.parts[0])
    after_closing(tasks)
    view = filled(qtbot, page, ready(qtbot, page.do("proposal.admit")), admitted=True)
    assert view.status == "admitted"


def test_withdrawn_proposal_stays_on_the_page_of_its_call(qtbot, page, office, speech):
    opened(qtbot, page, office.proposal)
    form = ready(qtbot, page.do("proposal.withdraw"))
    view = filled(qtbot, page, form, letter="ที่ สม 9/2569", reason="ขาดบุคลากร (สมมติ)")
    assert view.status == "withdrawn"
    assert "ที่ สม 9/2569" in said(page.record.parts[0])
    record = opened(qtbot, page, office.call)
    statuses = {one.code: one.status for one in record.view.proposals}
    assert statuses["ข-001"] == "withdrawn"


def test_pages_are_whole_and_named(qtbot, page, office, around, look, speech):
    places = {
        name: (lambda at=name: opened(qtbot, page, getattr(office, at)))
        for name in ("draft", "call", "asked")
    }
    assert_readable(around.shell.window, look, speech, places=places)
