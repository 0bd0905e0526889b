"""Opening a backup: which file, what opens it, and where the registry is to stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QRadioButton

from cso_registry.workspace import opening
from cso_registry.workspace.ways import holds_registry
from ui.gate.fields import PlaceEdit, SecretEdit
from ui.gate.founding import StepPage
from ui.look.measures import Type
from ui.look.parts import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.means import Program
    from ui.look.look import Look
    from ui.look.speech import Speech


class RestorePage(StepPage):
    """A backup, a passphrase or a recovery key, and a place: an empty folder, or a lost registry.

    Attributes:
        asked: Everything is answered.
        aside: Where the registry stands whose place was taken, once it was.
    """

    asked = Signal()

    def __init__(self, look: Look, speech: Speech, folder: Path, file: str = "") -> None:
        super().__init__("restore", look, speech)
        self.aside: Path | None = None
        self.file = PlaceEdit(look, speech, is_folder=False)
        self.key_file = PlaceEdit(look, speech, is_folder=False)
        self.place = PlaceEdit(look, speech, is_folder=True)
        self.file.line.setText(file)
        self.with_passphrase, self.with_recovery = QRadioButton(), QRadioButton()
        for name, one in (("passphrase", self.with_passphrase), ("recovery", self.with_recovery)):
            speech.put(one, one.setText, f"ui.found.restore_with_{name}")
        self.add("restore_file", self.file)
        self.body.addWidget(self.with_passphrase)
        self.body.addWidget(self.with_recovery)
        self.add("restore_key_file", self.key_file)
        self.add("restore_secret", SecretEdit(look, speech))
        self.add("restore_folder", self.place, with_help=True)
        self.replaces = QCheckBox()
        speech.put(self.replaces, self.replaces.setText, "ui.found.restore_replaces")
        self._kept = Wrapped(kind=Type.SMALL, tone="secondary")
        speech.put(self._kept, self._kept.setText, "ui.found.restore_kept")
        for part in (self.replaces, self._kept):
            self.body.addWidget(part)
        self.place.line.textChanged.connect(lambda _: self._on_place())
        self.place.line.setText(str(folder))
        self._on_place()
        speech.put(self.next, self.next.setText, "ui.found.restore_do")
        self.with_recovery.toggled.connect(self.fields["restore_key_file"].setVisible)
        self.with_passphrase.setChecked(True)
        self.fields["restore_key_file"].hide()
        self.done.connect(self.asked)

    @property
    def folder(self) -> Path:
        """Return where the registry is to stand."""
        return Path(self.text("restore_folder")).expanduser().absolute()

    def begin(self) -> None:
        """Begin with the backup, or with the secret where one was found already."""
        name = "restore_secret" if self.text("restore_file") else "restore_file"
        self.fields[name].control.setFocus()

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
        if "restore_folder" not in found and not self._may_take_place():
            key = "ui.found.restore_tick" if self._is_taken() else "restore.folder_not_empty"
            found["restore_folder"] = self.speech.say(key, folder=self.folder.name)
        return found

    def work(self, program: Program, progress: Callable[[int, int], None]) -> Callable[[], Keys]:
        """Return what restores the registry on another thread, and then says what opens it."""
        file = Path(self.text("restore_file")).expanduser().absolute()
        secret, folder = opening.typed(self.text("restore_secret")), self.folder
        key_file = Path(self.text("restore_key_file")).expanduser().absolute()
        uses_recovery, replaces = self.with_recovery.isChecked(), self._is_taken()

        def restored() -> Keys:
            from cso_registry.workspace.replacing import replace
            from cso_registry.workspace.restoring import restore

            keys = opening.keys_of(secret)
            if uses_recovery:
                keys = opening.recovery_keys(key_file, secret)
            if replaces:
                self.aside = replace(file, folder, keys, program, progress).aside
            else:
                restore(file, folder, keys, program.means.identities.new(), progress)
            return keys

        return restored

    def _is_taken(self) -> bool:
        return bool(self.text("restore_folder")) and holds_registry(self.folder)

    def _may_take_place(self) -> bool:
        if self._is_taken():
            return self.replaces.isChecked()
        return not self.folder.exists() or not any(self.folder.iterdir())

    def _on_place(self) -> None:
        """Ask whether the place of a registry is to be taken, where one stands."""
        for part in (self.replaces, self._kept):
            part.setVisible(self._is_taken())


def newest_backup(folder: str) -> str:
    """Return the newest backup in the folder of backups; empty when there is none."""
    place = Path(folder)
    found = sorted(place.glob("registry-*.csobackup")) if folder and place.is_dir() else []
    return str(found[-1]) if found else ""
