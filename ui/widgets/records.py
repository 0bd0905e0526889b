"""Inputs that name a record or a file: found by typing, dropped on, or taken from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QStringListModel, QTimer
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QSizePolicy, QWidget

from cso_registry.domain.organizations.records import Organization
from cso_registry.host.scanning import scanner_here
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import (
    AgencyId,
    AgreementId,
    AnalysisId,
    AppealId,
    BreachId,
    CallId,
    CertificateId,
    CommissioningPlanId,
    CommitteeId,
    ComplaintId,
    ComplianceId,
    ConsultationId,
    CostingId,
    DelegationId,
    EnvelopeId,
    EvaluationCommitteeId,
    FindingId,
    IndicatorId,
    IntakeId,
    LetterId,
    MeetingId,
    MissionId,
    OrganizationId,
    PaperId,
    ProblemId,
    ProposalId,
    RecordId,
    ReportId,
    ReturnId,
    ScreeningId,
    SurveyId,
    VisitId,
)
from cso_registry.storage.listing import Wanted
from ui.commands.finding import find_records
from ui.look.parts import Button, icon_button, row
from ui.widgets.dropped import TakesFiles
from ui.widgets.editor import Editor
from ui.widgets.scan_folder import ScanFolder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.workspace import Workspace
    from ui.commands.finding import FoundRecord
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

MOST_FOUND: Final = 20
EMPTY: Final = "–"
PAUSE_MS: Final = 120
HASH_SHOWN: Final = 16
"""So many digits of a SHA-256 are shown beside a file; the whole one stands on its record."""
TYPES: Final[Mapping[type[RecordId], str]] = {
    OrganizationId: "organization",
    LetterId: "letter",
    CertificateId: "certificate",
    ScreeningId: "screening",
    BreachId: "breach",
    AppealId: "appeal",
    ReturnId: "return",
    IntakeId: "intake",
    PaperId: "paper",
    AgencyId: "agency",
    MissionId: "mission",
    AnalysisId: "analysis",
    CostingId: "costing",
    CallId: "call",
    ProposalId: "proposal",
    CommitteeId: "committee",
    MeetingId: "meeting",
    DelegationId: "delegation",
    AgreementId: "agreement",
    ReportId: "progress_report",
    ProblemId: "problem",
    ConsultationId: "consultation",
    VisitId: "site_visit",
    IndicatorId: "indicator",
    SurveyId: "survey",
    ComplaintId: "complaint",
    EvaluationCommitteeId: "evaluation_committee",
    FindingId: "finding",
    CommissioningPlanId: "commissioning_plan",
    ComplianceId: "compliance_check",
    EnvelopeId: "envelope",
}
"""The type of record that a class of identity names; any other is looked for among subjects."""


class RecordEditor(Editor):
    """A record, found by any part of its name or number."""

    def __init__(
        self, around: Surroundings, identity: type[RecordId], parent: QWidget | None = None
    ) -> None:
        super().__init__(around, parent)
        # A bare identity may be of any type, such as what a letter is tied to.
        self._type = "" if identity is RecordId else TYPES.get(identity, Organization.type)
        self._id: str | None = None
        self._found: dict[str, str] = {}
        self.input = QLineEdit(maxLength=200)
        self._lines = QStringListModel(self)
        completer = QCompleter(self._lines, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.input.setCompleter(completer)
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.input.textEdited.connect(self._on_typed)
        completer.activated.connect(self._choose)
        around.speech.put(self, self.input.setPlaceholderText, "ui.form.record_example")

    def plain(self) -> Any:
        """Return the identity of the record.

        Raises:
            InputError: `ui.form.record_unknown`: what was typed names none, or several.
        """
        if self._id is None and self.input.text().strip():
            raise InputError("ui.form.record_unknown")
        return self._id

    def put(self, plain: Any) -> None:
        """Show a record by its identity."""
        self._id = None if not plain else str(plain)
        self.input.setText("")
        if self._id is not None:
            named = RecordId(self._id)
            kind = self._type
            self.around.tasks.ask(
                self, lambda found: title_of(found, kind, named), self._show, topic="title"
            )

    def raw(self) -> Any:
        """Return the identity, or what was typed."""
        return self._id or self.input.text()

    def put_raw(self, raw: Any) -> None:
        """Show what was chosen or typed before."""
        text = str(raw or "")
        try:
            self.put(RecordId.read(text) if text else None)
        except InputError:
            self._id = None
            self.input.setText(text)

    def _on_typed(self) -> None:
        self._id = None
        self._pause.start()
        self.changed.emit()

    def _ask(self) -> None:
        text = self.input.text()
        wanted, kinds = Wanted(self._type, text=text), self.around.speech

        def look(workspace: Workspace) -> dict[str, str]:
            day = workspace.today
            if not self._type:
                found = find_records(workspace, text, most=MOST_FOUND)
                return {_said(one, kinds): one.identity for one in found}
            keys = workspace.read.lists.keys(wanted, day)[:MOST_FOUND]
            rows = workspace.read.lists.rows(wanted.record_type, keys, day)
            return {_line(one.title, one.number): one.id for one in rows}

        self.around.tasks.ask(self, look, self._take, topic="find")

    def _take(self, found: dict[str, str]) -> None:
        self._found = found
        self._lines.setStringList(list(found))
        completer = self.input.completer()
        if found and self.input.hasFocus() and completer is not None:
            completer.complete()

    def _choose(self, said: object) -> None:
        line = str(said.data() if isinstance(said, QModelIndex) else said)
        if line in self._found:
            self._id = self._found[line]
            self._show(line)
            self.changed.emit()

    def _show(self, title: str) -> None:
        self.input.setText(title)
        self.input.setCursorPosition(0)


def _said(one: FoundRecord, speech: Speech) -> str:
    kind = speech.texts.words_or_none("value", f"record.{one.record_type}")
    label = one.record_type if kind is None else kind.say(speech.language)
    return f"{label} · {one.title} · {one.note or EMPTY}"


def title_of(workspace: Workspace, record_type: str, identity: RecordId) -> str:
    """Return what a record is called in its list; its identity when it is not held."""
    if not record_type:
        held = workspace.read.record(identity)
        record_type = "" if held is None else held.type
    listing = workspace.read.lists
    key = listing.key_of(identity)
    rows = [] if key is None else listing.rows(record_type, [key], workspace.today)
    return _line(rows[0].title, rows[0].number) if rows else str(identity)


def _line(title: str, number: str | None) -> str:
    """Return title and number; what has only a code is called by it once."""
    return title if title == number else f"{title} · {number or EMPTY}"


class FileEditor(TakesFiles, Editor):
    """A file: dropped here, chosen, or taken from the folder of the scanner.

    It is kept in the registry, encrypted, as soon as it is given.
    """

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._kept: dict[str, Any] | None = None
        self.setAcceptDrops(True)
        self.input = Button()
        self.input.setProperty("role", "drop")
        self.input.setProperty("presses", "yes")
        self.input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around.look.dress(self.input, "paperclip", "accent")
        self.scans = icon_button(around.look, "scan")
        self.scans.setProperty("presses", "yes")
        self.cross = icon_button(around.look, "x")
        self.cross.setProperty("presses", "yes")
        line = row(around.look)
        line.addWidget(self.input, 1)
        line.addWidget(self.scans)
        line.addWidget(self.cross)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.takes(self.scans)
        self.takes(self.cross)
        self.folder = ScanFolder(around, self.scans, scanner_here())
        self.scans.clicked.connect(self.folder.open)
        self.folder.chosen.connect(self.give)
        self.input.clicked.connect(self._ask_which)
        self.cross.clicked.connect(self._take_away)
        around.speech.keep(self, self._renew)

    def plain(self) -> Any:
        """Return how a document names the file."""
        return self._kept

    def put(self, plain: Any) -> None:
        """Show a file that is kept."""
        self._kept = dict(plain) if plain else None
        self._renew()

    def say_name(self, name: str, help_text: str) -> None:
        """Tell a screen reader what is asked here."""
        super().say_name(name, help_text)
        self.cross.setAccessibleName(self.around.speech.say("ui.form.remove"))
        self.scans.setAccessibleName(self.around.speech.say("ui.form.scans"))
        self.scans.setToolTip(self.around.speech.say("ui.form.scans"))

    def give(self, file: Path) -> None:
        """Keep a file and name it here."""
        self.tell(self.around.speech.say("ui.form.keeping_file", name=file.name))

        def keep(workspace: Workspace) -> Attachment:
            with file.open("rb") as source:
                return workspace.attach(source, file.name)

        self.around.tasks.write(self, keep, self._take, self._refused)

    def take_files(self, files: list[Path]) -> None:
        """Keep the file that was dropped."""
        if len(files) > 1:
            self.tell(self.around.speech.say("ui.form.one_file"), "late")
        else:
            self.give(files[0])

    def _ask_which(self) -> None:
        title = self.around.speech.say("ui.form.choose_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        if chosen:
            self.give(Path(chosen))

    def _take(self, kept: Attachment) -> None:
        self.folder.let_go()
        self.put(kept.model_dump(mode="json"))
        self.changed.emit()

    def _take_away(self) -> None:
        self.put(None)
        self.changed.emit()

    def _refused(self, trouble: Trouble) -> None:
        self.folder.let_go()
        self.tell("")
        self.around.shell.tell_trouble(trouble)

    def _renew(self) -> None:
        say = self.around.speech.say
        self.cross.setVisible(self._kept is not None)
        if self._kept is None:
            self.input.setText(say("ui.form.drop_file"))
            self.tell("")
            return
        self.input.setText(str(self._kept["name"]))
        size = max(1, int(self._kept["size"]) // 1024)
        self.tell(
            say("ui.form.file_kept", size=f"{size:,}", hash=self._kept["sha256"][:HASH_SHOWN])
        )
