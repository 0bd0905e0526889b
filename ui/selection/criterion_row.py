"""One criterion of a score sheet: its anchored levels, the evidence, a note. Keys alone do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QWidget

from cso_registry.thai.digits import to_arabic_digits
from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, column, marked
from ui.widgets.lines import LineEditor

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from cso_registry.domain.selection.calls import CallCriterion
    from ui.shell.room import Surroundings


class Level(QRadioButton):
    """One level; a digit chooses the level of that number from anywhere among them.

    Attributes:
        digit: A digit was pressed.
    """

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by a digit, Thai or Arabic; go on by Enter."""
        typed = to_arabic_digits(event.text())
        if typed.isdecimal() and typed.isascii():
            self.digit.emit(int(typed))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class Meaning(Wrapped):
    """What a level means; a press on it chooses the level.

    Attributes:
        pressed: It was pressed: its level.
    """

    pressed = Signal(int)

    def __init__(self, text: str, level: int) -> None:
        super().__init__(text)
        self._level = level

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the level."""
        self.pressed.emit(self._level)
        event.accept()


class CriterionRow(QFrame):
    """Asks for the level of one criterion, beside what each level means.

    Attributes:
        changed: Something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, around: Surroundings, criterion: CallCriterion, name: str) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.criterion, self._around, self._name = criterion, around, name
        body = column(around.look, self, margin=GRID * 3, gap=GRID)
        say = around.speech.say
        weight = say("ui.selection.weight", weight=criterion.weight)
        body.addWidget(Wrapped(f"{criterion.criterion} {name} · {weight}", kind=Type.STRONG))
        asked = say("ui.selection.evidence_asked", words=criterion.evidence_asked or "–")
        body.addWidget(Wrapped(asked, kind=Type.SMALL, tone="secondary"))
        self._group = QButtonGroup(self)
        body.addWidget(self._levels())
        self.evidence, self.note = LineEditor(around), LineEditor(around)
        self._labels: list[Wrapped] = []
        body.addWidget(self._lines())
        self.wrong = Wrapped(kind=Type.SMALL, tone="late")
        self.wrong.hide()
        body.addWidget(self.wrong)
        self._group.idClicked.connect(lambda _: self.changed.emit())
        for editor in (self.evidence, self.note):
            editor.changed.connect(self.changed)

    @property
    def level(self) -> int | None:
        """Return the level that is chosen."""
        found = self._group.checkedId()
        return None if found < 0 else found

    def given(self) -> dict[str, object]:
        """Return what was given, as a score is written; parts may be missing."""
        said = {
            "criterion": self.criterion.criterion,
            "level": self.level,
            "evidence": self.evidence.plain(),
            "note": self.note.plain(),
        }
        return {name: value for name, value in said.items() if value is not None}

    def put(self, given: dict[str, object]) -> None:
        """Show what was given before, or nothing."""
        self._group.setExclusive(False)
        for one in self._group.buttons():
            one.setChecked(self._group.id(one) == given.get("level"))
        self._group.setExclusive(True)
        self.evidence.put(given.get("evidence"))
        self.note.put(given.get("note"))
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Say what is missing here; nothing takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        marked(self.evidence.input, state="wrong" if sentence and self.level is not None else "")

    def begin(self) -> None:
        """Put the focus on the levels, or on the evidence where a level is chosen."""
        if self.level is None:
            self._group.buttons()[0].setFocus()
        else:
            self.evidence.setFocus()

    def _levels(self) -> QWidget:
        whole = QWidget()
        lines = column(self._around.look, whole, gap=2)
        for anchor in sorted(self.criterion.anchors, key=lambda one: one.level):
            made = Level(f"{anchor.level}")
            made.setAccessibleName(f"{self.criterion.criterion} {anchor.level}: {anchor.meaning}")
            made.digit.connect(self._choose)
            self._group.addButton(made, anchor.level)
            line = QWidget()
            grid = QGridLayout(line)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setColumnStretch(1, 1)
            meaning = Meaning(anchor.meaning, anchor.level)
            meaning.pressed.connect(self._choose)
            grid.addWidget(made, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(meaning, 0, 1)
            lines.addWidget(line)
        return whole

    def _lines(self) -> QWidget:
        whole, say = QWidget(), self._around.speech.say
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for at, (key, editor) in enumerate(
            (("ui.selection.evidence", self.evidence), ("ui.selection.note", self.note))
        ):
            grid.addWidget(Wrapped(say(key), tone="secondary"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, at, 1)
            editor.say_name(f"{self.criterion.criterion}: {say(key)}", "")
        return whole

    def _choose(self, level: int) -> None:
        found = self._group.button(level)
        if found is not None:
            found.setChecked(True)
            found.setFocus()
            self.tell("")
            self.changed.emit()
