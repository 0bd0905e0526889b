"""The keys: one more recovery key, another passphrase, and new keys of the office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from cso_registry.domain.offices.acts import RenewKeys
from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from cso_registry.workspace.keeping import backup_state
from cso_registry.workspace.office_view import denial
from cso_registry.workspace.recovery_lock import make_recovery_key
from ui.gate.fields import Field, PlaceEdit, SecretEdit, tell_faults
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, button
from ui.settings.passphrase import PassphraseCard
from ui.settings.stage import Stage
from ui.shell.room import Message

if TYPE_CHECKING:
    from cso_registry.domain.permission import DeniedError
    from cso_registry.workspace.keeping import BackupState
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble


class KeysPart(Stage):
    """Cards: recovery keys, the passphrase, and the keys with which the office signs."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        look, speech = around.look, around.speech
        self.state: BackupState | None = None
        self.file = PlaceEdit(look, speech, is_folder=False, suffix=".key")
        self.secret, self.again = SecretEdit(look, speech), SecretEdit(look, speech)
        self.fields = {
            "file": Field("ui.settings.key_file", self.file, look, speech),
            "secret": Field("ui.settings.key_secret", self.secret, look, speech),
            "again": Field("ui.settings.key_again", self.again, look, speech),
        }
        self.count, self._why = Wrapped(), Wrapped(kind=Type.SMALL, tone="secondary")
        self.add_button, self.renew_button = button(role="main"), button()
        page = self.page()
        self.passphrase = PassphraseCard(around)
        for card in (self._recovery_card(), self.passphrase, self._renewal_card()):
            page.body.addWidget(card)
        page.body.addStretch(1)
        self.add_page(page)
        speech.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask how many recovery keys there are, and whether new keys may be made."""
        session = self.around.tasks.session
        if session is None:
            return

        def look(workspace: Workspace) -> tuple[BackupState, DeniedError | None]:
            return backup_state(workspace), denial(workspace, session, RenewKeys.kind)

        self.around.tasks.ask(self, look, self._take, topic="keys")

    def add_recovery_key(self) -> None:
        """Make one more recovery key, if everything is answered."""
        faults = self._faults()
        tell_faults(self.fields, faults)
        session = self.around.tasks.session
        if faults or session is None:
            return
        file = Path(self.file.text()).expanduser().absolute()
        passphrase = opening.typed(self.secret.text())
        self.add_button.setEnabled(False)
        self.around.tasks.write(
            self,
            lambda workspace: make_recovery_key(workspace, session, file, passphrase),
            lambda count: self._added(str(file), count),
            self._not_added,
        )

    def renew(self) -> ActForm:
        """Open the form of new keys; the program makes them."""
        given: dict[str, Any] = {"office": self.around.tasks.office, "keys": []}
        return self.open_form(RenewKeys, given, perform=renewed)

    def _recovery_card(self) -> Card:
        made = self._card("recovery")
        made.body.addWidget(self.count)
        for field in self.fields.values():
            made.body.addWidget(field)
        self.around.speech.put(self, self.add_button.setText, "ui.settings.recovery_do")
        self.around.look.dress(self.add_button, "key", "on_accent")
        self.add_button.clicked.connect(lambda _=False: self.add_recovery_key())
        made.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _renewal_card(self) -> Card:
        made = self._card("renewal")
        self.around.speech.put(self, self.renew_button.setText, "ui.settings.renewal_do")
        self.renew_button.clicked.connect(lambda _=False: self.renew())
        made.body.addWidget(self.renew_button, 0, Qt.AlignmentFlag.AlignLeft)
        made.body.addWidget(self._why)
        return made

    def _card(self, name: str) -> Card:
        made, title = Card(self.around.look), Text(kind=Type.SECTION)
        more = Wrapped(tone="secondary")
        self.around.speech.put(title, title.setText, f"ui.settings.{name}")
        self.around.speech.put(more, more.setText, f"ui.settings.{name}_more")
        for one in (title, more):
            made.body.addWidget(one)
        return made

    def _faults(self) -> dict[str, str]:
        speech, typed = self.around.speech, self.file.text()
        found = {}
        file = Path(typed).expanduser().absolute()
        if not typed:
            found["file"] = speech.say("ui.found.needed")
        elif file.exists():
            found["file"] = speech.say("cli.file_exists", file=typed)
        elif self.state is not None and file.is_relative_to(self.state.folder):
            found["file"] = speech.say("cli.inside_registry", path=typed)
        if self.secret.text() != self.again.text():
            found["again"] = speech.say("ui.gate.new_secret.differ")
        try:
            opening.require_good(opening.typed(self.secret.text()))
        except RegistryError as error:
            found["secret"] = "\n".join(speech.error(error))
        return found

    def _take(self, found: tuple[BackupState, DeniedError | None]) -> None:
        self.state, denied = found
        speech = self.around.speech
        self.count.setText(speech.say("ui.settings.recovery_count", count=self.state.recovery_keys))
        why = "" if denied is None else " ".join(speech.error(denied))
        for one in (self.renew_button, self.add_button):
            one.setEnabled(not why)
            one.setToolTip(why)
        self.passphrase.allow(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _added(self, file: str, count: int) -> None:
        for field in self.fields.values():
            field.clear()
        self.file.line.clear()
        said = self.around.speech.say("cli.recovery_key_added", file=file, count=count)
        self.around.shell.tell(Message(said, "good"))
        self.refresh()

    def _not_added(self, trouble: Trouble) -> None:
        self.add_button.setEnabled(True)
        self.around.shell.tell_trouble(trouble)


def renewed(workspace: Workspace, act: Any, session: Session) -> None:
    """Make new keys of the office and take them into use."""
    workspace.renew_keys(session, act.reason, compromised=act.compromised)
