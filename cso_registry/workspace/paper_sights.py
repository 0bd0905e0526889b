"""A paper as it is seen before and after it is issued: the very bytes, and their pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.documents.content import snapshot_hash
from cso_registry.documents.picturing import PagePicture, page_count, page_picture
from cso_registry.domain.rule import RefusedError
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cso_registry.documents.content import PaperContent
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import PaperId, RecordId
    from cso_registry.workspace.letter_press import PrintedLetter
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.printing import Printed
    from cso_registry.workspace.workspace import Workspace

DOCX = ".docx"
SCREEN_DOTS = 96
MOST_PAGES = 40
"""So many pages are shown; all are printed."""


@dataclass(frozen=True, slots=True)
class PaperSight:
    """One paper.

    Attributes:
        title: Its title.
        paper: Its record, None while it is a draft.
        pdf: The bytes that are shown, printed and, once issued, fingerprinted.
        pages: Its pages for the screen.
        refusal: Why the record may not have it yet.
        is_new: Whether it was issued just now, so that printing it is the first time.
        is_sheet: Whether it is a sheet of the desk, which no journal keeps and nobody issues.
        content: What stands on it, None of a sheet.
    """

    title: str
    paper: PaperId | None
    pdf: bytes
    pages: tuple[PagePicture, ...]
    refusal: RegistryError | None = None
    is_new: bool = False
    is_sheet: bool = False
    content: PaperContent | None = None

    @property
    def page_count(self) -> int:
        """Return how many pages it has; not all may be shown."""
        return page_count(self.pdf)

    def page(self, at: int, dots_per_inch: float) -> PagePicture:
        """Return one page, counted from 0, at the resolution of a printer."""
        return page_picture(self.pdf, at, dots_per_inch)

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes."""
        return hashlib.sha256(self.pdf).hexdigest()


def drafted(
    workspace: Workspace,
    code: str,
    record: RecordId,
    session: Session,
    language: Language,
    asked: Mapping[str, str] | None = None,
) -> PaperSight:
    """Return a paper as a draft, and why it may not be issued, if it may not."""
    press, found = Press(workspace, language), _held(workspace, record)
    refusal = _refusal(workspace, code, found)
    made = press.draft(code, found, session, asked)
    pages = page_pictures(made.pdf)
    return PaperSight(press.title(code), None, made.pdf, pages, refusal, content=made.content)


def possible(workspace: Workspace, codes: Iterable[str], record: RecordId) -> tuple[str, ...]:
    """Return those of `codes` that a record may have today."""
    found = _held(workspace, record)
    return tuple(code for code in codes if _refusal(workspace, code, found) is None)


def _refusal(workspace: Workspace, code: str, found: Record) -> RegistryError | None:
    try:
        paper_kind(code).refuse_unless(found, workspace.today)
    except (InputError, RefusedError) as error:
        return error
    return None


def issued(
    workspace: Workspace,
    code: str,
    record: RecordId,
    session: Session,
    language: Language,
    asked: Mapping[str, str] | None = None,
) -> PaperSight:
    """Issue a paper, or number and issue a letter, and return it; see `Press`."""
    press, found = Press(workspace, language), _held(workspace, record)
    made = _printed(press, code, found, session, asked or {})
    pages = page_pictures(made.pdf)
    return PaperSight(
        press.title(code), made.paper, made.pdf, pages, is_new=True, content=made.content
    )


def _printed(
    press: Press, code: str, found: Record, session: Session, asked: Mapping[str, str]
) -> Printed | PrintedLetter:
    if paper_kind(code).letter:
        return press.issue_letter(order_as_asked(code, found, dict(asked)), session)
    return press.issue(code, found, session, asked)


def seen(workspace: Workspace, paper: PaperId, language: Language) -> PaperSight:
    """Return a paper that was issued, drawn from what was frozen."""
    press = Press(workspace, language)
    frozen, content = press.frozen(paper)
    pdf = press.draw([content])
    return PaperSight(press.title(frozen.code), paper, pdf, page_pictures(pdf), content=content)


def reprinted(
    workspace: Workspace, paper: PaperId, session: Session, reason: str, language: Language
) -> PaperSight:
    """Count one more printing of a paper and return it; see `Press.reprint`."""
    press = Press(workspace, language)
    printed = press.reprint(paper, session, reason)
    title = press.title(press.frozen(paper)[0].code)
    pages = page_pictures(printed.pdf)
    return PaperSight(title, paper, printed.pdf, pages, is_new=True, content=printed.content)


def save_copy(sight: PaperSight, out: Path, program: Program, language: Language) -> None:
    """Write a paper as a file: by the name of the file as PDF, or as DOCX to go on writing in.

    A DOCX file says at the foot of each page that it is a copy.

    Raises:
        InputError: `paper.not_editable`, of a sheet of the desk.
        KnownError: What the disk said.
    """
    if out.suffix.casefold() != DOCX:
        write_small_file(out.absolute(), sight.pdf)
        return
    # Few papers are asked for in this form, and its library takes long to load.
    from cso_registry.documents.editable.copying import editable_copy  # noqa: PLC0415

    if sight.content is None:
        raise InputError("paper.not_editable", title=sight.title)
    digest = snapshot_hash(sight.content)
    said = program.texts.text("documents.editable_note", language, hash=digest[:16])
    write_small_file(out.absolute(), editable_copy(sight.content, said))


def _held(workspace: Workspace, identity: RecordId) -> Record:
    found = workspace.read.record(identity)
    if found is None:
        raise InputError("record.unknown", field="organization", id=identity)
    return found


def page_pictures(pdf: bytes) -> tuple[PagePicture, ...]:
    """Return the pages of a paper for the screen."""
    shown = min(MOST_PAGES, page_count(pdf))
    return tuple(page_picture(pdf, at, SCREEN_DOTS) for at in range(shown))
