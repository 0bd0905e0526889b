"""One step of a guided job: what will happen, what it needs, how far it is, and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from ui.gate.fields import PlaceEdit, SecretEdit
from ui.gate.founding import StepPage
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, column
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Job, Report

T = TypeVar("T")


class GuidedStep(StepPage):
    """A step that may do long work when one goes on; stopped or refused, it loses nothing."""

    words = "ui.guided"
    # The page around it has one.
    margin = 0

    def __init__(self, name: str, around: Surroundings) -> None:
        super().__init__(name, around.look, around.speech)
        self.around = around
        self._answer: QWidget | None = None
        self._place = (0, 0)
        # A long answer begins at the top, where one looks first.
        self.lines.setStretch(0, 0)
        self.count = Text(kind=Type.SMALL, tone="secondary")
        self.body.addWidget(self.count)
        self.progress = ProgressLine(around, "ui.guided.progress")
        self.progress.stopped.connect(self._on_stopped)
        around.speech.changed.connect(self._say_again)

    def enter(self, done: int, total: int) -> None:
        """Be shown as one of so many steps."""
        self._place = (done, total)
        self._count()
        self.say("")
        self.set_busy(is_busy=False)
        self.arrive()
        self.begin()

    def _count(self) -> None:
        done, total = self._place
        said = self.speech.say("ui.guided.count", done=str(done), total=str(total))
        self.count.setText(said)

    def _say_again(self) -> None:
        if self.isVisible():
            self._count()
            self.arrive()

    def arrive(self) -> None:
        """Show what the steps before it found out."""

    def carry_out(self, then: Callable[[], None]) -> None:
        """Do what the step is for, and call `then` once it is done."""
        then()

    def begin(self) -> None:
        """Begin with the first field, or with the button that goes on."""
        if self.fields:
            super().begin()
        else:
            self.next.setFocus()

    def tell(self, key: str) -> Wrapped:
        """Add a sentence to the card."""
        made = Wrapped()
        self.speech.put(made, made.setText, f"{self.words}.{key}")
        self.body.addWidget(made)
        return made

    def renewed(self) -> QVBoxLayout:
        """Return an empty column at the foot of the card, in place of the one before."""
        before, self._answer = self._answer, QWidget()
        if before is not None:
            self.body.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.body.addWidget(self._answer)
        return column(self.look, self._answer)

    def run(
        self,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        *,
        writes: bool,
    ) -> Job:
        """Do long work; the step takes nothing meanwhile but its stop."""
        self.body.addWidget(self.progress)
        self.set_busy(is_busy=True)
        self.card.setEnabled(True)
        for field in self.fields.values():
            field.setEnabled(False)
        title = self.speech.say(f"{self.words}.{self.name}")

        def done(result: T) -> None:
            self._ended()
            then(result)

        return self.progress.follow(
            self.around.tasks.run(title, work, done, self._failed, writes=writes, is_quiet=True)
        )

    def refuse(self, error: RegistryError) -> None:
        """Say under the card why it cannot go on."""
        self.say("\n".join(self.speech.error(error)))

    def _failed(self, trouble: Trouble) -> None:
        self._ended()
        if isinstance(trouble.error, RegistryError):
            self.refuse(trouble.error)
        else:
            self.around.shell.tell_trouble(trouble)

    def _ended(self) -> None:
        self.progress.hide()
        self.set_busy(is_busy=False)
        for field in self.fields.values():
            field.setEnabled(True)

    def _on_stopped(self) -> None:
        self._ended()
        self.say(self.speech.say("ui.guided.stopped"), "soon")


class KeyStep(GuidedStep):
    """A step that also asks what opens a backup: the passphrase, or the recovery key file."""

    def add_keys(self) -> None:
        """Add the two ways and their fields."""
        look, speech = self.look, self.speech
        self.with_passphrase, self.with_recovery = QRadioButton(), QRadioButton()
        for name, one in (("passphrase", self.with_passphrase), ("recovery", self.with_recovery)):
            speech.put(one, one.setText, f"ui.found.restore_with_{name}")
            self.body.addWidget(one)
        self.add("key_file", PlaceEdit(look, speech, is_folder=False))
        self.add("secret", SecretEdit(look, speech))
        self.with_recovery.toggled.connect(self.fields["key_file"].setVisible)
        self.with_passphrase.setChecked(True)
        self.fields["key_file"].hide()

    def key_faults(self) -> dict[str, str]:
        """Return what is wrong with these fields."""
        found = self.needed("secret", *(["key_file"] if self.with_recovery.isChecked() else []))
        file = self.text("key_file")
        if self.with_recovery.isChecked() and file and not Path(file).expanduser().is_file():
            found["key_file"] = self.speech.say("cli.no_such_file", path=file)
        return found

    def take_keys(self) -> Callable[[], Keys]:
        """Return what gives the keys on another thread; the secret is forgotten here."""
        secret = opening.typed(self.text("secret"))
        file = Path(self.text("key_file")).expanduser().absolute()
        uses_recovery = self.with_recovery.isChecked()
        self.fields["secret"].clear()

        def keys() -> Keys:
            return opening.recovery_keys(file, secret) if uses_recovery else opening.keys_of(secret)

        return keys


def path_of(step: StepPage, name: str) -> Path:
    """Return the path that was typed into a field."""
    return Path(step.text(name)).expanduser().absolute()


def line_of(control: Any) -> QLineEdit:
    """Return the line of a field that takes a path."""
    found: QLineEdit = control.line if isinstance(control, PlaceEdit) else control
    return found
