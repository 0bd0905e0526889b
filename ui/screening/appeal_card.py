"""The clock of an appeal: until when it is decided, and who may not decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cases.card import CaseCard
from ui.cases.cards import clock_words
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.screening.other_views import AppealView


class AppealCard(CaseCard):
    """When it was filed, in time or late, and how many days are left."""

    def show_view(self, view: AppealView) -> None:
        """Show the clock."""
        body, speech, filing = emptied(self), self.around.speech, view.appeal.filing
        body.addWidget(Text(speech.say("ui.screening.clock"), kind=Type.SECTION))
        if filing is None:
            return
        key = "ui.screening.filed_late" if filing.late else "ui.screening.filed_in_time"
        filed = speech.say(key, day=speech.day(filing.filed), last=speech.day(filing.file_by))
        body.addWidget(Wrapped(filed, tone="late" if filing.late else "text"))
        if view.clock.is_open:
            said, tone = clock_words(speech, view.clock.due, view.clock.days_left)
            body.addWidget(Wrapped(said, kind=Type.STRONG, tone=tone))
        names = ", ".join(dict.fromkeys(one for one in view.deciders if one))
        if names:
            said = speech.say("ui.screening.not_by", names=names)
            body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
