"""Reads the square codes of a long scan, a few pages at a time, so that progress is seen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium

from cso_registry.documents.reading.pdf import is_pdf, opened_pdf, page_picture
from cso_registry.documents.reading.pictures import codes_in, read_picture
from cso_registry.kernel.errors import InputError

MOST_SCANNED: Final = 400
AT_ONCE: Final = 6
"""Pages that one reading process reads: few enough to stop soon, enough to be worth its start."""


@dataclass(frozen=True, slots=True)
class CodesRead:
    """Some pages of a scan.

    Attributes:
        pages: The texts of the square codes of each.
        whole: How many pages the scan has.
    """

    pages: tuple[tuple[str, ...], ...]
    whole: int


def read_codes(data: bytes, first: int) -> CodesRead:
    """Read the codes of some pages of a PDF, or of a picture, which is one page.

    Args:
        data: The file.
        first: Where to begin, from 0.

    Raises:
        InputError: See `opened_pdf` and `read_picture`; `reading.pdf_too_long`.
    """
    if not is_pdf(data):
        return CodesRead((read_picture(data),), 1)
    with closing(opened_pdf(data)) as document:
        count = len(document)
        if count > MOST_SCANNED:
            raise InputError("reading.pdf_too_long", pages=count, most=MOST_SCANNED)
        try:
            last = min(count, first + AT_ONCE)
            pages = tuple(_codes_on(document, at) for at in range(first, last))
        except pdfium.PdfiumError as error:
            raise InputError("reading.pdf_unreadable") from error
        return CodesRead(pages, count)


def _codes_on(document: Any, at: int) -> tuple[str, ...]:
    with closing(document[at]) as page:
        return codes_in(page_picture(page))
