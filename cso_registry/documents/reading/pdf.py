"""Reads a PDF as a paper: its text run by run, its codes as they are seen, what was added.

Text is what the runs say they are (ActualText), which is what a reader copies; a run that
says nothing is read by its glyphs. What could stand above or beside that text without
being it (remarks, forms, hidden text, a second saving of the file) is counted.
"""

from __future__ import annotations

import ctypes
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from cso_registry.documents.reading.likeness import (
    MOST_TEXT,
    foreign_drawing,
    marked_text,
    placed_runs,
    unlike_places,
)
from cso_registry.documents.reading.pictures import codes_in
from cso_registry.documents.reading.places import misplaced_runs, page_box, texts_as_seen
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from cso_registry.documents.fonts import FontFamily

MOST_PAGES: Final = 20
MOST_OBJECTS: Final = 200_000
_PDF: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024
_POINTS_PER_INCH: Final = 72
_DOTS_PER_INCH: Final = 200
_MOST_DOTS: Final = 4000
_INVISIBLE: Final = 3
_ADDED: Final = (raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING)


@dataclass(slots=True)
class PageRead:
    """One page.

    Attributes:
        runs: Its text in the order in which it is drawn.
        seen: Its text in the order in which it is seen, what stands aslant first.
        codes: Texts of the square codes that are seen on it.
        unmarked: Runs that do not say what they are.
        hidden: Runs that are not seen.
        remarks: Remarks and form fields that lie above the page.
        pictures: Pictures on it.
        added: Parts that this program never draws.
        unlike: Dots in which the page does not look like its text; 0 when not compared.
        misplaced: Runs that cannot be read where they stand: beyond the page, on top of
            another, squeezed, or too small.
    """

    runs: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    unmarked: int = 0
    hidden: int = 0
    remarks: int = 0
    pictures: int = 0
    added: int = 0
    unlike: int = 0
    misplaced: int = 0


@dataclass(frozen=True, slots=True)
class PdfRead:
    """A whole PDF; `savings` is how often it was saved."""

    pages: tuple[PageRead, ...]
    savings: int


def is_pdf(data: bytes) -> bool:
    """Return whether bytes are a PDF; its mark may stand a little after the start."""
    return _PDF in data[:_MARK_WITHIN]


def read_pdf(data: bytes, family: FontFamily | None = None) -> PdfRead:
    """Read a PDF of a few pages.

    Args:
        data: The file.
        family: The cuts of our papers; with them pages are compared with their text.

    Raises:
        InputError: See `opened_pdf`; `reading.pdf_too_long` or `reading.pdf_too_full`.
    """
    document = opened_pdf(data)
    with closing(document):
        count = len(document)
        if count > MOST_PAGES:
            raise InputError("reading.pdf_too_long", pages=count, most=MOST_PAGES)
        try:
            pages = tuple(_page(document, number, family) for number in range(count))
        except pdfium.PdfiumError as error:
            raise InputError("reading.pdf_unreadable") from error
        return PdfRead(pages, _savings(document))


def opened_pdf(data: bytes) -> Any:
    """Open a PDF that has at least one page.

    Raises:
        InputError: `reading.pdf_unreadable` or `reading.pdf_locked`.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError("reading.pdf_locked" if locked else "reading.pdf_unreadable") from error
    if len(document) == 0:
        document.close()
        raise InputError("reading.pdf_unreadable")
    return document


def _savings(document: Any) -> int:
    return int(raw.FPDF_GetTrailerEnds(document, None, 0))


def _page(document: Any, number: int, family: FontFamily | None) -> PageRead:
    with closing(document[number]) as page:
        read = PageRead(remarks=raw.FPDFPage_GetAnnotCount(page))
        with closing(page.get_textpage()) as text_page:
            last = 0
            for found in _objects(page, read):
                last = _take_run(found, text_page, read, last)
        read.codes = codes_in(page_picture(page))
        if read.runs and len(read.runs) > read.hidden:
            foreign, dark = foreign_drawing(page)
            read.added += foreign + max(dark - len(read.codes), 0)
            placed = placed_runs(page)
            read.seen = texts_as_seen(placed)
            read.misplaced = misplaced_runs(placed, page_box(page))
            if family is not None:
                read.unlike = unlike_places(page, placed, family)
        return read


def page_picture(page: Any, dots_per_inch: int = _DOTS_PER_INCH) -> Image.Image:
    """Return a page as it is seen, in grey, never larger than can be held."""
    width, height = page.get_size()
    scale = dots_per_inch / _POINTS_PER_INCH
    longest = max(width, height, 1)
    bitmap = page.render(scale=min(scale, _MOST_DOTS / longest), grayscale=True)
    picture: Image.Image = bitmap.to_pil()
    return picture.convert("L")


def _objects(page: Any, read: PageRead) -> Iterator[Any]:
    """Yield the text objects of a page; count the others that matter."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        raise InputError("reading.pdf_too_full")
    for at in range(count):
        found = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield found
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            read.pictures += 1
        elif kind in _ADDED:
            read.added += 1


def _take_run(found: Any, text_page: Any, read: PageRead, last: int) -> int:
    """Add what a text object says; objects of one marked run share its mark, which counts once."""
    if raw.FPDFTextObj_GetTextRenderMode(found) >= _INVISIBLE:
        read.hidden += 1
    text, place = marked_text(found)
    if text is not None:
        if place != last:
            read.runs.append(text)
        return place
    shown = _glyph_text(found, text_page)
    if shown.strip():
        read.unmarked += 1
        read.runs.append(shown)
    return 0


def _glyph_text(found: Any, text_page: Any) -> str:
    size = min(raw.FPDFTextObj_GetText(found, text_page, None, 0), MOST_TEXT)
    kept = (ctypes.c_ushort * max(size // 2, 1))()
    raw.FPDFTextObj_GetText(found, text_page, kept, size)
    return bytes(kept).decode("utf-16-le", errors="replace").rstrip("\0")
