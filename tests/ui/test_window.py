"""The window: from the gate into the rooms and back, messages, jobs, palette, preferences."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.opening import TRAINING_WORDS
from tests.ui.walker import assert_readable
from ui.look.look import Theme
from ui.shell.room import Message
from ui.tasks.errand import Trouble


def settled(qtbot, inside):
    """Wait until title bar and navigation say how the registry stands."""
    qtbot.waitUntil(lambda: bool(inside.window.house.title.office.plain))
    return inside.window


def test_training_registry_opens_with_one_press(inside, qtbot):
    window = settled(qtbot, inside)
    assert window.is_inside
    assert window.house.title.training.isVisible()
    assert "สมมติ" in window.house.title.office.plain
    assert inside.tasks.session is not None


def test_every_room_is_readable_at_every_size(inside, qtbot):
    window = settled(qtbot, inside)
    rooms = {name: partial(window.house.go, name) for name in window.house.rooms}
    assert_readable(window, inside.look, inside.speech, places=rooms, is_window=True)


def test_gate_is_readable_at_every_size(desktop):
    gate = desktop.window.gate
    pages = (gate.start, gate.open, gate.sign_in, gate.secret)
    places = {type(page).__name__: partial(gate.show_page, page) for page in pages}
    themes = (Theme.LIGHT, Theme.DARK)
    assert_readable(desktop.window, desktop.look, desktop.speech, themes, places, is_window=True)


def test_locked_window_opens_with_the_secret_only(inside, qtbot):
    window = settled(qtbot, inside)
    page = window.house.page
    window.commands.action("app.lock").trigger()
    assert not window.is_inside
    assert inside.tasks.session is None
    gate = window.gate
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)
    gate.sign_in.secret.setText("ผิด-แน่นอน-สมมติ")
    gate.sign_in.secret.returnPressed.emit()
    qtbot.waitUntil(lambda: "ไม่ถูก" in said_beside(gate.sign_in))
    assert not window.is_inside
    with qtbot.waitSignal(window.entered):
        gate.sign_in.secret.setText(TRAINING_WORDS)
        gate.sign_in.secret.returnPressed.emit()
    assert window.house.page is page


def said_beside(page) -> str:
    return page._secret._wrong.plain


def test_idle_window_locks_itself(inside, qtbot):
    window = settled(qtbot, inside)
    assert window._idle.isActive()
    assert window._idle.interval() == 10 * 60_000
    window._idle.timeout.emit()
    assert not window.is_inside


def test_nobody_at_work_leaves_nothing_open(inside, qtbot):
    window = settled(qtbot, inside)
    window.house.tell(Message("ข้อความสมมติ"))
    window.change_officer()
    assert window.house.stack.count() == 0
    assert window.house.messages.shown() == []
    qtbot.waitUntil(lambda: window.gate.page is window.gate.sign_in)


def test_registry_that_is_held_names_who_holds_it(inside, qtbot, computer):
    from cso_registry.workspace.workspace import Workspace  # noqa: PLC0415

    settled(qtbot, inside)
    folder = computer.registries(inside.keeper.now)[0]
    from cso_registry.workspace.opening import training_keys  # noqa: PLC0415

    with pytest.raises(Exception, match="registry_in_use") as held:
        Workspace.open(folder, training_keys(), inside.window._program)
    said = inside.window._sentences(Trouble(held.value))
    assert "process" not in said[0]
    assert any(letter.isdigit() for letter in said[0])


def test_palette_finds_rooms_commands_and_records(inside, qtbot):
    window = settled(qtbot, inside)
    box = window.house.palette_box
    window.commands.do("app.palette")
    assert box.isVisible()
    box.field.setText("ตั้งค่า")
    assert box.shown()[0].title == "ตั้งค่า"
    box.field.setText("ธีม-ไม่มีจริง")
    assert box.shown() == []
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_palette_opens_what_is_chosen_by_keys_alone(inside, qtbot):
    window = settled(qtbot, inside)
    window.house.go("settings")
    window.commands.do("app.palette")
    window.house.palette_box.field.setText("คู่มือ")
    qtbot.keyClick(window.house.palette_box.field, Qt.Key.Key_Return)
    assert window.house.room == "help"
    window.commands.do("app.back")
    assert window.house.room == "settings"


def test_palette_finds_settings_in_both_languages_and_buttons_of_the_page(inside, qtbot):
    window = settled(qtbot, inside)
    box = window.house.palette_box
    for words in ("เจ้าหน้าที่และสิทธิ", "officers and rights", "ลืมรหัสลับ"):
        box.open(words)
        assert box.shown()[0].title == "เจ้าหน้าที่และสิทธิ"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert (window.house.room, window.house.page.place()) == ("settings", "officers")
    qtbot.waitUntil(window.house.page.part("officers").appoint_button.isEnabled)
    box.open("แต่งตั้งเจ้า")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.house.page.part("officers").form is not None


def test_enter_before_the_answer_opens_what_is_found(inside, qtbot):
    window = settled(qtbot, inside)
    window.house.go("help")
    box = window.house.palette_box
    box.open("สมมติ")
    assert box.list.chosen is None
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.house.room == "organizations")
    assert not box.isVisible()


def test_what_went_well_is_said_once(inside, qtbot):
    window = settled(qtbot, inside)
    for text, tone in (("หนึ่ง", "good"), ("สอง", "late"), ("สาม", "good")):
        window.house.tell(Message(text, tone))
    assert [one.tone for one in window.house.messages.shown()] == ["late", "good"]


def test_message_has_details_and_is_closed(inside, qtbot):
    window = settled(qtbot, inside)
    done = []
    window.house.tell(Message("บันทึกแล้ว", "good", "รายละเอียด", "เลิกทำ", lambda: done.append(1)))
    line = window.house.messages.shown()[0]
    assert_readable(window, inside.look, inside.speech)
    next(one for one in line.findChildren(QPushButton) if one.text() == "เลิกทำ").click()
    assert done == [1]


def test_damage_that_shows_itself_later_leads_to_the_restore(inside, qtbot):
    window = settled(qtbot, inside)
    window.tell_trouble(Trouble(KnownError("storage.damaged")))
    message = window.house.messages.shown()[-1]
    words = inside.speech.say("ui.guided.restore")
    next(one for one in message.findChildren(QPushButton) if one.text() == words).click()
    assert window.house.room == "guided"


def test_bug_says_a_sentence_and_writes_a_report(inside, qtbot, computer):
    window = settled(qtbot, inside)
    window.tell_trouble(Trouble(ZeroDivisionError("0-9940-00368-96-8 ความลับ")))
    said = window.house.messages.shown()
    assert said
    reports = list(computer.places.logs.glob("fault-*.json"))
    assert len(reports) == 1
    assert "ความลับ" not in reports[0].read_text("utf-8")


def test_long_work_shows_progress_and_stops(inside, qtbot):
    window = settled(qtbot, inside)

    def work(_, report):
        at = 0
        while True:
            at += 1
            report(at, 1_000_000)

    job = inside.tasks.run("งานยาวสมมติ", work, writes=False)
    qtbot.waitUntil(lambda: job.total > 0)
    panel = window.house.jobs
    assert panel.isVisible()
    assert panel._lines[job]._state.plain.endswith("จาก 1,000,000")
    assert_readable(window, inside.look, inside.speech)
    panel._lines[job].stop.click()
    qtbot.waitUntil(lambda: job.has_ended)
    assert panel._lines[job]._state.plain == "หยุดแล้ว"


def test_preferences_are_worn_at_once_and_kept(inside, qtbot, computer):
    window = settled(qtbot, inside)
    inside.keeper.choose(language="en", theme="dark", percent=130)
    assert inside.look.theme is Theme.DARK
    assert window.windowTitle() == "CSO registry"
    assert window.house.navigation.buttons["help"].accessibleName() == "Help"
    kept = computer.preferences()
    assert (kept.language, kept.theme, kept.percent) == ("en", "dark", 130)


def test_damaged_preferences_are_no_reason_to_stop(computer):
    computer.keep(computer.preferences())
    (computer.places.config / "desktop.json").write_text('{"percent": 9000}', "utf-8")
    assert computer.preferences().percent == 100


def test_window_remembers_itself(inside, qtbot, computer):
    window = settled(qtbot, inside)
    window.house.go("settings")
    window.resize(1000, 700)
    QApplication.processEvents()
    window.close()
    kept = computer.preferences()
    assert kept.room == "settings"
    assert kept.window
    assert kept.registries


def test_f6_goes_round_the_parts_of_the_window(inside, qtbot):
    window = settled(qtbot, inside)
    window.activateWindow()
    window.house.go("settings")
    seen = []
    for _ in range(3):
        window.commands.do("app.next_pane")
        focused = window.focusWidget()
        seen.append(
            next(
                name
                for name, part in (
                    ("navigation", window.house.navigation),
                    ("title", window.house.title),
                    ("page", window.house.stack),
                )
                if part.isAncestorOf(focused)
            )
        )
    assert sorted(seen) == ["navigation", "page", "title"]


def test_f1_opens_the_help_of_the_room(inside, qtbot):
    window = settled(qtbot, inside)
    window.house.go("settings")
    window.commands.do("app.help")
    assert window.house.room == "help"
    assert window.house.page.place() == "desk"


def test_palette_closes_when_what_had_the_focus_is_gone(inside, qtbot):
    window = inside.window
    window.house.go("organizations")
    gone = QPushButton(window.house.page)
    gone.show()
    gone.setFocus()
    window.commands.do("app.palette")
    gone.deleteLater()
    qtbot.waitUntil(lambda: not isValid(gone))
    window.house.palette_box.close_again()
    assert not window.house.palette_box.isVisible()
