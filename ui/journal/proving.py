"""Proof with progress: of the open registry, or of a file that somebody hands over (F:X38)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from cso_registry.workspace.exchanging.audit_jobs import (
    Audited,
    audit_backup,
    audit_registry,
    audit_with_key,
    audit_with_registry,
    is_backup,
    save_report,
)
from cso_registry.workspace.exchanging.telling import BundleWords, Said
from cso_registry.workspace.keeping import backup_state
from ui.exchange.parts import ErrandPane, SaidCard
from ui.gate.fields import Field, PlaceEdit, SecretEdit
from ui.look.measures import Type
from ui.look.parts import Wrapped, button
from ui.shell.room import Message
from ui.tasks.errand import Trouble
from ui.widgets.drop_button import DropButton
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report


class ProofCard(SaidCard):
    """What a proof found, with the button that writes its report."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.audited: Audited | None = None
        self._around_it = around

    def show_proof(self, audited: Audited) -> None:
        """Show what was found."""
        self.audited = audited
        around, made = self._around_it, audited.audit
        speech = around.speech
        words = BundleWords(around.tasks.program, speech.language, audited.names)
        verdict = "ui.journal.sound" if made.is_sound else "ui.journal.not_sound"
        entries, streams = f"{made.entries:,}", len(made.streams)
        proved = speech.say(verdict, entries=entries, streams=streams)
        said = [Said(proved, "text" if made.is_sound else "late")]
        for one in made.findings:
            found = one.sentence(speech.texts, speech.language, audited.names)
            said.append(Said(f"{found} ({one.where})", "late"))
        for stream in made.streams:
            place = speech.say(
                "ui.journal.stream",
                office=words.office(stream.office) if stream.office else stream.replica[:8],
                area=words.area(stream.scope),
                first=stream.lo,
                last=stream.hi,
                head=stream.head[:16],
            )
            said.append(Said(place, is_part=True))
        if audited.words:
            root = speech.say("audit.words", words=" ".join(audited.words))
            said.append(Said(root, "soon"))
        kind = speech.texts.text(f"audit.{made.kind}", speech.language)
        self.show_said(f"{kind}: {made.name}", said)
        self.add(self._save_button())
        self.again = partial(self.show_proof, audited)

    def save(self, file: Path) -> None:
        """Write the report, and offer to open it, to be printed."""
        around, audited = self._around_it, self.audited
        if audited is None:
            return
        program, language = around.tasks.program, around.speech.language
        today = around.tasks.today

        def done(_: None) -> None:
            say, url = around.speech.say, QUrl.fromLocalFile(str(file))
            said = say("ui.journal.report_saved", file=str(file))
            show = partial(QDesktopServices.openUrl, url)
            around.shell.tell(Message(said, "good", action=say("ui.journal.open_report"), do=show))

        around.tasks.run(
            around.speech.say("ui.journal.writing_report"),
            lambda _, __: save_report(audited, file, program, language, today),
            done,
            around.shell.tell_trouble,
            writes=False,
        )

    def _save_button(self) -> QPushButton:
        made = button(self._around_it.speech.say("ui.journal.save_report"))
        made.clicked.connect(lambda _=False: self.ask_save())
        return made

    def ask_save(self) -> None:
        """Ask where the report is to be written."""
        title = self._around_it.speech.say("ui.journal.report")
        start = str(Path.home() / f"{title}.pdf")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "*.pdf")
        if file:
            self.save(Path(file))


class ProvePane(ErrandPane):
    """Proves the open registry."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "prove", "journal")
        self.progress, self.found = ProgressLine(around), ProofCard(around)
        self.do = self.button("ui.journal.prove_do", self.prove, "main")
        around.look.dress(self.do, "shield-check", "on_accent")
        self.area.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.area.body.addWidget(self.progress)
        self.area.body.addWidget(self.found)
        self.area.body.addStretch(1)

    def begin(self) -> None:
        """Begin with the button."""
        self.do.setFocus()

    def prove(self) -> Job | None:
        """Prove every chain, table and attached file; reading goes on meanwhile."""
        if self.progress.is_busy:
            return None
        self.found.clear()

        def work(workspace: Workspace, report: Report) -> Audited:
            return audit_registry(workspace, report)

        title = self.around.speech.say("ui.journal.proving")
        failed = self.around.shell.tell_trouble
        return self.progress.follow(
            self.around.tasks.run(title, work, self._proved, failed, writes=True)
        )

    def _proved(self, audited: Audited) -> None:
        self.found.show_proof(audited)


class AuditPane(ErrandPane):
    """Proves a bundle or a backup from the file alone; nothing is taken in."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "audit", "journal")
        look, speech = around.look, around.speech
        self.file: Path | None = None
        self._is_backup = self._in_keyring = False
        self.drop = DropButton(around, "ui.journal.drop", "file-check", "(*.csob *.csobackup);;(*)")
        self.drop.given.connect(self.give)
        self.with_registry, self.with_recovery = QRadioButton(), QRadioButton()
        speech.put(self.with_registry, self.with_registry.setText, "ui.journal.with_registry")
        speech.put(self.with_recovery, self.with_recovery.setText, "ui.journal.with_recovery")
        self.key_file = PlaceEdit(look, speech, is_folder=False)
        self.secret = SecretEdit(look, speech)
        self.fields = {
            "key_file": Field("ui.found.restore_key_file", self.key_file, look, speech),
            "secret": Field("ui.settings.passphrase", self.secret, look, speech),
        }
        self.progress, self.found = ProgressLine(around), ProofCard(around)
        self._name = Wrapped(kind=Type.STRONG)
        self.do = self.button("ui.journal.audit_do", self.prove, "main")
        self.area.body.addWidget(self.drop)
        self.way = self.card(
            "", self._name, self.with_registry, self.with_recovery, *self.fields.values()
        )
        self.way.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.way.hide()
        self.area.body.addWidget(self.progress)
        self.area.body.addWidget(self.found)
        self.area.body.addStretch(1)
        self.with_recovery.toggled.connect(lambda _: self._show_fields())
        self.with_registry.setChecked(True)

    def begin(self) -> None:
        """Ask what opens a backup here."""
        self.drop.setFocus()
        self.around.tasks.ask(
            self, lambda workspace: backup_state(workspace).in_keyring, self._take_way
        )

    def give(self, file: Path) -> None:
        """Take a file."""
        self.found.clear()
        try:
            self._is_backup = is_backup(file)
        except RegistryError as error:
            self.around.shell.tell_trouble(Trouble(error))
            return
        self.file = file
        self._name.setText(file.name)
        self._show_fields()
        self.way.show()
        self.do.setFocus()

    def prove(self) -> Job | None:
        """Prove the file."""
        file, is_backup_file = self.file, self._is_backup
        if file is None or self.progress.is_busy or not self._is_answered():
            return None
        by_key = self.with_recovery.isChecked()
        key_file = Path(self.key_file.text()).expanduser().absolute()
        secret = opening.typed(self.secret.text()) if self.secret.text() else None
        scratch = self.around.keeper.computer.places.state / "audit"
        program, language = self.around.tasks.program, self.around.speech.language
        self.secret.clear()

        def keys() -> Keys:
            if secret is None:
                return opening.keyring_keys()
            return opening.recovery_keys(key_file, secret) if by_key else opening.keys_of(secret)

        def work(workspace: Workspace, report: Report) -> Audited:
            report(0, 0)
            if is_backup_file:
                return audit_backup(file, scratch, keys(), program, report)
            if by_key:
                return audit_with_key(file, keys(), program)
            return audit_with_registry(workspace, file, language)

        title = self.around.speech.say("ui.journal.auditing", file=file.name)
        failed = self.around.shell.tell_trouble
        return self.progress.follow(
            self.around.tasks.run(title, work, self._proved, failed, writes=False)
        )

    def _proved(self, audited: Audited) -> None:
        self.found.show_proof(audited)
        self.reveal(self.found)

    def _take_way(self, in_keyring: bool) -> None:  # noqa: FBT001 - an answer
        self._in_keyring = in_keyring
        self._show_fields()

    def _needs_secret(self) -> bool:
        return self.with_recovery.isChecked() or (self._is_backup and not self._in_keyring)

    def _show_fields(self) -> None:
        self.fields["key_file"].setVisible(self.with_recovery.isChecked())
        self.fields["secret"].setVisible(self._needs_secret())

    def _is_answered(self) -> bool:
        say = self.around.speech.say
        wrong = say("ui.found.needed") if self._needs_secret() and not self.secret.text() else ""
        self.fields["secret"].set_wrong(wrong)
        no_file = ""
        if self.with_recovery.isChecked() and not Path(self.key_file.text()).expanduser().is_file():
            no_file = say("cli.no_such_file", path=self.key_file.text())
        self.fields["key_file"].set_wrong(no_file)
        return not (wrong or no_file)
