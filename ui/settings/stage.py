"""A section of the settings with more than one page: a list, one of its things, a form on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.look.measures import GRID, Type
from ui.look.parts import Text, Wrapped, button, column, row
from ui.widgets.buttons import back_button
from ui.widgets.front_stack import FrontStack
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from cso_registry.domain.act import Act
    from ui.forms.form import Performing
    from ui.forms.plan import Input
    from ui.look.parts import Card
    from ui.shell.room import Surroundings

LABEL_WIDTH, WIDEST_LABEL = 170, 210


class Stage(QWidget):
    """Shows one of its pages; a form stands over the page from which it was opened.

    Attributes:
        moved: Another page is in front.
    """

    moved = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.form: ActForm | None = None
        self._stack = FrontStack()
        column(around.look, self).addWidget(self._stack)
        self._under: QWidget | None = None

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front, after the title of the section."""
        return (self.form.heading.text(),) if self.form is not None else ()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        if self.form is not None:
            return self.form.bindings()
        if self._stack.currentIndex() > 0:
            return {"record.close": Binding(self.show_first)}
        return {}

    def add_page(self, page: QWidget) -> None:
        """Add a page; the first one is where one begins."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Put a page in front; a form that stood there is closed."""
        self._stack.setCurrentWidget(page)
        self._drop_form()
        self.moved.emit()

    def show_first(self) -> None:
        """Go back to where one begins."""
        first = self._stack.widget(0)
        if first is not None:
            self.show_page(first)
            first.setFocus()

    def open_form(
        self,
        declared: type[Act],
        given: Mapping[str, Any],
        prefill: Mapping[str, Any] | None = None,
        *,
        inputs: Mapping[str, Input] | None = None,
        perform: Performing | None = None,
    ) -> ActForm:
        """Open the form of an act over the page in front, and go back to it after saving."""
        before = self._under if self.form is not None else self._stack.currentWidget()
        self._drop_form()
        self._under = before
        form = ActForm(
            self.around, declared, given=given, prefill=prefill, inputs=inputs, perform=perform
        )
        form.saved.connect(lambda _: self._back())
        form.closed.connect(self._back)
        self.form = form
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        self.moved.emit()
        return form

    def page(self, title: str = "", more: str = "") -> Scrolled:
        """Return a page that scrolls, with a title and what it is for."""
        area, speech = Scrolled(self.around.look), self.around.speech
        # A long button at large type is wider than a small window.
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for key, said in ((title, Text(kind=Type.SECTION)), (more, Wrapped(tone="secondary"))):
            if key:
                speech.put(said, said.setText, key)
                area.body.addWidget(said)
        return area

    def back_button(self) -> QPushButton:
        """Return the button that goes back to where one begins."""
        return back_button(self.around, self.show_first)

    def _back(self) -> None:
        if self._under is not None:
            self.show_page(self._under)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._stack.drop(self.form)
            self.form = None


def fact(around: Surroundings, label: str, words: str) -> QWidget:
    """Return a line of a card: what it is called, and its words."""
    whole = QWidget()
    line = row(around.look, whole, gap=GRID * 3)
    said = Wrapped(label, tone="secondary")
    said.setFixedWidth(min(around.look.px(LABEL_WIDTH), WIDEST_LABEL))
    line.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Wrapped(words), 1)
    return whole


def act_button(words: str, why: str = "", *, main: bool = False) -> QPushButton:
    """Return a button of an act, greyed with the reason when it cannot be done."""
    made = button(words, role="main" if main else "plain")
    made.setEnabled(not why)
    made.setToolTip(why)
    return made


def add_reason(card: Card, why: str) -> None:
    """Say below a greyed button why it is grey."""
    if why:
        card.body.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))
