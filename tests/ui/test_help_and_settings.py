"""The manual in the window, and the settings: found by their words, worn at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from cso_registry.workspace.manual import read_pages
from tests.support.desk import delivered
from ui.look.look import Theme
from ui.shell.rooms import ROOMS


@pytest.fixture
def house(inside):
    return inside.window.house


def page(house, name):
    house.go(name)
    return house.page


def test_every_room_has_its_help_in_both_languages():
    for language in ("th", "en"):
        pages = read_pages(delivered().resources, language)
        assert {room.help for room in ROOMS} <= pages.keys()


def test_manual_is_searched_in_thai(house, qtbot):
    manual = page(house, "help")
    everything = len(manual.list.lines)
    manual.field.setText("แป้นลัด")
    qtbot.waitUntil(lambda: 0 < len(manual.list.lines) < everything)
    manual.list.choose(0)
    assert manual.place()
    manual.field.setText("ไม่มีคำนี้แน่นอน")
    qtbot.waitUntil(lambda: manual.list.lines[0].words.startswith("ไม่พบ"))
    manual.field.clear()
    qtbot.waitUntil(lambda: len(manual.list.lines) == everything)


def test_manual_speaks_the_language_of_the_window(house, inside):
    manual = page(house, "help")
    manual.open_record("desk")
    assert "แป้นลัด" in manual.text.toPlainText()
    inside.keeper.choose(language="en")
    assert manual.text.toPlainText().startswith("The window")
    assert manual.crumbs()[0].startswith("The window")


def test_link_leads_to_another_page(house):
    manual = page(house, "help")
    manual._on_link(QUrl("desk.md"))
    assert manual.place() == "desk"
    manual.open_record("no-such-page")
    assert manual.place() == "start"


def test_setting_is_found_by_its_words(house):
    settings = page(house, "settings")
    settings.field.setText("ล็อก")
    assert len(settings.list.lines) == 1
    settings.list.choose(0)
    assert settings.place() == "desk"


def test_looks_are_worn_when_they_are_chosen(house, inside):
    settings = page(house, "settings")
    settings.open_record("looks")
    looks = settings._made["looks"].widget()
    looks.button("theme", "dark").click()
    assert inside.look.theme is Theme.DARK
    looks.button("percent", 150).click()
    assert inside.look.percent == 150
    looks.button("language", "en").click()
    assert inside.speech.language == "en"
    assert looks.button("theme", "light").text() == "Light"


def test_lock_waits_as_long_as_was_chosen(house, inside):
    settings = page(house, "settings")
    settings.open_record("desk")
    desk = settings._made["desk"].widget()
    desk.minutes.setCurrentIndex(0)
    desk.minutes.activated.emit(0)
    assert inside.window._idle.interval() == 60_000
    desk.minutes.activated.emit(desk.minutes.count() - 1)
    assert not inside.window._idle.isActive()


def test_headings_of_the_manual_follow_the_type_scale(house, inside):
    manual = page(house, "help")
    inside.keeper.choose(percent=200)
    heading = manual.text.document().begin()
    assert heading.begin().fragment().charFormat().font().pixelSize() == 44


def test_sections_are_chosen_from_a_box_where_a_window_is_small(house, inside, qtbot):
    settings = page(house, "settings")
    inside.keeper.choose(percent=200)
    inside.window.resize(900, 560)
    qtbot.waitUntil(settings.box.isVisible)
    assert not settings.list.isVisible()
    at = settings.box.findData("officers")
    settings.box.setCurrentIndex(at)
    settings.box.activated.emit(at)
    assert settings.place() == "officers"
    assert settings.bindings()["list.find"].do == settings.box.setFocus
    inside.window.resize(1600, 900)
    qtbot.waitUntil(settings.list.isVisible)
    assert settings.box.isHidden()
    assert settings.list.code == "officers"
