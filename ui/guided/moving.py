"""Moving to a new computer: saved, proved with what opens it there, the old desk closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from cso_registry.workspace.keeping import back_up_now, backup_state, rehearse_kept
from cso_registry.workspace.moving import close_desk
from ui.gate.fields import PlaceEdit
from ui.guided.lead import Lead
from ui.guided.step import GuidedStep, KeyStep, line_of, path_of
from ui.look.parts import Wrapped
from ui.shell.room import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cso_registry.storage.backup import Manifest
    from cso_registry.workspace.keeping import BackupState
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Report


class SaveStep(KeyStep):
    """A backup for the new computer, rehearsed with what will open it there."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("move_save", around)
        self.saved: tuple[Path, Manifest] | None = None
        self.add("folder", PlaceEdit(around.look, around.speech, is_folder=True), with_help=True)
        line_of(self.fields["folder"].control).setText(around.keeper.now.backup_folder)
        self.add_keys()
        self._why = self.tell("no_passphrase")
        self._why.hide()

    def arrive(self) -> None:
        """Ask whether a passphrase opens the registry at all."""
        self.around.tasks.ask(self, backup_state, self._take, topic="state")

    def faults(self) -> dict[str, str]:
        """Look whether everything is answered."""
        return {**self.needed("folder"), **self.key_faults()}

    def carry_out(self, then: Callable[[], None]) -> None:
        """Back up, then rehearse the restore as it will be done over there."""
        folder, keys = path_of(self, "folder"), self.take_keys()

        def work(workspace: Workspace, report: Report) -> tuple[Path, Manifest]:
            opened = keys()
            file, manifest = back_up_now(workspace, folder, report)
            rehearse_kept(workspace, file, opened, report)
            return file, manifest

        def done(saved: tuple[Path, Manifest]) -> None:
            self.saved = saved
            then()

        self.run(work, done, writes=True)

    def _take(self, state: BackupState) -> None:
        self.with_passphrase.setEnabled(not state.in_keyring)
        self._why.setVisible(state.in_keyring)
        if state.in_keyring:
            self.with_recovery.setChecked(True)


class ThereStep(GuidedStep):
    """What is to be done at the new computer."""

    def __init__(self, around: Surroundings, save: SaveStep) -> None:
        super().__init__("move_there", around)
        self._save, self._file = save, Wrapped()
        self.body.addWidget(self._file)
        for number in range(1, 6):
            self.tell(f"there_{number}")

    def arrive(self) -> None:
        """Name the file and what it holds."""
        if self._save.saved is None:
            return
        file, manifest = self._save.saved
        said = self.speech.say(
            "cli.backed_up", file=str(file), entries=manifest.entries, records=manifest.records
        )
        lacking = [self.speech.say("verify.attachment_changed", where=x) for x in manifest.lacking]
        self._file.setText("\n".join((said, *lacking)))


class CloseStep(GuidedStep):
    """The old desk is closed once the new one was seen to work."""

    def __init__(self, around: Surroundings, save: SaveStep) -> None:
        super().__init__("move_close", around)
        self._save, self.seen = save, QCheckBox()
        around.speech.put(self.seen, self.seen.setText, "ui.guided.seen_there")
        self.body.addWidget(self.seen)
        around.speech.put(self.next, self.next.setText, "ui.guided.close_desk")

    def begin(self) -> None:
        """Begin with the tick."""
        self.seen.setFocus()

    def carry_out(self, then: Callable[[], None]) -> None:
        """Close the desk."""
        session, saved = self.around.tasks.session, self._save.saved
        if not self.seen.isChecked():
            self.say(self.speech.say("ui.guided.see_first"))
            return
        if session is None or saved is None:
            return
        self.set_busy(is_busy=True)

        def work(workspace: Workspace) -> None:
            close_desk(workspace, session, saved[1])

        def done(_: None) -> None:
            self.set_busy(is_busy=False)
            self.around.shell.tell(Message(self.speech.say("ui.guided.desk_closed"), "good"))
            then()

        self.around.tasks.write(self, work, done, self._not_closed)

    def _not_closed(self, trouble: Trouble) -> None:
        self._failed(trouble)


class EndStep(GuidedStep):
    """What is left to do."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("move_end", around)
        for number in range(1, 4):
            self.tell(f"move_end_{number}")


class MoveLead(Lead):
    """The steps of the move."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        first = GuidedStep("move_what", around)
        for number in range(1, 5):
            first.tell(f"move_what_{number}")
        self.save = SaveStep(around)
        self.close_step = CloseStep(around, self.save)
        self.take(
            (first, self.save, ThereStep(around, self.save), self.close_step, EndStep(around))
        )
