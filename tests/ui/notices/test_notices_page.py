"""The room of notices on a real registry: near ends, the count in words, acts (F:I1, I2, X6)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cso_registry.domain.roles import Role
from tests.ui.room_driver import filled, opened, said
from tests.ui.walker import assert_readable
from ui.notices.lists import DOUBTED, NEAR
from ui.notices.page import NoticesPage
from ui.settings.page import SettingsPage


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(NoticesPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 5)
    return made


def kept(page, name):
    """Leave a picture to be looked at, where that is asked for."""
    folder = os.environ.get("CSO_KEEP_PAPERS")
    if folder:
        page.grab().save(str(Path(folder) / f"{name}.png"))


def near(qtbot, page):
    page.tabs.choose(NEAR.name)
    pane = page.tabs.page
    qtbot.waitUntil(lambda: bool(pane.model.lines))
    return pane


def test_near_end_says_its_days_and_opens_a_file_about_it(qtbot, page, office):
    pane = near(qtbot, page)
    assert [str(one.id) for one in pane.model.lines] == [office.near]
    kept(page, "ui-near")
    pane.table.selectRow(0)
    pane.acts["notice.open"].click()
    assert page.form is not None
    qtbot.waitUntil(lambda: page.form.is_ready)
    assert "agreement" not in page.form.rows


def test_count_in_doubt_stands_in_a_list_of_its_own_and_opens_its_file(qtbot, page, office, around):
    page.tabs.choose(DOUBTED.name)
    pane = page.tabs.page
    qtbot.waitUntil(lambda: bool(pane.model.lines))
    assert [str(one.id) for one in pane.model.lines] == [office.doubted]
    kept(page, "ui-doubted")
    pane.table.selectRow(0)
    pane.acts["notice.review_count"].click()
    assert around.shell.opened[-1] == ("notice", office.doubted)


def test_end_is_decided_on_a_day_that_a_notice_can_reach(qtbot, page, office):
    view = opened(qtbot, page, office.heard).view
    assert view.status == "heard"
    form = page.do("notice.decide")
    view = filled(qtbot, page, form, outcome="end", order_number="ที่ สม 5/2570", reason="สมมติ")
    assert (view.status, view.notice.decision.last_day.isoformat()) == ("decided", "2028-01-31")


def test_receipt_starts_the_count_and_its_words_stand_on_the_page(qtbot, page, office):
    opened(qtbot, page, office.sent)
    form = page.do("notice.serve")
    day = page.around.tasks.today.isoformat()
    view = filled(
        qtbot, page, form, result="received", result_on=day, received_by="นางสมมติ", kept_as="ใบรับ 1"
    )
    assert view.status == "served"
    assert view.count[0] in said(page.record)
    kept(page, "ui-served")


def test_doubt_is_shown_and_decided_on_the_page(qtbot, page, office):
    record = opened(qtbot, page, office.doubted)
    words = page.around.speech.texts.value("doubt.terms").say(page.around.speech.language)
    assert words in said(record)
    kept(page, "ui-doubt")
    view = filled(qtbot, page, page.do("notice.review_count"), counts_anew="no", reason="คงวันเดิม")
    assert not view.stands.doubts


def test_setting_about_notices_that_is_decided_leads_to_the_counts_in_doubt(
    qtbot, around, shown, as_role, speech
):
    as_role(Role.HEAD)
    part = shown(SettingsPage(around), (1200, 800)).part("policies")
    part.show_one("notice.post_days")
    form = part.decide()
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in {"value": 9, "citation": "คำสั่งสมมติ", "reason": "สมมติ"}.items():
        form.rows[name].editor.put(value)
    form.save()
    qtbot.waitUntil(lambda: any(one.action for one in around.shell.messages))
    told = around.shell.messages[-1]
    assert speech.say("today.doubted", count=1) in told.text
    assert told.action == speech.say("ui.room.notices")
    told.do()
    assert around.shell.opened[-1] == ("notices", "")


def test_order_stays_visible(qtbot, page, office):
    assert "ที่ สม 30/2570" in said(opened(qtbot, page, office.ordered))
    kept(page, "ui-ordered")


def test_room_is_readable_in_both_languages_and_at_twice_the_size(
    qtbot, page, office, look, speech, around
):
    def lists():
        page.show_list()
        page.tabs.choose("notices")

    def ends():
        page.show_list()
        near(qtbot, page)

    def record():
        opened(qtbot, page, office.served)

    assert_readable(
        around.shell.window, look, speech, places={"lists": lists, "ends": ends, "record": record}
    )
