"""The cards of a subject's page: what is kept, its past, what can be done, its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import (
    Badge,
    Card,
    Hairline,
    Text,
    Wrapped,
    button,
    cleared,
    column,
    icon_button,
    row,
)
from ui.organizations.layouts import ADDS, BESIDE_GROUPS, CHANGES, FALLBACK, ICONS, PUTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    from cso_registry.domain.organizations.membership import TooFew
    from cso_registry.workspace.offers import Offer
    from cso_registry.workspace.past import Past
    from cso_registry.workspace.record_view import KeptGroup, KeptItem, RecordView
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

LABEL_WIDTH: Final = 150
MOST_PAST: Final = 12
MOST_CLOSED: Final = 6
DOCUMENT_TONES: Final[Mapping[str, Tone]] = {"held": "good", "expired": "soon", "missing": "late"}
ORDER: Final = (
    "identity",
    "names",
    "person",
    "address",
    "residence",
    "contact",
    "purposes",
    "areas",
    "posts",
    "decisions",
    "identifiers",
    "other_names",
    "resources",
    "assignment",
)
"""The groups in the order in which a person reads them; the rest follows."""


def emptied(card: Card) -> QVBoxLayout:
    """Take everything off a card and return its body."""
    return cleared(card.body)


class GroupsCard(Card):
    """What is kept of the subject, group by group, each with the way to change it.

    Attributes:
        change: A single group is to be changed: its name.
        add: An item is to be added to a collection: its name.
        put: An item is to be changed: collection, key.
        personal: Personal data are to be shown; the look will be logged.
    """

    change = Signal(str)
    add = Signal(str)
    put = Signal(str, str)
    personal = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: RecordView, closed: Mapping[str, str]) -> None:
        """Show the groups; `closed` says by act why something cannot be changed now."""
        body = emptied(self)
        names = {one.name: one for one in view.groups}
        shown = [name for name in ORDER if name in names or name in ADDS or name in CHANGES]
        is_person = view.record.person is not None
        hidden = {"names", "address"} if is_person else {"person", "residence"}
        for at, name in enumerate(name for name in shown if name not in hidden):
            if at:
                body.addWidget(Hairline())
            few = view.too_few_members if name == "resources" else None
            body.addWidget(self._group(name, names.get(name), closed, few))
        if not view.is_personal_shown:
            say = self._around.speech.say
            show = button(say("ui.record.show_personal"), role="link")
            show.clicked.connect(self.personal)
            body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _group(
        self,
        name: str,
        group: KeptGroup | None,
        closed: Mapping[str, str],
        few: TooFew | None,
    ) -> QWidget:
        whole = QWidget()
        lines = column(self._around.look, whole, gap=GRID)
        head = row(self._around.look)
        label = self._label(name, group)
        head.addWidget(Text(label, kind=Type.STRONG))
        if group is not None and group.is_conflicting:
            head.addWidget(Badge(self._around.speech.say("ui.record.conflict"), "soon"))
        if few is not None:
            said = self._around.speech.say("ui.record.too_few", have=few.have, need=few.need)
            head.addWidget(Badge(said, "soon"))
        head.addStretch(1)
        head.addWidget(self._edit(name, label, closed))
        lines.addLayout(head)
        for item in () if group is None else group.items:
            lines.addWidget(self._item(name, item))
        if group is None:
            lines.addWidget(Text(self._around.speech.say("ui.record.nothing"), tone="secondary"))
        return whole

    def _label(self, name: str, group: KeptGroup | None) -> str:
        if group is not None:
            return group.label
        texts, language = self._around.speech.texts, self._around.speech.language
        return texts.group(f"organization.{name}").say(language)

    def _edit(self, name: str, label: str, closed: Mapping[str, str]) -> QPushButton:
        say = self._around.speech.say
        is_single = name in CHANGES
        known = CHANGES.get(name) or ADDS.get(name, (None, ""))[0]
        made = button(say("ui.record.change" if is_single else "ui.record.add"), role="link")
        made.setAccessibleName(f"{made.text()}: {label}")
        made.setVisible(known is not None)
        if known is None:
            return made
        why = closed.get(known.kind, "")
        made.setEnabled(not why)
        made.setToolTip(why)
        signal = self.change if is_single else self.add
        made.clicked.connect(lambda _=False: signal.emit(name))
        return made

    def _item(self, name: str, item: KeptItem) -> QWidget:
        whole = QWidget()
        line = row(self._around.look, whole, gap=GRID * 2)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._around.look.px(GRID * 3))
        grid.setVerticalSpacing(self._around.look.px(2))
        grid.setColumnStretch(1, 1)
        for at, (label, words) in enumerate(item.lines):
            said = Wrapped(label, tone="secondary")
            said.setFixedWidth(self._around.look.px(LABEL_WIDTH))
            grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Wrapped(words), at, 1)
        line.addLayout(grid, 1)
        if name in PUTS:
            edit = icon_button(self._around.look, "edit")
            edit.setAccessibleName(self._around.speech.say("ui.record.change"))
            edit.setToolTip(edit.accessibleName())
            edit.clicked.connect(lambda _=False: self.put.emit(name, item.key))
            line.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return whole


class PastCard(Card):
    """The past of the subject as one timeline; each line opens into before and after."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self._past: tuple[Past, ...] = ()
        self._shown = MOST_PAST
        self._open: set[str] = set()

    def show_past(self, past: tuple[Past, ...]) -> None:
        """Show the newest acts, and the rest when it is asked for."""
        self._past, self._shown = past, MOST_PAST
        self._renew()

    def open_all(self) -> None:
        """Show everything, each line with what it changed."""
        self._shown = len(self._past)
        self._open = {one.hash for one in self._past}
        self._renew()

    def _renew(self) -> None:
        body, say = emptied(self), self._around.speech.say
        body.addWidget(Text(say("ui.record.past"), kind=Type.SECTION))
        for one in self._past[: self._shown]:
            body.addWidget(self._line(one))
        if self._shown < len(self._past):
            count = len(self._past) - self._shown
            more = button(say("ui.record.more_past", count=count), role="link")
            more.clicked.connect(self._more)
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _more(self) -> None:
        self._shown = len(self._past)
        self._renew()

    def _line(self, one: Past) -> QWidget:
        around = self._around
        whole = QWidget()
        line = row(around.look, whole, gap=GRID * 3)
        picture = QLabel()
        icon = around.look.icon(ICONS.get(one.kind, FALLBACK), "accent")
        picture.setPixmap(icon.pixmap(around.look.px(20)))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        said = column(around.look, gap=0)
        line.addLayout(said, 1)
        said.addWidget(Wrapped(one.what))
        parts = (around.speech.day(one.day), one.by, *one.about, one.why)
        small = " · ".join(part for part in parts if part)
        said.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        details = QWidget()
        inside = column(around.look, details, gap=0)
        for label, before, after in one.changes:
            words = f"{label}: {before} → {after}" if before else f"{label}: {after}"
            inside.addWidget(Wrapped(words, kind=Type.SMALL, tone="secondary"))
        details.setVisible(one.hash in self._open)
        said.addWidget(details)
        if one.changes:
            line.addWidget(self._opener(one, details), 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _opener(self, one: Past, details: QWidget) -> QWidget:
        around = self._around
        made = icon_button(around.look, "chevron-down")
        made.setAccessibleName(around.speech.say("ui.record.what_changed", what=one.what))
        made.setToolTip(made.accessibleName())

        def turn() -> None:
            self._open ^= {one.hash}
            details.setVisible(one.hash in self._open)

        made.clicked.connect(turn)
        return made


class ActionsCard(Card):
    """What can be done now, and of the rest why not.

    Attributes:
        asked: An act is to be done: its kind.
    """

    asked = Signal(str)

    def __init__(self, around: Surroundings, skipped: frozenset[str]) -> None:
        super().__init__(around.look)
        self._around, self._skipped = around, skipped

    def show_offers(self, offers: tuple[Offer, ...], closed: Mapping[str, str]) -> None:
        """Show the open acts as buttons, the closed ones greyed with their reasons."""
        body, say = emptied(self), self._around.speech.say
        body.addWidget(Text(say("ui.record.next"), kind=Type.SECTION))
        shown = [
            one for one in offers if one.kind not in BESIDE_GROUPS and one.kind not in self._skipped
        ]
        self.setVisible(bool(shown))
        for one in shown:
            if one.is_open:
                body.addWidget(self._button(one.kind))
        for one in [one for one in shown if one.reasons][:MOST_CLOSED]:
            body.addWidget(self._closed(one.kind, closed[one.kind]))
        denied = [one for one in shown if one.denied is not None]
        if denied:
            body.addWidget(Hairline())
            names = ", ".join(self._name(one.kind) for one in denied)
            words = say("ui.record.not_mine", names=names)
            body.addWidget(Wrapped(words, kind=Type.SMALL, tone="secondary"))

    def _name(self, kind: str) -> str:
        return self._around.speech.texts.act(kind).say(self._around.speech.language)

    def _button(self, kind: str) -> QPushButton:
        made = button(self._name(kind), role="link")
        self._around.look.dress(made, ICONS.get(kind, FALLBACK), "accent")
        made.setToolTip(self._around.speech.texts.act(kind).help(self._around.speech.language))
        made.clicked.connect(lambda _=False: self.asked.emit(kind))
        return made

    def _closed(self, kind: str, why: str) -> QWidget:
        whole = QWidget()
        lines = column(self._around.look, whole, gap=0)
        made = self._button(kind)
        made.setEnabled(False)
        made.setToolTip(why)
        lines.addWidget(made)
        lines.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))
        return whole


class DocumentsCard(Card):
    """The checklist, the papers that were issued, and where files are dropped.

    Attributes:
        asked: A document of the checklist is to be recorded: its code.
        paper: A paper is to be looked at: its identity.
    """

    asked = Signal(str)
    paper = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: RecordView) -> None:
        """Show documents and papers."""
        body, speech = emptied(self), self._around.speech
        body.addWidget(Text(speech.say("ui.record.documents"), kind=Type.SECTION))
        for one in view.documents:
            state = speech.texts.value(f"checklist.{one.state}").say(speech.language)
            words = state
            if one.until is not None and one.state != "missing":
                words = speech.say("ui.record.until", day=speech.day(one.until))
            tone = DOCUMENT_TONES.get(one.state, "secondary")
            if one.state == "missing" and not one.required:
                tone = "secondary"
            body.addWidget(self._line(one.label, words, tone, one.item))
        body.addWidget(Wrapped(speech.say("ui.record.drop"), kind=Type.SMALL, tone="secondary"))
        if view.papers:
            body.addWidget(Hairline())
            body.addWidget(Text(speech.say("ui.record.papers"), kind=Type.STRONG))
        for paper in view.papers:
            said = f"{paper.code} {paper.number or ''}".strip()
            made = button(f"{said} · {speech.day(paper.issued)}", role="link")
            self._around.look.dress(made, "file-text", "accent")
            made.clicked.connect(lambda _=False, at=paper.id: self.paper.emit(at))
            body.addWidget(made)
        if view.arrival:
            body.addWidget(Wrapped(view.arrival, kind=Type.SMALL, tone="secondary"))

    def _line(self, label: str, words: str, tone: Tone, item: str) -> QWidget:
        whole = QWidget()
        line = row(self._around.look, whole)
        made = icon_button(self._around.look, "paperclip")
        made.setAccessibleName(self._around.speech.say("ui.record.record_document", name=label))
        made.setToolTip(made.accessibleName())
        made.clicked.connect(lambda _=False: self.asked.emit(item))
        line.addWidget(made)
        line.addWidget(Wrapped(label), 1)
        line.addWidget(Badge(words, tone))
        return whole
