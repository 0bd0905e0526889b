"""The card of a trail: what was done about a record, one after another, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.blocks import add_act, card_head
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.look.parts import Tone
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing that was done.

    Attributes:
        day: When.
        what: What, in a few words.
        tone: What that means.
        said: What was said of it, a paragraph each; empty ones are left out.
        late: By how many days it was late.
    """

    day: date
    what: str
    tone: Tone = "secondary"
    said: tuple[str, ...] = ()
    late: int = 0


class TrailCard(CaseCard):
    """What was done about a record."""

    def __init__(
        self,
        around: Surroundings,
        title: str,
        lines: Callable[[Any, Speech], tuple[TrailLine, ...]],
        empty: str,
        *acts: str,
    ) -> None:
        """Make the card.

        Args:
            around: What a page is given.
            title: The key of its heading.
            lines: What it shows of a record.
            empty: The key of what it says when nothing was done.
            acts: Acts that are offered on it while they can be done.
        """
        super().__init__(around)
        self._title, self._lines, self._empty, self._acts = title, lines, empty, acts

    def show_view(self, view: WorkPage[Any]) -> None:
        """Show what was done, and what can be done now."""
        body, say = emptied(self), self.around.speech.say
        body.addWidget(card_head(self.around, say(self._title)))
        lines = self._lines(view, self.around.speech)
        if not lines:
            body.addWidget(Wrapped(say(self._empty), tone="secondary"))
        for at, one in enumerate(lines):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one))
        for kind in self._acts:
            offer = view.case.offer(kind)
            if offer is not None and offer.is_open:
                add_act(self, self.around, kind)

    def _line(self, one: TrailLine) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        head = row(self.around.look)
        head.addWidget(Wrapped(speech.day(one.day), kind=Type.STRONG), 1)
        if one.late:
            late = Badge(speech.say("ui.delivery.late_by", count=one.late), "late")
            head.addWidget(late, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Badge(one.what, one.tone), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        for words in one.said:
            if words:
                lines.addWidget(Wrapped(words))
        return whole
