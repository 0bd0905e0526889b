"""The page of the room: the list of entries, one entry, a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.commands.catalogue import Binding
from ui.exchange.parts import ErrandPane
from ui.journal.entry import EntryPane
from ui.journal.model import WIDTHS, JournalTable
from ui.journal.proving import AuditPane, ProvePane
from ui.journal.wishes import Wishes
from ui.lists.table import ListTable
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column
from ui.shell.room import RoomPage
from ui.widgets.flow import Flow
from ui.widgets.front_stack import FrontStack
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from cso_registry.workspace.journal_view import JournalWish
    from ui.shell.room import Surroundings

MARGIN, LEAST = GRID * 5, 260


class JournalPage(RoomPage):
    """The journal on the screen; nothing here changes it."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.wishes, self.entry = Wishes(around), EntryPane(around)
        self.prove, self.audit = ProvePane(around), AuditPane(around)
        self.model = JournalTable(around, self)
        self.table = ListTable(around.look)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSectionsMovable(False)
        around.look.keep(self.table, lambda: self.table.lay_out(list(WIDTHS)))
        around.speech.put(self.table, self.table.setAccessibleName, "ui.room.journal")
        self._none = Wrapped(tone="secondary")
        around.speech.put(self._none, self._none.setText, "journal.nothing")
        self._none.hide()
        self._stack = FrontStack()
        self._list = self._list_page()
        for page in (self._list, self.entry, self.prove, self.audit):
            self._stack.addWidget(page)
        column(around.look, self, margin=MARGIN).addWidget(self._stack)
        self._is_begun = False
        self.wishes.changed.connect(self._want)
        self.table.opened.connect(self.open_row)
        self.model.arrived.connect(self._on_arrived)
        self.entry.shown.connect(self.moved)
        self.entry.closed.connect(self.show_list)
        self.entry.record.connect(self.open_record)
        for pane in (self.prove, self.audit):
            pane.closed.connect(self.show_list)
        around.speech.changed.connect(self.model.speak)

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front."""
        front = self._stack.currentWidget()
        if isinstance(front, ErrandPane):
            return (front.crumb(),)
        return (self.entry.title.plain,) if front is self.entry else ()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self._stack.currentWidget()
        own = {
            "journal.prove": Binding(self.begin_proof),
            "journal.audit": Binding(self.begin_audit),
            "list.refresh": Binding(self.refresh),
            "list.find": Binding(self.wishes.officer.setFocus),
        }
        if isinstance(front, EntryPane | ErrandPane):
            own |= front.bindings()
        return own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with everything."""
        super().showEvent(event)
        if not self._is_begun:
            self._is_begun = True
            self.wishes.begin()
            self.model.want(self.wishes.wish())

    def enter(self) -> None:
        """Stand in the list."""
        if self._stack.currentWidget() is self._list:
            self.table.setFocus()

    def open_record(self, identity: str) -> None:
        """Show the entries of a record."""
        self._is_begun = True
        self.wishes.begin()
        self.wishes.want_record(identity)
        self.show_list()

    def refresh(self) -> None:
        """Ask anew."""
        self.model.want(self.wishes.wish())

    def open_row(self, at: int) -> None:
        """Show an entry of the list."""
        self.entry.show_entry(self.model.lines[at].hash)
        self._show(self.entry)
        self.entry.setFocus()

    def show_list(self) -> None:
        """Show the list."""
        self._show(self._list)
        self.enter()

    def begin_proof(self) -> None:
        """Show the proof of the registry."""
        self._show(self.prove)
        self.prove.begin()

    def begin_audit(self) -> None:
        """Show the proof of a file."""
        self._show(self.audit)
        self.audit.begin()

    def _list_page(self) -> QWidget:
        look, speech = self.around.look, self.around.speech
        whole = Scrolled(look)
        body = whole.body
        title = Text(kind=Type.TITLE)
        speech.put(title, title.setText, "ui.room.journal")
        buttons = QWidget()
        flow = Flow(buttons)
        look.keep(buttons, lambda: flow.setSpacing(look.px(GRID * 2)))
        flow.addWidget(self._button("journal.prove", "shield-check", self.begin_proof))
        flow.addWidget(self._button("journal.audit", "file-check", self.begin_audit))
        card = Card(look)
        card.body.addWidget(self.wishes)
        for part in (title, buttons, card, self._none):
            body.addWidget(part)
        look.keep(self.table, lambda: self.table.setMinimumHeight(look.px(LEAST)))
        # It takes what is left, and scrolls by itself.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        body.addWidget(self.table, 1)
        return whole

    def _button(self, name: str, icon: str, do: Callable[[], object]) -> QPushButton:
        made = button()
        self.around.look.dress(made, icon)
        self.around.speech.put(made, made.setText, f"ui.command.{name}")
        made.clicked.connect(lambda _=False: do())
        return made

    def _want(self, wish: JournalWish) -> None:
        self.model.want(wish)

    def _on_arrived(self, is_first: bool) -> None:  # noqa: FBT001 - Qt hands it over
        self._none.setVisible(not self.model.lines)
        if is_first and self.model.lines:
            self.table.selectRow(0)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.moved.emit()
