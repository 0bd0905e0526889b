"""Opening a registry and signing in to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.ways import Way, needs_backup, needs_recovery_key, way_into
from ui.gate.fields import Field, PlaceEdit, SecretEdit
from ui.gate.page import GatePage
from ui.look.parts import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.look.look import Look
    from ui.look.speech import Speech


@dataclass(frozen=True, slots=True)
class Known:
    """An officer who can sign in at this desk."""

    officer: OfficerId
    name: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Who signed in."""

    session: Session
    name: str


def officers_here(workspace: Workspace) -> list[Known]:
    """Return who can sign in at this desk, by name."""
    found = [Known(one.officer_id, one.display_name) for one in workspace.officers_here()]
    return sorted(found, key=lambda one: one.name)


class OpenPage(GatePage):
    """Which registry, and what opens it.

    Attributes:
        asked: A folder, the passphrase typed for it, empty for the keyring, and the recovery
            key file that it opens, empty for none.
        other: Another way in is wanted: a new registry, a backup, a training registry.
        rescue: The registry in a folder is to be restored from a backup.
    """

    asked = Signal(Path, str, str)
    other = Signal()
    rescue = Signal(Path)

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("ui.gate.open.title", "", look, speech)
        self.folders = QComboBox()
        self.passphrase = SecretEdit(look, speech)
        self.key_file = PlaceEdit(look, speech, is_folder=False)
        self._by_recovery = False
        self._folders = Field("ui.gate.open.registry", self.folders, look, speech)
        self._passphrase = Field("ui.gate.open.passphrase", self.passphrase, look, speech)
        self._key_file = Field("ui.found.restore_key_file", self.key_file, look, speech)
        self._key_file.hide()
        for field in (self._folders, self._key_file, self._passphrase):
            self.body.addWidget(field)
        self.way, self.restore = button(role="link"), button()
        speech.keep(self, self._say_way)
        speech.put(self, self.restore.setText, "ui.gate.open.restore")
        self.way.clicked.connect(lambda _=False: self.use_recovery(on=not self._by_recovery))
        self.restore.clicked.connect(lambda _=False: self.rescue.emit(self.folders.currentData()))
        left = Qt.AlignmentFlag.AlignLeft
        for one in (self.way, self.restore):
            self.body.addWidget(one, 0, left)
        self.restore.hide()
        self.add_button("ui.gate.open.other", self.other.emit, "link")
        self.open = self.add_button("ui.gate.open.do", self._on_open, "main")
        self.passphrase.returnPressed.connect(self._on_open)
        self.folders.currentIndexChanged.connect(lambda _: self._on_folder())

    def offer(self, folders: Sequence[Path]) -> None:
        """Offer these registries, the first of them chosen."""
        self.folders.clear()
        for folder in folders:
            self.folders.addItem(f"{folder.name}  ({folder.parent})", folder)
        self.folders.setEnabled(len(folders) > 1)

    def begin(self) -> None:
        """Begin with the passphrase, or with the button where the keyring opens."""
        self.passphrase.clear()
        self._on_folder()
        wants = self._passphrase.isVisibleTo(self)
        (self.passphrase if wants else self.open).setFocus()

    def use_recovery(self, *, on: bool) -> None:
        """Ask for the recovery key file and its passphrase, or again for what opens it usually."""
        self._by_recovery = on
        self._say_way()
        self._on_folder()
        if on:
            self.key_file.setFocus()
        else:
            self.begin()

    def offer_way_out(self, error: BaseException) -> None:
        """Offer what helps against what was just said: the recovery key, or a backup."""
        said = self.said()
        if needs_recovery_key(error):
            self.use_recovery(on=True)
            self.say(said)
        self.restore.setVisible(needs_backup(error))

    def _say_way(self) -> None:
        usual = "ui.gate.open.usual_way" if self._by_recovery else "ui.gate.open.by_recovery"
        self.way.setText(self.speech.say(usual))

    def _on_folder(self) -> None:
        folder = self.folders.currentData()
        self.say("")
        self.restore.hide()
        self._key_file.setVisible(self._by_recovery)
        self._passphrase.setVisible(self._by_recovery)
        if folder is None:
            return
        try:
            way = way_into(folder)
        except RegistryError as error:
            self.restore.setVisible(needs_backup(error))
            self.say("\n".join(self.speech.error(error)))
            return
        asks = self._by_recovery or way is Way.PASSPHRASE
        self._passphrase.setVisible(asks)

    def _on_open(self) -> None:
        folder = self.folders.currentData()
        if folder is None:
            return
        if self._passphrase.isVisibleTo(self) and not self.passphrase.text():
            self._passphrase.set_wrong(self.speech.say("ui.gate.open.no_passphrase"))
            return
        self._passphrase.set_wrong("")
        file = self.key_file.text() if self._by_recovery else ""
        is_missing = self._by_recovery and not Path(file).expanduser().is_file()
        no_file = self.speech.say("cli.no_such_file", path=file) if is_missing else ""
        self._key_file.set_wrong(no_file)
        if not is_missing:
            self.asked.emit(folder, self.passphrase.text(), file)


class SignInPage(GatePage):
    """Who works, and their secret.

    Attributes:
        asked: An officer and the secret typed.
        other: Another registry is wanted.
    """

    asked = Signal(object, str)
    other = Signal()

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("ui.gate.sign_in.title", "ui.gate.sign_in.intro", look, speech)
        self.officers, self.secret = QComboBox(), SecretEdit(look, speech)
        self._is_known = False
        self._secret = Field("ui.gate.sign_in.secret", self.secret, look, speech)
        self.body.addWidget(Field("ui.gate.sign_in.officer", self.officers, look, speech))
        self.body.addWidget(self._secret)
        self.add_button("ui.gate.sign_in.other", self.other.emit, "link")
        self.add_button("ui.gate.sign_in.do", self._on_enter, "main")
        self.secret.returnPressed.connect(self._on_enter)

    def offer(self, officers: Sequence[Known], chosen: str = "") -> None:
        """Offer these officers, one of them chosen."""
        self.officers.clear()
        for one in officers:
            self.officers.addItem(one.name, one)
        names = [str(one.officer) for one in officers]
        self._is_known = chosen in names or len(names) == 1
        if chosen in names:
            self.officers.setCurrentIndex(names.index(chosen))

    def begin(self) -> None:
        """Begin with who works, or with the secret where that is known."""
        self.secret.clear()
        self._secret.set_wrong("")
        (self.secret if self._is_known else self.officers).setFocus()

    def refuse(self, sentence: str) -> None:
        """Say beside the secret why it does not open."""
        self.secret.selectAll()
        self._secret.set_wrong(sentence)

    def _on_enter(self) -> None:
        known = self.officers.currentData()
        if known is None:
            return
        if not self.secret.text():
            self.refuse(self.speech.say("ui.gate.sign_in.no_secret"))
            return
        self._secret.set_wrong("")
        self.asked.emit(known, self.secret.text())


class NewSecretPage(GatePage):
    """A new secret of one's own, in place of a first one or of an old one.

    Attributes:
        asked: The old secret and the new one.
        left: It is left as it is.
    """

    asked = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("ui.gate.new_secret.title", "ui.gate.new_secret.intro", look, speech)
        self.old, self.new, self.again = (SecretEdit(look, speech) for _ in range(3))
        self._fields = [
            Field(f"ui.gate.new_secret.{name}", one, look, speech)
            for name, one in (("old", self.old), ("new", self.new), ("again", self.again))
        ]
        for field in self._fields:
            self.body.addWidget(field)
        self.add_button("ui.gate.cancel", self.left.emit)
        self.add_button("ui.gate.new_secret.do", self._on_change, "main")
        self.again.returnPressed.connect(self._on_change)

    def offer(self, old: str) -> None:
        """Take the old secret as known, or ask for it."""
        for one in (self.new, self.again):
            one.clear()
        self.old.setText(old)
        self._fields[0].setVisible(not old)

    def begin(self) -> None:
        """Begin with the first empty field."""
        (self.new if self.old.text() else self.old).setFocus()

    def _on_change(self) -> None:
        for field in self._fields:
            field.set_wrong("")
        if self.new.text() != self.again.text():
            self._fields[2].set_wrong(self.speech.say("ui.gate.new_secret.differ"))
            return
        from cso_registry.workspace import opening

        try:
            opening.require_good(opening.typed(self.new.text()))
        except RegistryError as error:
            self._fields[1].set_wrong("\n".join(self.speech.error(error)))
            return
        self.asked.emit(self.old.text(), self.new.text())


def enter(workspace: Workspace, known: Known, secret: str) -> Entered:
    """Sign an officer in.

    Raises:
        KnownError: `sign_in.wrong_secret`, `sign_in.wait`, `sign_in.first_secret`, ...
    """
    from cso_registry.workspace.opening import typed

    session = workspace.sign_in(known.officer, typed(secret))
    return Entered(session, known.name)


def change_secret(workspace: Workspace, known: Known, old: str, new: str) -> Entered:
    """Give an officer a new secret and sign them in with it.

    Raises:
        KnownError: `sign_in.wrong_secret`, `sign_in.wait`, ...
        InputError: `sign_in.same_secret`, or one that is easily guessed.
    """
    from cso_registry.domain.offices.acts import ChangeSecret
    from cso_registry.workspace.opening import typed

    session = workspace.sign_in(known.officer, typed(old), to_change=True)
    workspace.set_secret(ChangeSecret(officer=known.officer), typed(new), session)
    return enter(workspace, known, new)
