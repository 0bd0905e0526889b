"""The cards of costing: the lines of one sheet, and all sheets of a mission side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cso_registry.kernel.money import format_baht
from ui.cases.blocks import act_link, add_act, card_head, link
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, column
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.missions.analysis_view import CostingView
    from cso_registry.workspace.missions.sheets import Sheet
    from cso_registry.workspace.missions.views import MissionView
    from ui.shell.room import Surroundings

DRAW_UP, CHOOSE = "costing.draw_up", "costing.choose"
RIGHT: Final = Qt.AlignmentFlag.AlignRight
MOST_BESIDE: Final = 3
"""So many sheets stand beside one another; more go on below."""
MOST_LINES: Final = 6


class SheetsCard(CaseCard):
    """All costing sheets of a mission, side by side: method, lines, total, which was chosen."""

    def show_view(self, view: MissionView | CostingView) -> None:
        """Show the sheets, the lowest first."""
        body, say = emptied(self), self.around.speech.say
        draw = view.case.offer(DRAW_UP)
        is_open = draw is not None and draw.is_open
        body.addWidget(card_head(self.around, say("ui.costing.side_by_side")))
        if view.sheets:
            body.addWidget(self._beside(view))
        else:
            body.addWidget(Wrapped(say("ui.costing.none"), tone="secondary"))
        if is_open:
            add_act(self, self.around, DRAW_UP)

    def _beside(self, view: MissionView | CostingView) -> QWidget:
        choose = view.case.offer(CHOOSE)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.around.look.px(GRID * 2))
        for at, one in enumerate(view.sheets):
            is_here = choose is not None and choose.is_open and one.id == view.case.record.id
            made = self._sheet(one, can_choose=is_here, is_front=one.id == view.case.record.id)
            grid.addWidget(made, at // MOST_BESIDE, at % MOST_BESIDE)
        for at in range(min(MOST_BESIDE, len(view.sheets))):
            grid.setColumnStretch(at, 1)
        return whole

    def _sheet(self, one: Sheet, *, can_choose: bool, is_front: bool) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QFrame()
        whole.setProperty("role", "inset")
        lines = column(look, whole, margin=GRID * 3, gap=GRID)
        name = f"{one.code} · {one.method}"
        if is_front:
            lines.addWidget(Wrapped(one.code, kind=Type.STRONG))
        else:
            go = link(
                self.around, one.code, "external-link",
                lambda: self.around.shell.open_record("costing", str(one.id)), name,
            )  # fmt: skip
            lines.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(Wrapped(one.method, kind=Type.SMALL, tone="secondary"))
        total = speech.say("ui.costing.total_is", amount=format_baht(one.total))
        lines.addWidget(Wrapped(total, kind=Type.STRONG))
        key = "ui.costing.more" if one.more else "ui.costing.lowest"
        more = speech.say(key, amount=format_baht(one.more)) if one.more else speech.say(key)
        lines.addWidget(Wrapped(more, kind=Type.SMALL, tone="soon" if one.more else "good"))
        for each in one.lines[:MOST_LINES]:
            said = f"{each.what} {each.quantity:,} {each.unit} × {each.periods:,}"
            lines.addWidget(Wrapped(said, kind=Type.SMALL))
        if len(one.lines) > MOST_LINES:
            said = speech.say("ui.costing.more_lines", count=len(one.lines) - MOST_LINES)
            lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        if one.price_source:
            said = f"{one.price_source} · {speech.day(one.price_date)}" if one.price_date else ""
            lines.addWidget(Wrapped(said or one.price_source, kind=Type.SMALL, tone="secondary"))
        lines.addWidget(Wrapped(one.argued, kind=Type.SMALL))
        if one.is_chosen:
            badge = Badge(speech.say("ui.costing.chosen"), "good")
            lines.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
            lines.addWidget(Wrapped(one.reason, kind=Type.SMALL))
        elif can_choose:
            made = act_link(self.around, CHOOSE, self.asked.emit, str(one.id))
            made.setAccessibleName(f"{made.text()}: {one.code}")
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        return whole


class SheetLinesCard(CaseCard):
    """The lines of the sheet in front, each with its amount, and the total."""

    def show_view(self, view: CostingView) -> None:
        """Show every line."""
        body, say, own = emptied(self), self.around.speech.say, view.own
        self.setVisible(own is not None)
        if own is None:
            return
        body.addWidget(card_head(self.around, say("ui.costing.lines")))
        rows = [
            (one.what, f"{one.quantity:,} {one.unit}", f"{one.periods:,}",
             format_baht(one.unit_price), format_baht(one.amount))
            for one in own.lines
        ]  # fmt: skip
        body.addWidget(money_grid(self.around, rows))
        body.addWidget(Hairline())
        total = Wrapped(say("ui.costing.total_is", amount=format_baht(own.total)), kind=Type.STRONG)
        total.setAlignment(RIGHT)
        body.addWidget(total)


def money_grid(around: Surroundings, rows: list[tuple[str, str, str, str, str]]) -> QWidget:
    """Return lines of a budget: what, how many, how often, at what price, the amount."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(around.look.px(GRID * 3))
    grid.setVerticalSpacing(around.look.px(GRID))
    grid.setColumnStretch(0, 1)
    for at, name in enumerate(("what", "quantity", "periods", "unit_price", "amount")):
        head = Wrapped(around.speech.say(f"ui.costing.{name}"), kind=Type.SMALL, tone="secondary")
        head.setAlignment(RIGHT if at else Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(head, 0, at)
    for line, row in enumerate(rows, 1):
        for at, words in enumerate(row):
            said = Wrapped(words)
            said.setAlignment(RIGHT if at else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(said, line, at, Qt.AlignmentFlag.AlignTop)
    return whole
