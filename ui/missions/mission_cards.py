"""The cards of a mission: its classifications with what they suggest, and its standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.cases.blocks import add_act, card_head, pairs
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.domain.missions.missions import ServiceStandard, ServiceStandards
    from cso_registry.workspace.missions.views import MissionView

CLASSES: Final = (("mission_type", "V-01"), ("process", "V-02"), ("provider", "V-03"))
FORMS: Final = "V-06"
SET_STANDARDS: Final = "mission.set_standards"


class ClassesCard(CaseCard):
    """The three classifications, and the form of participation that they suggest."""

    def show_view(self, view: MissionView) -> None:
        """Show the classes; the suggestion says that it binds nobody (R-12)."""
        body, speech, classes = emptied(self), self.around.speech, view.classes
        self.setVisible(classes is not None)
        if classes is None:
            return
        words = Words(self.around.tasks.program, speech.language)
        body.addWidget(card_head(self.around, speech.say("ui.missions.classes")))
        said = [
            (self._label(name), words.term(listed, getattr(classes, name)))
            for name, listed in CLASSES
        ]
        body.addWidget(pairs(self.around.look, said))
        body.addWidget(Hairline())
        suggested, chosen = classes.suggested, classes.participation_form
        body.addWidget(Wrapped(speech.say("ui.missions.suggested"), kind=Type.STRONG))
        body.addWidget(Wrapped(words.term(FORMS, suggested), tone="accent"))
        more = speech.say("ui.missions.binds_nobody")
        body.addWidget(Wrapped(more, kind=Type.SMALL, tone="secondary"))
        if chosen is not None:
            differs = suggested is not None and chosen != suggested
            lines = [(self._label("participation_form"), words.term(FORMS, chosen))]
            if classes.form_reason:
                lines.append((self._label("form_reason"), classes.form_reason))
            body.addWidget(pairs(self.around.look, lines))
            if differs:
                told = speech.say("ui.missions.chose_another")
                body.addWidget(Wrapped(told, kind=Type.SMALL, tone="soon"))

    def _label(self, name: str) -> str:
        speech = self.around.speech
        return speech.texts.field("mission.register", name).say(speech.language)


class StandardsCard(CaseCard):
    """The service standards: those of law first, then those agreed (R-33)."""

    def show_view(self, view: MissionView) -> None:
        """Show the standards, or that none are set and what this stops."""
        body, say, standards = emptied(self), self.around.speech.say, view.standards
        offer = view.case.offer(SET_STANDARDS)
        is_open = offer is not None and offer.is_open
        body.addWidget(card_head(self.around, say("ui.missions.standards")))
        if standards is None:
            body.addWidget(Wrapped(say("ui.missions.no_standards"), tone="secondary"))
        else:
            self._show(body, standards)
        if is_open:
            add_act(self, self.around, SET_STANDARDS)

    def _show(self, body: QVBoxLayout, standards: ServiceStandards) -> None:
        say = self.around.speech.say
        body.addWidget(Wrapped(say("ui.missions.statutory"), kind=Type.STRONG))
        if standards.none_checked_by:
            said = say("ui.missions.none_in_law", who=standards.none_checked_by)
            body.addWidget(Wrapped(said))
        self._list(body, standards.statutory)
        if standards.agreed:
            body.addWidget(Wrapped(say("ui.missions.agreed"), kind=Type.STRONG))
            self._list(body, standards.agreed)

    def _list(self, body: QVBoxLayout, standards: Iterable[ServiceStandard]) -> None:
        for number, one in enumerate(standards, 1):
            body.addWidget(Wrapped(f"{number}. {one.what}"))
            small = " · ".join(part for part in (one.issuer, one.clause) if part)
            body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
