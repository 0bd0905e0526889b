"""Inputs take what people type: days in any era, areas by any part, thirteen digits, money."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from cso_registry.kernel.errors import InputError, RegistryError
from tests.ui.keys import type_text
from tests.ui.walker import assert_readable
from ui.widgets.choices import AreaEditor, ChoiceEditor, ManyEditor
from ui.widgets.days import DayEditor
from ui.widgets.lines import IdentifierEditor, LineEditor, MoneyEditor, NumberEditor


@pytest.mark.parametrize(
    ("typed", "iso", "said"),
    [
        ("21/11/2569", "2026-11-21", "พ.ศ."),
        ("๒๑ พ.ย. ๖๙", "2026-11-21", "ปีสองหลัก"),
        ("2026-11-21", "2026-11-21", "ค.ศ."),
        ("21 พฤศจิกายน พ.ศ. 2569", "2026-11-21", "พ.ศ."),
    ],
)
def test_day_is_read_in_any_way_and_says_how(qtbot, around, shown, typed, iso, said):
    editor = shown(DayEditor(around))
    type_text(editor.input, typed)
    assert editor.plain() == iso
    assert said in editor.note.plain


@pytest.mark.parametrize("typed", ["31/2/2569", "เมื่อวาน", "11/21/2569", "1/1/1569"])
def test_day_that_is_not_clear_is_refused_and_stays(qtbot, around, shown, typed):
    editor = shown(DayEditor(around))
    type_text(editor.input, typed)
    with pytest.raises(RegistryError):
        editor.plain()
    assert editor.raw() == typed


def test_calendar_is_worked_with_keys_alone(qtbot, around, shown):
    editor = shown(DayEditor(around))
    editor.put("2026-11-21")
    panel = editor.open_calendar()
    assert panel.title.text() == "พฤศจิกายน 2569 (2026)"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(panel, key)
    assert panel.day == date(2026, 12, 29)
    qtbot.keyClick(panel, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert editor.plain() == "2025-12-29"
    assert editor.input.text() == "29 ธ.ค. 2568"


def test_calendar_stays_inside_a_short_month(qtbot, around, shown):
    editor = shown(DayEditor(around))
    editor.put("2026-01-31")
    panel = editor.open_calendar()
    qtbot.keyClick(panel, Qt.Key.Key_PageDown)
    assert panel.day == date(2026, 2, 28)
    panel.close()


@pytest.mark.parametrize(("typed", "code"), [("แม่ริม", "5007"), ("ศรีภูมิ", "500101"), ("50180", None)])
def test_area_is_found_by_any_part(qtbot, around, shown, typed, code):
    editor = shown(AreaEditor(around))
    type_text(editor.input, typed)
    assert editor._found
    if code is None:
        assert any(line.endswith(" 50180") for line in editor._found)
        return
    line = next(line for line, found in editor._found.items() if found == code)
    editor._choose(line)
    assert editor.plain() == code


def test_area_of_one_postal_code_fills_it_in(qtbot, around, shown):
    editor = shown(AreaEditor(around))
    heard = []
    editor.postal_found.connect(heard.append)
    type_text(editor.input, "ศรีภูมิ เชียงใหม่")
    editor._choose(next(iter(editor._found)))
    assert heard == ["50200"]


def test_area_that_was_only_typed_is_not_guessed(qtbot, around, shown):
    editor = shown(AreaEditor(around))
    type_text(editor.input, "บ้าน")
    with pytest.raises(InputError):
        editor.plain()


def test_thirteen_digits_are_checked_while_typing(qtbot, around, shown):
    editor = shown(IdentifierEditor(around))
    type_text(editor.input, "๐๙๙๔๐๐๐๑๒๓๔๕๑")
    assert editor.plain() == "0994000123451"
    assert "ถูกต้อง" in editor.note.plain
    editor.input.clear()
    type_text(editor.input, "0994000123415")
    assert "ไม่ตรง" in editor.note.plain


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (NumberEditor, "๑,๒๐๐", 1200),
        (NumberEditor, "", None),
        (MoneyEditor, "640,000.50", 64_000_050),
        (MoneyEditor, "๑๒", 1200),
        (LineEditor, "น\u0e4d\u0e49า  ใส ", "น้ำ ใส"),
    ],
)
def test_numbers_and_marks_are_put_in_order(qtbot, around, shown, kind, typed, value):
    editor = shown(kind(around))
    type_text(editor.input, typed)
    assert editor.plain() == value


@pytest.mark.parametrize("kind", [NumberEditor, MoneyEditor])
def test_what_is_no_number_is_refused(qtbot, around, shown, kind):
    editor = shown(kind(around))
    type_text(editor.input, "สิบสอง")
    with pytest.raises(RegistryError):
        editor.plain()


WORDS = {"a": "มูลนิธิ", "b": "สมาคม", "c": "ชมรม"}


def test_word_is_chosen_by_typing_it(qtbot, around, shown):
    editor = shown(ChoiceEditor(around, lambda: WORDS))
    editor.input.setEditText("สมาคม")
    assert editor.plain() == "b"
    editor.input.setEditText("บริษัท")
    with pytest.raises(InputError):
        editor.plain()
    editor.put(None)
    assert editor.plain() is None


def test_several_words_are_ticked(qtbot, around, shown):
    editor = shown(ManyEditor(around, lambda: WORDS))
    panel = editor.open_panel()
    type_text(panel.search, "ชม")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    panel.close()
    assert editor.plain() == ["c"]
    assert editor.note.plain == "ชมรม"


def test_every_input_can_be_read_at_any_size(qtbot, around, shown, look, speech):
    editor = shown(DayEditor(around))
    editor.say_name("วันที่", "")
    editor.put("2026-11-21")
    assert_readable(editor.window(), look, speech)
