"""The comparison matrix: ordered and filtered, with spread, every step, and sensitivity (F:D5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSplitter, QWidget

from cso_registry.domain.selection.worksheet import score_text
from cso_registry.workspace.selection.comparison import RANK
from ui.commands.catalogue import Binding
from ui.lists.table import ListTable
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Text, Wrapped, column
from ui.organizations.cards import emptied
from ui.selection.tables import MatrixTable, matrix_columns
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.selection.ranking import Moved
    from cso_registry.workspace.selection.comparison import ComparedLine, Comparison
    from cso_registry.workspace.selection.selection_view import SelectionView
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

CRITERIA: Final = "V-12"
HOLDS: Final[Mapping[str, Tone]] = {"first": "late", "order": "soon", "yes": "good"}
"""What a moved weight does to the order, and how it is told."""


class MatrixPane(QWidget):
    """All proposals of a call side by side, and below them how the one in front was computed.

    Attributes:
        closed: The page of the selection is to be shown again.
        printed: The report of the selection is to be printed.
    """

    closed = Signal()
    printed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.view: SelectionView | None = None
        self.by = RANK
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 2)
        self.head = PageHead(around, "ui.selection.do.matrix")
        self.head.closed.connect(self.closed)
        self.head.add_button("ui.selection.print_report", self.printed.emit, icon="printer")
        self.area = QComboBox()
        speech.put(self.area, self.area.setAccessibleName, "ui.selection.by_area")
        self.area.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.area.setMinimumContentsLength(20)
        self.area.activated.connect(lambda _: self._renew())
        whole.addWidget(self.head)
        whole.addWidget(self.area, 0, Qt.AlignmentFlag.AlignLeft)
        self.model = MatrixTable(around, self)
        self.table = ListTable(look, self)
        self.table.setModel(self.model)
        speech.put(self.table, self.table.setAccessibleName, "ui.selection.do.matrix")
        self.table.ordered.connect(self._order)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_steps())
        self.below = Scrolled(look)
        self._steps, self._moves = Card(look), Card(look)
        for card in (self._steps, self._moves):
            self.below.body.addWidget(card)
        self.below.body.addStretch(1)
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.table)
        both.addWidget(self.below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        whole.addWidget(both, 1)
        speech.changed.connect(self._speak)

    def show_for(self, view: SelectionView) -> None:
        """Show the comparison of a call whose scores are open."""
        self.view = view
        self._speak()
        self.table.setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {
            "record.close": Binding(self.closed.emit),
            "record.print": Binding(self.printed.emit),
        }

    @property
    def found(self) -> Comparison | None:
        """Return what is compared."""
        return None if self.view is None else self.view.compared

    def _speak(self) -> None:
        found = self.found
        if found is None:
            return
        words = Words(self.around.tasks.program, self.around.speech.language)
        chosen = self.area.currentData()
        self.area.clear()
        self.area.addItem(self.around.speech.say("ui.selection.all_areas"), "")
        for code in sorted({code for line in found.lines for code in line.areas}):
            self.area.addItem(words.area_line(code), code)
        self.area.setCurrentIndex(max(0, self.area.findData(chosen)))
        self._renew()
        self._show_moves(found)

    def _order(self, at: int) -> None:
        by = self.model.columns[at].by
        if by:
            self.by = by
            self._renew()

    def _renew(self) -> None:
        found = self.found
        if found is None:
            return
        columns = matrix_columns(self.around, found)
        lines = found.ordered(self.by, str(self.area.currentData() or ""))
        self.model.show_lines(lines, columns)
        self.table.lay_out([one.pixels for one in columns])
        if lines:
            self.table.selectRow(0)
        self._show_steps()

    def _in_front(self) -> ComparedLine | None:
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def _show_steps(self) -> None:
        body, line, say = emptied(self._steps), self._in_front(), self.around.speech.say
        view = self.view
        if line is None or view is None:
            return
        title = say("ui.selection.computed_so", code=line.code, name=line.applicant)
        body.addWidget(Wrapped(title, kind=Type.SECTION))
        names = view.case.names
        holder = QWidget()
        grid = self._grid(holder)
        for at, step in enumerate(line.steps):
            who = step.evaluator
            name = say("ui.selection.mean") if who is None else names.get(who, who)
            far = who is not None and who in line.spread.outliers
            tone: Tone = "soon" if far else "text"
            texts = (name, f"{step.terms} = {score_text(step.total)}")
            for column_at, text in enumerate(texts):
                made = Wrapped(text, tone=tone)
                grid.addWidget(made, at, column_at, Qt.AlignmentFlag.AlignTop)
            if far:
                grid.addWidget(Badge(say("ui.selection.far"), "soon"), at, 2)
        body.addWidget(holder)
        if line.ranked.parted_by is not None:
            words = Words(self.around.tasks.program, self.around.speech.language)
            rule = words.value(("tie_rule",), line.ranked.parted_by)
            if rule == line.ranked.parted_by:
                rule = words.term(CRITERIA, rule)
            body.addWidget(Wrapped(say("ui.selection.parted", rule=rule), tone="secondary"))
        elif line.ranked.is_tied:
            body.addWidget(Wrapped(say("ui.selection.tied"), tone="soon"))

    def _show_moves(self, found: Comparison) -> None:
        body, speech = emptied(self._moves), self.around.speech
        body.addWidget(Text(speech.say("ui.selection.sensitivity"), kind=Type.SECTION))
        points = found.standings.outlier_points
        holder = QWidget()
        grid = self._grid(holder)
        for at, one in enumerate(found.standings.moves):
            grid.addWidget(Wrapped(f"{one.criterion} {one.by:+d}"), at, 0)
            word, tone = self._moved(one)
            grid.addWidget(Badge(word, tone), at, 1)
        body.addWidget(holder)
        said = speech.say("ui.selection.far_is", points=points)
        body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))

    def _moved(self, one: Moved) -> tuple[str, Tone]:
        key = "first" if one.changes_first else "order" if one.changes_order else "yes"
        speech = self.around.speech
        return speech.texts.value(f"holds.{key}").say(speech.language), HOLDS[key]

    def _grid(self, holder: QWidget) -> QGridLayout:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.around.look.px(GRID * 3))
        grid.setVerticalSpacing(self.around.look.px(GRID))
        grid.setColumnStretch(1, 1)
        return grid
