"""A section of the settings that is a list with a page for each of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.workspace.office_view import denial
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, column
from ui.settings.find_list import FindList
from ui.settings.stage import Stage

if TYPE_CHECKING:
    from cso_registry.domain.permission import DeniedError
    from cso_registry.workspace.means import Program
    from ui.shell.room import Surroundings


class ListedPart(Stage):
    """A list that is searched, one of its things on a card, and forms.

    Attributes:
        list: The list.
        card: What is said of the thing in front.
        opened: The code of the thing in front, nothing before one was opened.
        why_not: Why the officer may not change it, nothing when they may.
    """

    def __init__(self, around: Surroundings, name: str, act: str) -> None:
        """Make the section.

        Args:
            around: What a page is given.
            name: The texts ``ui.settings.<name>`` name it and say what it is for.
            act: The act by which a thing is changed.
        """
        super().__init__(around)
        self.list, self.card = FindList(around, name), Card(around.look)
        self.opened, self.why_not = "", ""
        self._act = act
        self.add_page(self._front(name))
        self._one = self.page()
        self._one.body.addWidget(self.back_button(), 0, Qt.AlignmentFlag.AlignLeft)
        self._one.body.addWidget(self.card)
        self._one.body.addStretch(1)
        self.add_page(self._one)
        self.list.opened.connect(self.show_one)
        around.tasks.program_changed.connect(self._on_program)
        around.speech.changed.connect(self.refresh)
        self.refresh()

    def _on_program(self, _: Program) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the list and the thing in front as they stand."""
        self.fill_list()
        if self.opened:
            self.fill_card()

    def show_one(self, code: str) -> None:
        """Show one of the things."""
        self.opened = code
        session, act = self.around.tasks.session, self._act
        if session is not None:
            self.around.tasks.ask(
                self,
                lambda workspace: denial(workspace, session, act),
                self._take_right,
                topic="right",
            )
        self.fill_card()
        self.show_page(self._one)

    def fill_list(self) -> None:
        """Put the things into the list."""
        raise NotImplementedError

    def fill_card(self) -> None:
        """Say what there is to say of the thing in front."""
        raise NotImplementedError

    def _front(self, name: str) -> QWidget:
        speech, front = self.around.speech, QWidget()
        body = column(self.around.look, front, gap=GRID * 2)
        title, more = Text(kind=Type.SECTION), Wrapped(tone="secondary")
        speech.put(title, title.setText, f"ui.settings.{name}")
        speech.put(more, more.setText, f"ui.settings.{name}_more")
        body.addWidget(title)
        body.addWidget(more)
        body.addWidget(self.list, 1)
        front.setFocusProxy(self.list)
        return front

    def _take_right(self, denied: DeniedError | None) -> None:
        self.why_not = "" if denied is None else " ".join(self.around.speech.error(denied))
        self.fill_card()
