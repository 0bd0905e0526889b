"""The card of negotiation: the partner's answers, proposed words beside the old, the annex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cso_registry.domain.agreements.aspects import Aspect
from ui.cases.blocks import add_acts, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.domain.agreements.negotiation_groups import (
        OfferReply,
        WordingAnswered,
        WordingProposed,
    )
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from ui.look.parts import Tone

ANSWER: Final = "agreement.answer_wording"
REPLIES: Final[dict[str, Tone]] = {"accept": "good", "negotiate": "soon", "refuse": "late"}


class NegotiationCard(CaseCard):
    """What both sides said before they signed."""

    def show_view(self, view: AgreementPage) -> None:
        """Show answers, proposed words and the annex; a compact shows them, too."""
        body, say, agreement = emptied(self), self.around.speech.say, view.agreement
        is_open = any(one.is_open for one in view.case.offers_in(Aspect.NEGOTIATION))
        held = agreement.replies or agreement.wordings or agreement.annexes
        self.setVisible(bool(held) or is_open)
        body.addWidget(card_head(self.around, say("ui.agreements.negotiation")))
        for reply in sorted(agreement.replies.values(), key=lambda one: one.nth):
            body.addWidget(self._reply(reply))
        answers = {one.nth: one for one in agreement.wording_answers.values()}
        for one in sorted(agreement.wordings.values(), key=lambda one: one.nth):
            body.addWidget(Hairline())
            body.addWidget(self._wording(view, one, answers.get(one.nth)))
        annex = agreement.annex
        if annex is not None:
            body.addWidget(Hairline())
            authors = (annex.agency_author, annex.partner_author)
            said = " · ".join(one for one in authors if one)
            title = say("ui.agreements.annex", count=annex.nth)
            body.addWidget(pairs(self.around.look, [(title, said)]))
        if is_open:
            add_acts(
                self, self.around, view.case, Aspect.NEGOTIATION, self.asked.emit, placed={ANSWER}
            )

    def _beside(self, old: tuple[str, str], new: tuple[str, str]) -> QWidget:
        """Return the old words beside the new, each in half of the room."""
        whole = QFrame()
        whole.setProperty("role", "inset")
        grid = QGridLayout(whole)
        edge = self.around.look.px(GRID * 2)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setHorizontalSpacing(edge * 2)
        for at, (title, words) in enumerate((old, new)):
            grid.setColumnStretch(at, 1)
            grid.addWidget(Wrapped(title, kind=Type.SMALL, tone="secondary"), 0, at)
            grid.addWidget(Wrapped(words), 1, at, Qt.AlignmentFlag.AlignTop)
        return whole

    def _reply(self, one: OfferReply) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        head = row(self.around.look)
        head.addWidget(Wrapped(speech.day(one.received), kind=Type.STRONG), 1)
        word = speech.texts.value(f"reply.{one.reply.value}").say(speech.language)
        head.addWidget(Badge(word, REPLIES[one.reply.value]), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        if one.points:
            lines.addWidget(Wrapped(one.points))
        return whole

    def _wording(
        self, view: AgreementPage, one: WordingProposed, answer: WordingAnswered | None
    ) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        side = speech.texts.value(f"side.{one.side.value}").say(speech.language)
        state = "waits" if answer is None else "taken" if answer.accepted else "left_out"
        tone: Tone = "soon" if answer is None else "good" if answer.accepted else "secondary"
        head = row(self.around.look)
        old = view.old_words[one.nth]
        title = f"{one.nth}. {old.clause} · {side} · {speech.day(one.proposed)}"
        head.addWidget(Wrapped(title, kind=Type.STRONG), 1)
        badge = Badge(speech.say(f"ui.agreements.wording_{state}"), tone)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        lines.addWidget(
            self._beside(
                (speech.say("ui.agreements.before"), old.before),
                (speech.say("ui.agreements.proposed"), one.wording),
            )
        )
        said = [(speech.say("ui.agreements.why"), one.why)]
        if answer is not None:
            said.append((speech.say("ui.agreements.comments"), answer.comments))
        lines.addWidget(pairs(self.around.look, said))
        offer = view.case.offer(ANSWER)
        if answer is None and offer is not None and offer.is_open:
            words = speech.texts.act(ANSWER).say(speech.language)
            made = link(
                self.around, words, "edit", lambda: self.asked.emit(ANSWER, str(one.nth)),
                f"{words} {one.nth}",
            )  # fmt: skip
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return whole
