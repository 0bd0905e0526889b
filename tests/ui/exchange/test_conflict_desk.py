"""The conflict desk on the screen, on two real offices that worked apart."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from cso_registry.domain.conflicts.records import Settlement
from cso_registry.kernel.ids import RecordId
from cso_registry.storage import desk
from cso_registry.workspace.exchanging.conflict_desk import waiting_count
from tests.support.desk import open_desk
from tests.ui.exchange.conftest import hand_over
from tests.ui.walker import assert_readable
from ui.exchange.page import ExchangePage
from ui.look.parts import Wrapped

WHY = "โทรถามองค์กรแล้ว (สมมติ)"


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(ExchangePage(around), (1200, 800))
    qtbot.waitUntil(lambda: made.waiting.desk is not None)
    return made


@pytest.fixture
def deciding(qtbot, page):
    made = page.deciding
    page.waiting.first().click()
    qtbot.waitUntil(lambda: made.view is not None)
    return made


def asked(qtbot, tasks, question):
    found = []
    tasks.ask(tasks, lambda workspace: [question(workspace)], found.extend)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_desk_names_what_waits(page, apart, qtbot, tasks):
    _, changed, suspended = apart
    assert [(str(one.record), one.group) for one in page.waiting.desk.values] == [
        (changed, "contact")
    ]
    assert {str(one.record) for one in page.waiting.desk.contested} == {suspended}
    assert len(page.waiting.desk.contested) == 2
    # Two acts of one kind on one day are told apart by whose they are.
    lines = {one.text().replace("\u200b", "") for one in page.waiting.findChildren(Wrapped)}
    assert len({one for one in lines if "ถูกโต้แย้งโดย" in one}) == 2
    assert asked(qtbot, tasks, waiting_count) == 3


def test_values_stand_side_by_side_with_who_when_and_why(deciding):
    view = deciding.view
    assert {one.is_ours for one in view.given} == {True, False}
    assert {one.office for one in view.given} == {"สำนักงานจังหวัดสมมติ", "สำนักงานส่วนกลางสมมติ"}
    assert {one.reason for one in view.given} == {"แจ้งทางโทรศัพท์ (สมมติ)", "ตามหนังสือ (สมมติ)"}
    assert view.base is not None
    names = [[name for name, _, _ in one.lines] for one in (view.base, *view.given)]
    assert names[0] == names[1] == names[2]
    assert "phone" in view.differing  # masked, and told apart all the same


def test_personal_data_are_masked_until_the_look_is_logged(qtbot, deciding, tasks):
    def words():
        return {words for one in deciding.view.given for name, _, words in one.lines}

    assert "••••" in words()
    deciding.show_personal()
    qtbot.waitUntil(lambda: "••••" not in words())
    assert {"0-2000-0001", "0-5300-0002"} <= words()
    found = []
    tasks.write(None, lambda workspace: desk.looks(workspace.connection), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [json.loads(one)["what"] for one in found[0]] == ["conflict"]


def test_nothing_is_decided_without_choice_and_reason(qtbot, deciding, tasks):
    deciding.save()
    assert deciding.said.plain == "เลือกค่าหนึ่งก่อน หรือเขียนค่าใหม่"
    deciding.choose(1)
    deciding.save()
    assert deciding.said.plain == "เขียนเหตุผลก่อน"
    assert asked(qtbot, tasks, waiting_count) == 3


def test_chosen_value_stands_at_both_offices(qtbot, page, deciding, apart, tasks):
    folder, changed, _ = apart
    at = next(at for at, one in enumerate(deciding.view.given) if not one.is_ours)
    page.bindings()[f"conflict.use_{at + 1}"].do()
    qtbot.keyClicks(deciding.reason, "ok, asked")
    with qtbot.waitSignal(deciding.decided):
        page.bindings()["record.save_and_close"].do()
    qtbot.waitUntil(lambda: not page.waiting.desk.values)
    assert page.crumbs() == ()
    tasks.close()
    with open_desk(folder / "north") as north, open_desk(folder / "nation") as nation:
        hand_over(north, nation, folder / "กลับ.csob")
        for office in (north, nation):
            record = office.workspace.read.record(RecordId(changed))
            assert record.contact.phone == "0-2000-0001"
            assert not record.conflicts


def test_another_value_is_written(qtbot, page, deciding, apart, tasks):
    deciding.new.click()
    form = page.form
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["contact"].editor.rows["phone"].editor.put("0-5311-1111")
    form.rows["reason"].editor.put(WHY)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: not page.waiting.desk.values)
    record = asked(qtbot, tasks, lambda workspace: workspace.read.record(RecordId(apart[1])))
    assert record.contact.phone == "0-5311-1111"


def test_contested_act_is_settled(qtbot, page, apart, tasks):
    one = page.waiting.desk.contested[0]
    pane = page.settle(str(one.record), one.hash)
    qtbot.waitUntil(lambda: pane.view is not None and pane.form.is_ready)
    assert {pane.view.act.order_number, pane.view.others[0].order_number} == {
        "กลาง 1/2569",
        "ชม 1/2569",
    }
    pane.form.rows["verdict"].editor.put("stands")
    pane.form.rows["reason"].editor.put(WHY)
    with qtbot.waitSignal(pane.form.saved):
        pane.form.save()
    qtbot.waitUntil(lambda: len(page.waiting.desk.contested) == 1)
    settled = asked(
        qtbot,
        tasks,
        lambda workspace: list(workspace.read.records_about(RecordId(apart[2]), Settlement.type)),
    )
    assert len(settled) == 1


def test_conflict_that_ended_meanwhile_leads_back(qtbot, page, deciding, around, apart):
    deciding.show_conflict(apart[1], "names")
    with qtbot.waitSignal(deciding.closed):
        pass
    assert around.shell.troubles
    assert page.crumbs() == ()


def test_esc_goes_back_and_nothing_is_lost(qtbot, page, deciding):
    page.bindings()["record.close"].do()
    qtbot.waitUntil(lambda: page.waiting.first() is not None)
    assert page.waiting.desk.values
    qtbot.keyClick(page.waiting.first(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.crumbs()))


def test_desk_can_be_read_at_any_size(qtbot, page, deciding, look, speech):
    assert_readable(page.window(), look, speech)
    page.show_desk()
    assert_readable(page.window(), look, speech)


def test_contested_act_can_be_read_at_any_size(qtbot, page, look, speech):
    one = page.waiting.desk.contested[0]
    pane = page.settle(str(one.record), one.hash)
    qtbot.waitUntil(lambda: pane.view is not None and pane.form.is_ready)
    assert_readable(page.window(), look, speech)
