"""The officers: who they are, what each may do, and how a first secret is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.offices.acts import (
    AppointOfficer,
    ChangeSecret,
    ResetSecret,
    WithdrawRight,
)
from cso_registry.workspace.office_view import denial, officer_lines
from cso_registry.workspace.sign_in import first_secret
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column, row
from ui.settings.find_list import FindList
from ui.settings.sight import SightPane
from ui.settings.stage import Stage

if TYPE_CHECKING:
    from cso_registry.domain.permission import DeniedError
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.office_view import OfficerLine
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.record_view import KeptItem
    from cso_registry.workspace.workspace import Workspace
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

    Found = tuple[tuple[OfficerLine, ...], DeniedError | None, dict[str, str]]

ELSEWHERE: Final = frozenset({ChangeSecret.kind, WithdrawRight.kind})
"""One's own secret is changed at the sign-in; a right is withdrawn beside it."""


class SecretCard(Card):
    """Tells a first secret once; it is gone when the card is closed."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        title, more = Wrapped(kind=Type.SECTION), Wrapped(tone="secondary")
        around.speech.put(self, title.setText, "ui.settings.secret_told")
        around.speech.put(self, more.setText, "ui.settings.secret_told_more")
        self.secret = Text(kind=Type.TITLE)
        self.noted = button(role="main")
        around.speech.put(self, self.noted.setText, "ui.settings.secret_noted")
        self.noted.clicked.connect(self.forget)
        line = row(around.look)
        line.addWidget(self.secret, 1)
        line.addWidget(self.noted)
        self.body.addWidget(title)
        self.body.addWidget(more)
        self.body.addLayout(line)
        self.hide()

    def tell(self, secret: str) -> None:
        """Show a secret."""
        self.secret.setText(secret)
        self.secret.setAccessibleName(" ".join(secret))
        self.show()
        self.noted.setFocus()

    def forget(self) -> None:
        """Show it no more."""
        self.secret.clear()
        self.secret.setAccessibleName("")
        self.hide()


class OfficersPart(Stage):
    """The list of officers, one of them, a form."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.lines: tuple[OfficerLine, ...] = ()
        self.list = FindList(around, "officers")
        self.appoint_button = button(role="main")
        self._why = Wrapped(kind=Type.SMALL, tone="secondary")
        self.sight = SightPane(around, ELSEWHERE, self._withdraw_button)
        self.secret = SecretCard(around)
        self._told = ""
        self._usual: dict[str, str] = {}
        self._front, self._one = self._list_page(), self._officer_page()
        self.add_page(self._front)
        self.add_page(self._one)
        self.list.opened.connect(self.show_officer)
        self.sight.next_steps.asked.connect(self.do)
        around.tasks.changed.connect(self._on_changed)
        around.speech.changed.connect(self.refresh)
        self.refresh()

    def crumbs(self) -> tuple[str, ...]:
        """Return the officer in front, and the form on them."""
        name = (self.sight.title.text(),) if self._under_officer() else ()
        return (*name, *super().crumbs())

    def bindings(self) -> dict[str, Binding]:
        """Appoint by the key that makes something new anywhere."""
        if self.form is not None:
            return super().bindings()
        return {**super().bindings(), "record.new": Binding(self.appoint, lambda: self._why.plain)}

    def refresh(self) -> None:
        """Ask for the officers anew."""
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None:
            return

        def look(workspace: Workspace) -> Found:
            denied = denial(workspace, session, AppointOfficer.kind)
            usual = {
                "jurisdiction": workspace.performer.home.scope,
                "starts": workspace.today.isoformat(),
            }
            return officer_lines(workspace, language), denied, usual

        self.around.tasks.ask(self, look, self._take, topic="officers")

    def show_officer(self, identity: str) -> None:
        """Show one officer."""
        self.secret.forget()
        self.sight.show_record(identity)
        self._name()
        self.show_page(self._one)

    def show_first(self) -> None:
        """Go back to the list; a secret that was told is told no more."""
        self.secret.forget()
        super().show_first()

    def appoint(self) -> ActForm:
        """Open the form of an appointment; the program makes the first secret."""
        form = self.open_form(AppointOfficer, {}, self._usual, perform=self._appoint)
        form.saved.connect(self._appointed)
        return form

    def do(self, kind: str) -> ActForm:
        """Open the form of an act on the officer in front."""
        given, fields = {"officer": self.sight.identity}, ACTS[kind].model_fields
        if kind != ResetSecret.kind:
            usual = {name: self._usual[name] for name in self._usual if name in fields}
            return self.open_form(ACTS[kind], given, usual)
        form = self.open_form(ResetSecret, given, perform=self._reset)
        form.saved.connect(lambda _: self._tell_secret())
        return form

    def withdraw(self, right: str) -> ActForm:
        """Open the form that takes a right of the officer in front away."""
        return self.open_form(WithdrawRight, {"officer": self.sight.identity, "right": right})

    def _list_page(self) -> QWidget:
        whole, speech = QWidget(), self.around.speech
        body = column(self.around.look, whole, gap=GRID * 2)
        head = row(self.around.look)
        title = Text(kind=Type.SECTION)
        speech.put(title, title.setText, "ui.settings.officers")
        speech.put(self, self.appoint_button.setText, "ui.settings.appoint")
        self.around.look.dress(self.appoint_button, "user-plus", "on_accent")
        self.appoint_button.clicked.connect(lambda _=False: self.appoint())
        head.addWidget(title, 1)
        head.addWidget(self.appoint_button)
        body.addLayout(head)
        body.addWidget(self._why)
        body.addWidget(self.list, 1)
        whole.setFocusProxy(self.list)
        return whole

    def _officer_page(self) -> QWidget:
        page = self.page()
        head = row(self.around.look)
        back = self.back_button()
        head.addWidget(back)
        head.addStretch(1)
        page.body.addLayout(head)
        self.secret.noted.clicked.connect(back.setFocus)
        for one in (self.secret, self.sight):
            page.body.addWidget(one)
        page.body.addStretch(1)
        return page

    def _take(self, found: Found) -> None:
        self.lines, denied, self._usual = found
        why = "" if denied is None else " ".join(self.around.speech.error(denied))
        self.appoint_button.setEnabled(not why)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.list.show_lines((one.id, one.name, self._about(one)) for one in self.lines)
        self._name()
        self.moved.emit()

    def _about(self, one: OfficerLine) -> str:
        say = self.around.speech.say
        parts = [one.position, ", ".join(one.rights) or say("cli.no_rights")]
        if one.must_change:
            parts.append(say("cli.first_secret"))
        if not one.is_ours:
            parts.append(say("ui.settings.other_office"))
        return " · ".join(part for part in parts if part)

    def _name(self) -> None:
        found = (one.name for one in self.lines if one.id == self.sight.identity)
        self.sight.title.setText(next(found, ""))

    def _withdraw_button(self, group: str, item: KeptItem) -> QWidget | None:
        if group != "rights":
            return None
        speech = self.around.speech
        made = button(speech.texts.act(WithdrawRight.kind).say(speech.language), role="link")
        why = self.sight.why_not(WithdrawRight.kind)
        made.setEnabled(not why)
        made.setToolTip(why)
        made.setAccessibleName(f"{made.text()}: {', '.join(words for _, words in item.lines)}")
        made.clicked.connect(lambda _=False: self.withdraw(item.key))
        return made

    def _appoint(self, workspace: Workspace, act: Any, session: Session) -> ChangeSet:
        secret = first_secret()
        done = workspace.appoint(act, act.officer, secret, session)
        self._told = secret.reveal_text()
        return done

    def _reset(self, workspace: Workspace, act: Any, session: Session) -> None:
        secret = first_secret()
        workspace.set_secret(act, secret, session)
        self._told = secret.reveal_text()

    def _appointed(self, changes: ChangeSet) -> None:
        made = next((one for one, kind in changes.records.items() if kind == "officer"), None)
        if made is not None:
            self.show_officer(str(made))
        self._tell_secret()

    def _tell_secret(self) -> None:
        self.secret.tell(self._told)
        self._told = ""

    def _under_officer(self) -> bool:
        front = self._under if self.form is not None else self._stack.currentWidget()
        return front is self._one

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches_type("officer"):
            self.refresh()
