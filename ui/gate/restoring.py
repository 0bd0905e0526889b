"""Opening a backup: which file, what opens it, and where the registry is to stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton

from cso_registry.workspace import opening
from ui.gate.fields import PlaceEdit, SecretEdit
from ui.gate.founding import StepPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.means import Program
    from ui.look.look import Look
    from ui.look.speech import Speech


class RestorePage(StepPage):
    """A backup, a passphrase or a recovery key, and an empty folder.

    Attributes:
        asked: Everything is answered.
    """

    asked = Signal()

    def __init__(self, look: Look, speech: Speech, folder: Path) -> None:
        super().__init__("restore", look, speech)
        self.file = PlaceEdit(look, speech, is_folder=False)
        self.key_file = PlaceEdit(look, speech, is_folder=False)
        self.place = PlaceEdit(look, speech, is_folder=True)
        self.place.line.setText(str(folder))
        self.with_passphrase, self.with_recovery = QRadioButton(), QRadioButton()
        for name, one in (("passphrase", self.with_passphrase), ("recovery", self.with_recovery)):
            speech.put(one, one.setText, f"ui.found.restore_with_{name}")
        self.add("restore_file", self.file)
        self.body.addWidget(self.with_passphrase)
        self.body.addWidget(self.with_recovery)
        self.add("restore_key_file", self.key_file)
        self.add("restore_secret", SecretEdit(look, speech))
        self.add("restore_folder", self.place, with_help=True)
        speech.put(self.next, self.next.setText, "ui.found.restore_do")
        self.with_recovery.toggled.connect(self.fields["restore_key_file"].setVisible)
        self.with_passphrase.setChecked(True)
        self.fields["restore_key_file"].hide()
        self.done.connect(self.asked)

    @property
    def folder(self) -> Path:
        """Return where the registry is to stand."""
        return Path(self.text("restore_folder")).expanduser().absolute()

    def faults(self) -> dict[str, str]:
        """Look whether the files are there."""
        names = ["restore_file", "restore_secret", "restore_folder"]
        if self.with_recovery.isChecked():
            names.append("restore_key_file")
        found = self.needed(*names)
        for name in ("restore_file", "restore_key_file"):
            typed = self.text(name)
            if name in names and typed and not Path(typed).expanduser().is_file():
                found[name] = self.speech.say("cli.no_such_file", path=typed)
        return found

    def work(self, program: Program, progress: Callable[[int, int], None]) -> Callable[[], Keys]:
        """Return what restores the registry on another thread, and then says what opens it."""
        file = Path(self.text("restore_file")).expanduser().absolute()
        secret, folder = opening.typed(self.text("restore_secret")), self.folder
        key_file = Path(self.text("restore_key_file")).expanduser().absolute()
        uses_recovery = self.with_recovery.isChecked()

        def restored() -> Keys:
            from cso_registry.workspace.restoring import restore

            keys = opening.keys_of(secret)
            if uses_recovery:
                keys = opening.recovery_keys(key_file, secret)
            restore(file, folder, keys, program.means.identities.new(), progress)
            return keys

        return restored
