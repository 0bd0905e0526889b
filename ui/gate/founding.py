"""First run: from an empty computer to an office at work, one question after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from ui.gate.fields import Field, PlaceEdit, SecretEdit, tell_faults
from ui.gate.page import GatePage
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.workspace.founding import Founding
    from ui.look.look import Look
    from ui.look.speech import Speech

RECOVERY_FILE = "cso-registry-recovery.json"
REQUEST_FILE = "cso-registry-request.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that was answered.

    Attributes:
        folder: Where the registry is to stand.
        backups: Where backups are to go; None for nowhere yet.
        request: Where the request to join other offices goes; None for an office alone.
    """

    folder: Path
    founding: Founding
    locks: opening.NewLocks
    backups: Path | None
    request: Path | None


class StepPage(GatePage):
    """One step: fields, and what is wrong with them before one may go on.

    Attributes:
        done: It is answered.
        back: The step before is wanted.
    """

    done = Signal()
    back = Signal()
    words = "ui.found"
    """Where its texts stand."""

    def __init__(self, name: str, look: Look, speech: Speech) -> None:
        super().__init__(f"{self.words}.{name}", f"{self.words}.{name}_intro", look, speech)
        self.name = name
        self.fields: dict[str, Field] = {}
        self.add_button("ui.gate.back", self.back.emit)
        self.next = self.add_button("ui.gate.next", self._on_next, "main")

    def add(self, name: str, control: QWidget, *, with_help: bool = False) -> Field:
        """Add a field."""
        key = f"{self.words}.{name}"
        more = f"{key}_more" if with_help else ""
        made = Field(key, control, self.look, self.speech, help_key=more)
        self.fields[name] = made
        self.body.addWidget(made)
        line = control.line if isinstance(control, PlaceEdit) else control
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self._on_next)
        return made

    def text(self, name: str) -> str:
        """Return what was typed into a field."""
        control = self.fields[name].control
        return control.text().strip() if isinstance(control, QLineEdit | PlaceEdit) else ""

    def faults(self) -> dict[str, str]:
        """Return what is wrong, by the name of the field."""
        return {}

    def needed(self, *names: str) -> dict[str, str]:
        """Return a sentence for each of these fields that is empty."""
        sentence = self.speech.say("ui.found.needed")
        return {name: sentence for name in names if not self.text(name)}

    def begin(self) -> None:
        """Begin with the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.control.setFocus()

    def _on_next(self) -> None:
        faults = self.faults()
        tell_faults(self.fields, faults)
        if not faults:
            self.done.emit()


class OfficePage(StepPage):
    """The office: code, names, province, and where its registry stands."""

    def __init__(self, look: Look, speech: Speech, areas: Areas, folder: Path) -> None:
        super().__init__("office", look, speech)
        self._areas, self.province = areas, QComboBox()
        self.province.setMaxVisibleItems(14)
        self.place = PlaceEdit(look, speech, is_folder=True)
        self.place.line.setText(str(folder))
        self.add("name", QLineEdit())
        self.add("name_en", QLineEdit())
        self.add("province", self.province)
        self.add("code", QLineEdit(), with_help=True)
        self.add("folder", self.place, with_help=True)
        speech.keep(self.province, self._fill)

    @property
    def folder(self) -> Path:
        """Return where the registry is to stand."""
        return Path(self.text("folder")).expanduser().absolute()

    def faults(self) -> dict[str, str]:
        """Look for empty fields, and whether the folder can be used."""
        found = self.needed("name", "code", "folder")
        if "folder" not in found:
            try:
                if not opening.is_free(self.folder):
                    found["folder"] = self.speech.say(
                        "founding.folder_in_use", folder=self.folder.name
                    )
                else:
                    self._warn()
            except RegistryError as error:
                found["folder"] = "\n".join(self.speech.error(error))
        return found

    def _warn(self) -> None:
        said = [
            self.speech.say(one.key, **opening.warning_values(one))
            for one in opening.folder_warnings(self.folder)
        ]
        self.say("\n".join(said), "soon")

    def _fill(self) -> None:
        chosen = self.province.currentIndex()
        self.province.clear()
        self.province.addItem(self.speech.say("ui.found.nation"), None)
        for area in self._areas.provinces:
            self.province.addItem(self._areas.name(area.code, self.speech.language), area.code)
        self.province.setCurrentIndex(max(chosen, 0))


class OfficerPage(StepPage):
    """The first officer, who is the administrator, and their secret."""

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("officer", look, speech)
        for name in ("title", "given", "family", "position"):
            self.add(name, QLineEdit())
        self.add("secret", SecretEdit(look, speech), with_help=True)
        self.add("secret_again", SecretEdit(look, speech))

    def faults(self) -> dict[str, str]:
        """Look for empty fields and for a secret that is easily guessed."""
        unlike = tuple(filter(None, (self.text("given"), self.text("family"))))
        return self.needed("given", "family") | secret_faults(self, "secret", unlike)


class KeyPage(StepPage):
    """What opens the registry, and what brings it back when that is lost."""

    def __init__(self, look: Look, speech: Speech, registry: Callable[[], Path]) -> None:
        super().__init__("key", look, speech)
        self._registry = registry
        self.keyring, self.typed = QRadioButton(), QRadioButton()
        speech.put(self.keyring, self.keyring.setText, "ui.found.keyring")
        speech.put(self.typed, self.typed.setText, "ui.found.passphrase_way")
        self._why = Wrapped(kind=Type.SMALL, tone="soon")
        for part in (self.typed, self.keyring, self._why):
            self.body.addWidget(part)
        self.add("passphrase", SecretEdit(look, speech), with_help=True)
        self.add("passphrase_again", SecretEdit(look, speech))
        self.place = PlaceEdit(look, speech, is_folder=False, suffix=".json")
        self.add("recovery", self.place, with_help=True)
        self.add("recovery_passphrase", SecretEdit(look, speech), with_help=True)
        self.add("recovery_passphrase_again", SecretEdit(look, speech))
        self.typed.toggled.connect(self._on_way)
        self.typed.setChecked(True)
        speech.keep(self, self._ask_keyring)

    @property
    def recovery(self) -> Path:
        """Return where the recovery key goes."""
        return Path(self.text("recovery")).expanduser().absolute()

    def begin(self) -> None:
        """Begin with the way of opening."""
        (self.typed if self.typed.isChecked() else self.keyring).setFocus()

    def faults(self) -> dict[str, str]:
        """Look for weak passphrases, and for a recovery file that would be lost or overwritten."""
        found = {} if self.keyring.isChecked() else secret_faults(self, "passphrase")
        found |= secret_faults(self, "recovery_passphrase") | self.needed("recovery")
        if "recovery" in found:
            return found
        if self.recovery.exists():
            found["recovery"] = self.speech.say("cli.file_exists", file=str(self.recovery))
        elif not self.recovery.parent.is_dir():
            found["recovery"] = self.speech.say(
                "cli.no_such_folder", path=str(self.recovery.parent)
            )
        elif self.recovery.is_relative_to(self._registry()):
            found["recovery"] = self.speech.say("cli.inside_registry", path=str(self.recovery))
        return found

    def _on_way(self, is_typed: bool) -> None:  # noqa: FBT001 - Qt hands it over
        for name in ("passphrase", "passphrase_again"):
            self.fields[name].setVisible(is_typed)

    def _ask_keyring(self) -> None:
        """Say in plain words why the keyring of this computer cannot be used."""
        try:
            opening.require_keyring()
        except RegistryError as error:
            self.keyring.setEnabled(False)
            self._why.setText("\n".join(self.speech.error(error)))
        self._why.setVisible(not self.keyring.isEnabled())


class BackupPage(StepPage):
    """Where backups go, and whether the office joins others."""

    def __init__(self, look: Look, speech: Speech, registry: Callable[[], Path]) -> None:
        super().__init__("backup", look, speech)
        self._registry = registry
        self.place = PlaceEdit(look, speech, is_folder=True)
        self.request = PlaceEdit(look, speech, is_folder=False, suffix=".json")
        self.add("backups", self.place, with_help=True)
        self.add("request", self.request, with_help=True)

    def offer(self, *, joins: bool) -> None:
        """Ask for the request only when the office is to join others."""
        self.fields["request"].setVisible(joins)

    def folder(self) -> Path | None:
        """Return where backups go."""
        typed = self.text("backups")
        return Path(typed).expanduser().absolute() if typed else None

    def request_file(self) -> Path | None:
        """Return where the request goes."""
        typed = self.text("request")
        joins = self.fields["request"].isVisibleTo(self)
        return Path(typed).expanduser().absolute() if typed and joins else None

    def faults(self) -> dict[str, str]:
        """Look whether a backup would stand beside what it is to save."""
        found = {}
        folder = self.folder()
        if folder is not None and folder.is_relative_to(self._registry()):
            found["backups"] = self.speech.say("cli.inside_registry", path=str(folder))
        request = self.request_file()
        if self.fields["request"].isVisibleTo(self) and request is None:
            found |= self.needed("request")
        elif request is not None and request.exists():
            found["request"] = self.speech.say("cli.file_exists", file=str(request))
        return found


class SummaryPage(StepPage):
    """Everything once more, before anything is made."""

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__("summary", look, speech)
        speech.put(self.next, self.next.setText, "ui.found.do")

    def offer(self, lines: list[tuple[str, str]]) -> None:
        """Show what was answered."""
        while self.body.count():
            item = self.body.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, value in lines:
            label, words = Text(kind=Type.SMALL, tone="secondary"), Wrapped(value or "–")
            self.speech.put(label, label.setText, key)
            self.body.addWidget(label)
            self.body.addWidget(words)

    def begin(self) -> None:
        """Begin with the button that makes it."""
        self.next.setFocus()


def secret_faults(page: StepPage, name: str, unlike: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what is wrong with a new secret that is typed twice."""
    controls = [page.fields[one].control for one in (name, f"{name}_again")]
    once, again = (one.text() if isinstance(one, QLineEdit) else "" for one in controls)
    if not once:
        return {name: page.speech.say("ui.found.needed")}
    try:
        opening.require_good(opening.typed(once), unlike=unlike)
    except RegistryError as error:
        return {name: "\n".join(page.speech.error(error))}
    if once != again:
        return {f"{name}_again": page.speech.say("ui.gate.new_secret.differ")}
    return {}
