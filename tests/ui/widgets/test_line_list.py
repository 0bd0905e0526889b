"""A list of lines tells what a person goes to and opens, and nothing while it is filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.widgets.line_list import Line, LineList

LINES = tuple(Line(name, name.upper(), name) for name in ("a", "b", "c"))


@pytest.fixture
def told(qtbot):
    made = LineList()
    made.setAccessibleName("list")
    qtbot.addWidget(made)
    made.chosen_codes, made.opened_codes = [], []
    made.chosen.connect(made.chosen_codes.append)
    made.opened.connect(made.opened_codes.append)
    return made


def test_line_that_was_chosen_is_told_once_and_not_while_the_list_is_filled(told):
    tester = QAbstractItemModelTester(
        told.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    told.show_lines(LINES, "b")
    assert (told.code, told.chosen_codes) == ("b", [])
    told.choose(2)
    assert (told.code, told.chosen_codes) == ("c", ["c"])
    told.show_lines(LINES[:1], "gone")
    assert (told.code, told.chosen_codes) == ("", ["c"])
    assert tester.model() is told.model()


def test_enter_and_a_press_open_a_line_but_not_one_that_stands_for_nothing(told, qtbot):
    told.show_lines(LINES, "b")
    told.show()
    qtbot.keyClick(told, Qt.Key.Key_Return)
    at = told.visualRect(told.model().index(0)).center()
    qtbot.mouseClick(told.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.opened_codes == ["b", "a"]
    told.show_lines([Line("", "nothing", "nothing")])
    at = told.visualRect(told.model().index(0)).center()
    qtbot.mouseClick(told.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(told, Qt.Key.Key_Return)
    assert told.opened_codes == ["b", "a"]
