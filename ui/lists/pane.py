"""A list on the screen: search, filters, views, columns, the table, what can be done with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from cso_registry.domain.offices.records import Officer
from cso_registry.workspace.offered_records import names_to_offer
from cso_registry.workspace.officer_names import officer_names
from ui.commands.catalogue import Binding
from ui.lists.columns import ColumnPanel
from ui.lists.empty import EmptyState
from ui.lists.filters import FilterBar
from ui.lists.foot import Foot
from ui.lists.giving_out import GivingOut
from ui.lists.keeping import ViewKeeper
from ui.lists.layouts import other_layout
from ui.lists.model import RecordTable
from ui.lists.table import table_of
from ui.lists.view import UNDER, View, first_view
from ui.lists.view_menu import ViewMenu
from ui.look.measures import GRID
from ui.look.parts import Card, column, icon_button, row
from ui.widgets.words import Words

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QHideEvent

    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace
    from ui.lists.kind import Column, ListKind
    from ui.lists.view import ShownColumn
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

PAUSE_MS: Final = 120
"""After so long without a key, what was typed is looked for."""
MOST_KEPT: Final = 2_000
"""So many selected lines stay selected when the list is asked for anew."""


class ListPane(QWidget):
    """A whole list of one kind.

    Attributes:
        opened: The identity of the record that was opened.
        selected: How many lines are selected now.
        counted: How many lines there are.
    """

    opened = Signal(str)
    selected = Signal(int)
    counted = Signal(int)

    def __init__(self, around: Surroundings, kind: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around, self.kind = around, kind
        look, speech = around.look, around.speech
        self.view: View = first_view(kind)
        self.words = Words(around.tasks.program, speech.language)
        self.model = RecordTable(around.tasks, kind, self.words, self)
        self.giving = GivingOut(around, kind)
        self.keeper = ViewKeeper(around.tasks, kind, self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.filters = FilterBar(look, speech, kind, self)
        self.views = ViewMenu(around, self.keeper, lambda: self.view, self)
        self.columns = icon_button(look, "columns-3")
        self.table = table_of(look, self.model)
        self.empty = EmptyState(around, kind.empty)
        self.foot = Foot(around)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._applying = False
        self._lay_out()
        self._connect()
        self.keeper.load()
        self._ask_officers()
        self._ask_records()

    def bindings(self) -> dict[str, Binding]:
        """Return what this list does of the commands that every list has."""
        return {
            "list.find": Binding(self.search.setFocus),
            "list.filter": Binding(self.filters.open_menu),
            "list.columns": Binding(self.choose_columns),
            "list.refresh": Binding(self.refresh),
            "list.select_all": Binding(self.table.selectAll),
            "list.export": Binding(self.foot.export.emit),
        }

    def begin(self) -> None:
        """Put the focus where one begins: on the lines."""
        self.table.setFocus()

    def show_view(self, view: View) -> None:
        """Show something else of the list."""
        self.view = view
        if self.search.text() != view.text:
            self.search.setText(view.text)
        self._show_columns()
        self.filters.show_view(view, self.words)
        self.keeper.note(view)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the lines anew; what is selected stays selected."""
        keep = self.chosen_keys()[:MOST_KEPT]
        current = self.table.currentIndex()
        if current.isValid() and current.row() < len(self.model.keys):
            keep = [*keep, self.model.keys[current.row()]]
        today = self.around.tasks.today
        self.model.want(self.view.wanted(self.kind, self.words, today), keep)

    def chosen_keys(self) -> list[int]:
        """Return the keys of the selected lines, in their order."""
        keys: list[int] = []
        for first, last in self.table.chosen_rows():
            keys.extend(self.model.keys[first : last + 1])
        return keys

    def chosen_identities(self, then: Callable[[list[RecordId]], object]) -> None:
        """Give the identities of the selected lines to `then`."""
        keys = self.chosen_keys()
        self.around.tasks.ask(self, lambda found: found.read.lists.identities(keys), then)

    def shown_columns(self) -> list[Column]:
        """Return the columns as they stand from left to right."""
        places = [place for place, _ in self.table.shown_widths()]
        return [self.model.columns[place] for place in places]

    def choose_columns(self) -> ColumnPanel:
        """Offer the columns."""
        shown = self.view.columns
        panel = ColumnPanel(self.around.look, self.around.speech, self.kind, shown, self)
        panel.chosen.connect(self._take_columns)
        panel.open_under(self.columns)
        panel.setFocus()
        return panel

    def copy(self) -> None:
        """Copy the selected lines, or all, for a spreadsheet."""
        keys = self.chosen_keys() or self.model.keys
        self.giving.copy(keys, self.shown_columns(), self.words, self.foot.tell_copied)

    def keys_to_give_out(self) -> array[int]:
        """Return the keys of the selected lines when there are several, else of all."""
        chosen = self.chosen_keys()
        return type(self.model.keys)("q", chosen) if len(chosen) > 1 else self.model.keys

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the view at once when the list is left."""
        self.keeper.finish()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        speech.put(self, self.search.setPlaceholderText, "ui.list.search")
        speech.put(self, self.search.setAccessibleName, "ui.list.search")
        speech.put(self, self.columns.setToolTip, "ui.list.columns")
        speech.put(self, self.columns.setAccessibleName, "ui.list.columns")
        speech.put(self, self.table.setAccessibleName, f"ui.list.{self.kind.name}")
        top = row(look)
        top.addWidget(self.search, 1)
        top.addWidget(self.filters.add)
        top.addWidget(self.views)
        top.addWidget(self.columns)
        card = Card(look)
        look.keep(card, lambda: card.body.setContentsMargins(1, 1, 1, 1))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        card.body.addLayout(self._stack)
        self.table.setFrameShape(self.table.Shape.NoFrame)
        self.table.setProperty("role", "inner")
        whole = column(look, self, gap=GRID * 2)
        for one in (top, self.filters, card, self.foot):
            if isinstance(one, QWidget):
                whole.addWidget(one, int(one is card))
            elif isinstance(one, QHBoxLayout | QVBoxLayout):
                whole.addLayout(one)

    def _connect(self) -> None:
        self.keeper.ready.connect(self.show_view)
        self.views.chosen.connect(self.show_view)
        self.filters.changed.connect(self.show_view)
        self.columns.clicked.connect(self.choose_columns)
        self._pause.timeout.connect(self._search)
        self.search.textEdited.connect(lambda _: self._pause.start())
        self.search.textChanged.connect(lambda text: None if text else self._search())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(self._open)
        self.table.ordered.connect(self._order)
        self.table.columns_moved.connect(self._note_columns)
        self.table.copied.connect(self.copy)
        self.model.arrived.connect(self._arrived)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty.suggested.connect(self.search.setText)
        self.empty.suggested.connect(lambda _: self._search())
        self.empty.cleared.connect(lambda: self.show_view(self.view.without_filters()))
        self.foot.copy.connect(self.copy)
        self.foot.export.connect(lambda: self.foot.ask_file(self))
        self.around.tasks.changed.connect(self._on_changed)
        self.around.tasks.program_changed.connect(self._on_program)
        self.around.speech.changed.connect(self._speak)
        self.around.look.keep(self, self._show_columns)

    def _search(self) -> None:
        self._pause.stop()
        if self.search.text() != self.view.text:
            self.show_view(self.view.model_copy(update={"text": self.search.text()}))

    def _order(self, place: int) -> None:
        name = self.model.columns[place].name
        if not self.model.columns[place].ordered:
            self._show_order()
            return
        is_same = self.view.order == name
        descending = is_same and not self.view.descending
        self.show_view(self.view.model_copy(update={"order": name, "descending": descending}))

    def _open(self, at: int) -> None:
        found = self.model.row_at(at)
        if found is not None:
            self.opened.emit(found.id)
            return
        # Who types fast presses Enter before the line is there.
        key = self.model.keys[at]
        self.around.tasks.ask(
            self,
            lambda workspace: workspace.read.lists.identities([key]),
            lambda ids: self.opened.emit(str(ids[0])),
            topic="open",
        )

    def _show_columns(self) -> None:
        known = [(self.kind.column(one.name), one.width) for one in self.view.columns]
        shown = [(one, width) for one, width in known if one is not None]
        self._applying = True
        self.model.show_columns([one for one, _ in shown])
        self.table.lay_out([width for _, width in shown])
        self._show_order()
        self._applying = False

    def _show_order(self) -> None:
        names = [one.name for one in self.model.columns]
        at = names.index(self.view.order) if self.view.order in names else -1
        self.table.show_order(at, descending=self.view.descending)

    def _take_columns(self, columns: list[ShownColumn]) -> None:
        self.view = self.view.model_copy(update={"columns": columns})
        self._show_columns()
        self.keeper.note(self.view)

    def _note_columns(self) -> None:
        if self._applying:
            return
        update = [
            {"name": self.model.columns[place].name, "width": width}
            for place, width in self.table.shown_widths()
        ]
        shown = View.model_validate({"kind": self.kind.name, "columns": update}).columns
        self.view = self.view.model_copy(update={"columns": shown})
        self.keeper.note(self.view)

    def _arrived(self, rows: Mapping[int, int]) -> None:
        count = len(self.model.keys)
        self._stack.setCurrentIndex(0 if count else 1)
        self.empty.show_for(is_filtered=self.view.is_filtered)
        self.empty.suggest("" if count else other_layout(self.view.text))
        self.foot.show_count(count)
        self.counted.emit(count)
        if rows and not self.table.selectionModel().hasSelection():
            self._select(sorted(rows.values()))

    def _select(self, rows: list[int]) -> None:
        chosen = QItemSelection()
        last = self.model.columnCount() - 1
        for at in rows:
            chosen.select(self.model.index(at, 0), self.model.index(at, last))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection = self.table.selectionModel()
        selection.setCurrentIndex(
            self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        selection.select(chosen, how)

    def _on_selected(self) -> None:
        count = sum(last - first + 1 for first, last in self.table.chosen_rows())
        self.foot.show_selected(count)
        self.selected.emit(count)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches_type(self.kind.record_type):
            self.refresh()
        if changes.touches_type(Officer.type):
            self._ask_officers()
        if any(changes.touches_type(one) for one in self.kind.stands_under):
            self._ask_records()

    def _on_program(self, _: Program) -> None:
        self._speak()

    def _speak(self) -> None:
        around = self.around
        known = self.words
        self.words = Words(around.tasks.program, around.speech.language, known.officers)
        self.words.records = known.records
        self.model.speak(self.words)
        self.show_view(self.view)

    def _ask_officers(self) -> None:
        self.around.tasks.ask(
            self,
            lambda workspace: officer_names(workspace.read),
            self._take_officers,
            topic="officers",
        )

    def _ask_records(self) -> None:
        types, chosen = self.kind.stands_under, tuple(self.view.codes.get(UNDER, ()))
        if types:

            def look(workspace: Workspace) -> dict[str, dict[str, str]]:
                return names_to_offer(workspace, types, chosen)

            self.around.tasks.ask(self, look, self._take_records, topic="records")

    def _take_records(self, names: dict[str, dict[str, str]]) -> None:
        self.words.records = names
        self.filters.show_view(self.view, self.words)

    def _take_officers(self, names: dict[str, str]) -> None:
        self.words.officers = names
        self.filters.show_view(self.view, self.words)
