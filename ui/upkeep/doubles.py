"""Likely doubles: the pairs with their reasons, and two subjects side by side (F:A7, A8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.workspace.growth.comparing_two import pair_lines
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cso_registry.workspace.growth.comparing_two import PairLine
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

MOST_SHOWN: Final = 100
CERTAIN: Final = 85
"""From this score on a pair stands out."""


class DoublesPane(QWidget):
    """The pairs of the register that look alike, the likest first.

    Attributes:
        arrived: The pairs are there.
        compared: Two subjects are to stand side by side: their identities.
    """

    arrived = Signal()
    compared = Signal(str, str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.pairs: list[PairLine] | None = None
        self._buttons: list[QPushButton] = []
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 2)
        about = Wrapped(tone="secondary")
        speech.put(about, about.setText, "ui.doubles.about")
        whole.addWidget(about)
        self.progress = ProgressLine(around, "ui.list.doubles")
        whole.addWidget(self.progress)
        self.area = Scrolled(look)
        self._card = Card(look)
        self._card.hide()
        self.area.body.addWidget(self._card)
        self.area.body.addStretch(1)
        whole.addWidget(self.area, 1)
        around.tasks.changed.connect(self._on_changed)
        speech.changed.connect(self._show)
        self.look()

    def begin(self) -> None:
        """Put the focus on the first pair."""
        (self._buttons[0] if self._buttons else self).setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {"list.refresh": Binding(self.look)}

    def look(self) -> None:
        """Search the whole register."""
        if self.progress.is_busy:
            return
        title = self.around.speech.say("ui.list.doubles")
        self.progress.follow(
            self.around.tasks.run(title, pair_lines, self._take, writes=False, is_quiet=True)
        )

    def _take(self, pairs: list[PairLine]) -> None:
        self.pairs = pairs
        self._show()
        self.arrived.emit()

    def _show(self) -> None:
        if self.pairs is None:
            return
        body, say = emptied(self._card), self.around.speech.say
        self._buttons.clear()
        said = say("ui.doubles.pairs", count=f"{len(self.pairs):,}")
        body.addWidget(Text(said, kind=Type.SECTION))
        for at, one in enumerate(self.pairs[:MOST_SHOWN]):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one))
        self._card.show()

    def _line(self, one: PairLine) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        for name, number in zip(one.names, one.numbers, strict=True):
            said.addWidget(Wrapped(f"{name} · {number or '–'}"))
        why = ", ".join(speech.say(f"growth.like_{reason}") for reason in one.reasons)
        said.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        tone: Tone = "late" if one.score >= CERTAIN else "soon"
        badge = Badge(speech.say("ui.doubles.score", score=one.score), tone)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        made = button(speech.say("ui.doubles.compare"))
        made.setAccessibleName(f"{made.text()}: {one.names[0]} / {one.names[1]}")
        made.clicked.connect(partial(self._compare, one))
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons.append(made)
        return whole

    def _compare(self, one: PairLine, _checked: object = None) -> None:
        self.compared.emit(str(one.ids[0]), str(one.ids[1]))

    def _on_changed(self, changes: Changes) -> None:
        """Leave out pairs that were decided; a whole search is asked for by hand."""
        if self.pairs is None or changes.records is None:
            return
        touched = {str(one) for one in changes.records}
        rest = [one for one in self.pairs if not {str(x) for x in one.ids} <= touched]
        if len(rest) < len(self.pairs):
            self.pairs = rest
            self._show()
