"""The card of all that is about a subject: screenings, certificates, letters, and the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Text, button, column, row
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from cso_registry.storage.listing import ListRow
    from cso_registry.workspace.record_view import RecordView
    from ui.shell.room import Surroundings

MOST_LINES: Final = 3
"""So many records of a type are shown, the newest; the rest when it is asked for."""
UNTITLED: Final = frozenset({"screening", "appeal", "certificate", "intake"})
"""Types whose line is called after the subject, which stands above already."""
EMPTY: Final = "–"


class RelatedCard(Card):
    """What is about the subject, by type; each line opens its record.

    Attributes:
        write: A letter to the subject is to be written.
    """

    write = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self._open: set[str] = set()

    def show_view(self, view: RecordView) -> None:
        """Show the newest of every type."""
        body, speech = emptied(self), self._around.speech
        words = Words(self._around.tasks.program, speech.language)
        head = QWidget()
        line = row(self._around.look, head)
        line.addWidget(Text(speech.say("ui.record.related"), kind=Type.SECTION))
        line.addStretch(1)
        write = button(speech.say("ui.letters.write"), role="link")
        self._around.look.dress(write, "mail", "accent")
        write.clicked.connect(lambda _=False: self.write.emit())
        line.addWidget(write)
        body.addWidget(head)
        for kind, rows in view.related.items():
            if rows:
                body.addWidget(self._type(kind, list(reversed(rows)), words))
        if not any(view.related.values()):
            body.addWidget(Text(speech.say("ui.record.nothing_related"), tone="secondary"))

    def _type(self, kind: str, rows: list[ListRow], words: Words) -> QWidget:
        speech = self._around.speech
        whole = QWidget()
        lines = column(self._around.look, whole, gap=GRID)
        label = speech.texts.value(f"record.{kind}").say(speech.language)
        lines.addWidget(Text(label, kind=Type.STRONG))
        shown = rows if kind in self._open else rows[:MOST_LINES]
        made = [self._line(kind, label, one, words) for one in rows]
        for at, one in enumerate(made):
            one.setVisible(at < len(shown))
            lines.addWidget(one)
        if len(shown) < len(rows):
            count = len(rows) - len(shown)
            more = button(speech.say("ui.record.more_related", count=count), role="link")
            more.setAccessibleName(f"{label}: {more.text()}")

            def open_rest() -> None:
                self._open.add(kind)
                more.hide()
                for one in made:
                    one.show()

            more.clicked.connect(open_rest)
            lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _line(self, kind: str, label: str, one: ListRow, words: Words) -> QWidget:
        whole = QWidget()
        line = row(self._around.look, whole)
        title = "" if kind in UNTITLED else one.title
        day = words.day(one.day) if one.day else ""
        said = " · ".join(part for part in (one.number, title, day) if part)
        made = button(said or label, role="link")
        made.setAccessibleName(f"{label}: {said}")
        self._around.look.dress(made, "external-link", "accent")
        made.clicked.connect(partial(self._go, kind, one.id))
        line.addWidget(made)
        line.addStretch(1)
        line.addWidget(Badge(words.status(kind, one.status)))
        return whole

    def _go(self, kind: str, identity: str, _checked: object = None) -> None:
        self._around.shell.open_record(kind, identity)
