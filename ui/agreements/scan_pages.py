"""The card of the pages of a scan: which fit, what is wrong with the others, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.agreements.scanned import PageState, typed_page
from ui.cases.blocks import card_head, link
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.widgets.flow import Flow
from ui.widgets.lines import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.workspace.agreements.scanned import Judged, PageLine
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

TONES: Final[Mapping[PageState, Tone]] = {
    PageState.FITS: "good",
    PageState.LEFT_OUT: "secondary",
    PageState.UNREAD: "soon",
}
PAGE_WIDTH, DIGITS_WIDTH = 90, 260
TOP: Final = Qt.AlignmentFlag.AlignTop
LEFT: Final = Qt.AlignmentFlag.AlignLeft


class ScanPagesCard(Card):
    """Every page of a scan beside the paper that was signed.

    Attributes:
        typed: An officer read a page: its place, and the page.
        left_out: A page is none of the paper: its place, and whether it is left out.
        fields: By place of a page that is asked, the inputs for its number and its digits.
    """

    typed = Signal(int, object)
    left_out = Signal(int, bool)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self.fields: dict[int, tuple[QLineEdit, QLineEdit]] = {}

    def show_judged(self, judged: Judged, page_count: int) -> None:
        """Show what was found; what is wrong stands first."""
        body, say = emptied(self), self._around.speech.say
        self.fields = {}
        fit = [one for one in judged.lines if one.state is PageState.FITS]
        counted = say("ui.scan.fit", count=len(fit), of=page_count)
        tone: Tone = "good" if judged.is_whole else "soon"
        body.addWidget(card_head(self._around, say("ui.scan.pages"), Badge(counted, tone)))
        if judged.is_whole:
            body.addWidget(Wrapped(say("ui.scan.whole"), tone="good"))
        if judged.missing:
            pages = ", ".join(map(str, judged.missing))
            body.addWidget(Wrapped(say("ui.scan.missing", pages=pages), tone="late"))
        for one in sorted(judged.lines, key=lambda one: (one.state is PageState.FITS, one.at)):
            body.addWidget(self._line(one))

    def _line(self, one: PageLine) -> QWidget:
        say = self._around.speech.say
        whole = QWidget()
        lines = column(self._around.look, whole, gap=2)
        head = row(self._around.look)
        printed = "" if one.page is None else say("ui.scan.printed", page=one.page.page)
        named = " · ".join(each for each in (say("ui.scan.at", at=one.at), printed) if each)
        head.addWidget(Wrapped(named, kind=Type.STRONG), 1)
        badge = Badge(say(f"ui.scan.{one.state.value}"), TONES.get(one.state, "late"))
        head.addWidget(badge, 0, TOP)
        lines.addLayout(head)
        if one.page is not None and one.page.read_by_hand:
            lines.addWidget(Wrapped(say("ui.scan.by_hand"), kind=Type.SMALL, tone="secondary"))
        if one.state is PageState.FITS:
            return whole
        lines.addWidget(Wrapped(say(f"ui.scan.{one.state.value}_do"), kind=Type.SMALL))
        if one.state is PageState.LEFT_OUT:
            words, out = say("ui.scan.take_back"), False
        else:
            words, out = say("ui.scan.leave_out"), True
            if one.page is None or one.page.read_by_hand:
                lines.addWidget(self._asked(one))
        made = link(
            self._around, words, "x" if out else "arrow-back-up",
            lambda: self.left_out.emit(one.at, out), f"{words} {one.at}",
        )  # fmt: skip
        lines.addWidget(made, 0, LEFT)
        return whole

    def _asked(self, one: PageLine) -> QWidget:
        """Return the inputs for what stands at the foot of a page."""
        say, look = self._around.speech.say, self._around.look
        whole = QWidget()
        line = Flow(whole)
        line.setSpacing(look.px(GRID * 2))
        page, digits = QLineEdit(maxLength=4), QLineEdit(maxLength=24)
        for made, key, width in ((page, "page", PAGE_WIDTH), (digits, "digits", DIGITS_WIDTH)):
            made.setPlaceholderText(say(f"ui.scan.{key}"))
            made.setAccessibleName(f"{say(f'ui.scan.{key}')} {one.at}")
            made.setMinimumWidth(look.px(width))
            line.addWidget(made)
        if one.page is not None:
            page.setText(str(one.page.page))
            digits.setText(one.page.digits)
        take = button(say("ui.scan.take"))
        take.setAccessibleName(f"{take.text()} {one.at}")
        take.clicked.connect(lambda _=False: self.take(one.at))
        digits.returnPressed.connect(lambda: self.take(one.at))
        line.addWidget(take)
        self.fields[one.at] = (page, digits)
        return whole

    def take(self, at: int) -> None:
        """Take what was typed of a page, once both stand there."""
        page, digits = self.fields[at]
        try:
            number = number_in(page.text())
        except InputError:
            number = None
        if number is None or number < 1:
            page.setFocus()
        elif not digits.text().strip():
            digits.setFocus()
        else:
            self.typed.emit(at, typed_page(number, digits.text()))
