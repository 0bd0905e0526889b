"""The card of a survey: each question with how many gave which score, and the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cso_registry.kernel.money import format_baht
from ui.cases.blocks import card_head, link
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Wrapped
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.domain.delivery.surveys import Survey
    from cso_registry.workspace.delivery.work_page import WorkPage

RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
EMPTY: Final = "–"
TALLY: Final = "survey.tally"
FROM_TABLE: Final = "survey.from_table"
"""What is asked for when a table is to be counted; it is a page of its own, not a form."""


class ResultsCard(CaseCard):
    """All tallies of a survey together."""

    def show_view(self, view: WorkPage[Survey]) -> None:
        """Show the questions; before anything was counted, what is asked."""
        body, say = emptied(self), self.around.speech.say
        survey = view.record
        file = survey.file
        if file is None:
            return
        answers = Badge(say("ui.delivery.answers", count=survey.respondents), "accent")
        body.addWidget(card_head(self.around, say("ui.delivery.results"), answers))
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.around.look.px(GRID * 3))
        grid.setVerticalSpacing(self.around.look.px(GRID))
        grid.setColumnStretch(0, 1)
        scores = [str(score) for score in range(1, file.highest + 1)]
        heads = (say("ui.delivery.asked"), *scores, say("ui.delivery.mean"))
        for at, words in enumerate(heads):
            self._put(grid, 0, at, words, Wrapped(words, kind=Type.SMALL, tone="secondary"))
        for line, one in enumerate(survey.summed(), start=1):
            text = f"{line}. {file.asked_questions[line - 1]}"
            mean = EMPTY if one.mean is None else format_baht(one.mean)
            counts = (f"{count:,}" for count in one.given_scores)
            for at, words in enumerate((text, *counts, mean)):
                self._put(grid, line, at, words, Wrapped(words))
        body.addWidget(whole)
        offer = view.case.offer(TALLY)
        if offer is not None and offer.is_open:
            made = link(
                self.around, say("ui.survey.from_table"), "table",
                lambda: self.asked.emit(FROM_TABLE, ""),
            )  # fmt: skip
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _put(grid: QGridLayout, line: int, at: int, words: str, said: Wrapped) -> None:
        if at:
            said.setAlignment(RIGHT)
            said.setMinimumWidth(said.fontMetrics().horizontalAdvance(words))
        grid.addWidget(said, line, at, Qt.AlignmentFlag.AlignTop)
