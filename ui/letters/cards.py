"""The cards of a letter: how it went, and what it is tied to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.letter_view import Journey, LetterView
    from ui.look.parts import Tone


class JourneysCard(CaseCard):
    """Every sending with its way and number of the post, and what became of it."""

    def show_view(self, view: LetterView) -> None:
        """Show the sendings, the last one first."""
        body, say = emptied(self), self.around.speech.say
        self.setVisible(bool(view.journeys))
        if not view.journeys:
            return
        body.addWidget(Text(say("ui.letters.journeys"), kind=Type.SECTION))
        for at, one in enumerate(view.journeys):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one))

    def _line(self, one: Journey) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        way = speech.texts.value(f"way.{one.way}").say(speech.language)
        parts = (speech.day(one.sent), way, one.tracking)
        said.addWidget(Wrapped(" · ".join(part for part in parts if part)))
        if one.cause:
            said.addWidget(Wrapped(one.cause, kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        key, tone = _state(one)
        day = "" if one.ended is None else speech.day(one.ended)
        words = f"{speech.texts.value(key).say(speech.language)} {day}".strip()
        line.addWidget(Badge(words, tone), 0, Qt.AlignmentFlag.AlignTop)
        return whole


def _state(one: Journey) -> tuple[str, Tone]:
    if one.ended is None:
        return "letter_status.sent", "soon"
    return (
        ("letter_status.delivered", "good") if one.delivered else ("letter_status.returned", "late")
    )


class TiesCard(CaseCard):
    """The paper of the letter, and the records that it belongs to; each opens."""

    def show_view(self, view: LetterView) -> None:
        """Show what the letter leads to."""
        body, speech, look = emptied(self), self.around.speech, self.around.look
        body.addWidget(Text(speech.say("ui.letters.tied"), kind=Type.SECTION))
        if view.paper:
            made = button(speech.say("ui.letters.look_at"), role="link")
            look.dress(made, "file-text", "accent")
            made.clicked.connect(lambda _=False: self.asked.emit("paper", view.paper))
            body.addWidget(made)
        for one in view.ties:
            kind = speech.texts.value(f"record.{one.type}").say(speech.language)
            made = button(f"{kind} · {one.title}".rstrip(" ·"), role="link")
            look.dress(made, "external-link", "accent")
            made.clicked.connect(partial(self._open, one.type, one.id))
            body.addWidget(made)
        if not view.paper and not view.ties:
            body.addWidget(Text(speech.say("ui.letters.not_tied"), tone="secondary"))

    def _open(self, record_type: str, identity: str, _checked: object = None) -> None:
        self.around.shell.open_record(record_type, identity)
