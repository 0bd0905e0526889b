"""A page before the rooms: a heading, fields on a card, what went wrong, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.look.measures import Type
from ui.look.parts import Card, Wrapped, button, column, marked, row
from ui.look.say_aloud import say_aloud
from ui.widgets.scrolled import Lines, Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ui.look.look import Look
    from ui.look.parts import ButtonRole, Tone
    from ui.look.speech import Speech
    from ui.tasks.errand import Trouble

WIDTH: Final = 560


class Sheet(Scrolled):
    """As high as its words need, or lower where there is no room, and scrolls then."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, inside=Lines())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for all of it."""
        return self.inside.minimumSizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take another height when the words need one."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class GatePage(QWidget):
    """One page; what does not fit is scrolled, and its buttons are always seen.

    Args:
        title: The key of its heading.
        intro: The key of the sentence under it.

    Attributes:
        margin: Around everything, in pixels at 100 %.
    """

    margin = 24

    def __init__(self, title: str, intro: str, look: Look, speech: Speech) -> None:
        super().__init__()
        self.look, self.speech = look, speech
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across, down = row(look, self, margin=self.margin, gap=0), column(look)
        self.lines = down
        across.addStretch(1)
        holder = QWidget()
        holder.setLayout(down)
        look.keep(holder, lambda: holder.setMaximumWidth(look.px(WIDTH)))
        across.addWidget(holder, 10)
        across.addStretch(1)
        self.card, sheet = Card(look), Sheet(look)
        self.body = self.card.body
        heading = Wrapped(kind=Type.TITLE)
        speech.put(heading, heading.setText, title)
        sheet.body.addWidget(heading)
        if intro:
            sentence = Wrapped(tone="secondary")
            speech.put(sentence, sentence.setText, intro)
            sheet.body.addWidget(sentence)
        sheet.body.addWidget(self.card)
        self._said = Wrapped()
        self._said.hide()
        self.buttons = row(look)
        self.buttons.addStretch(1)
        down.addStretch(1)
        down.addWidget(sheet)
        down.addWidget(self._said)
        down.addLayout(self.buttons)
        down.addStretch(2)

    def add_button(
        self, key: str, do: Callable[[], object], role: ButtonRole = "plain"
    ) -> QPushButton:
        """Add a button at the foot; the main one also answers Enter."""
        made = button(role=role)
        self.speech.put(made, made.setText, key)
        made.clicked.connect(lambda _=False: do())
        self.buttons.addWidget(made)
        return made

    def say(self, sentence: str, tone: Tone = "late") -> None:
        """Say how it went, under the card."""
        marked(self._said, tone=tone)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            say_aloud(self, sentence)

    def said(self) -> str:
        """Return what stands under the card."""
        return self._said.plain if self._said.isVisibleTo(self) else ""

    def set_busy(self, *, is_busy: bool) -> None:
        """Take nothing while something is done."""
        self.card.setEnabled(not is_busy)
        for at in range(self.buttons.count()):
            item = self.buttons.itemAt(at)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setEnabled(not is_busy)

    def begin(self) -> None:
        """Be shown: the focus stands where one begins."""


class Wording:
    """Puts trouble into sentences, for pages that stand before the rooms."""

    def __init__(self, say: Callable[[Trouble], tuple[str, ...]]) -> None:
        self._say = say

    def of(self, trouble: Trouble) -> str:
        """Return every reason, a line each."""
        return "\n".join(self._say(trouble))
