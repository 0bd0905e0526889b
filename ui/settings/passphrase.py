"""Another passphrase of the registry, after the old one or the keyring was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from cso_registry.workspace.recovery_lock import change_passphrase
from ui.gate.fields import Field, SecretEdit, tell_faults
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, button
from ui.shell.room import Message

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble


class PassphraseCard(Card):
    """Asks for the new passphrase twice, and locks the registry with it."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        look, speech = around.look, around.speech
        self._around = around
        title, more = Text(kind=Type.SECTION), Wrapped(tone="secondary")
        speech.put(title, title.setText, "ui.settings.opens_with")
        speech.put(more, more.setText, "ui.settings.opens_with_more")
        self.fields = {
            "new": Field("ui.settings.opens_with_new", SecretEdit(look, speech), look, speech),
            "again": Field("ui.settings.opens_with_again", SecretEdit(look, speech), look, speech),
        }
        self.change = button(role="main")
        speech.put(self, self.change.setText, "ui.settings.opens_with_do")
        look.dress(self.change, "lock", "on_accent")
        self.change.clicked.connect(lambda _=False: self.change_it())
        for one in (title, more, *self.fields.values()):
            self.body.addWidget(one)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)

    def allow(self, why_not: str) -> None:
        """Let it be changed, or say why it may not be."""
        self.change.setEnabled(not why_not)
        self.change.setToolTip(why_not)

    def change_it(self) -> None:
        """Lock the registry with what was typed, if it was typed twice alike."""
        faults = self._faults()
        tell_faults(self.fields, faults)
        session = self._around.tasks.session
        if faults or session is None:
            return
        passphrase = opening.typed(self.fields["new"].text())
        self.change.setEnabled(False)
        self._around.tasks.write(
            self,
            lambda workspace: change_passphrase(workspace, session, passphrase),
            self._changed,
            self._not_changed,
        )

    def _faults(self) -> dict[str, str]:
        speech, new = self._around.speech, self.fields["new"].text()
        if new != self.fields["again"].text():
            return {"again": speech.say("ui.gate.new_secret.differ")}
        try:
            opening.require_good(opening.typed(new))
        except RegistryError as error:
            return {"new": "\n".join(speech.error(error))}
        return {}

    def _changed(self, _: None) -> None:
        for field in self.fields.values():
            field.clear()
        self.change.setEnabled(True)
        said = self._around.speech.say("ui.settings.opens_with_changed")
        self._around.shell.tell(Message(said, "good"))

    def _not_changed(self, trouble: Trouble) -> None:
        self.change.setEnabled(True)
        self._around.shell.tell_trouble(trouble)
