"""Cards that every case has: what is kept, and the papers that were issued about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Card, Hairline, Text, Wrapped, button, column
from ui.organizations.cards import LABEL_WIDTH, emptied

if TYPE_CHECKING:
    from cso_registry.workspace.case_view import CaseView
    from cso_registry.workspace.record_view import KeptGroup, KeptItem
    from ui.shell.room import Surroundings

MOST_ITEMS: Final = 3
"""So many items of a collection are shown, the newest; the rest when it is asked for."""


class KeptCard(Card):
    """What is kept of a case, group by group; it is changed by acts only.

    Attributes:
        personal: Personal data are to be shown; the look will be logged.
    """

    personal = Signal()

    def __init__(self, around: Surroundings, *, hidden: frozenset[str] = frozenset()) -> None:
        super().__init__(around.look)
        self._around, self._hidden = around, hidden
        self._open: set[str] = set()

    def show_case(self, case: CaseView) -> None:
        """Show the groups that hold anything."""
        body, say = emptied(self), self._around.speech.say
        body.addWidget(Text(say("ui.case.kept"), kind=Type.SECTION))
        groups = [one for one in case.groups if one.name not in self._hidden and one.items]
        for at, group in enumerate(groups):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._group(group))
        if not case.is_personal_shown:
            show = button(say("ui.record.show_personal"), role="link")
            show.clicked.connect(self.personal)
            body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _group(self, group: KeptGroup) -> QWidget:
        whole = QWidget()
        lines = column(self._around.look, whole, gap=GRID)
        lines.addWidget(Text(group.label, kind=Type.STRONG))
        newest = list(reversed(group.items))
        shown = newest if group.name in self._open else newest[:MOST_ITEMS]
        for item in shown:
            if item.lines:
                lines.addWidget(self._item(item))
        if len(shown) < len(newest):
            count = len(newest) - len(shown)
            more = button(self._around.speech.say("ui.record.more_past", count=count), role="link")
            more.setAccessibleName(f"{group.label}: {more.text()}")
            rest = [self._item(one) for one in newest[MOST_ITEMS:] if one.lines]
            for one in rest:
                one.hide()
                lines.addWidget(one)

            def open_rest() -> None:
                self._open.add(group.name)
                more.hide()
                for one in rest:
                    one.show()

            more.clicked.connect(open_rest)
            lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _item(self, item: KeptItem) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        look = self._around.look
        grid.setContentsMargins(0, 0, 0, look.px(GRID))
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnStretch(1, 1)
        for at, (label, words) in enumerate(item.lines):
            said = Wrapped(label, tone="secondary")
            said.setFixedWidth(look.px(LABEL_WIDTH))
            grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Wrapped(words), at, 1)
        return whole


class PapersCard(Card):
    """The papers that were issued about a case.

    Attributes:
        paper: A paper is to be looked at: its identity.
    """

    paper = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_case(self, case: CaseView) -> None:
        """Show the papers, or that there are none."""
        body, speech = emptied(self), self._around.speech
        body.addWidget(Text(speech.say("ui.record.papers"), kind=Type.SECTION))
        if not case.papers:
            body.addWidget(Text(speech.say("ui.case.no_papers"), tone="secondary"))
        for paper in case.papers:
            said = " ".join(one for one in (paper.code, paper.number) if one)
            made = button(f"{said} · {speech.day(paper.issued)}", role="link")
            self._around.look.dress(made, "file-text", "accent")
            made.clicked.connect(lambda _=False, at=paper.id: self.paper.emit(at))
            body.addWidget(made)
