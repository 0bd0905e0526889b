"""The room of committees on a real registry, by keys alone where it counts (F:D7, X14, R-65)."""

from __future__ import annotations

import docx
import pytest
from PySide6.QtCore import Qt

from cso_registry.domain.committee.groups import MemberGroup
from cso_registry.domain.committee.meeting_groups import Attendance
from tests.ui.room_driver import said
from tests.ui.walker import assert_readable
from ui.committee.counting import waiting
from ui.committee.page import CommitteePage


@pytest.fixture
def page(qtbot, around, shown, at_desk):
    made = shown(CommitteePage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 6)
    return made


def opened(qtbot, page, identity):
    page.open_record(identity)
    qtbot.waitUntil(lambda: shown_is(page, identity))
    return page.record.view


def shown_is(page, identity):
    view = page.record.view
    return view is not None and str(view.case.record.id) == str(identity)


def saved(qtbot, page, form, **fields):
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    return renewed(qtbot, page, lambda: saving(qtbot, form))


def saving(qtbot, form):
    with qtbot.waitSignal(form.saved):
        form.save()


def renewed(qtbot, page, do):
    before = page.record.view
    do()
    qtbot.waitUntil(lambda: page.record.view is not None and page.record.view is not before)
    return page.record.view


def test_committee_shows_its_four_groups_terms_and_procedure(qtbot, page, office, speech):
    view = opened(qtbot, page, office.committee)
    assert [len(view.of(group)) for group in MemberGroup] == [1, 1, 1, 1]
    words = said(page.record)
    assert speech.say("ui.committee.vacant_in", count=40) in words
    assert "คณะอนุกรรมการกลั่นกรอง (สมมติ)" in words
    assert "50 %" in words
    assert speech.say("ui.committee.default") in words
    opened(qtbot, page, office.sub)
    assert said(page.record).count(speech.say("ui.committee.nobody")) == len(MemberGroup)
    assert page.kind.links(page.record.view) == (("committee", office.committee),)


def test_next_meeting_has_the_next_number_and_a_successor_fills_the_seat(qtbot, page, office):
    view = opened(qtbot, page, office.committee)
    form = page.do("meeting.call")
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["number"].editor.plain() == view.next_number == 7
    form.close_form()
    (leaving,) = view.of(MemberGroup.CIVIL_SOCIETY)
    assert not leaving.is_followed
    form = page.do("committee.appoint")
    view = saved(
        qtbot, page, form, given="สมใจ", family="สมมติ", group="civil_society",
        effective=str(leaving.ends), order_number="12/2569", order_date=str(leaving.starts),
    )  # fmt: skip
    (leaving,) = view.of(MemberGroup.CIVIL_SOCIETY)
    assert leaving.is_followed
    assert [one.name for one in view.coming] == ["สมใจ สมมติ"]


def test_procedure_of_its_own_is_begun_from_what_holds(qtbot, page, office, around):
    opened(qtbot, page, office.committee)
    form = page.do("committee.set_procedure")
    today = around.tasks.today.isoformat()
    view = saved(qtbot, page, form, each_group=True, effective=today, citation="ระเบียบสมมติ ข้อ 5")
    assert (view.procedure.each_group, view.procedure.quorum_percent) == (True, 50)
    assert view.own_since.isoformat() == today


def test_waiting_cases_are_ticked_by_keys_and_counted_until_then(qtbot, page, office, around):
    counted = []
    around.tasks.ask(page, waiting, counted.append, topic="count")
    qtbot.waitUntil(lambda: counted == [1])
    view = opened(qtbot, page, office.called)
    assert [one.id for one in view.waiting] == [office.analysis]
    panel = page.bindings()["committee.put_waiting"].do()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert panel.put.isEnabled()
    view = renewed(qtbot, page, lambda: qtbot.keyClick(panel.put, Qt.Key.Key_Return))
    assert view.item("4.3").about.id == office.analysis
    assert view.waiting == ()


def test_item_moves_with_alt_and_arrow_and_keeps_the_focus(qtbot, page, office):
    opened(qtbot, page, office.called)
    agenda = page.record.parts[0]
    form = page.do("meeting.put_item", "4.2")
    view = saved(qtbot, page, form, title="เรื่องที่สอง (สมมติ)")
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.waitUntil(lambda: "เรื่องที่สอง (สมมติ)" in said(agenda.items["4.2"]))
    agenda.items["4.2"].setFocus()
    view = renewed(qtbot, page, lambda: qtbot.keyClick(agenda.items["4.2"], Qt.Key.Key_Up, alt))
    assert [one.number for one in view.items] == ["1", "4.1", "4.2"]
    assert view.item("4.1").point.title == "เรื่องที่สอง (สมมติ)"
    qtbot.waitUntil(lambda: page.window().focusWidget() is agenda.items["4.1"])
    before = page.record.view
    qtbot.keyClick(agenda.items["4.1"], Qt.Key.Key_Up, alt)
    assert page.record.view is before


def test_attendance_shows_the_quorum_while_it_is_typed(qtbot, page, office, around, speech):
    opened(qtbot, page, office.committee)
    form = page.do("committee.set_procedure")
    today = around.tasks.today.isoformat()
    saved(qtbot, page, form, each_group=True, effective=today, citation="สมมติ")
    call = page.do("meeting.call")
    view = saved(qtbot, page, call, held=today, reason="เรื่องเร่งด่วน (สมมติ)")
    assert view.status == "called"
    page.bindings()["committee.attend"].do()
    pane = page.attendance
    rows = list(pane.rows.values())
    assert pane.quorum.plain == speech.say("ui.committee.quorum_now", there=4, members=4, needed=2)
    for row in rows[1:]:
        row.choose(Attendance.ABSENT)
    assert "1" in pane.quorum.plain
    assert "ผู้ทรงคุณวุฒิ" in pane.quorum.plain
    page.bindings()["record.save"].do()
    qtbot.waitUntil(pane.trouble.isVisible)
    assert "องค์ประชุม" in pane.trouble.plain
    rows[1].choose(Attendance.PROXY)
    rows[2].choose(Attendance.PRESENT)
    rows[3].choose(Attendance.PRESENT)
    page.bindings()["record.save"].do()
    assert pane.trouble.plain == speech.say("ui.committee.name_proxy")
    rows[1].proxy.setText("ผู้แทน สมมติ")
    pane.guests.put("แขก สมมติ\nอีกคน สมมติ")
    view = renewed(qtbot, page, page.bindings()["record.save"].do)
    assert (view.status, view.there) == ("open", 4)
    assert {one.attendance for one in view.places} == {Attendance.PRESENT, Attendance.PROXY}
    assert view.meeting.sitting.guests == ("แขก สมมติ", "อีกคน สมมติ")


def test_item_is_resolved_with_a_recusal_votes_and_a_minority_view(qtbot, page, office, speech):
    view = opened(qtbot, page, office.opened)
    member = next(one.key for one in view.places if one.group is MemberGroup.CIVIL_SOCIETY)
    form = page.do("meeting.recuse", "4.1")
    view = saved(qtbot, page, form, member=member, reason="เป็นกรรมการผู้เสนอ (สมมติ)")
    assert len(view.item("4.1").entitled) == 3
    form = page.do("meeting.resolve", "4.1")
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["manner"].editor.plain() == "consensus"
    view = saved(
        qtbot, page, form, text="เห็นชอบ (สมมติ)", manner="vote",
        votes={"in_favour": 2, "against": 1}, minority="ขอทบทวน (สมมติ)",
    )  # fmt: skip
    made = view.item("4.1").resolution
    assert (made.passed, made.number) == (True, f"{view.meeting.number}-4.1")
    words = said(page.record.parts[0])
    assert made.number in words
    assert "ขอทบทวน (สมมติ)" in words
    assert "เป็นกรรมการผู้เสนอ (สมมติ)" in words


def test_answers_of_a_circulated_resolution_stand_beside_who_has_not_answered(
    qtbot, page, office, speech
):
    view = opened(qtbot, page, office.circulated)
    line = view.item("4.1")
    waits = speech.say("ui.committee.answers", came=0, asked=4)
    assert waits in said(page.record.parts[0])
    for key in line.entitled:
        form = page.do("meeting.answer", "4.1")
        view = saved(
            qtbot, page, form, member=key, voice="for", received=str(view.meeting.call.held)
        )
    assert len(view.item("4.1").answers) == 4
    form = page.do("meeting.resolve", "4.1")
    view = saved(qtbot, page, form, text="เห็นชอบตามที่เวียน (สมมติ)")
    assert view.item("4.1").resolution.votes.in_favour == 4


def test_minutes_are_seen_before_they_are_issued_and_saved_to_go_on_writing(
    qtbot, page, office, tmp_path
):
    opened(qtbot, page, office.opened)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.pages
    assert page.paper.sight.refusal is not None
    assert not page.paper.issue.isEnabled()
    file = tmp_path / "minutes.docx"
    page.paper.save_to(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: file.stat().st_size > 0)
    text = "\n".join(
        cell.text for table in docx.Document(str(file)).tables
        for row in table.rows for cell in row.cells
    )  # fmt: skip
    assert "เรื่องสมมติ" in text
    plain = tmp_path / "minutes.pdf"
    page.paper.save_to(plain)
    qtbot.waitUntil(lambda: plain.exists() and plain.read_bytes() == page.paper.sight.pdf)


def test_later_meeting_adopts_and_takes_back(qtbot, page, office):
    view = opened(qtbot, page, office.closed)
    assert office.later in view.later
    form = page.do("meeting.rescind", "4.1")
    number = view.later[office.later]
    key = next(one for one, said in view.passed.items() if said.startswith(f"{number}-"))
    view = saved(
        qtbot, page, form, by_meeting=office.later, by_resolution=key, reason="มีมติใหม่ (สมมติ)"
    )
    assert view.item("4.1").resolution is None
    assert len(view.item("4.1").gone) == 1
    form = page.do("meeting.adopt_minutes")
    view = saved(qtbot, page, form, by_meeting=office.later)
    assert view.status == "adopted"


def test_resolution_of_a_paper_names_its_case_and_can_be_struck_out(qtbot, page, office):
    view = opened(qtbot, page, office.on_paper)
    form = page.do("meeting.take_over_resolution")
    view = saved(
        qtbot, page, form, title="เรื่องเดิม (สมมติ)", text="เห็นชอบ", about=str(office.analysis)
    )
    line = view.items[-1]
    assert (line.point.about_type, line.about.id) == ("analysis", office.analysis)
    form = page.do("meeting.strike_taken_over", line.number)
    view = saved(qtbot, page, form, reason="อ่านเลขผิด (สมมติ)")
    assert view.items[-1].resolution is None


def test_member_with_an_interest_is_named_beside_the_case(qtbot, page, office, around, speech):
    view = opened(qtbot, page, office.committee)
    form = page.do("committee.appoint")
    saved(
        qtbot, page, form, given="เจ้าหน้าที่", family="สมมติ", group="expert",
        officer=str(office.analyst), effective=str(view.members[0].starts),
        order_number="13/2569", order_date=str(view.members[0].starts),
    )  # fmt: skip
    view = opened(qtbot, page, office.called)
    view = renewed(qtbot, page, lambda: page.put((str(office.analysis),)))
    assert view.item("4.3").interested == (("เจ้าหน้าที่ สมมติ", "acted"),)


def test_pages_are_whole_and_named(qtbot, page, office, around, look, speech):
    places = {
        name: (lambda at=name: opened(qtbot, page, getattr(office, at)))
        for name in ("committee", "called", "circulated", "closed")
    }
    places["attendance"] = lambda: (opened(qtbot, page, office.called), page.attend())
    assert_readable(around.shell.window, look, speech, places=places)
