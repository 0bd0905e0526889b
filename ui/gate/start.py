"""The first page of a desk without a registry: four ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ui.gate.page import GatePage
from ui.look.measures import Type
from ui.look.parts import Button, Text, Wrapped, column, row
from ui.shell.picture import Picture

if TYPE_CHECKING:
    from ui.look.look import Look
    from ui.look.speech import Speech

NEW, KIT, BACKUP, TRAINING, KNOWN = "new", "kit", "backup", "training", "known"
WAYS: Final = (
    (NEW, "building-community"),
    (KIT, "inbox"),
    (BACKUP, "database-import"),
    (TRAINING, "school"),
)


class Choice(Button):
    """One way to begin: what it is and for whom."""

    def __init__(
        self, name: str, icon: str, look: Look, speech: Speech, texts: str = "ui.gate.start"
    ) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line, words = row(look, self, gap=14), column(look, gap=0)
        look.keep(self, lambda: line.setContentsMargins(*(look.px(10),) * 4))
        title, more = Text(kind=Type.STRONG), Wrapped(kind=Type.SMALL, tone="secondary")
        line.addWidget(Picture(look, icon, "accent", 26))
        line.addLayout(words, 1)
        words.addWidget(title)
        words.addWidget(more)
        for part in self.findChildren(Text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        speech.put(self, title.setText, f"{texts}.{name}")
        speech.put(self, self.setAccessibleName, f"{texts}.{name}")
        speech.put(self, more.setText, f"{texts}.{name}_more")
        self._line = line

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words need."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the longest word, and the height that the words would like."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._line.minimumSize().width()), hint.height())


class StartPage(GatePage):
    """Asks how one wants to begin.

    Attributes:
        chosen: One of the ways.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("ui.gate.start.title", "ui.gate.start.intro", look, speech)
        self.choices: dict[str, Choice] = {}
        for name, icon in WAYS:
            made = Choice(name, icon, look, speech)
            made.clicked.connect(lambda _=False, one=name: self.chosen.emit(one))
            self.choices[name] = made
            self.body.addWidget(made)
        self.known = self.add_button("ui.gate.start.known", lambda: self.chosen.emit(KNOWN), "link")

    def begin(self) -> None:
        """Begin with the first way."""
        self.choices[NEW].setFocus()
