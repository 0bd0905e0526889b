"""What cards of cases are put together from: a head, labels with words, lines of records."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Wrapped, button, row
from ui.organizations.cards import LABEL_WIDTH, emptied
from ui.tasks.sentences import why_closed
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from PySide6.QtWidgets import QPushButton

    from cso_registry.workspace.case_view import CaseView
    from cso_registry.workspace.record_lines import RecordLine
    from ui.cases.kind import View
    from ui.look.look import Look
    from ui.look.parts import Card, Tone
    from ui.shell.room import Surroundings


TOP: Final = Qt.AlignmentFlag.AlignTop
MOST_REASONS: Final = 2
"""So many reasons stand beside what cannot be done now; the form of the act says all."""


def card_head(around: Surroundings, title: str, *right: QWidget) -> QWidget:
    """Return the head of a card, with what stands at its right."""
    whole = QWidget()
    line = row(around.look, whole)
    line.addWidget(Wrapped(title, kind=Type.SECTION), 1)
    for one in right:
        line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
    return whole


def pairs(look: Look, lines: Iterable[tuple[str, str]]) -> QWidget:
    """Return labels with their words, one below another."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, look.px(GRID))
    grid.setHorizontalSpacing(look.px(GRID * 3))
    grid.setVerticalSpacing(look.px(2))
    grid.setColumnStretch(1, 1)
    for at, (label, words) in enumerate(lines):
        said = Wrapped(label, tone="secondary")
        look.keep(said, partial(_as_wide_as_labels, said, look))
        grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Wrapped(words), at, 1)
    return whole


def _as_wide_as_labels(label: QWidget, look: Look) -> None:
    """Make a label as wide as all are, or wider where a date would not fit in."""
    label.ensurePolished()
    label.setFixedWidth(max(look.px(LABEL_WIDTH), label.minimumSizeHint().width()))


def link(
    around: Surroundings, text: str, icon: str, do: Callable[[], object], name: str = ""
) -> QPushButton:
    """Return a button that leads somewhere or does something small; `name` says it alone."""
    made = button(text, role="link")
    around.look.dress(made, icon, "accent")
    made.setAccessibleName(name or text)
    made.clicked.connect(lambda _=False: do())
    return made


def record_link(around: Surroundings, one: RecordLine, tone: Tone = "secondary") -> QWidget:
    """Return a line that opens a record and says where it stands."""
    words = Words(around.tasks.program, around.speech.language)
    whole = QWidget()
    line = row(around.look, whole)
    kind = around.speech.texts.value(f"record.{one.type}").say(around.speech.language)
    code = one.number or kind
    title = "" if one.title == one.number else one.title

    def go() -> None:
        around.shell.open_record(one.type, str(one.id))

    name = f"{code} {title}".strip()
    line.addWidget(link(around, code, "external-link", go, name), 0, TOP)
    line.addWidget(Wrapped(title), 1)
    if one.note:
        line.addWidget(Badge(one.note), 0, TOP)
    line.addWidget(Badge(words.status(one.type, one.status), tone), 0, TOP)
    return whole


class RecordsCard(CaseCard):
    """Records that belong to a case, one a line, and what makes a new one."""

    def __init__(
        self,
        around: Surroundings,
        title: str,
        lines: Callable[[Any], tuple[RecordLine, ...]],
        *,
        empty: str,
        tone: Callable[[str], Tone],
        acts: tuple[str, ...] = (),
        hides: bool = False,
    ) -> None:
        """Make the card.

        Args:
            around: What a page is given.
            title: The key of its heading.
            lines: What it shows of a view.
            empty: The key of what it says when there is nothing.
            tone: What a status means.
            acts: Acts that are offered on it while they can be done.
            hides: Whether it is hidden when there is nothing.
        """
        super().__init__(around)
        self._title, self._lines = title, lines
        self._empty, self._tone, self._acts, self._hides = empty, tone, acts, hides

    def show_view(self, view: View) -> None:
        """Show the lines."""
        body, say = emptied(self), self.around.speech.say
        lines = self._lines(view)
        self.setVisible(bool(lines) or not self._hides)
        offers = (view.case.offer(kind) for kind in self._acts)
        open_now = [one.kind for one in offers if one is not None and one.is_open]
        body.addWidget(card_head(self.around, say(self._title)))
        if not lines:
            body.addWidget(Wrapped(say(self._empty), tone="secondary"))
        for one in lines:
            body.addWidget(record_link(self.around, one, self._tone(one.status)))
        for kind in open_now:
            add_act(self, self.around, kind)


def act_link(
    around: Surroundings, kind: str, do: Callable[[str, str], object], item: str = ""
) -> QPushButton:
    """Return a button that asks for an act by its own words."""
    words = around.speech.texts.act(kind).say(around.speech.language)
    return link(around, words, "plus" if not item else "edit", lambda: do(kind, item))


def add_acts(
    card: Card,
    around: Surroundings,
    case: CaseView,
    aspect: str,
    do: Callable[[str, str], object],
    *,
    placed: Collection[str] = (),
) -> None:
    """Add what can be done about one side of a record, and of the rest why it cannot be.

    Args:
        card: The card of that side.
        around: What a page is given.
        case: The case.
        aspect: The side.
        do: What is told which act was asked for.
        placed: Acts that stand elsewhere on the card.
    """
    offers = [one for one in case.offers_in(aspect) if one.kind not in placed]
    for one in offers:
        if one.is_open:
            card.body.addWidget(act_link(around, one.kind, do), 0, Qt.AlignmentFlag.AlignLeft)
    closed: dict[str, list[str]] = {}
    for one in offers:
        if one.reasons and one.denied is None:
            words = around.speech.texts.act(one.kind).say(around.speech.language)
            first = replace(one, reasons=one.reasons[:MOST_REASONS])
            why = why_closed(first, around.speech)
            if len(one.reasons) > MOST_REASONS:
                count = len(one.reasons) - MOST_REASONS
                why = f"{why} {around.speech.say('ui.case.more_reasons', count=count)}"
            closed.setdefault(why, []).append(words)
    for why, names in closed.items():
        said = around.speech.say("ui.case.not_now", names=", ".join(names), why=why)
        card.body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))


def add_act(card: CaseCard, around: Surroundings, kind: str, item: str = "") -> None:
    """Add the button of an act at the foot of a card."""
    made = act_link(around, kind, card.asked.emit, item)
    card.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
