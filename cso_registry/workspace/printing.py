"""From a record to a paper: composed, drawn, frozen in the journal, written (F:J6).

The paper is drawn before it is frozen, and frozen before the file gets its name: a
failing drawing leaves nothing, and no paper leaves the office that the journal does
not know.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.documents.content import (
    PaperContent,
    read_snapshot,
    snapshot_bytes,
    snapshot_hash,
)
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers.acts import IssuePaper, ReprintPaper
from cso_registry.domain.papers.records import FrozenPaper, Paper
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId, PaperId, RecordId
from cso_registry.workspace.letter_press import (
    LetterOrder,
    LetterWriter,
    PrintedLetter,
    entry_of,
    letter_kind,
    printed_letter,
)
from cso_registry.workspace.look_log import require_may_look
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_kinds.kind import Beside
from cso_registry.workspace.paper_making import PaperMaker, Sheet, sheet_of, subject_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.fonts import FontFamily
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.errors import RegistryError
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was printed: its record, None for drafts and blank forms, and its file."""

    paper: PaperId | None
    pdf: bytes
    content: PaperContent


class Press:
    """Prints the papers of one registry; fonts and templates are read once."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._workspace = workspace
        self._maker = PaperMaker(workspace, language)
        self._writer = LetterWriter(workspace, self._maker)

    def blank_form(self, code: str) -> Printed:
        """Return an empty form to be filled by hand.

        Raises:
            InputError: `paper.not_a_form`.
        """
        kind = paper_kind(code)
        if not kind.blank:
            raise InputError("paper.not_a_form", paper=code)
        content = self._maker.content(sheet_of(kind, None), None)
        return Printed(None, self._maker.draw([content]), content)

    def draft(
        self, code: str, record: Any, session: Session, asked: Mapping[str, str] | None = None
    ) -> Printed:
        """Return a paper with the watermark of a draft; it is not recorded.

        Raises:
            DeniedError: `look.role_missing` or `look.outside_jurisdiction`, for the paper of a
                subject shows what is masked elsewhere.
        """
        if isinstance(record, Organization):
            require_may_look(self._workspace, session, record)
        if paper_kind(code).letter:
            return self.draft_letter(
                LetterOrder(code=code, record=record, asked=asked or {}), session
            )
        return self._drafted(sheet_of(paper_kind(code), record, asked), session)

    def draft_letter(self, order: LetterOrder, session: Session) -> Printed:
        """Return a letter without a number, with the watermark of a draft."""
        return self._drafted(self._writer.draft(order, session), session)

    def issue_letter(self, order: LetterOrder, session: Session) -> PrintedLetter:
        """Number, freeze and draw a letter in one transaction (F:B4).

        Raises:
            InputError: `paper.not_a_letter`, `letter.no_recipient`, and when the record
                may not have this letter.
            DeniedError: When the officer may not write letters.
        """
        with self._workspace.performer.performing() as work:
            return self.issue_letter_within(work, order, session)

    def issue_letter_within(
        self, work: Work, order: LetterOrder, session: Session, *, batch: BatchId | None = None
    ) -> PrintedLetter:
        """Number, freeze and draw a letter in a transaction that is open.

        What the transaction has done is read: pass the record as `work.record` gives it.
        """
        letter_kind(order.code).refuse_unless(order.record, self._workspace.today)
        paper = PaperId(self._workspace.program.means.identities.new())
        act = self._writer.act(order, session, paper)
        work.perform(act, session, batch=batch)
        entry = entry_of(work.record(act.letter))
        sheet = self._writer.sheet(order, session, entry)
        printed = self.freeze(work, sheet, session, number=entry.number, paper=paper, batch=batch)
        return printed_letter(act.letter, entry, printed)

    def _drafted(self, sheet: Sheet, session: Session) -> Printed:
        content = self._maker.content(sheet, session, draft=True)
        return Printed(None, self._maker.draw([content]), content)

    def issue(
        self, code: str, record: Any, session: Session, asked: Mapping[str, str] | None = None
    ) -> Printed:
        """Freeze a paper in the journal and return it.

        Raises:
            InputError: When the record may not have this paper yet, such as
                `paper.not_numbered`; `paper.is_a_letter`, when it is one.
            DeniedError: When the officer may not print.
        """
        with self._workspace.performer.performing() as work:
            return self.issue_within(work, code, record, session, asked)

    def issue_within(
        self,
        work: Work,
        code: str,
        record: Any,
        session: Session,
        asked: Mapping[str, str] | None = None,
        *,
        batch: BatchId | None = None,
    ) -> Printed:
        """Freeze a paper in a transaction that is open, beside the act that it rests on.

        What the transaction has done is read: pass the record as `work.record` gives it.
        """
        kind = paper_kind(code)
        if kind.letter:
            raise InputError("paper.is_a_letter", paper=code)
        sheet = sheet_of(kind, record, asked)
        kind.refuse_unless(record, self._workspace.today)
        printed = self.freeze(work, sheet, session, number=kind.number(record), batch=batch)
        if kind.beside is not None and printed.paper is not None:
            reading = self._workspace.read
            paper, said = printed.paper, sheet.asked
            kind.beside(Beside(work, session, record, paper, said, batch, reading))
        return printed

    def freeze(
        self,
        work: Work,
        sheet: Sheet,
        session: Session,
        *,
        number: str | None,
        paper: PaperId | None = None,
        batch: BatchId | None = None,
    ) -> Printed:
        """Compose, draw and freeze a paper in an open transaction.

        In a print batch it is not drawn: the file of the batch is, with all its papers.
        """
        work.flush()
        content = self._maker.content(sheet, session)
        pdf = b"" if batch is not None else self._maker.draw([content])
        paper = paper or PaperId(self._workspace.program.means.identities.new())
        record = sheet.record
        act = IssuePaper(
            paper=paper,
            home=record.scope,
            code=sheet.kind.code,
            subject_type=record.type,
            subject=record.id,
            about=sheet.about or subject_about(record),
            number=number,
            template_version=content.template_version,
            template_sha256=content.template_hash,
            content_sha256=snapshot_hash(content),
            heads=self._workspace.read.heads(record.id),
            content=orjson.loads(snapshot_bytes(content)),
            pdf_sha256=hashlib.sha256(pdf).hexdigest() if batch is None else None,
        )
        work.perform(act, session, batch=batch)
        self._workspace.note_look_within(session, f"printed {sheet.kind.code}", record.id)
        return Printed(paper, pdf, content)

    def frozen(self, paper: RecordId) -> tuple[FrozenPaper, PaperContent]:
        """Return what was frozen of a paper, checked against its hash.

        Raises:
            InputError: `paper.unknown`, `paper.removed_by_law`, `paper.changed`.
        """
        found = self._workspace.read.record(paper)
        frozen = found.frozen if isinstance(found, Paper) else None
        if frozen is None:
            raise InputError("paper.unknown", paper=paper)
        if frozen.content is None:
            raise InputError("paper.removed_by_law", paper=paper)
        content = read_snapshot(canonical_bytes(frozen.content))
        if snapshot_hash(content) != frozen.content_sha256:
            raise InputError("paper.changed", paper=paper)
        return frozen, content

    @property
    def fonts(self) -> FontFamily:
        """Return the fonts in which this press draws."""
        return self._maker.fonts

    def title(self, code: str) -> str:
        """Return the title of a paper in the language of this press."""
        return self._maker.title(code)

    def sentence(self, error: RegistryError) -> str:
        """Return why something was not printed, in the language of this press."""
        texts, language = self._workspace.program.texts, self._maker.language
        if not isinstance(error, RefusedError):
            return texts.error(error, language)
        said = (texts.refusal(one.key, language, one.params) for one in error.reasons)
        return "\n".join(said)

    def draw(self, contents: Iterable[PaperContent]) -> bytes:
        """Return one PDF of several papers."""
        return self._maker.draw(contents)

    def reprint(self, paper: PaperId, session: Session, reason: str) -> Printed:
        """Print a frozen paper again, word for word, with a reason.

        Raises:
            InputError: `paper.unknown`; `paper.changed`, when what is kept is not what
                was frozen.
        """
        frozen, content = self.frozen(paper)
        pdf = self._maker.draw([content])
        sha256 = hashlib.sha256(pdf).hexdigest()
        self._workspace.perform(
            ReprintPaper(paper=paper, pdf_sha256=sha256, reason=reason), session
        )
        self._workspace.note_look(session, f"reprinted {frozen.code}", RecordId(frozen.subject))
        return Printed(paper, pdf, content)
