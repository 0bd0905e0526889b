"""Every room has a key and a group; arrows, folding and Ctrl+K lead to each of them (F:P1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.look.parts import Elided
from ui.shell.folding import Folding
from ui.shell.navigation import Navigation
from ui.shell.rooms import ROOMS

ALL = ("register", "selection", "agreements", "oversight", "office")
SIZES = dict.fromkeys(ALL, 100)


def test_every_room_has_keys_of_its_own():
    keys = [one.keys for one in ROOMS if one.name != "help"]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_room_but_the_first_and_those_at_the_foot_has_a_group():
    alone = [one.name for one in ROOMS if not one.group]
    assert alone == ["today", "help", "settings"]
    groups = [one.group for one in ROOMS if one.group]
    assert list(dict.fromkeys(groups)) == list(ALL)
    assert groups == sorted(groups, key=ALL.index)


def test_groups_in_use_are_open_and_others_while_there_is_room():
    made = Folding(ALL)
    assert made.open_in(500, SIZES) == set(ALL)
    made.come("office")
    assert made.open_in(250, SIZES) == {"office", "register"}
    made.want("selection", is_folded=False)
    assert made.open_in(200, SIZES) == {"office", "selection"}
    assert made.open_in(0, SIZES) == {"office", "selection"}
    made.come("agreements")
    assert made.open_in(0, SIZES) == {"agreements"}


def test_what_a_person_folded_stays_folded_until_it_is_used():
    made = Folding(ALL, ("office", "gone"))
    made.want("register", is_folded=True)
    assert made.folded == ("register", "office")
    assert made.open_in(500, SIZES) == {"selection", "agreements", "oversight"}
    made.come("register")
    assert made.folded == ("office",)
    made.want("register", is_folded=True)
    assert made.open_in(500, SIZES) == {"selection", "agreements", "oversight"}


@pytest.fixture
def rooms(qtbot, look, speech):
    made = Navigation(ROOMS, look, speech, folded=("office",))
    qtbot.addWidget(made)
    made.resize(240, 1400)
    made.show()
    made.set_room("today")
    return made


def folded(rooms):
    return {name for name, one in rooms.headings.items() if not one.is_open}


def test_low_window_keeps_open_what_is_used(qtbot, rooms):
    assert folded(rooms) == {"office"}
    rooms.resize(240, 620)
    qtbot.waitUntil(lambda: len(folded(rooms)) > 2)
    rooms.set_room("journal")
    assert "oversight" not in folded(rooms)
    assert rooms.buttons["journal"].isVisible()
    rooms.set_room("letters")
    assert "office" not in folded(rooms)


def test_folded_group_tells_what_waits_in_it(rooms):
    rooms.set_waiting("exchange", 7)
    assert "7" in rooms.headings["office"].accessibleName()
    rooms.fold("office", is_folded=False)
    assert "7" not in rooms.headings["office"].accessibleName()
    assert "7" in rooms.buttons["exchange"].accessibleName()


def test_arrows_go_over_rooms_and_headings(qtbot, rooms):
    told, kept = [], []
    rooms.chosen.connect(told.append)
    rooms.folded.connect(kept.append)
    rooms.activateWindow()
    rooms.buttons["today"].setFocus()
    press = qtbot.keyClick
    press(rooms.buttons["today"], Qt.Key.Key_Down)
    register = rooms.headings["register"]
    assert rooms.focusWidget() is register
    press(register, Qt.Key.Key_Left)
    assert kept == [("register", "office")]
    press(register, Qt.Key.Key_Down)
    assert rooms.focusWidget() is rooms.headings["selection"]
    press(rooms.focusWidget(), Qt.Key.Key_Up)
    press(register, Qt.Key.Key_Right)
    press(register, Qt.Key.Key_Down)
    assert rooms.focusWidget() is rooms.buttons["organizations"]
    assert told == []
    press(rooms.focusWidget(), Qt.Key.Key_Return)
    assert told == ["organizations"]
    press(rooms.focusWidget(), Qt.Key.Key_Left)
    assert rooms.focusWidget() is register
    press(register, Qt.Key.Key_End)
    assert rooms.focusWidget() is rooms.buttons["settings"]
    press(rooms.focusWidget(), Qt.Key.Key_Home)
    assert rooms.focusWidget() is rooms.buttons["today"]


def test_list_is_one_stop_of_tab_also_where_the_room_is_folded_away(rooms):
    rooms.set_room("screening")
    heading = rooms.headings["register"]
    assert heading.focusPolicy() == Qt.FocusPolicy.ClickFocus
    rooms.fold("register", is_folded=True)
    assert heading.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_tabs_are_found_from_everywhere(inside, qtbot):
    house, window = inside.window.house, inside.window
    for room in ROOMS:
        if room.tabs:
            house.go(room.name)
            assert house.page.tabs.names == room.tabs, room.name
            house.go(room.name, room.tabs[-1])
            assert house.page.tabs.name == room.tabs[-1], room.name
    house.go("today")
    window.commands.do("app.palette")
    house.palette_box.field.setText("อุทธรณ์")
    [line] = [one for one in house.palette_box.shown() if one.kind == "คัดกรองคุณสมบัติ"]
    line.do()
    assert (house.room, house.page.tabs.name) == ("screening", "appeals")


def test_what_a_person_folded_is_kept(inside, computer):
    inside.window.house.navigation.fold("oversight", is_folded=True)
    assert computer.preferences().folded == ("oversight",)


def test_nothing_is_reached_by_keys_before_one_signed_in(inside, qtbot):
    window = inside.window
    window.lock()
    qtbot.waitUntil(lambda: window.gate.page is window.gate.sign_in)
    assert window.commands.why_not("go.organizations")
    window.commands.do("go.organizations")
    assert window.house.room == "today"


def test_icons_alone_stand_where_a_window_has_no_room_for_names(rooms, look):
    wide = rooms.width()
    rooms.set_waiting("today", 900)
    rooms.fit(look.px(600))
    assert rooms.width() < wide / 2
    today, group = rooms.buttons["today"], rooms.headings["register"]
    assert not any(label.isVisible() for label in today.findChildren(Elided))
    assert "900" in today.toolTip()
    assert today.toolTip() == today.accessibleName()
    assert group.toolTip() == "ทะเบียนและการรับรอง"
    rooms.fit(look.px(1000))
    assert rooms.width() == wide
    assert all(label.isVisible() for label in today.findChildren(Elided))
