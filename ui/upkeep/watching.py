"""A list that is computed when it is asked for: whose return is due, who is to be visited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.commands.catalogue import Binding
from ui.lists.kinds import EMPTY, provinces
from ui.lists.lines_table import SAID, TONE_ROLE, Index, LinesTable
from ui.lists.table import ListTable
from ui.look.measures import GRID
from ui.look.parts import Card, Text, button, column
from ui.widgets.buttons import said_button
from ui.widgets.flow import Flow
from ui.widgets.progress_line import ProgressLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.growth.watch_lists import WatchLine
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

    Ask = Callable[[Workspace, str | None, Language, Callable[[int, int], None]], list[WatchLine]]

TONES: dict[str, Tone] = {
    "near": "accent", "late": "soon", "lapsed": "late", "silent": "soon", "unreached": "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WatchColumn:
    """A column: the key of its heading, its words, its width, and whether it is a badge."""

    label: str
    say: Callable[[WatchLine, Words], str]
    width: int
    is_badge: bool = False


@dataclass(frozen=True, slots=True)
class WatchKind:
    """A computed list.

    Attributes:
        name: Its name; the text ``ui.list.<name>`` names it.
        ask: Computes its lines; it may take long.
        columns: What it shows.
        paper: The code of the paper that prints it.
        empty: The key of what is said when nobody is on it.
        acts: What can be done with the line in front: act, icon.
    """

    name: str
    ask: Ask
    columns: tuple[WatchColumn, ...]
    paper: str
    empty: str
    acts: tuple[tuple[str, str], ...]


class WatchTable(LinesTable):
    """The lines of a computed list."""

    def __init__(self, around: Surroundings, kind: WatchKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self.columns = around, kind.columns
        self.lines: list[WatchLine] = []
        self.words = Words(around.tasks.program, around.speech.language)

    def show_lines(self, lines: list[WatchLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.words = Words(self._around.tasks.program, self._around.speech.language)
        self.endResetModel()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self._around.speech.say(self.columns[column].label)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, what a screen reader says of it, or its tone."""
        if not index.isValid():
            return None
        line, column_at = self.lines[index.row()], self.columns[index.column()]
        if role == TONE_ROLE:
            return TONES.get(line.state) if column_at.is_badge else None
        if role not in SAID:
            return None
        return self.said(index.column(), column_at.say(line, self.words), role)


class WatchPane(QWidget):
    """A computed list with what is done about its lines.

    Attributes:
        arrived: The lines are there.
        opened: A subject is to be opened: its identity.
        act: Something is to be done with a subject: act, identity.
        printed: The list is to be printed: the code of the province or nothing.
    """

    arrived = Signal()
    opened = Signal(str)
    act = Signal(str, str)
    printed = Signal(str)

    def __init__(
        self, around: Surroundings, kind: WatchKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.around, self.kind = around, kind
        self.model = WatchTable(around, kind, self)
        self.table = ListTable(around.look, self)
        self.table.setModel(self.model)
        self.province = QComboBox()
        self._lay_out()
        self.table.opened.connect(lambda at: self.opened.emit(self.model.lines[at].id))
        around.speech.keep(self, self._speak)
        self.province.activated.connect(lambda _: self.look())
        self.look()

    def begin(self) -> None:
        """Put the focus on the lines."""
        self.table.setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {"list.refresh": Binding(self.look), "record.print": Binding(self._print)}

    def look(self) -> None:
        """Compute the list anew."""
        self.progress.stop()
        ask, province = self.kind.ask, str(self.province.currentData() or "") or None
        language = self.around.speech.language
        title = self.around.speech.say(f"ui.list.{self.kind.name}")
        self.progress.follow(
            self.around.tasks.run(
                title,
                lambda workspace, report: ask(workspace, province, language, report),
                self._take,
                writes=False,
                is_quiet=True,
            )
        )

    def in_front(self) -> WatchLine | None:
        """Return the line in front."""
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        whole = column(look, self, gap=GRID * 2)
        head = QWidget()
        top = Flow(head)
        look.keep(head, lambda: top.setSpacing(look.px(GRID * 2)))
        speech.put(self.province, self.province.setAccessibleName, "list.province")
        self.province.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        top.addWidget(self.province)
        self._add_buttons(top)
        whole.addWidget(head)
        self.progress = ProgressLine(self.around, f"ui.list.{self.kind.name}")
        whole.addWidget(self.progress)
        card = Card(look)
        look.keep(card, lambda: card.body.setContentsMargins(1, 1, 1, 1))
        self.table.setFrameShape(self.table.Shape.NoFrame)
        self.table.setProperty("role", "inner")
        speech.put(self.table, self.table.setAccessibleName, f"ui.list.{self.kind.name}")
        card.body.addWidget(self.table)
        whole.addWidget(card, 1)
        self.said = Text(tone="secondary")
        whole.addWidget(self.said)

    def _add_buttons(self, top: Flow) -> None:
        speech, look = self.around.speech, self.around.look
        top.addWidget(said_button(self.around, "ui.upkeep.print", self._print, icon="printer"))
        self.acts: dict[str, QPushButton] = {}
        for kind, icon in self.kind.acts:
            made = self.acts[kind] = button()
            look.dress(made, icon, "accent")
            speech.put(made, made.setText, f"ui.upkeep.{kind}")
            made.clicked.connect(partial(self._do, kind))
            top.addWidget(made)

    def _do(self, kind: str, _checked: object = None) -> None:
        line = self.in_front()
        if line is not None:
            self.act.emit(kind, str(line.id))
        else:
            self.table.setFocus()

    def _print(self) -> None:
        self.printed.emit(str(self.province.currentData() or ""))

    def _take(self, lines: list[WatchLine]) -> None:
        self.model.show_lines(lines)
        self.table.lay_out([one.width for one in self.kind.columns])
        if lines:
            self.table.selectRow(0)
        self._say()
        self.arrived.emit()

    def _say(self) -> None:
        say, count = self.around.speech.say, len(self.model.lines)
        for one in self.acts.values():
            one.setEnabled(bool(count))
        self.said.setText(
            say("ui.list.count", count=f"{count:,}") if count else say(self.kind.empty)
        )

    def _speak(self) -> None:
        words = Words(self.around.tasks.program, self.around.speech.language)
        chosen = self.province.currentData()
        self.province.clear()
        self.province.addItem(self.around.speech.say("ui.upkeep.everywhere"), "")
        for code, name in provinces(words).items():
            self.province.addItem(name, code)
        self.province.setCurrentIndex(max(0, self.province.findData(chosen)))
        self.model.show_lines(self.model.lines)
        self.table.lay_out([one.width for one in self.kind.columns])
        self._say()


def day_or_nothing(line: WatchLine, words: Words) -> str:
    """Return the day of a line."""
    return EMPTY if line.day is None else words.day(line.day)
