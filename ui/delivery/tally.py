"""The input for a tally: a line for each question, a column for each score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped
from ui.widgets.editor import Editor
from ui.widgets.lines import number_in

if TYPE_CHECKING:
    from cso_registry.domain.delivery.surveys import SurveyFile
    from ui.shell.room import Surroundings

WIDTH: Final = 56


class TallyEditor(Editor):
    """How many gave which score to each question; an empty place counts nobody."""

    def __init__(self, around: Surroundings, survey: SurveyFile) -> None:
        super().__init__(around)
        self._questions = survey.asked_questions
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(around.look.px(GRID))
        grid.setVerticalSpacing(around.look.px(GRID))
        grid.setColumnStretch(0, 1)
        scores = range(1, survey.highest + 1)
        for score in scores:
            head = Wrapped(str(score), kind=Type.SMALL, tone="secondary")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(head, 0, score)
        self.cells: list[list[QLineEdit]] = []
        for line, text in enumerate(self._questions, start=1):
            grid.addWidget(Wrapped(f"{line}. {text}"), line, 0)
            self.cells.append([self._cell(text, score) for score in scores])
            for score, cell in enumerate(self.cells[-1], start=1):
                grid.addWidget(cell, line, score)
        self.body.addWidget(whole)
        self.body.addWidget(self.note)

    def plain(self) -> Any:
        """Return the counts of each question.

        Raises:
            InputError: `ui.form.not_a_number`.
        """
        return [
            {"question": nth, "given_scores": [number_in(one.text()) or 0 for one in line]}
            for nth, line in enumerate(self.cells, start=1)
            if any(one.text().strip() for one in line)
        ]

    def put(self, plain: Any) -> None:
        """Show the counts of each question."""
        for one in plain or ():
            for cell, count in zip(
                self.cells[one["question"] - 1], one["given_scores"], strict=False
            ):
                cell.setText(str(count))

    def raw(self) -> Any:
        """Return what was typed, question by question."""
        return [[one.text() for one in line] for line in self.cells]

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        for line, texts in zip(self.cells, raw or (), strict=False):
            for cell, text in zip(line, texts, strict=False):
                cell.setText(text)

    def say_name(self, name: str, help_text: str) -> None:
        """Name every place by its question and score."""
        for text, line in zip(self._questions, self.cells, strict=True):
            for score, cell in enumerate(line, start=1):
                cell.setAccessibleName(f"{name}: {text}, {score}")
                cell.setAccessibleDescription(help_text)

    def _cell(self, text: str, score: int) -> QLineEdit:
        cell = QLineEdit(maxLength=7)
        cell.setAccessibleName(f"{text}, {score}")
        cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        cell.setFixedWidth(self.around.look.px(WIDTH))
        cell.textEdited.connect(lambda _: self.changed.emit())
        self.takes(cell)
        return cell
