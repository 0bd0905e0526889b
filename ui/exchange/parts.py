"""What the errands of the room share: a page that goes back, sentences, eight words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QWidget,
)

from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.widgets.buttons import said_button
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cso_registry.workspace.exchanging.telling import Said
    from ui.look.parts import ButtonRole
    from ui.shell.room import Surroundings

COLUMNS: Final = 4
INDENT: Final = 16


class ErrandPane(QWidget):
    """One errand of the room: a title, what it is for, cards that scroll, and the way back.

    Attributes:
        closed: The room's first page is to be shown again.
        moved: What is in front is another now.
    """

    closed = Signal()
    moved = Signal()

    def __init__(self, around: Surroundings, name: str, room: str = "exchange") -> None:
        super().__init__()
        self.around, self.name = around, name
        look, speech = around.look, around.speech
        whole, head = column(look, self, gap=GRID * 2), PageHead(around, f"ui.{room}.{name}")
        self.title = head.title
        head.closed.connect(self.closed)
        more = Wrapped(tone="secondary")
        speech.put(more, more.setText, f"ui.{room}.{name}_more")
        whole.addWidget(head)
        whole.addWidget(more)
        self.area = Scrolled(look)
        # A long button at large type is wider than a small window.
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        whole.addWidget(self.area, 1)

    def begin(self) -> None:
        """Be shown."""
        self.setFocus()

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part that was just shown, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.area.ensureWidgetVisible(part))

    def crumb(self) -> str:
        """Return what it is called."""
        return self.title.plain

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done here."""
        return {"record.close": Binding(self.closed.emit)}

    def button(self, key: str, do: Callable[[], object], role: ButtonRole = "plain") -> QPushButton:
        """Return a button."""
        return said_button(self.around, key, do, role=role)

    def card(self, key: str = "", *parts: QWidget) -> Card:
        """Add a card with a title and what stands on it."""
        made = Card(self.around.look)
        if key:
            title = Text(kind=Type.SECTION)
            self.around.speech.put(title, title.setText, key)
            made.body.addWidget(title)
        for part in parts:
            made.body.addWidget(part)
        self.area.body.addWidget(made)
        return made


class SaidCard(Card):
    """A title and sentences, each in the tone of what it means.

    Attributes:
        words: The sentences.
        again: Says them anew when another language is spoken.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self.words: list[str] = []
        self.again: Callable[[], object] | None = None
        self.hide()
        around.speech.changed.connect(self._say_again)

    def show_said(self, title: str, said: Iterable[Said]) -> None:
        """Show other sentences."""
        body, self.words = emptied(self), []
        body.addWidget(Wrapped(title, kind=Type.SECTION))
        for one in said:
            self.words.append(one.words)
            line = Wrapped(one.words, tone=one.tone)
            if one.is_part:
                line.setContentsMargins(self._around.look.px(INDENT), 0, 0, 0)
            body.addWidget(line)
        self.show()

    def add(self, *parts: QWidget) -> None:
        """Add what can be done about it, from left to right."""
        whole = QWidget()
        line = row(self._around.look, whole)
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        self.body.addWidget(whole)

    def clear(self) -> None:
        """Show nothing."""
        self.words, self.again = [], None
        self.hide()

    def _say_again(self) -> None:
        if self.again is not None:
            self.again()


class WordsCard(Card):
    """Eight words to be read aloud, large and numbered."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self.words: tuple[str, ...] = ()
        self.hide()

    def show_words(self, title: str, words: tuple[str, ...]) -> None:
        """Show words, with what is to be done with them."""
        body, self.words = emptied(self), words
        body.addWidget(Wrapped(title))
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, word in enumerate(words):
            said = Text(f"{at + 1}. {word}", kind=Type.SECTION, tone="accent")
            grid.addWidget(said, at // COLUMNS, at % COLUMNS)
        body.addWidget(whole)
        self.show()
