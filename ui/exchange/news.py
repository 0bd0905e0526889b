"""What waits in exchange: unread files, what is unsent, who has seen what; one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.workspace.exchanging.news import News, news
from ui.exchange.places import carried_folder
from ui.look.measures import Type
from ui.look.parts import Badge, Card, Text, Wrapped, button, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings


class NewsCard(Card):
    """Says what waits, each line with its button.

    Attributes:
        asked: An errand of the room is to be begun: its name.
    """

    asked = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self.around = around
        self.found: News | None = None
        self.hide()

    def refresh(self) -> None:
        """Ask what waits."""
        folder = carried_folder(self.around.keeper)
        self.around.tasks.ask(
            self, lambda workspace: news(workspace, folder), self._take, topic="news"
        )

    def _take(self, found: News) -> None:
        self.found = found
        body, say = emptied(self), self.around.speech.say
        body.addWidget(Text(say("ui.exchange.news"), kind=Type.SECTION))
        if not found.has_joined:
            self._line(say("trust.alone"), "", "secondary", "offices")
        else:
            if found.unread:
                self._line(say("ui.exchange.unread"), f"{found.unread:,}", "soon", "take")
            if found.behind:
                said = say("ui.exchange.behind", count=f"{found.behind:,}")
                self._line(said, f"{found.unsent:,}", "soon", "send")
            if found.silent:
                said = say("ui.exchange.silent", count=f"{found.silent:,}")
                self._line(said, "", "secondary", "offices")
            if not (found.unread or found.behind or found.silent):
                self._line(say("ui.exchange.all_seen"), "", "good", "offices")
        self.show()

    def _line(self, words: str, count: str, tone: Tone, errand: str) -> None:
        whole = QWidget()
        line = row(self.around.look, whole)
        line.addWidget(Wrapped(words), 1)
        if count:
            line.addWidget(Badge(count, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        made = button(self.around.speech.say(f"ui.exchange.{errand}"), role="link")
        made.setAccessibleName(f"{made.text()}: {words}")
        made.clicked.connect(lambda _=False: self.asked.emit(errand))
        line.addWidget(made)
        self.body.addWidget(whole)
