"""Backups: the last one, the last proved restore, one more now, a rehearsal, the schedule."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from cso_registry.workspace import opening
from cso_registry.workspace.keeping import KEPT, back_up_now, backup_state, rehearse_kept
from ui.gate.fields import Field, PlaceEdit, SecretEdit
from ui.look.measures import Type
from ui.look.parts import Badge, Card, Text, Wrapped, button, column
from ui.organizations.cards import emptied
from ui.settings.stage import fact
from ui.shell.room import Message

if TYPE_CHECKING:
    from cso_registry.storage.backup import Manifest
    from cso_registry.storage.verify import Verification
    from cso_registry.workspace.keeping import BackupState
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes
    from ui.tasks.jobs import Job, Report


class BackupPart(QWidget):
    """Four cards: how it stands, back up now, rehearse a restore, the schedule."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.state: BackupState | None = None
        look, speech = around.look, around.speech
        self.folder = PlaceEdit(look, speech, is_folder=True)
        self.folder.line.setText(around.keeper.now.backup_folder)
        self.file = PlaceEdit(look, speech, is_folder=False)
        self.secret = SecretEdit(look, speech)
        self.now_button, self.rehearse_button = button(role="main"), button()
        self._standing = Card(look)
        self._fields = {
            "folder": Field("ui.settings.backup_folder", self.folder, look, speech),
            "file": Field("ui.settings.backup_file", self.file, look, speech),
            "secret": Field("ui.settings.passphrase", self.secret, look, speech),
        }
        self._how = Wrapped()
        whole = column(look, self)
        for card in (self._standing, self._now_card(), self._rehearsal_card(), self._how_card()):
            whole.addWidget(card)
        whole.addStretch(1)
        around.tasks.changed.connect(self._on_changed)
        speech.changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, _: Changes) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask how it stands."""
        self.around.tasks.ask(self, backup_state, self._take, topic="backup")

    def back_up(self) -> Job | None:
        """Make a backup in the folder that was chosen."""
        say = self.around.speech.say
        typed = self.folder.text()
        folder = Path(typed).expanduser().absolute()
        wrong = "" if typed else say("ui.found.needed")
        if typed and self.state is not None and folder.is_relative_to(self.state.folder):
            wrong = say("cli.inside_registry", path=typed)
        self._fields["folder"].set_wrong(wrong)
        if wrong:
            return None
        self.around.keeper.choose(backup_folder=str(folder))

        def work(workspace: Workspace, report: Report) -> tuple[Path, Manifest]:
            return back_up_now(workspace, folder, report)

        title = say("ui.settings.backing_up")
        return self.around.tasks.run(title, work, self._backed_up, writes=True)

    def rehearse(self) -> Job | None:
        """Rehearse the restore of the file that was chosen."""
        state, say = self.state, self.around.speech.say
        file = Path(self.file.text()).expanduser().absolute()
        is_there = bool(self.file.text()) and file.is_file()
        needs_secret = state is not None and not state.in_keyring
        self._fields["file"].set_wrong(
            "" if is_there else say("cli.no_such_file", path=self.file.text())
        )
        has_secret = bool(self.secret.text()) or not needs_secret
        self._fields["secret"].set_wrong("" if has_secret else say("ui.found.needed"))
        if not (is_there and has_secret):
            return None
        keys = (
            opening.keys_of(opening.typed(self.secret.text()))
            if needs_secret
            else opening.keyring_keys()
        )
        self.secret.clear()

        def work(workspace: Workspace, report: Report) -> Verification:
            return rehearse_kept(workspace, file, keys, report)

        title = say("ui.settings.rehearsing")
        return self.around.tasks.run(title, work, self._rehearsed, writes=True)

    def _now_card(self) -> Card:
        made = self._card("backup_now")
        self.around.look.dress(self.now_button, "device-floppy", "on_accent")
        self._name(self.now_button, "backup_now")
        self.now_button.clicked.connect(lambda _=False: self.back_up())
        made.body.addWidget(self._fields["folder"])
        made.body.addWidget(self.now_button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _rehearsal_card(self) -> Card:
        made = self._card("rehearse")
        self._name(self.rehearse_button, "rehearse")
        self.rehearse_button.clicked.connect(lambda _=False: self.rehearse())
        for name in ("file", "secret"):
            made.body.addWidget(self._fields[name])
        made.body.addWidget(self.rehearse_button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _how_card(self) -> Card:
        made = self._card("schedule")
        self._how.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.body.addWidget(self._how)
        return made

    def _card(self, name: str) -> Card:
        made, title, more = Card(self.around.look), Text(kind=Type.SECTION), Wrapped()
        self.around.speech.put(title, title.setText, f"ui.settings.{name}")
        self.around.speech.put(more, more.setText, f"ui.settings.{name}_more")
        more.set_tone("secondary")
        made.body.addWidget(title)
        made.body.addWidget(more)
        return made

    def _name(self, one: QPushButton, name: str) -> None:
        self.around.speech.put(one, one.setText, f"ui.settings.{name}_do")

    def _take(self, state: BackupState) -> None:
        self.state = state
        self._fields["secret"].setVisible(not state.in_keyring)
        folder = self.folder.text() or "…"
        command = ("--registry", str(state.folder), "keep-backup", folder, "--keep", str(KEPT))
        self._how.setText(f"cso-registry {shlex.join(command)}")
        body, say = emptied(self._standing), self.around.speech.say
        body.addWidget(Text(say("ui.settings.backup"), kind=Type.SECTION))
        tone: Tone = "late" if state.is_due else "good"
        words = say("ui.settings.backup_due" if state.is_due else "ui.settings.backup_fresh")
        body.addWidget(Badge(words, tone), 0, Qt.AlignmentFlag.AlignLeft)
        for name, moment in (("last_backup", state.last), ("last_proof", state.proof)):
            body.addWidget(fact(self.around, say(f"ui.settings.{name}"), self._moment(moment)))

    def _moment(self, moment: str | None) -> str:
        if not moment:
            return self.around.speech.say("ui.settings.not_yet")
        day = date.fromisoformat(moment[:10])
        return f"{self.around.speech.day(day, style='long')} {moment[11:16]}"

    def _backed_up(self, made: tuple[Path, Manifest]) -> None:
        file, manifest = made
        self.file.line.setText(str(file))
        speech = self.around.speech
        said = speech.say(
            "cli.backed_up", file=str(file), entries=manifest.entries, records=manifest.records
        )
        lacking = [speech.say("verify.attachment_changed", where=one) for one in manifest.lacking]
        tone: Tone = "soon" if lacking else "good"
        self.around.shell.tell(Message(said, tone, details="\n".join(lacking)))
        self.refresh()

    def _rehearsed(self, proof: Verification) -> None:
        speech = self.around.speech
        said = speech.say("cli.rehearsed", entries=proof.entries, records=proof.records)
        found = [speech.say(one.key, where=one.where) for one in proof.findings]
        tone: Tone = "soon" if found else "good"
        self.around.shell.tell(Message(said, tone, details="\n".join(found)))
        self.refresh()
