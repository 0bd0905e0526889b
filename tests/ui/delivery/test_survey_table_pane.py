"""A table of answers is counted on the screen: tried, mapped, told row by row, counted (F:H5)."""

from __future__ import annotations

import pytest

from cso_registry.domain.roles import Role
from tests.ui.room_driver import links, opened, said
from tests.ui.walker import assert_readable
from ui.delivery.page import DeliveryPage
from ui.tasks.jobs import JobState

ODD = """ชื่อผู้ตอบ,manners,มาตามเวลา
นายลับ สมมติ,เยี่ยมยอด,4
นางลับ สมมติ,5,๓
นายเกิน สมมติ,9,1
"""


@pytest.fixture
def page(qtbot, around, shown, as_role, office):
    as_role(Role.HEAD)
    made = shown(DeliveryPage(around), (1200, 800))
    opened(qtbot, made, office.survey)
    links(made.record)[around.speech.say("ui.survey.from_table")].click()
    assert made.stack.currentWidget() is made.table
    return made


@pytest.fixture
def given(qtbot, page, tmp_path):
    """Gives a table, and waits until it was tried."""

    def give(text):
        file = tmp_path / "คำตอบ.csv"
        file.write_text(text, encoding="utf-8-sig")
        page.table.take_files([file])
        settled(qtbot, page.table)
        return page.table.tried

    return give


def settled(qtbot, pane):
    qtbot.waitUntil(lambda: pane.progress.job.has_ended)
    assert pane.progress.job.state is JobState.DONE
    qtbot.wait(1)


def choose(box, code):
    box.setCurrentIndex(box.findData(code))


def test_table_is_mapped_told_row_by_row_and_counted(qtbot, page, given, around, look, tmp_path):
    pane, speech = page.table, around.speech
    tried = given(ODD)
    assert tried.counted is None
    assert speech.say("ui.survey.columns_lack") in said(pane)
    choose(pane.columns.boxes["q1"], "manners")
    pane.try_again()
    settled(qtbot, pane)
    assert pane.tried.counted.respondents == 1
    choose(pane.scores.boxes["เยี่ยมยอด"], "5")
    assert list(pane.scores.boxes) == ["เยี่ยมยอด"]
    pane.try_again()
    settled(qtbot, pane)
    assert_readable(around.shell.window, look, speech, places={"table": lambda: pane})
    words = said(pane)
    assert speech.say("survey.would_count", count=2, refused=1) in words
    assert speech.say("survey.personal", columns="ชื่อผู้ตอบ") in words
    assert "“9” ไม่ใช่คะแนน 1 ถึง 5" in words
    assert "นายลับ" not in words
    assert page.record.view.record.respondents == 0
    pane.count()
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: page.record.view.record.respondents == 2)
    assert speech.say("ui.survey.count") not in links(pane)
    refused = tmp_path / "ไม่นับ.csv"
    pane.save_refused(refused)
    qtbot.waitUntil(refused.exists)
    qtbot.waitUntil(lambda: "9" in refused.read_text("utf-8-sig"))
    assert "สมมติ" not in refused.read_text("utf-8-sig")


def test_same_file_is_not_counted_twice(qtbot, page, given, around):
    pane, table = page.table, "อาสาสมัครสุภาพ,มาตามเวลา\n5,4\n"
    given(table)
    pane.count()
    settled(qtbot, pane)
    tried = given(table)
    (why,) = tried.refused.reasons
    assert around.speech.texts.refusal(why.key, "th", why.params) in said(pane)
    take = around.speech.say("ui.survey.count")
    qtbot.waitUntil(lambda: take in links(pane))
    assert not links(pane)[take].isEnabled()


def test_file_that_is_no_table_is_told_and_nothing_is_lost(qtbot, page, around, tmp_path):
    file = tmp_path / "ภาพ.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.table.give(file)
    qtbot.waitUntil(lambda: page.table.progress.job.has_ended)
    assert page.table.progress.job.state is JobState.FAILED
    assert page.table.tried is None
    assert page.record.view.record.respondents == 0
