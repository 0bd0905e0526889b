"""The text of a whole paper as one digest, so that a changed letter anywhere is noticed.

Counted is every run of text, on every page, with the watermark and the foot: once in the
order in which it is drawn, and once in the order in which it is seen, from the top left, so
that words which were put in each other's places are noticed as well. Blanks and the script of
digits do not count, nor do the hashes in the foot: one of them is made from the code that this
digest stands in.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.shaping import without_surrogates
from cso_registry.thai.digits import to_arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.documents.layout.pages import Page

_HASH: Final = re.compile(r"(?<!\S)[0-9a-f]{16}(?!\S)")
_BLANK: Final = re.compile(r"[\s\u200b\ufeff]+")
_ANY_HASH: Final = "0" * 64
_SAME_LINE: Final = 1.37
"""Points; no two lines of a paper are so near, and no two runs of a line so far apart."""


class SeenRun(NamedTuple):
    """A run of text and its base line: from the left, and up from the foot of the page."""

    text: str
    x: float
    y: float


def paper_text(content: PaperContent, family: FontFamily) -> str:
    """Return the text of a paper as `whole_text` gives that of its PDF."""
    pages = [_runs(page) for page in lay_out(content, family, _ANY_HASH)]
    drawn = (run for page in pages for run in (*content.watermark, *(one.text for one in page)))
    seen = (run for page in pages for run in (*content.watermark, *as_seen(page)))
    return whole_text(drawn, seen)


def whole_text(drawn: Iterable[str], seen: Iterable[str]) -> str:
    """Return the runs of all pages as one text: as they are drawn, and as they are seen."""
    return f"{plain_text(drawn)}\n{plain_text(seen)}"


def as_seen(runs: Iterable[SeenRun]) -> list[str]:
    """Return the texts of the runs of one page line by line, each line from the left."""
    lines: list[list[SeenRun]] = []
    for run in sorted(runs, key=lambda one: -one.y):
        if lines and lines[-1][-1].y - run.y < _SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [run.text for line in lines for run in sorted(line, key=lambda one: one.x)]


def text_digest(text: str) -> bytes:
    """Return the SHA-256 of a paper's text, as `paper_text` or `whole_text` gave it."""
    return hashlib.sha256(text.encode()).digest()


def plain_text(runs: Iterable[str]) -> str:
    """Return runs of text as one, without blanks, with Arabic digits, without hashes."""
    kept = (_HASH.sub("", without_surrogates(run)) for run in runs)
    return "".join(plain_words(run) for run in kept)


def plain_words(words: str) -> str:
    """Return words as they stand in a `plain_text`."""
    return _BLANK.sub("", to_arabic_digits(words))


def _runs(page: Page) -> list[SeenRun]:
    return [
        SeenRun(mark.text, mark.x, -placed.top - mark.y)
        for placed in (*page.body, page.foot)
        for mark in placed.marks
        if isinstance(mark, TextMark)
    ]
