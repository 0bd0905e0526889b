"""The cards of a screening: criteria and how they came out, who has which part, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.card import CaseCard
from ui.cases.cards import clock_words
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.workspace.screening.screening_view import (
        CriterionLine,
        DecisionMade,
        PersonLine,
        ScreeningView,
    )
    from ui.look.parts import Tone

SETTLE: Final = "screening.settle_interest"
ANSWER: Final = "screening.answer"


class CriteriaCard(CaseCard):
    """Every criterion with its result, its clause, and whom it waits for."""

    def show_view(self, view: ScreeningView) -> None:
        """Show the criteria in their order."""
        body, say = emptied(self), self.around.speech.say
        passed = sum(one.passed is True for one in view.criteria)
        failed = sum(one.passed is False for one in view.criteria)
        head = QWidget()
        line = row(self.around.look, head)
        line.addWidget(Wrapped(say("ui.screening.criteria"), kind=Type.SECTION), 1)
        said = say("ui.screening.passed", passed=passed, count=len(view.criteria))
        line.addWidget(Badge(said, "late" if failed else "good" if passed else "secondary"))
        body.addWidget(head)
        offer = view.case.offer(ANSWER)
        can_answer = bool(view.waiting) and offer is not None and offer.is_open
        for at, one in enumerate(view.criteria):
            if at:
                body.addWidget(Hairline())
            mine = can_answer and one.code in view.waiting
            body.addWidget(self._line(one, is_mine=mine))

    def _line(self, one: CriterionLine, *, is_mine: bool) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        said.addWidget(Wrapped(f"{one.code} {one.text}"))
        program = speech.texts.value("answered_by.program").say(speech.language)
        parts = (one.clause, program if one.by_program else one.reviewer, one.evidence)
        small = " · ".join(part for part in parts if part)
        said.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if one.found:
            tone: Tone = "late" if one.passed is False else "secondary"
            said.addWidget(Wrapped(one.found, kind=Type.SMALL, tone=tone))
        if one.bring:
            words = speech.say("ui.screening.bring", what=one.bring)
            said.addWidget(Wrapped(words, kind=Type.SMALL))
        line.addLayout(said, 1)
        if is_mine:
            line.addWidget(self._answer(one), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._result(one), 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _answer(self, one: CriterionLine) -> QWidget:
        made = button(self.around.speech.say("ui.screening.answer"), role="link")
        made.setAccessibleName(f"{made.text()}: {one.code}")
        made.clicked.connect(lambda _=False: self.asked.emit(ANSWER, one.code))
        return made

    def _result(self, one: CriterionLine) -> Badge:
        speech = self.around.speech
        if one.passed is None:
            return Badge(speech.say("ui.screening.waits"), "secondary")
        key = "result.passed" if one.passed else "result.failed"
        word = speech.texts.value(key).say(speech.language)
        return Badge(word, "good" if one.passed else "late")


class PersonsCard(CaseCard):
    """Who reviews and decides: what each declared, what the program found, what each did."""

    def show_view(self, view: ScreeningView) -> None:
        """Show everybody with a part in this round."""
        body, say = emptied(self), self.around.speech.say
        body.addWidget(Text(say("ui.screening.persons"), kind=Type.SECTION))
        offer = view.case.offer(SETTLE)
        can_settle = offer is not None and offer.denied is None
        for at, one in enumerate(view.persons):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one, can_settle=can_settle))
        if view.objection:
            said = say("ui.screening.objection", words=view.objection)
            body.addWidget(Wrapped(said, tone="soon"))

    def _line(self, one: PersonLine, *, can_settle: bool) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        part = speech.texts.value(f"review_part.{one.part}").say(speech.language)
        said.addWidget(Wrapped(part, kind=Type.STRONG))
        parts = (one.officer or "–", self._done(one))
        small = " · ".join(part for part in parts if part)
        said.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if one.flags:
            found = (speech.texts.value(f"interest_flag.{flag}") for flag in one.flags)
            words = ", ".join(word.say(speech.language) for word in found)
            flagged = speech.say("ui.screening.flags", words=words)
            said.addWidget(Wrapped(flagged, kind=Type.SMALL, tone="late"))
        line.addLayout(said, 1)
        key, tone = _state(one)
        line.addWidget(Badge(speech.say(key), tone), 0, Qt.AlignmentFlag.AlignTop)
        if one.blocks and can_settle:
            made = button(speech.texts.act(SETTLE).say(speech.language), role="link")
            made.setAccessibleName(f"{made.text()}: {one.officer}")
            made.clicked.connect(lambda _=False: self.asked.emit(SETTLE, one.declaration))
            said.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _done(self, one: PersonLine) -> str:
        speech = self.around.speech
        if one.reviewed is None:
            return ""
        outcome = speech.texts.value(f"outcome.{one.outcome}").say(speech.language)
        key = "ui.screening.agreed" if one.part == "figures" else "ui.screening.proposed"
        return speech.say(key, outcome=outcome, day=speech.day(one.reviewed))


def _state(one: PersonLine) -> tuple[str, Tone]:
    if one.declared is None:
        return "ui.screening.not_declared", "soon"
    if one.blocks:
        return "ui.screening.blocked", "late"
    if one.has_interest or one.flags:
        return "ui.screening.settled", "accent"
    return "ui.screening.no_interest", "good"


class DecisionCard(CaseCard):
    """The last decision: what is asked for and until when, why, by whom."""

    def show_view(self, view: ScreeningView) -> None:
        """Show the decision, if there is one that still counts."""
        body, made = emptied(self), view.decision
        self.setVisible(made is not None)
        if made is None:
            return
        speech = self.around.speech
        head = QWidget()
        line = row(self.around.look, head)
        outcome = speech.texts.value(f"outcome.{made.outcome}").say(speech.language)
        line.addWidget(Text(outcome, kind=Type.SECTION))
        line.addStretch(1)
        if made.due is not None and view.status == "returned":
            said, tone = clock_words(speech, made.due, made.days_left)
            line.addWidget(Badge(said, "soon" if tone == "text" else tone))
        body.addWidget(head)
        small = f"{speech.day(made.decided)} · {made.by}"
        body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if made.reason:
            body.addWidget(Wrapped(made.reason))
        self._show_lines(body, made)

    def _show_lines(self, body: QVBoxLayout, made: DecisionMade) -> None:
        say = self.around.speech.say
        if made.items:
            body.addWidget(Text(say("ui.screening.items"), kind=Type.STRONG))
        for number, item in enumerate(made.items, 1):
            body.addWidget(Wrapped(f"{number}. {item}"))
        if made.grounds:
            body.addWidget(Text(say("ui.screening.grounds"), kind=Type.STRONG))
        for code, reason in made.grounds:
            body.addWidget(Wrapped(f"{code} {reason}"))
        body.setSpacing(self.around.look.px(GRID))
