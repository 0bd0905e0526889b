"""Pictures of the pages of our own papers, for the screen and the printer."""

from __future__ import annotations

from contextlib import closing
from threading import Lock
from typing import Final, NamedTuple

import pypdfium2

POINTS_PER_INCH: Final = 72
ONE_AT_A_TIME: Final = Lock()
"""PDFium serves one thread at a time."""


class PagePicture(NamedTuple):
    """One page as red, green and blue bytes, row by row without gaps."""

    width: int
    height: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """Return how many pages a paper has."""
    with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def page_picture(pdf: bytes, page: int, dots_per_inch: float) -> PagePicture:
    """Return one page of a paper, counted from 0, at a resolution."""
    with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
        picture = document[page].render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
        plain = picture.convert("RGB")
        return PagePicture(plain.width, plain.height, plain.tobytes())
