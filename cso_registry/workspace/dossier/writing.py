"""Writes the dossier of a case: a BagIt bag with papers, files, an index and a page to read."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import orjson

from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.file_names import safe_file_name
from cso_registry.host.private_files import private_opener
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import PaperId, RecordId
from cso_registry.workspace.dossier.bag import Bag
from cso_registry.workspace.dossier.case_file import case_file
from cso_registry.workspace.dossier.index_pages import Index, IndexLine, index_html, index_pdf
from cso_registry.workspace.keeping import require_outside
from cso_registry.workspace.masking import told_groups
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.dossier.case_file import CaseFile, CaseRecord
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.record_view import IssuedPaper
    from cso_registry.workspace.workspace import Workspace

LOOK: Final = "exported dossier"
NAME: Final = "dossier-{code}"


def dossier_name(agreement: Agreement) -> str:
    """Return what the dossier of an agreement is called, as a file without its ending."""
    code = "" if agreement.file is None else agreement.file.code
    return safe_file_name(NAME.format(code=code.replace("/", "-")))


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that was written.

    Attributes:
        left_out: Papers and files that are named in the index and are not in the bag.
    """

    path: Path
    papers: int
    files: int
    left_out: int
    is_personal_shown: bool


def write_dossier(
    workspace: Workspace,
    agreement: Agreement,
    out: Path,
    session: Session,
    language: Language,
    *,
    masked: bool = False,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Dossier:
    """Write everything about the case of an agreement into one new file; the look is logged.

    Args:
        workspace: The registry.
        agreement: The agreement.
        out: A ZIP file that is not there yet.
        session: Who asks: without a right to personal data they are masked, and the papers
            and files, which hold them, are named and left out.
        language: Of the index and the page.
        masked: Whether to mask them even for who may see them, such as to hand it on.
        report: Told how much is done; what it raises ends the work, and leaves no file.

    Raises:
        InputError: `cli.inside_registry`.
        KnownError: What the disk said, or that a kept file is damaged.
    """
    require_outside(out.parent, workspace.folder)
    case = case_file(workspace, agreement, session, language, masked=masked)
    spare = out.with_name(f".{out.name}.new")
    with disk_faults_named(out):
        try:
            with (
                open(spare, "xb", opener=private_opener) as stream,
                zipfile.ZipFile(stream, "w", strict_timestamps=False) as archive,
            ):
                writer = _Writer(workspace, case, language, archive, report)
                writer.write()
            spare.replace(out)
        except BaseException:
            spare.unlink(missing_ok=True)
            raise
    for one in case.records:
        workspace.note_look(session, LOOK, RecordId(one.record.id))
    kept = [one for one in writer.lines if not one.why_not]
    return Dossier(
        path=out,
        papers=sum(1 for one in kept if one.is_paper),
        files=sum(1 for one in kept if not one.is_paper),
        left_out=len(writer.lines) - len(kept),
        is_personal_shown=case.is_personal_shown,
    )


class _Writer:
    """Writes one bag."""

    def __init__(
        self,
        workspace: Workspace,
        case: CaseFile,
        language: Language,
        archive: zipfile.ZipFile,
        report: Callable[[int, int], None],
    ) -> None:
        self._workspace, self._case, self._language = workspace, case, language
        self._press = Press(workspace, language)
        self._report = report
        self._moment = thai_time(workspace.program.clock.now_ms())
        file = case.agreement.file
        self._code = "" if file is None else file.code
        self._bag = Bag(archive, dossier_name(case.agreement), self._moment)
        self.lines: list[IndexLine] = []

    def write(self) -> None:
        """Write the papers and files, then what names them, then the manifests."""
        total = sum(len(one.papers) + len(one.files) for one in self._case.records) + 1
        for record in self._case.records:
            for paper in record.papers:
                self.lines.append(self._paper(record, paper))
                self._report(len(self.lines), total)
            for sha256, name in record.files:
                self.lines.append(self._file(record, sha256, name))
                self._report(len(self.lines), total)
        index = Index(
            workspace=self._workspace,
            case=self._case,
            language=self._language,
            lines=tuple(self.lines),
            moment=self._moment,
        )
        self._bag.put("records.json", self._records())
        self._bag.put("index.pdf", index_pdf(index))
        self._bag.put("index.html", index_html(index).encode())
        self._bag.close(self._told())
        self._report(total, total)

    def _paper(self, record: CaseRecord, paper: IssuedPaper) -> IndexLine:
        title = f"{paper.code} {self._press.title(paper.code)}"
        named = " · ".join(one for one in (paper.number, record.title) if one)
        if not self._case.is_personal_shown:
            return IndexLine(title, named, paper.issued, why_not=self._say("masked"), is_paper=True)
        try:
            _, content = self._press.frozen(RecordId(PaperId(paper.id)))
            pdf = self._press.draw([content])
        except InputError as error:
            why = self._workspace.program.texts.error(error, self._language)
            return IndexLine(title, named, paper.issued, why_not=why, is_paper=True)
        path = self._path("papers", f"{paper.code} {paper.number or ''}".strip() + ".pdf")
        self._bag.put(path, pdf)
        return self._line(title, named, path, paper)

    def _line(self, title: str, named: str, path: str, paper: IssuedPaper) -> IndexLine:
        digest = self._bag.hashes[path]
        return IndexLine(title, named, paper.issued, path=path, sha256=digest, is_paper=True)

    def _file(self, record: CaseRecord, sha256: str, name: str) -> IndexLine:
        named = f"{record.kind} · {record.title}"
        if not self._case.is_personal_shown:
            return IndexLine(name, named, None, sha256=sha256, why_not=self._say("masked"))
        workspace = self._workspace
        kept = workspace.attachments
        if kept.size_of(workspace.connection, bytes.fromhex(sha256)) is None:
            return IndexLine(name, named, None, sha256=sha256, why_not=self._say("not_held"))
        path = self._path("files", name)
        with self._bag.file(path) as stream:
            kept.copy_to(workspace.connection, bytes.fromhex(sha256), cast("BinaryIO", stream))
        return IndexLine(name, named, None, path=path, sha256=sha256)

    def _path(self, folder: str, name: str) -> str:
        return f"{folder}/{len(self.lines) + 1:03d}-{safe_file_name(name.replace('/', '-'))}"

    def _say(self, name: str) -> str:
        return self._workspace.program.texts.label(f"dossier.{name}").say(self._language)

    def _records(self) -> bytes:
        personal = self._case.is_personal_shown
        told = [
            {
                "type": one.record.type,
                "id": one.record.id,
                "title": one.title,
                "groups": told_groups(one.record, personal=personal),
            }
            for one in self._case.records
        ]
        return orjson.dumps(told, option=orjson.OPT_INDENT_2)

    def _told(self) -> dict[str, str]:
        office = self._workspace.office
        identity = None if office is None else office.identity
        return {
            "Source-Organization": "" if identity is None else identity.name_th,
            "External-Identifier": self._code,
            "External-Description": self._case.records[0].title,
            "Internal-Sender-Identifier": str(self._case.agreement.id),
        }
