"""The first page of a desk without a registry: four ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ui.gate.page import GatePage
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, column
from ui.widgets.worded_button import WordedButton

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


class Choice(WordedButton):
    """One way to begin: what it is and for whom."""

    def __init__(
        self, name: str, icon: str, look: Look, speech: Speech, texts: str = "ui.gate.start"
    ) -> None:
        super().__init__(look, "choice", icon, side=26, margin=10, gap=14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = column(look, gap=0)
        title, more = Text(kind=Type.STRONG), Wrapped(kind=Type.SMALL, tone="secondary")
        self.line.addLayout(words, 1)
        words.addWidget(title)
        words.addWidget(more)
        for part in self.findChildren(Text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        speech.put(self, title.setText, f"{texts}.{name}")
        speech.put(self, self.setAccessibleName, f"{texts}.{name}")
        speech.put(self, more.setText, f"{texts}.{name}_more")


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
