"""The settings: sections at the left, searchable; the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
)

from cso_registry.thai.searching import search_key
from ui.commands.catalogue import Binding
from ui.look.measures import Type
from ui.look.parts import Card, Text, column, row
from ui.settings.parts import SECTIONS
from ui.settings.stage import Stage
from ui.shell.panes import first_control
from ui.shell.room import RoomPage
from ui.widgets.front_stack import FrontStack
from ui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from ui.settings.parts import Section
    from ui.shell.room import Surroundings

MARGIN: Final = 20
LIST_WIDTH: Final = 240
LEAST_PART: Final = 240
"""A section with less room than this beside the list, at 100 %, has the whole width."""


class SettingsPage(RoomPage):
    """Finds a setting by its words; each section keeps what it changes at once."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._made: dict[str, QWidget] = {}
        self._parts: dict[str, QWidget] = {}
        self._name = SECTIONS[0].name
        self._is_asked_for = False
        self.field, self.list, self.stack = QLineEdit(), LineList(), FrontStack()
        speech, look = around.speech, around.look
        look.keep(self.list, lambda: self.list.setIconSize(QSize(look.px(18), look.px(18))))
        speech.put(self.field, self.field.setPlaceholderText, "ui.settings.find")
        speech.put(self.field, self.field.setAccessibleName, "ui.settings.find")
        speech.put(self.list, self.list.setAccessibleName, "ui.settings.sections")
        title = Text(kind=Type.TITLE)
        speech.put(title, title.setText, "ui.room.settings")
        self.box, self._left = QComboBox(), Card(look)
        self.box.setMinimumContentsLength(8)
        speech.put(self.box, self.box.setAccessibleName, "ui.settings.sections")
        for section in SECTIONS:
            self.box.addItem("", section.name)
        self.box.activated.connect(lambda at: self.open_record(SECTIONS[at].name))
        self.box.hide()
        left, head = self._left, row(look, gap=14)
        whole, both = column(look, self, margin=MARGIN), row(look, gap=14)
        look.keep(left, lambda: left.setFixedWidth(min(look.px(LIST_WIDTH), 340)))
        left.body.addWidget(self.field)
        left.body.addWidget(self.list, 1)
        both.addWidget(left)
        both.addWidget(self.stack, 1)
        head.addWidget(title)
        head.addWidget(self.box, 1)
        whole.addLayout(head)
        whole.addLayout(both, 1)
        self.field.textChanged.connect(lambda _: self._list())
        self.list.chosen.connect(self._on_chosen)
        speech.keep(self, self._list)
        look.keep(self, self._list)
        look.keep(self, self._fit)
        self._show()

    def crumbs(self) -> tuple[str, ...]:
        """Return the title of the section."""
        title = self.around.speech.say(f"ui.settings.{self._name}")
        part = self._parts.get(self._name)
        return (title, *part.crumbs()) if isinstance(part, Stage) else (title,)

    def part(self, name: str) -> QWidget:
        """Return a section by its name; it is shown then."""
        self.open_record(name)
        return self._parts[name]

    def place(self) -> str:
        """Return the section."""
        return self._name

    def open_record(self, identity: str) -> None:
        """Show a section by its name."""
        if identity in {one.name for one in SECTIONS}:
            self.field.clear()
            self._name, self._is_asked_for = identity, True
            self._list()
            self._show()

    def enter(self) -> None:
        """Begin in the section that was asked for, or with the list of sections."""
        first = first_control(self.stack) if self._is_asked_for else None
        self._is_asked_for = False
        (first or (self.box if self._left.isHidden() else self.list)).setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Find a setting."""
        part = self._parts.get(self._name)
        own = part.bindings() if isinstance(part, Stage) else {}
        find = self.box if self._left.isHidden() else self.field
        return {"list.find": Binding(find.setFocus), **own}

    def help_page(self) -> str:
        """Return the help page of the section."""
        return next(one.help for one in SECTIONS if one.name == self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the section the whole width where the list would leave it too little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self.around.look
        room = self.width() - self._left.minimumWidth() - look.px(2 * MARGIN)
        is_narrow = room < look.px(LEAST_PART)
        held_focus = self._left.isAncestorOf(self.focusWidget() or self)
        self._left.setHidden(is_narrow)
        self.box.setVisible(is_narrow)
        if is_narrow and held_focus:
            self.box.setFocus()

    def _list(self) -> None:
        speech, wanted = self.around.speech, search_key(self.field.text())
        for at, section in enumerate(SECTIONS):
            self.box.setItemText(at, speech.say(f"ui.settings.{section.name}"))
        shown = []
        for section in SECTIONS:
            title = speech.say(f"ui.settings.{section.name}")
            words = f"{title} {speech.say(f'ui.settings.{section.name}_words')}"
            if wanted in search_key(words):
                icon = self.around.look.icon(section.icon)
                shown.append(Line(section.name, title, title, icon))
        self.list.show_lines(shown, self._name)

    def _on_chosen(self, name: str) -> None:
        self._name = name
        self._show()
        self.moved.emit()

    def _show(self) -> None:
        section = next(one for one in SECTIONS if one.name == self._name)
        if section.name not in self._made:
            self._made[section.name] = self._scrolled(section)
            self.stack.addWidget(self._made[section.name])
        self.stack.setCurrentWidget(self._made[section.name])
        self.box.setCurrentIndex(SECTIONS.index(section))

    def _scrolled(self, section: Section) -> QWidget:
        part = self._parts[section.name] = section.make(self.around)
        if isinstance(part, Stage):
            # Its pages scroll themselves.
            part.moved.connect(self.moved)
            return part
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(part)
        return area
