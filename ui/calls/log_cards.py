"""The cards of what happens to an open call: questions with answers, amendments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.blocks import act_link, add_act, card_head
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, column
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.selection.call_view import CallView, QuestionLine

ASK, ANSWER = "call.ask", "call.answer"


class QuestionsCard(CaseCard):
    """Questions and answers that every applicant sees; nothing says who asked (R-24)."""

    def show_view(self, view: CallView) -> None:
        """Show the log, what waits for an answer first."""
        body, speech = emptied(self), self.around.speech
        self.setVisible(view.call.opening is not None)
        waiting = [one for one in view.questions if one.answered is None]
        badge = Badge(speech.say("ui.calls.all_answered"), "good")
        if waiting:
            badge = Badge(speech.say("ui.calls.unanswered", count=len(waiting)), "soon")
        right = [badge] if view.questions else []
        body.addWidget(card_head(self.around, speech.say("ui.calls.questions"), *right))
        said = speech.say("ui.calls.everybody_sees")
        body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        offer = view.case.offer(ANSWER)
        can_answer = offer is not None and offer.is_open
        answered = [one for one in view.questions if one.answered is not None]
        for at, one in enumerate((*waiting, *answered)):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one, can_answer=can_answer))
        offer = view.case.offer(ASK)
        if offer is not None and offer.is_open:
            add_act(self, self.around, ASK)

    def _line(self, one: QuestionLine, *, can_answer: bool) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        lines = column(self.around.look, whole, gap=GRID)
        lines.addWidget(Wrapped(one.text, kind=Type.STRONG))
        small = speech.say("ui.calls.asked_on", day=speech.day(one.asked))
        if one.answered is None:
            due = (
                "" if one.due is None else speech.say("ui.calls.answer_by", day=speech.day(one.due))
            )
            said = " · ".join(part for part in (small, due) if part)
            lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="soon"))
            if can_answer:
                made = act_link(self.around, ANSWER, self.asked.emit, one.key)
                made.setAccessibleName(f"{made.text()}: {one.text}")
                lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            return whole
        lines.addWidget(Wrapped(one.answer))
        told = speech.say("ui.calls.answered_on", day=speech.day(one.answered))
        lines.addWidget(Wrapped(f"{small} · {told}", kind=Type.SMALL, tone="secondary"))
        return whole


class ChangesCard(CaseCard):
    """What was amended after opening, with its reason, the last first."""

    def show_view(self, view: CallView) -> None:
        """Show the amendments, if there are any."""
        body, speech = emptied(self), self.around.speech
        self.setVisible(bool(view.call.amendments))
        body.addWidget(card_head(self.around, speech.say("ui.calls.amendments")))
        for at, one in enumerate(reversed(view.call.amendments.values())):
            if at:
                body.addWidget(Hairline())
            body.addWidget(Wrapped(one.text))
            if one.closes is not None:
                said = speech.say("ui.calls.closes_later", day=speech.day(one.closes))
                body.addWidget(Wrapped(said, kind=Type.STRONG))
            body.addWidget(Wrapped(speech.say("ui.calls.because", reason=one.reason)))
            small = f"{speech.day(one.amended)} · {view.case.names.get(one.by, '')}"
            body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
