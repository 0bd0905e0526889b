"""What a person decides about a table of answers: columns of questions, words for scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from cso_registry.workspace.delivery.survey_scores import NOT_A_SCORE, SHOWN
from ui.cases.blocks import card_head
from ui.look.measures import GRID
from ui.look.parts import Card, Wrapped, button
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.delivery.surveys import SurveyFile
    from cso_registry.workspace.delivery.survey_table import Tried
    from ui.shell.room import Surroundings

MOST_WORDS: Final = 20
LEAST_WIDTH: Final = 12


class _ChoicesCard(Card):
    """Words with a choice beside each, and the button that tries them.

    Attributes:
        again: The table is to be tried with these choices.
        boxes: The choices, by name.
    """

    again = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self.boxes: dict[str, QComboBox] = {}

    def chosen(self) -> dict[str, str]:
        """Return what was chosen, by name."""
        found = ((name, str(box.currentData() or "")) for name, box in self.boxes.items())
        return {name: code for name, code in found if code}

    def _begin(self, title: str) -> QGridLayout:
        body, look = emptied(self), self._around.look
        self.boxes = {}
        body.addWidget(card_head(self._around, self._around.speech.say(title)))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID))
        grid.setColumnStretch(0, 1)
        body.addWidget(holder)
        return grid

    def _ask(
        self, grid: QGridLayout, name: str, words: str, choices: Mapping[str, str], code: str
    ) -> None:
        box = QComboBox()
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LEAST_WIDTH)
        for one, said in choices.items():
            box.addItem(said, one)
        box.setCurrentIndex(max(0, box.findData(code)))
        at = grid.rowCount()
        grid.addWidget(Wrapped(words), at, 0)
        grid.addWidget(box, at, 1)
        self.boxes[name] = box

    def _end(self) -> None:
        made = button(self._around.speech.say("ui.import.again"))
        made.clicked.connect(lambda _=False: self.again.emit())
        self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)


class ColumnsCard(_ChoicesCard):
    """Which column of the table answers which question."""

    def show_tried(self, tried: Tried, asked: SurveyFile) -> None:
        """Show the questions, each with the column that was found for it."""
        say = self._around.speech.say
        grid = self._begin("ui.survey.columns")
        choices = {"": say("ui.survey.no_column"), **{one: one for one in tried.headings}}
        for nth, question in enumerate(asked.asked_questions, start=1):
            name = f"q{nth}"
            self._ask(grid, name, f"{nth}. {question}", choices, tried.found.get(name, ""))
        self._end()


class ScoresCard(_ChoicesCard):
    """Which score is meant by a word that is none of those known."""

    def show_tried(self, tried: Tried, asked: SurveyFile, known: Mapping[str, int]) -> None:
        """Show the words that are no score, and those that somebody gave one."""
        counted = tried.counted
        strange = dict.fromkeys(known)
        for _, problems in () if counted is None else counted.refused:
            said = (str(one.params["said"]) for one in problems if one.key == NOT_A_SCORE)
            # A number beyond the scale means no other, and a cut word cannot be found again.
            strange.update((one, None) for one in said if not one.isdigit() and len(one) < SHOWN)
        self.setVisible(bool(strange) and not self.isHidden())
        say = self._around.speech.say
        grid = self._begin("ui.survey.words")
        scores = {str(one): str(one) for one in range(asked.highest, 0, -1)}
        choices = {"": say("ui.survey.not_counted"), **scores}
        for word in list(strange)[:MOST_WORDS]:
            self._ask(grid, word, f"“{word}”", choices, str(known.get(word, "")))
        self._end()

    def scores(self) -> dict[str, int]:
        """Return the score of each word that was given one."""
        return {word: int(score) for word, score in self.chosen().items()}
