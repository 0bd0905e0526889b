"""What a person presents to be checked: a file, a pasted code, a typed short code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.documents.reading.pdf import is_pdf
from cso_registry.documents.reading.process import read_paper
from cso_registry.domain.certification.code_text import is_code_text
from cso_registry.domain.certification.short_code import looks_like_short_code, read_short_code
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.checking.answer import Finding, Verdict
from cso_registry.workspace.checking.page_sets import PageSet, page_sets, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.documents.reading.pdf import PageRead, PdfRead

_MOST_PICTURES: Final = 2
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Presented:
    """A certificate as it is presented.

    Attributes:
        code: Text of its square code, None when only the short code was typed.
        short: The short code that was typed, None otherwise.
        text: The text of its PDF without blanks, None when there is none to compare.
        findings: What its file shows of changes.
        pages: Its pages in the file, counted from 1; empty when it is no file.
    """

    code: str | None = None
    short: str | None = None
    text: str | None = None
    findings: tuple[Finding, ...] = ()
    pages: tuple[int, ...] = ()


def presented_text(text: str) -> Presented:
    """Return what was typed or pasted.

    Raises:
        InputError: `code.*`, when it is neither a code nor a short code.
    """
    if is_code_text(text):
        return Presented(code=text)
    if looks_like_short_code(text):
        return Presented(short=read_short_code(text))
    raise InputError("check.neither_file_nor_code")


def presented_file(data: bytes, fonts: Path) -> tuple[Presented, ...]:
    """Return the certificates in a file, one for each code.

    Args:
        data: The file.
        fonts: Folder of the cuts of our papers.

    Raises:
        InputError: `check.no_code`, `check.foreign_code`, `check.several_codes`,
            `reading.*`, `code.*`.
    """
    if is_pdf(data) or data.startswith(_PICTURES):
        return _on_pages(read_paper(data, fonts))
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise InputError("reading.picture_unreadable") from None
    return (presented_text(text),)


def _on_pages(read: PdfRead) -> tuple[Presented, ...]:
    sets = page_sets(read.pages)
    if not sets:
        foreign = any(page.codes for page in read.pages)
        raise InputError("check.foreign_code" if foreign else "check.no_code")
    return tuple(_one(one, read) for one in sets)


def _one(found: PageSet, read: PdfRead) -> Presented:
    pages = [read.pages[at] for at in found.pages]
    runs = [run for page in pages for run in page.runs]
    hidden = sum(page.hidden for page in pages)
    # Of a scan, what a scanner lays under it as hidden text is its guess.
    scan = len(runs) <= hidden
    told = (*_changes(pages, read.savings, scan=scan), *_beside(found))
    numbers = tuple(at + 1 for at in found.pages)
    return Presented(found.code, None, None if scan else text_of(pages), told, numbers)


def _beside(found: PageSet) -> Iterator[Finding]:
    """Yield what is said of pages that are no part of the certificate."""
    if found.cover:
        yield Finding("check.cover_page", params={"pages": _numbers(found.cover)})
    if found.strange:
        params = {"pages": _numbers(found.strange)}
        yield Finding("check.strange_page", Verdict.REFUSED, params)


def _numbers(pages: tuple[int, ...]) -> str:
    return ", ".join(str(at + 1) for at in pages)


def _changes(pages: list[PageRead], savings: int, *, scan: bool) -> list[Finding]:
    """Return what was added to a file after it was made."""
    counts = {"check.pdf_remarks": sum(page.remarks for page in pages)}
    if not scan:
        counts |= {
            "check.pdf_hidden": sum(page.hidden for page in pages),
            "check.pdf_foreign_text": sum(page.unmarked for page in pages),
            "check.pdf_added": sum(page.added for page in pages)
            + sum(max(page.pictures - _MOST_PICTURES, 0) for page in pages),
            "check.pdf_picture_differs": sum(page.unlike for page in pages),
            "check.pdf_misplaced": sum(page.misplaced for page in pages),
            "check.pdf_saved_again": max(savings - 1, 0),
        }
    found = [
        Finding(key, Verdict.REFUSED, {"count": count}) for key, count in counts.items() if count
    ]
    pictures = sum(page.pictures for page in pages)
    if pictures and not scan:
        found.append(Finding("check.look_at_pictures", params={"count": pictures}))
    return found
