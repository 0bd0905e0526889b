"""The room of selection on a real registry: blind, opened, compared, chosen, told (F:D1-D8)."""

from __future__ import annotations

import pytest

from cso_registry.kernel.ids import RecordId
from tests.support.selection_office import PHRASE
from tests.ui.room_driver import links, said
from tests.ui.walker import assert_readable
from ui.selection.cards import CLEAR, SEPARATOR, TYPE
from ui.selection.stages import DECIDE, DECLARE, LETTERS, MATRIX, SUBMIT, UNSEAL

after_scoring = pytest.mark.parametrize("stage", ["scored"])


def filled(qtbot, page, form, **fields):
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    with qtbot.waitSignal(form.saved):
        form.save()


def fill_sheet(qtbot, pane, level):
    for one in pane.rows:
        one.begin()
        qtbot.keyClicks(pane.window().focusWidget(), str(level))
        one.evidence.put("แฟ้ม 1 หน้า 2")


def test_list_and_stages_say_where_a_call_stands(qtbot, page, at_call, speech):
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 1)
    view = at_call()
    assert (view.status, len(view.competing), view.sheets_wanted) == ("closed", 3, 6)
    words = said(page.record.parts[0])
    assert speech.say("ui.selection.stage.scores") in words
    assert speech.say("ui.selection.sheets_in", count=0, wanted=6) in words
    assert not page.record.parts[1].isVisibleTo(page.record)


def test_evaluator_scores_with_keys_alone_and_nobody_reads_it(
    qtbot, page, at_call, sign_in, tasks, office
):
    sign_in("one")
    at_call()
    page.do(SUBMIT)
    pane = page.sheet
    for _ in office.proposals:
        fill_sheet(qtbot, pane, 4)
        done = len(pane.done)
        pane.bindings()["record.save"].do()
        qtbot.waitUntil(lambda done=done: len(pane.done) > done)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.record)
    held = []
    tasks.ask(
        page,
        lambda workspace: workspace.read.record(RecordId(office.proposals[0])),
        held.append,
    )
    qtbot.waitUntil(lambda: bool(held))
    (sheet,) = held[0].sheets.values()
    assert sheet.evaluator == office.people["one"].officer
    assert held[0].opened == {}
    view = at_call()
    assert view.me.sheets == 3
    assert view.sheets_in == 3


CANARY = "นกขมิ้นเหลืองอ่อน-7713"


def held_anywhere(workspace):
    """Whether the words stand in any table, drafts and desk among them."""
    connection = workspace.connection
    tables = connection.column("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = (row for one in tables for row in connection.execute(f'SELECT * FROM "{one}"'))
    values = (value for row in rows for value in row)
    raw = (one if isinstance(one, bytes) else str(one).encode() for one in values)
    return any(CANARY.encode() in one for one in raw)


def test_what_is_typed_stands_in_no_table_before_or_after_it_is_handed_in(
    qtbot, page, at_call, sign_in, tasks
):
    sign_in("one")
    at_call()
    page.do(SUBMIT)
    pane = page.sheet
    fill_sheet(qtbot, pane, 3)
    pane.rows[0].evidence.put(CANARY)
    pane.comment.put(CANARY)
    page.show_record()
    found = []
    tasks.ask(page, held_anywhere, found.append)
    qtbot.waitUntil(lambda: len(found) == 1)
    page.do(SUBMIT)
    assert pane.rows[0].evidence.plain() == CANARY
    pane.hand_in()
    qtbot.waitUntil(lambda: len(pane.done) == 1)
    tasks.ask(page, held_anywhere, found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found == [False, False]


def test_sheet_that_lacks_something_says_where_and_is_kept(qtbot, page, at_call, sign_in, office):
    sign_in("one")
    view = at_call()
    page.do(SUBMIT)
    pane = page.sheet
    fill_sheet(qtbot, pane, 3)
    pane.rows[2].evidence.put(None)
    pane.hand_in()
    assert pane.rows[2].wrong.isVisible()
    assert pane.done == set()
    pane.bindings()["record.next"].do()
    assert pane.rows[0].level is None
    pane.bindings()["record.previous"].do()
    assert pane.rows[0].level == 3
    sign_in("two")
    pane.show_for(view)
    assert pane.rows[0].level is None, "what one evaluator typed is not shown to another"


def test_paper_is_typed_twice_and_compared_under_the_seal(
    qtbot, page, at_call, sign_in, office, speech
):
    two = str(office.people["two"].officer)
    for number, who, level in ((1, "officer", 4), (2, "secretary", 5)):
        sign_in(who)
        at_call()
        page.do(TYPE, f"{two}{SEPARATOR}{number}")
        fill_sheet(qtbot, page.sheet, level)
        done = len(page.sheet.done)
        page.sheet.hand_in()
        qtbot.waitUntil(lambda done=done: len(page.sheet.done) > done)
        page.show_record()
    view = at_call()
    line = next(one for one in view.evaluators if one.officer == two)
    assert {number for _, number in line.handed_in} == {1, 2}
    assert line.sheets == 1
    page.do(UNSEAL)
    page.unseal.phrase.control.setText(PHRASE)
    page.unseal.check()
    qtbot.waitUntil(page.unseal.found.isVisible)
    words = said(page.unseal.found)
    first = view.competing[0]
    assert speech.say("score.typings_differ", evaluator=line.name, proposal=first.code) in words


def test_wrong_phrase_opens_nothing_and_is_forgotten_when_left(qtbot, page, at_call, sign_in):
    sign_in("secretary")
    at_call()
    page.do(UNSEAL)
    page.unseal.phrase.control.setText("วลีอื่นที่ยาวพอ-9999")
    page.unseal.open_now()
    qtbot.waitUntil(page.unseal.why.isVisible)
    page.show_record()
    assert page.unseal.phrase.text() == ""


@after_scoring
def test_matrix_orders_filters_and_shows_every_step(qtbot, page, at_call, speech):
    at_call()
    page.do(MATRIX)
    pane = page.matrix
    assert [one.ranked.rank for one in pane.model.lines] == [1, 1, 3]
    assert pane.model.data(pane.model.index(0, 0)) == "1="
    pane._order(len(pane.model.columns) - 1)
    assert pane.model.lines[0].spread.width == 40
    steps = said(pane._steps)
    assert "30×5/5 + 20×5/5 + 10×5/5 + 25×5/5 + 15×5/5" in steps
    assert speech.say("ui.selection.far") in steps
    assert len(links(pane._moves)) == 0
    assert said(pane._moves).count("SC") == 10
    index = pane.area.findData("500103")
    assert index >= 0 or pane.area.count() >= 1


@after_scoring
def test_choice_within_a_tie_asks_for_a_reason_and_every_other_is_told(
    qtbot, page, at_call, sign_in, office, tmp_path, speech
):
    view = at_call()
    assert view.resolutions == (office.resolution,)
    page.do(DECIDE)
    pane = page.choice
    assert pane.model.choices.chosen == set(), "a tie chooses nobody by itself"
    pane.go_on()
    assert page.form is None
    pane.table.setCurrentIndex(pane.model.index(0, 0))
    pane.mark.click()
    pane.reason.setText("แผนสำรองอ่อนกว่า (สมมติ)")
    pane.fill.click()
    pane.main.click()
    form = page.form
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["resolution"].editor.plain() == office.resolution
    weighing = dict.fromkeys(form.rows["weighing"].editor.plain() or (), "พิจารณาแล้ว (สมมติ)")
    form.rows["weighing"].editor.put(
        weighing
        or dict.fromkeys(
            ("distinction", "budget_reasonable", "expertise", "risk", "value"), "พิจารณา (สมมติ)"
        )
    )
    form.rows["decision_kind"].editor.put("vote")
    form.save()
    qtbot.waitUntil(lambda: bool(form._refusal))
    assert "choice_follows_the_ranking" in form._refusal[0].key
    filled(qtbot, page, form, override_reason="ที่ประชุมลงมติตามแผนสำรอง (สมมติ)")
    qtbot.waitUntil(lambda: page.record.view.call.decision is not None)
    view = page.record.view
    assert view.compared.standings.holds is True
    assert len(view.letters) == 3
    page.write_letters(view, tmp_path)
    qtbot.waitUntil(lambda: page.record.view.letters == ())
    assert sorted(one.name for one in tmp_path.glob("L-*.pdf")) == ["L-12.pdf", "L-13.pdf"]
    (scope,) = page.record.view.scopes
    form = page.do("delegation.decide", scope.proposal.id)
    filled(
        qtbot, page, form, code="ม-01/2570", participation_form="PM3",
        agency_role="กำกับและประเมินผล (สมมติ)", partner_role="เยี่ยมบ้าน (สมมติ)",
        limits="ไม่รวมการรักษาพยาบาล (สมมติ)",
    )  # fmt: skip
    qtbot.waitUntil(lambda: page.kind.record.type == "delegation")
    qtbot.waitUntil(lambda: page.record.view is not None)
    assert page.record.view.status == "in_force"


def test_interest_that_is_found_waits_for_the_head(qtbot, page, at_call, sign_in, office):
    sign_in("one")
    at_call()
    form = page.do(DECLARE)
    filled(qtbot, page, form, has_interest=True, statement="เคยเป็นที่ปรึกษา (สมมติ)")
    sign_in("head")
    view = at_call()
    (blocked,) = [one for one in view.evaluators if one.blocks]
    form = page.do(CLEAR, blocked.declaration)
    filled(qtbot, page, form, reason="ไม่มีผู้อื่นทำหน้าที่แทนได้ (สมมติ)")
    view = at_call()
    assert not [one for one in view.evaluators if one.blocks]


@pytest.mark.parametrize("who", ["auditor", "officer"])
def test_who_may_not_decide_is_not_asked_to(qtbot, page, at_call, sign_in, who):
    sign_in(who)
    at_call()
    assert not {DECIDE, UNSEAL, LETTERS} & set(links(page.record.parts[0]))


@after_scoring
@pytest.mark.parametrize("pane", ["record", "matrix", "choice"])
def test_room_is_readable_at_double_size(qtbot, page, at_call, look, speech, pane):
    at_call()
    if pane != "record":
        page.do({"matrix": MATRIX, "choice": DECIDE}[pane])
    assert_readable(page, look, speech)


def test_sheet_is_readable_at_double_size(qtbot, page, at_call, sign_in, look, speech):
    sign_in("one")
    at_call()
    page.do(SUBMIT)
    assert_readable(page, look, speech)
