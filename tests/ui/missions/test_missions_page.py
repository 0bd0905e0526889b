"""The room of missions on a real registry: analyses, standards, costings (F:D1, G9, X39)."""

from __future__ import annotations

import pytest

from cso_registry.domain.missions.costings import CostLine
from cso_registry.domain.roles import Role
from tests.support import examples_missions as examples
from tests.ui.room_driver import filled, links, opened, said
from tests.ui.walker import assert_readable
from ui.commands.finding import find_records
from ui.missions.page import MissionsPage


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(MissionsPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 4)
    return made


def refused(form):
    """What stands in the way of a form, each as a whole sentence."""
    return said(form._why)


def test_mission_shows_what_is_suggested_and_what_looks_like_it(qtbot, page, office, around):
    record = opened(qtbot, page, office.other)
    words = said(record)
    assert around.speech.say("ui.missions.binds_nobody") in words
    assert [str(one.id) for one in record.view.similar][:1] == [office.mission]
    link = next(one for one in links(record).values() if one.text() == "ภ-01")
    link.click()
    assert around.shell.opened == [("mission", office.mission)]


def test_mission_of_an_agency_is_written_down_with_codes_of_the_lists(qtbot, page, office):
    opened(qtbot, page, office.agency)
    before = len(page.record.view.missions)
    form = page.do("mission.register")
    said_of_it = {**examples.MISSION, "code": "ภ-09", "areas": ["5001"], "strategies": []}
    view = filled(qtbot, page, form, **said_of_it)
    assert view.classes.suggested == "PM3"
    assert view.mission.profile.areas == ("5001",)
    assert str(view.agency.id) == office.agency
    opened(qtbot, page, office.agency)
    qtbot.waitUntil(lambda: len(page.record.view.missions) == before + 1)


def test_code_that_is_no_term_is_refused_beside_its_field(qtbot, page, office):
    opened(qtbot, page, office.agency)
    form = page.do("mission.register")
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["process"].editor.input.setEditText("ไม่มีในรายการ")
    form.save()
    assert form.rows["process"].fault.plain
    assert form.rows["goal"].fault.plain


def test_dimension_waits_and_is_answered_in_its_three_answers(qtbot, page, office, as_role, speech):
    as_role(Role.OFFICER)
    record = opened(qtbot, page, office.unanswered)
    assert record.view.missing == ("mission_side", "level_side", "people_side")
    assert speech.say("ui.analysis.waits") in said(record.parts[1])
    form = page.do("analysis.answer_level")
    qtbot.waitUntil(lambda: form.is_ready)
    editor = form.rows["opening"].editor
    codes = [editor.input.itemData(at) for at in range(editor.input.count())]
    assert codes == ["DM2-A", "DM2-B", "DM2-C"]
    view = filled(qtbot, page, form, opening="DM2-B", participation_form="PM2",
                  stages="สำรวจ", argued="เปิดบางขั้นตอน (สมมติ)")  # fmt: skip
    assert view.missing == ("mission_side", "people_side")
    assert "เปิดบางขั้นตอน (สมมติ)" in said(page.record.parts[2])


def test_answers_begin_with_what_the_mission_says(qtbot, page, office, as_role):
    as_role(Role.OFFICER)
    opened(qtbot, page, office.unanswered)
    form = page.do("analysis.answer_mission")
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["mission_type"].editor.plain() == "MT3"
    assert form.rows["process"].editor.plain() == "MP7"


def test_head_decides_what_the_answers_allow_and_no_fourth(qtbot, page, office):
    record = opened(qtbot, page, office.answered)
    assert record.view.status == "answered"
    assert {one.value for one in record.view.fitting} == {"joint", "delegated"}
    form = page.do("analysis.decide")
    qtbot.waitUntil(lambda: form.is_ready)
    editor = form.rows["outcome"].editor
    assert editor.input.count() == 3
    editor.put("not_open")
    form.rows["reason"].editor.put("ลองปิดแฟ้ม (สมมติ)")
    form.save()
    qtbot.waitUntil(lambda: "R-11" in refused(form) or bool(form.rows["outcome"].fault.plain))
    view = filled(qtbot, page, form, outcome="joint", reason="ร่วมกันก่อนหนึ่งปี (สมมติ)")
    assert view.status == "joint"
    assert "ร่วมกันก่อนหนึ่งปี (สมมติ)" in said(page.record.parts[0])


def test_file_of_an_unlawful_mission_is_closed_from_its_card(qtbot, page, office, as_role, speech):
    as_role(Role.OFFICER)
    opened(qtbot, page, office.answered)
    form = page.do("analysis.answer_mission")
    filled(qtbot, page, form, lawful=False)
    as_role(Role.HEAD)
    page.record.refresh()
    close = speech.say("ui.analysis.close_file")
    qtbot.waitUntil(lambda: close in links(page.record.parts[0]))
    assert speech.say("ui.analysis.unlawful") in said(page.record.parts[0])
    links(page.record.parts[0])[close].click()
    qtbot.waitUntil(lambda: page.form is not None and page.form.is_ready)
    form = page.form
    assert form.rows["outcome"].editor.plain() == "not_open"
    view = filled(qtbot, page, form, reason="กระทบความชอบด้วยกฎหมาย (สมมติ)")
    assert view.status == "not_open"


def test_who_answered_is_told_that_another_decides(qtbot, page, office, as_role, speech):
    as_role(Role.OFFICER)
    record = opened(qtbot, page, office.answered)
    name = speech.texts.act("analysis.decide").say("th")
    assert name in said(record.next_steps)
    assert name not in links(record.next_steps)


def test_sheets_stand_side_by_side_and_one_is_chosen(qtbot, page, office, speech):
    opened(qtbot, page, office.mission)
    form = page.do("costing.draw_up")
    line = CostLine(what="ค่าเหมาสมมติ", unit="โครงการ", quantity=1, unit_price=100)
    qtbot.waitUntil(lambda: form.is_ready)
    item = form.rows["lines"].editor.add_item(by_hand=True)
    for name, value in line.model_dump(mode="json").items():
        item.rows[name].editor.put(value)
    item.rows["unit_price"].editor.input.setText("80,000.50")
    view = filled(qtbot, page, form, code="ต-03", method="CO2", argued="คิดเหมา (สมมติ)")
    assert view.own.total == 8_000_050
    assert [one.more for one in view.sheets] == [0, 0, 8_000_050 - 7_224_000]
    assert "80,000.50" in said(page.record)
    opened(qtbot, page, office.costing)
    view = filled(qtbot, page, page.do("costing.choose"), reason="ต่ำกว่า (สมมติ)")
    assert [one.code for one in view.sheets if one.is_chosen] == ["ต-01"]
    assert speech.say("ui.costing.chosen") in said(page.record.parts[1])


def test_law_that_sets_no_standard_names_who_looked(qtbot, page, office, speech):
    opened(qtbot, page, office.other)
    form = page.do("mission.set_standards")
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["reason"].editor.put("ตามที่ตรวจสอบ (สมมติ)")
    form.save()
    qtbot.waitUntil(lambda: bool(form.rows["statutory"].fault.plain))
    view = filled(qtbot, page, form, none_checked_by="นิติกรสมมติ")
    told = speech.say("ui.missions.none_in_law", who="นิติกรสมมติ")
    assert view.standards.none_checked_by == "นิติกรสมมติ"
    assert told in said(page.record)


def test_analysis_is_seen_on_paper_before_it_is_decided(qtbot, page, office):
    opened(qtbot, page, office.answered)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.refusal is not None
    assert not page.paper.issue.isEnabled()
    page.close_paper()
    opened(qtbot, page, office.decided)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight.refusal is None)
    page.paper.issue.click()
    qtbot.waitUntil(lambda: page.paper.sight.paper is not None)


def test_auditor_may_do_nothing_and_sees_everything(qtbot, page, office, as_role):
    as_role(Role.AUDITOR)
    record = opened(qtbot, page, office.mission)
    assert not [one for one in record.view.case.offers if one.is_open]
    assert record.view.sheets


def test_pages_are_whole_and_named(qtbot, page, office, around, look, speech):
    places = {
        name: (lambda at=name: opened(qtbot, page, getattr(office, at)))
        for name in ("mission", "answered", "costing")
    }
    assert_readable(around.shell.window, look, speech, places=places)


def test_process_says_what_it_suggests_while_it_is_chosen(qtbot, page, office, speech):
    form = page.register_mission()
    qtbot.waitUntil(lambda: form.is_ready)
    editor = form.rows["process"].editor
    assert not editor.note.plain
    editor.put("MP2")
    editor.changed.emit()
    words = page.around.tasks.program.vocabulary.label("V-06", "PM1", "th")
    assert words in editor.note.plain


def test_search_for_everything_finds_missions_calls_and_proposals(qtbot, page, office, tasks):
    texts, found = ("ดูแลผู้สูงอายุ", "ข-001", "ว-03"), []

    def look(workspace):
        return [{one.identity for one in find_records(workspace, text)} for text in texts]

    tasks.ask(page, look, found.extend)
    qtbot.waitUntil(lambda: bool(found))
    missions, proposals, analyses = found
    assert {office.mission, office.other, office.call} <= missions
    assert office.proposal in proposals
    assert office.answered in analyses
