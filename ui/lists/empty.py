"""What a list says when there is nothing in it: what belongs here, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, button, column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from ui.shell.room import Surroundings

ICON = 40
WIDTH = 420


class EmptyState(QWidget):
    """Says why there is nothing to see.

    Attributes:
        cleared: The filters are to be taken away.
        suggested: What the same keys give in the other language is to be looked for.
    """

    cleared = Signal()
    suggested = Signal(str)

    def __init__(self, around: Surroundings, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._empty = around, empty
        self._is_filtered = False
        look, speech = around.look, around.speech
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = Wrapped(kind=Type.SECTION)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = Wrapped(tone="secondary")
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = button()
        speech.put(self._clear, self._clear.setText, "ui.list.clear_filters")
        self._clear.clicked.connect(self.cleared)
        self._suggestion = ""
        self._meant = button(role="link")
        self._meant.clicked.connect(lambda: self.suggested.emit(self._suggestion))
        self._inner = QWidget()
        self._body = column(look, self._inner, gap=GRID * 2)
        self._body.addStretch(1)
        self._body.addWidget(self._picture)
        self._body.addWidget(self._title)
        self._body.addWidget(self._said)
        self._body.addWidget(self._meant, 0, Qt.AlignmentFlag.AlignHCenter)
        self._body.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        self._body.addStretch(1)
        line = row(look, self, margin=GRID * 2)
        line.addStretch(1)
        line.addWidget(self._inner, 10)
        line.addStretch(1)
        speech.keep(self, self._renew)
        look.keep(self, self._measure)

    def offer(self, key: str, icon: str, do: Callable[[], object]) -> QPushButton:
        """Offer a first thing to do; the first one offered is the main one."""
        is_first = self._body.count() == 7  # noqa: PLR2004 - what stands there from the start
        made = button(role="main" if is_first else "plain", parent=self)
        self._around.look.dress(made, icon, "on_accent" if is_first else "secondary")
        self._around.speech.put(made, made.setText, key)
        made.clicked.connect(lambda _=False: do())
        self._body.insertWidget(self._body.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    def show_for(self, *, is_filtered: bool) -> None:
        """Say that nothing fits the filters, or that there is nothing at all."""
        self._is_filtered = is_filtered
        self._renew()

    def suggest(self, text: str) -> None:
        """Ask whether something else was meant; nothing asks nothing."""
        self._suggestion = text
        self._meant.setVisible(bool(text))
        if text:
            self._meant.setText(self._around.speech.say("ui.list.meant", text=text))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the picture out where the words need its room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side, words = self._around.look.px(ICON), self._body.heightForWidth(self._inner.width())
        if not self._picture.isHidden():
            words -= side + self._body.spacing()
        self._picture.setVisible(words + side + self._body.spacing() <= self.height())

    def _renew(self) -> None:
        say = self._around.speech.say
        key = "ui.list.nothing_fits" if self._is_filtered else self._empty
        self._title.setText(say(key))
        self._said.setText(say(f"{key}_do"))
        self._clear.setVisible(self._is_filtered)
        self._draw()
        self._fit()

    def _measure(self) -> None:
        self._inner.setMaximumWidth(self._around.look.px(WIDTH))
        self._draw()

    def _draw(self) -> None:
        look = self._around.look
        icon = look.icon("search" if self._is_filtered else "inbox", "secondary", ICON)
        self._picture.setPixmap(icon.pixmap(look.px(ICON)))
