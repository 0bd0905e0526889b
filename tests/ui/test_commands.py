"""The catalogue of commands: words, keys with a Thai twin, reasons for what cannot be done."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.commands.catalogue import Binding, Catalogue, DoubleKeyError
from ui.commands.command import EVERYWHERE, Command, Menu
from ui.commands.thai_keys import key_at, sequences, thai_twin

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def commands(window, speech, look):
    return Catalogue(window, speech, look)


@pytest.mark.parametrize(
    ("keys", "twin"),
    [
        ("Ctrl+S", "Ctrl+ห"),
        ("Ctrl+K", "Ctrl+า"),
        ("Ctrl+Shift+L", "Ctrl+Shift+ส"),
        ("Ctrl+1", "Ctrl+ๅ"),
        ("Ctrl+=", "Ctrl+ช"),
    ],
)
def test_keys_have_a_thai_twin(keys, twin):
    first, second = sequences(keys)
    assert first == QKeySequence(keys)
    assert second.toString() == twin


def test_key_that_gives_another_sign_in_thai_is_known_by_its_place(commands, monkeypatch):
    commands.declare([Command("app.third", Menu.GO, keys="Ctrl+3", words="ui.room.help")])
    done = []
    commands.bind("app.third", lambda: done.append("third"))
    commands.bind("app.smaller", lambda: done.append("smaller"))
    assert str(sequences("Ctrl+3")[1].toString()) == "Ctrl+-"
    for key, meant in (("3", "third"), ("-", "smaller"), ("", "smaller")):
        monkeypatch.setattr("ui.commands.catalogue.key_at", lambda *_, key=key: key)
        press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Minus.value, CONTROL, "-")
        commands.note_press(press)
        commands.action("app.smaller").trigger()
        assert done.pop() == meant
    commands.note_press(press)
    commands.note_press(QEvent(QEvent.Type.MouseButtonPress))
    commands.action("app.smaller").trigger()
    assert done == ["smaller"]


def test_digit_with_shift_is_known_by_its_place(commands):
    """In Thai, Shift and the key 2 give ๑, which Qt takes for the key 1."""
    commands.declare([Command("app.first", Menu.GO, keys="Ctrl+1", words="ui.room.help")])
    commands.declare([Command("app.tenth", Menu.GO, keys="Ctrl+Shift+2", words="ui.room.help")])
    done = []
    for one in ("app.first", "app.tenth"):
        commands.bind(one, lambda one=one: done.append(one))
    held = CONTROL | Qt.KeyboardModifier.ShiftModifier
    for code, meant in ((11, "app.tenth"), (0, "app.first")):
        kind, key = QEvent.Type.ShortcutOverride, Qt.Key.Key_1.value
        press = QKeyEvent(kind, key, held, code, key, 0, "๑")
        with patch("ui.commands.catalogue.QGuiApplication.platformName", lambda: "xcb"):
            commands.note_press(press)
        commands.action("app.first").trigger()
        assert done.pop() == meant


def test_places_of_keys_are_those_of_every_keyboard():
    assert [key_at(code, "xcb") for code in (12, 20, 39, 45)] == ["3", "-", "S", "K"]
    assert [key_at(code, "windows") for code in (4, 12, 31, 37)] == ["3", "-", "S", "K"]
    assert key_at(12, "cocoa") == ""


@pytest.mark.parametrize("keys", ["F1", "Alt+Left", "Ctrl+Return", "Esc", "Ctrl+F1"])
def test_keys_without_a_letter_have_none(keys):
    assert thai_twin(QKeySequence(keys)) is None


def test_every_command_has_words_in_both_languages(speech):
    for command in EVERYWHERE:
        words = {speech.say_in(language, command.text) for language in ("th", "en")}
        assert len(words) == 2, command.id


def test_no_two_commands_share_keys(commands):
    with pytest.raises(DoubleKeyError):
        commands.declare([Command("app.other", Menu.FILE, keys="Ctrl+K")])


def test_command_that_nobody_can_do_says_so(commands):
    action = commands.action("record.save")
    assert not action.isEnabled()
    assert action.toolTip() == "ทำที่หน้านี้ไม่ได้"


def test_reason_stands_where_the_command_stands(commands):
    done = []
    reason = ["ยังไม่ได้แก้อะไร"]
    commands.enter({"record.save": Binding(lambda: done.append(1), lambda: reason[0])})
    assert commands.action("record.save").toolTip() == "ยังไม่ได้แก้อะไร"
    commands.do("record.save")
    assert done == []
    reason[0] = ""
    commands.renew()
    commands.action("record.save").trigger()
    assert done == [1]
    commands.enter({})
    assert not commands.action("record.save").isEnabled()


def test_unknown_command_cannot_be_bound(commands):
    with pytest.raises(KeyError):
        commands.enter({"record.fly": Binding(lambda: None)})


@pytest.mark.parametrize(("key", "letter"), [(Qt.Key.Key_S, "s"), (ord("ห"), "ห")])
def test_both_layouts_fire(commands, window, key, letter):
    done = []
    commands.enter({"record.save": Binding(lambda: done.append(1))})
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    code = key.value if isinstance(key, Qt.Key) else key
    control = Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(window, QKeyEvent(kind, code, control, letter))
    found = commands.action("record.save").shortcuts()
    assert QKeySequence(int(control.value) | code) in found


def test_words_follow_the_language(commands, speech):
    assert commands.action("record.new").text() == "เพิ่มรายการใหม่…"
    speech.speak("en")
    assert commands.action("record.new").text() == "New…"
    commands.enter({"record.new": Binding(lambda: None)})
    assert commands.action("record.new").toolTip() == "New… (Ctrl+N)"
