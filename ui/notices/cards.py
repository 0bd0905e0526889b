"""The card of the count: the days in words, what is in doubt, an order that stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.cases.blocks import add_act, card_head, pairs
from ui.cases.card import CaseCard
from ui.look.parts import Wrapped
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from cso_registry.workspace.notice.notice_page import NoticePage

REVIEW: Final = "notice.review_count"


class CountCard(CaseCard):
    """Until when to serve, or how the months were counted, step by step (F:I1, X6)."""

    def show_view(self, view: NoticePage) -> None:
        """Show the count."""
        body, say, notice = emptied(self), self.around.speech.say, view.notice
        speech, words = (
            self.around.speech,
            Words(self.around.tasks.program, self.around.speech.language),
        )
        body.addWidget(card_head(self.around, say("ui.notices.count")))
        for order in notice.overrides.values():
            told = speech.texts.text(
                "notice.overridden_by", speech.language, order=order.order_number
            )
            body.addWidget(Wrapped(told, tone="late"))
        for line in view.count:
            body.addWidget(Wrapped(f"• {line}"))
        last = None if notice.decision is None else notice.decision.last_day
        known = (("last_day", last), ("lawful_end", notice.earliest_end))
        days = [
            (say(f"ui.notices.{name}"), words.day(day.isoformat()))
            for name, day in known
            if day is not None
        ]
        if days:
            body.addWidget(pairs(self.around.look, days))
        for doubt in view.stands.doubts:
            said = speech.texts.value(f"doubt.{doubt.value}").say(speech.language)
            body.addWidget(Wrapped(said, tone="soon"))
        offer = view.case.offer(REVIEW)
        if view.stands.doubts and offer is not None and offer.is_open:
            add_act(self, self.around, REVIEW)
