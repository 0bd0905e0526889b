"""What a person presents to be checked: a file, a pasted code, a typed short code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.documents.page_text import plain_text
from cso_registry.documents.reading.child import is_pdf
from cso_registry.documents.reading.process import read_paper
from cso_registry.domain.certification.code_text import PREFIX, is_code_text
from cso_registry.domain.certification.short_code import looks_like_short_code, read_short_code
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.checking.answer import Finding, Verdict

if TYPE_CHECKING:
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
    """

    code: str | None = None
    short: str | None = None
    text: str | None = None
    findings: tuple[Finding, ...] = ()


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
    on_page = [(page, _certificate_codes(page)) for page in read.pages]
    codes = {code for _, found in on_page for code in found}
    if not codes:
        foreign = any(page.codes for page in read.pages)
        raise InputError("check.foreign_code" if foreign else "check.no_code")
    if len(codes) == 1:
        return (_one(codes.pop(), list(read.pages), read.savings),)
    if any(len(found) > 1 for _, found in on_page):
        raise InputError("check.several_codes")
    papers: list[tuple[str, list[PageRead]]] = []
    waiting: list[PageRead] = []
    for page, found in on_page:
        waiting.append(page)
        if found:
            papers.append((found[0], waiting))
            waiting = []
    if waiting:
        papers[-1][1].extend(waiting)
    return tuple(_one(code, pages, read.savings) for code, pages in papers)


def _certificate_codes(page: PageRead) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in page.codes if code.startswith(PREFIX)))


def _one(code: str, pages: list[PageRead], savings: int) -> Presented:
    runs = [run for page in pages for run in page.runs]
    hidden = sum(page.hidden for page in pages)
    seen = len(runs) > hidden
    if not seen:
        # A scan; what a scanner lays under it as hidden text is its guess.
        return Presented(code=code, findings=tuple(_changes(pages, savings, scan=True)))
    found = tuple(_changes(pages, savings, scan=False))
    return Presented(code=code, text=plain_text(runs), findings=found)


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
            "check.pdf_saved_again": max(savings - 1, 0),
        }
    found = [
        Finding(key, Verdict.REFUSED, {"count": count}) for key, count in counts.items() if count
    ]
    pictures = sum(page.pictures for page in pages)
    if pictures and not scan:
        found.append(Finding("check.look_at_pictures", params={"count": pictures}))
    return found
