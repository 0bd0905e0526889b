"""The room of agreements on a real registry: the course, terms, and what is missing (F:E1, F1)."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.roles import Role
from cso_registry.domain.workflow.walking import Way
from tests.ui.room_driver import filled, opened, said
from tests.ui.walker import assert_readable
from ui.agreements.dossier_card import DossierCard
from ui.agreements.page import AgreementsPage


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(AgreementsPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 4)
    return made


def links(card):
    found = [one for one in card.findChildren(QPushButton) if one.isVisibleTo(card)]
    return {one.accessibleName() or one.text(): one for one in found}


def test_course_names_what_is_missing_and_takes_the_paper_that_opens_it(qtbot, page, office):
    record = opened(qtbot, page, office.begun)
    first, second = record.view.path[:2]
    assert (first.place.value, second.place.value) == ("here", "ahead")
    asked = [one for one in record.view.stands.missing if one.shown_by == "paper"]
    ways = [one.to_step for one in record.view.stands.ways if one.move_way == "advance"]
    if record.view.stands.missing:
        assert record.view.stands.missing[0].th in said(record)
    for gate in asked:
        form = page.do("agreement.file_paper", gate.code)
        dated = page.around.tasks.today.isoformat()
        view = filled(qtbot, page, form, dated=dated, summary="เอกสารสมมติ", kept_as="แฟ้ม 1")
        assert gate.code not in {one.code for one in view.stands.missing}
    assert ways == ["PBC-2"]


def filed(qtbot, page, gates):
    for gate in gates:
        form = page.do("agreement.file_paper", gate.code)
        dated = page.around.tasks.today.isoformat()
        filled(qtbot, page, form, dated=dated, summary="เอกสารสมมติ", kept_as="แฟ้ม 1")


def test_case_goes_back_with_a_reason_and_nothing_is_erased(qtbot, page, office):
    view = opened(qtbot, page, office.ahead).view
    assert [one.place.value for one in view.path[:3]] == ["left", "here", "ahead"]
    back = page.around.speech.say("ui.agreements.back_to", step="CM-1")
    links(page.record)[back].click()
    view = filled(qtbot, page, page.form, reason="เอกสารข้อเสนอยังไม่ครบ")
    assert [one.place.value for one in view.path[:2]] == ["here", "ahead"]
    assert [one.move_way for one in view.agreement.moves] == [Way.ADVANCE, Way.BACK]
    told = page.around.speech.say("ui.agreements.opens_by_itself")
    assert told not in said(page.record)


def test_agreement_without_a_course_shows_none(qtbot, page, office):
    assert opened(qtbot, page, office.compact).view.path == ()


def test_terms_show_their_instalments_and_the_clause_that_is_empty(qtbot, page, office):
    record = opened(qtbot, page, office.written)
    words = said(record)
    assert "80,000.00" in words
    assert "20,000.01" in words
    empty = [one.th for one in record.view.stands.empty_clauses]
    assert empty == ["คณะกรรมการร่วมเฉพาะกิจ"]
    assert empty[0] in words


def test_terms_are_written_anew_from_what_stands(qtbot, page, office):
    opened(qtbot, page, office.written)
    form = page.do("agreement.write_terms")
    qtbot.waitUntil(lambda: form.is_ready)
    terms = form.rows["terms"].editor
    shares = [one.rows["share"].editor.plain() for one in terms.rows["instalments"].editor.items]
    assert shares == [8_000, 2_000]
    terms.rows["committee"].editor.put("คณะกรรมการร่วมสมมติ")
    before = page.record.view
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: page.record.view is not before)
    kept = page.record.view.agreement.terms
    assert (kept.revision, kept.committee) == (2, "คณะกรรมการร่วมสมมติ")
    assert kept.amount == before.agreement.terms.amount
    assert kept.instalments == before.agreement.terms.instalments
    assert page.record.view.stands.empty_clauses == ()


def test_agreement_is_begun_on_the_screen(qtbot, page, office):
    known = opened(qtbot, page, office.begun).view.agreement.file
    form = page.begin()
    qtbot.waitUntil(lambda: form.is_ready)
    fields = {
        "code": "ส-09/2570", "name_th": "ข้อตกลงใหม่ สมมติ", "agency": str(known.agency),
        "mission": str(known.mission), "model": "GR",
    }  # fmt: skip
    view = filled(qtbot, page, form, **fields)
    assert view.agreement.course.model == "GR"
    assert view.agreement.at == "GR-1"
    assert all(one.move_way is not Way.BACK for one in view.agreement.moves)


def test_money_says_what_each_instalment_waits_for(qtbot, page, office):
    record = opened(qtbot, page, office.written)
    say, money = page.around.speech.say, record.view.money
    assert [one.left for one in money.instalments] == [80_000_00, 20_000_01]
    assert money.instalments[0].waits == ("in_force", "account")
    words = said(record)
    assert say("ui.agreements.waits_account") in words
    assert say("ui.agreements.account_none") in words
    form = page.do("agreement.put_account")
    fields = {
        "bank": "ธนาคารสมมติ", "account_number": "000-0-00000-0",
        "account_name": "ชุมชนสมมติ", "seen_on": "สมุดบัญชี",
    }  # fmt: skip
    view = filled(qtbot, page, form, **fields)
    assert (view.money.account_given, view.money.account_checked) == (True, False)


def test_budget_is_opened_and_shows_what_is_left(qtbot, page, office):
    known = opened(qtbot, page, office.begun).view.agreement.file
    form = page.open_budget()
    fields = {
        "agency": str(known.agency), "code": "ง-01/2570", "fiscal_year": 2570,
        "budget_source": "งบประมาณรายจ่ายสมมติ", "amount": 500_000_00,
    }  # fmt: skip
    view = filled(qtbot, page, form, **fields)
    assert (view.left, view.paid, view.committed) == (500_000_00, 0, 0)
    assert "500,000.00" in said(page.record)


def test_assistant_sees_what_only_a_head_does(qtbot, page, office, as_role):
    as_role(Role.OFFICER)
    view = opened(qtbot, page, office.written).view
    offer = view.case.offer("agreement.bring_into_force")
    assert offer is None or not offer.is_open


def test_pages_are_whole_and_named(qtbot, page, office, around, look, speech):
    def form():
        opened(qtbot, page, office.written)
        made = page.do("agreement.write_terms")
        qtbot.waitUntil(lambda: made.is_ready)
        return made

    places = {
        "written": lambda: opened(qtbot, page, office.written),
        "terms": form,
    }
    assert_readable(around.shell.window, look, speech, places=places)


def test_dossier_of_the_agreement_in_front_is_written_with_a_button(qtbot, page, office, tmp_path):
    record = opened(qtbot, page, office.ahead)
    words = page.around.speech.say("ui.dossier.where")
    assert words in links(record)
    card = next(one for one in record.findChildren(DossierCard))
    file = tmp_path / "สำนวน.zip"
    card.save(file)
    qtbot.waitUntil(file.exists)
    with zipfile.ZipFile(file) as bag:
        names = {one.partition("/")[2] for one in bag.namelist()}
    assert {"bagit.txt", "data/index.html", "data/index.pdf"} <= names


def test_proposed_words_stand_beside_the_old_under_the_name_of_their_clause(qtbot, page, office):
    record = opened(qtbot, page, office.written)
    form = page.do("agreement.propose_wording")
    said_before = record.view.agreement.terms.conditions
    wording = "ใช้เงินตามแผน ปรับได้เมื่อตกลงร่วมกัน"
    view = filled(
        qtbot, page, form, side="partner", clause="conditions", wording=wording, why="ฤดูน้ำหลาก"
    )
    words = said(page.record)
    named = next(
        clause.th
        for clause in view.agreement.own_clauses(page.around.tasks.program.means.clauses)
        if clause.code == "conditions"
    )
    assert f"1. {named} · " in words
    assert {said_before, wording} <= set(words.splitlines())


def test_map_that_the_case_keeps_is_seen_as_a_drawing(qtbot, page, office):
    record = opened(qtbot, page, office.written)
    course = record.view.agreement.course
    links(record)[page.around.speech.say("ui.agreements.drawing")].click()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.is_sheet
    assert (page.paper.sight.title, page.paper.sight.page_count) == (course.th, 1)
    assert not page.paper.issue.isVisibleTo(page.paper)
    page.paper.closed.emit()
    assert page.stack.currentWidget() is record
