"""The offices: who they are, what each has seen of us, and what an administrator does (F:X30)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.workspace.exchanging.exchange import ADMINISTRATORS, Exchange
from cso_registry.workspace.exchanging.offices import carried_with, offices_view
from cso_registry.workspace.exchanging.telling import BundleWords
from cso_registry.workspace.exchanging.trust_jobs import revoke
from ui.exchange.parts import ErrandPane
from ui.exchange.seeing import seen_words
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Text, Wrapped, button, row
from ui.organizations.cards import emptied
from ui.settings.find_list import FindList
from ui.settings.stage import fact
from ui.shell.room import Message
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cso_registry.domain.permission import DeniedError
    from cso_registry.workspace.exchanging.offices import (
        Carried,
        KnownDesk,
        OfficeLine,
        OfficesView,
    )
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

WIDTH, HIGH_LIST = 420, 220
ALONE, MEMBER, ROOT = ("request", "join"), ("request",), ("admit", "request", "renew")
"""What is offered: before joining, to a member, and where the roster is signed."""
NATIONAL = "00"


class OfficesPane(ErrandPane):
    """The roster, with what each office has of ours, and the errands of trust.

    Attributes:
        office: An office is to be shown: its identity.
        errand: An errand of trust is to be begun: its name.
    """

    office = Signal(str)
    errand = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "offices")
        self.view: OfficesView | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.standing = self.card()
        self.list = FindList(around, "offices", "ui.exchange")
        around.look.keep(
            self.list, lambda: self.list.list.setMinimumHeight(around.look.px(HIGH_LIST))
        )
        self.area.body.addWidget(self.list, 1)
        self.list.opened.connect(self.office)
        around.speech.changed.connect(self.refresh)
        around.tasks.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask for the roster."""
        self.list.setFocus()
        self.refresh()

    def _on_changed(self, _: Changes) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask for the roster anew."""
        session = self.around.tasks.session
        if session is None:
            return

        def look(workspace: Workspace) -> tuple[OfficesView, DeniedError | None]:
            return offices_view(workspace), Exchange(workspace).denial(session, ADMINISTRATORS)

        self.around.tasks.ask(self, look, self._take, topic="roster")

    def _take(self, found: tuple[OfficesView, DeniedError | None]) -> None:
        self.view, denied = found
        view, speech = self.view, self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, {})
        self.list.show_lines(
            (
                one.office,
                f"{one.name(speech.language)} ({one.code})",
                f"{words.area(one.jurisdiction)} · {seen_words(self.around, one)}",
            )
            for one in view.offices
        )
        self._show_standing(view, denied)

    def _show_standing(self, view: OfficesView, denied: DeniedError | None) -> None:
        body, speech = emptied(self.standing), self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, {})
        said = speech.say("trust.alone")
        if view.has_joined:
            issued = words.day(view.issued)
            said = speech.say("trust.version", version=view.version, issued=issued)
        body.addWidget(Wrapped(said, kind=Type.STRONG))
        if view.is_root:
            body.addWidget(Wrapped(speech.say("ui.exchange.is_root"), tone="secondary"))
        names = ALONE if not view.has_joined else ROOT if view.is_root else MEMBER
        if not view.has_joined and any(one.jurisdiction == NATIONAL for one in view.offices):
            names = (*ALONE, "found")
        why = "" if denied is None else speech.say("ui.exchange.administrators")
        self.buttons = {}
        for name in names:
            made = self.buttons[name] = button(speech.say(f"ui.exchange.{name}"))
            made.setEnabled(not why)
            made.setToolTip(why)
            made.clicked.connect(lambda _=False, one=name: self.errand.emit(one))
            line = row(self.around.look)
            more = Wrapped(speech.say(f"ui.exchange.{name}_short"), tone="secondary")
            whole = QWidget()
            whole.setLayout(line)
            line.addWidget(more, 1)
            line.addWidget(made)
            body.addWidget(whole)
        if why:
            body.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))


class OfficePane(ErrandPane):
    """One office: its computers, what went to and fro, and what can be done.

    Attributes:
        send: A bundle is to be sent to it: its identity.
        kit: Its kit is to be written: its identity.
    """

    send = Signal(str)
    kit = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "office")
        self.line: OfficeLine | None = None
        self.revoke_buttons: dict[str, QPushButton] = {}
        self._identity, self._is_root = "", False
        self._why = ""
        self.about, self.desks, self.log = self.card(), self.card(), self.card()
        self.area.body.addStretch(1)
        around.speech.changed.connect(self.refresh)
        around.tasks.changed.connect(self._on_changed)

    def show_office(self, identity: str) -> None:
        """Show an office."""
        self._identity = identity
        self.refresh()

    def _on_changed(self, _: Changes) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask for the office anew."""
        session, identity = self.around.tasks.session, self._identity
        if session is None or not identity:
            return

        def look(workspace: Workspace) -> tuple[Any, ...]:
            denied = Exchange(workspace).denial(session, ADMINISTRATORS)
            return offices_view(workspace), carried_with(workspace, identity), denied

        self.around.tasks.ask(self, look, lambda found: self._take(*found), topic="office")

    def ask_revoke(self, desk: KnownDesk, anchor: QWidget) -> Panel:
        """Ask once more before a computer is revoked: it cannot be taken back."""
        say = self.around.speech.say
        panel = Panel(self.around.look, self)
        panel.setFixedWidth(self.around.look.px(WIDTH))
        doing = button(say("ui.exchange.revoke_do"), role="main")
        doing.clicked.connect(panel.close)
        doing.clicked.connect(lambda _=False: self.revoke(desk.replica))
        panel.body.addWidget(Wrapped(say("ui.exchange.revoke_sure", replica=desk.replica[:8])))
        panel.body.addWidget(doing)
        panel.setFocusProxy(doing)
        panel.open_under(anchor)
        return panel

    def revoke(self, replica: str) -> None:
        """Revoke a computer of this office."""
        session, office = self.around.tasks.session, self._identity
        if session is None:
            return

        def done(version: int) -> None:
            said = self.around.speech.say("trust.revoked", version=version)
            self.around.shell.tell(Message(said, "good"))
            self.refresh()

        self.around.tasks.write(
            self,
            lambda workspace: revoke(workspace, session, office, replica).version,
            done,
            self.around.shell.tell_trouble,
        )

    def crumb(self) -> str:
        """Return its name."""
        language = self.around.speech.language
        return super().crumb() if self.line is None else self.line.name(language)

    def _take(
        self, view: OfficesView, carried: tuple[Carried, ...], denied: DeniedError | None
    ) -> None:
        found = (one for one in view.offices if one.office == self._identity)
        self.line = next(found, None)
        if self.line is None:
            self.closed.emit()
            return
        self._is_root = view.is_root
        say = self.around.speech.say
        self._why = "" if denied is None else say("ui.exchange.administrators")
        self.title.setText(self.crumb())
        self._show_about(self.line)
        self._show_desks(self.line)
        self._show_log(carried)
        self.moved.emit()

    def _show_about(self, one: OfficeLine) -> None:
        body, speech = emptied(self.about), self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, {})
        for label, said in (
            ("trust.column_code", one.code),
            ("trust.column_area", words.area(one.jurisdiction)),
            ("ui.exchange.seen", seen_words(self.around, one)),
            ("ui.exchange.keys_since", words.day(one.keys_since) if one.keys_since else "–"),
        ):
            body.addWidget(fact(self.around, speech.say(label), said))
        whole = QWidget()
        line = row(self.around.look, whole)
        self.send_button = button(speech.say("ui.exchange.send"), role="main")
        self.send_button.clicked.connect(lambda _=False: self.send.emit(one.office))
        self.send_button.setVisible(not one.is_own or len(one.desks) > 1)
        line.addWidget(self.send_button)
        if self._is_root and not one.is_own:
            kit = button(speech.say("ui.exchange.kit"))
            kit.setEnabled(not self._why)
            kit.setToolTip(self._why)
            kit.clicked.connect(lambda _=False: self.kit.emit(one.office))
            line.addWidget(kit)
        line.addStretch(1)
        body.addWidget(whole)

    def _show_desks(self, one: OfficeLine) -> None:
        body, speech = emptied(self.desks), self.around.speech
        body.addWidget(Text(speech.say("ui.exchange.desks"), kind=Type.SECTION))
        self.revoke_buttons = {}
        if not one.desks:
            body.addWidget(Wrapped(speech.say("ui.exchange.no_desks"), tone="secondary"))
        for at, desk in enumerate(one.desks):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._desk(desk))

    def _desk(self, desk: KnownDesk) -> QWidget:
        speech, whole = self.around.speech, QWidget()
        line = row(self.around.look, whole, gap=GRID * 2)
        day = "–" if desk.last is None else speech.day(desk.last)
        said = speech.say(
            "ui.exchange.desk_said", replica=desk.replica[:8], entries=f"{desk.entries:,}", day=day
        )
        line.addWidget(Wrapped(said), 1)
        if desk.is_revoked:
            line.addWidget(Badge(speech.say("ui.exchange.is_revoked"), "late"))
        elif desk.is_ours:
            line.addWidget(Badge(speech.say("ui.exchange.this_desk"), "accent"))
        elif self._is_root:
            made = button(speech.say("ui.exchange.revoke"), role="link")
            made.setAccessibleName(f"{made.text()}: {desk.replica[:8]}")
            made.setEnabled(not self._why)
            made.setToolTip(self._why)
            made.clicked.connect(partial(self._on_revoke, desk, made))
            self.revoke_buttons[desk.replica] = made
            line.addWidget(made)
        return whole

    def _on_revoke(self, desk: KnownDesk, anchor: QWidget, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.ask_revoke(desk, anchor)

    def _show_log(self, carried: tuple[Carried, ...]) -> None:
        body, speech = emptied(self.log), self.around.speech
        body.addWidget(Text(speech.say("ui.exchange.log"), kind=Type.SECTION))
        if not carried:
            body.addWidget(Wrapped(speech.say("ui.exchange.no_log"), tone="secondary"))
        for one in carried:
            day = speech.day(one.day)
            if one.is_sent:
                key = "ui.exchange.sent_answered" if one.is_answered else "ui.exchange.sent"
                said = speech.say(key, day=day, file=one.file)
            else:
                said = speech.say("ui.exchange.came", day=day, entries=f"{one.entries or 0:,}")
            body.addWidget(Wrapped(said, tone="text"))
