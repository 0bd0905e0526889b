"""Cards that cases share: what is kept, papers, and decisions with the appeals against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.record import personal_fields
from ui.cases.blocks import pairs
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.record import FieldGroup
    from cso_registry.workspace.appealing import AppealLine, DecisionLine
    from cso_registry.workspace.case_view import CaseView
    from cso_registry.workspace.record_view import KeptGroup, KeptItem
    from ui.look.parts import Tone
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings

APPEAL: Final = "appeal"
FILE_APPEAL: Final = "appeal.file"
SOON_DAYS: Final = 7
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
        self.setVisible(bool(groups))
        for at, group in enumerate(groups):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._group(group))
        holds = any(_is_personal(one.model) for one in case.record.slots.values())
        if (holds or case.is_person) and not case.is_personal_shown:
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
        return pairs(self._around.look, item.lines)


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


class DecisionsCard(Card):
    """The decisions that may be appealed, each with its appeals and their clock.

    Attributes:
        asked: An appeal is to be filed: the act, and the key of the decision.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_case(self, case: CaseView) -> None:
        """Show the decisions, if there are any."""
        body, say = emptied(self), self._around.speech.say
        self.setVisible(bool(case.decisions))
        if case.decisions:
            body.addWidget(Text(say("ui.case.decisions"), kind=Type.SECTION))
        for at, one in enumerate(case.decisions):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._decision(one))

    def _decision(self, one: DecisionLine) -> QWidget:
        speech, look = self._around.speech, self._around.look
        whole = QWidget()
        lines = column(look, whole, gap=GRID)
        what = speech.texts.value(f"decision.{one.what}").say(speech.language)
        lines.addWidget(Wrapped(what, kind=Type.STRONG))
        lines.addWidget(Wrapped(speech.day(one.decided), kind=Type.SMALL, tone="secondary"))
        for appeal in one.appeals:
            lines.addWidget(self._appeal(appeal))
        if one.may_be_appealed:
            made = button(speech.texts.act(FILE_APPEAL).say(speech.language), role="link")
            look.dress(made, "gavel", "accent")
            made.setAccessibleName(f"{made.text()}: {what} {speech.day(one.decided)}")
            made.clicked.connect(lambda _=False: self.asked.emit(FILE_APPEAL, one.key))
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _appeal(self, one: AppealLine) -> QWidget:
        speech, look = self._around.speech, self._around.look
        whole = QWidget()
        lines = column(look, whole, gap=GRID)
        head = row(look)
        open_it = button(speech.say("ui.case.appeal", day=speech.day(one.filed)), role="link")
        look.dress(open_it, "external-link", "accent")
        open_it.clicked.connect(lambda _=False: self._around.shell.open_record(APPEAL, one.id))
        head.addWidget(open_it)
        head.addStretch(1)
        status = speech.texts.value(f"appeal_status.{one.status}").say(speech.language)
        head.addWidget(Badge(status, "accent" if one.is_open else "secondary"))
        lines.addLayout(head)
        if one.is_open:
            said, tone = clock_words(speech, one.due, one.days_left)
            lines.addWidget(Wrapped(said, kind=Type.SMALL, tone=tone))
        return whole


def clock_words(speech: Speech, due: date, days_left: int) -> tuple[str, Tone]:
    """Return how long there is until a day, or how late it is, and what that means."""
    day, count = speech.day(due), abs(days_left)
    if days_left < 0:
        return speech.say("ui.case.late", day=day, count=count), "late"
    tone: Tone = "soon" if days_left <= SOON_DAYS else "text"
    return speech.say("ui.case.due", day=day, count=count), tone


def _is_personal(model: type[FieldGroup]) -> bool:
    return bool(personal_fields(model))
