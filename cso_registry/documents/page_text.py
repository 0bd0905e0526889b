"""The text of a whole paper as one digest, so that a changed letter anywhere is noticed.

Counted is every run of text in the order in which it is drawn, on every page, with the
watermark and the foot. Blanks and the script of digits do not count, nor do the hashes
in the foot: one of them is made from the code that this digest stands in.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.shaping import without_surrogates
from cso_registry.thai.digits import to_arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily

_HASH: Final = re.compile(r"(?<!\S)[0-9a-f]{16}(?!\S)")
_BLANK: Final = re.compile(r"[\s\u200b\ufeff]+")
_ANY_HASH: Final = "0" * 64


def paper_text(content: PaperContent, family: FontFamily) -> str:
    """Return the text of a paper as `plain_text` gives that of its PDF."""
    return plain_text(_runs(content, family))


def text_digest(text: str) -> bytes:
    """Return the SHA-256 of a paper's text, as `paper_text` or `plain_text` gave it."""
    return hashlib.sha256(text.encode()).digest()


def plain_text(runs: Iterable[str]) -> str:
    """Return runs of text as one, without blanks, with Arabic digits, without hashes."""
    kept = (_HASH.sub("", without_surrogates(run)) for run in runs)
    return "".join(plain_words(run) for run in kept)


def plain_words(words: str) -> str:
    """Return words as they stand in a `plain_text`."""
    return _BLANK.sub("", to_arabic_digits(words))


def _runs(content: PaperContent, family: FontFamily) -> Iterator[str]:
    for page in lay_out(content, family, _ANY_HASH):
        yield from content.watermark
        for placed in (*page.body, page.foot):
            for mark in placed.marks:
                if isinstance(mark, TextMark):
                    yield mark.text
