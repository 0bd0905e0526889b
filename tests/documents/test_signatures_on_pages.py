"""Nobody signs a page that holds no words of the paper (F:J5).

Every paper is pushed down line by line, so that the end of the page falls on each of its lines
in turn. ``CSO_LONG=1`` tries every number of people who sign, in both languages.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from cso_registry.documents.content import Signatures, WritingLines
from cso_registry.documents.layout.certificate import certificate_room
from cso_registry.documents.layout.marks import RuleMark, TextMark
from cso_registry.documents.layout.pages import Page, lay_out
from cso_registry.documents.layout.room import TEXT_WIDTH, Room
from cso_registry.documents.layout.signatures import signatures
from tests.documents.paper_examples import fonts
from tests.documents.test_paper_extremes import LONG, SHORT, TEMPLATES, paper

SIGNED = sorted(
    code
    for code, template in TEMPLATES.items()
    if any(block.kind == "signatures" for block in template.spec.block)
)
IS_LONG = os.environ.get("CSO_LONG") == "1"
SIGNERS = tuple(range(1, 41)) if IS_LONG else (1, 3, 40)
LANGUAGES = ("th", "en") if IS_LONG else ("th",)
MOST_LINES = 40
"""More than a page has, pushed one by one."""
FEWEST_ABOVE = 2


def signing_strips(content: Any) -> list[list[Any]]:
    """The strips of those who sign, by block."""
    framed = content.layout == "certificate"
    room = certificate_room(fonts()) if framed else Room(fonts())
    return [signatures(one, room) for one in content.blocks if isinstance(one, Signatures)]


def look(marks: Any) -> tuple[Any, ...]:
    """Marks as they are drawn, to know them again on a page."""
    return tuple(
        (type(one).__name__, round(one.x, 3), round(one.y, 3), getattr(one, "text", ""))
        for one in marks
    )


def rows_and_words(page: Page, rows: dict[Any, bool]) -> tuple[int, int, bool]:
    """How many rows of those who sign a page has, the lines above, and whether they begin here."""
    signed = words = 0
    begins = False
    for placed in page.body:
        here = look(placed.marks)
        if here in rows:
            begins = begins or (not signed and rows[here])
            signed += 1
        elif not signed:
            words += any(
                isinstance(one, TextMark) or (isinstance(one, RuleMark) and one.dotted)
                for one in placed.marks
            )
    return signed, words, begins


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SIGNED)
def test_signatures_never_stand_alone_wherever_the_page_ends(code, language):
    for signers in SIGNERS:
        content = paper(code, SHORT, signers, 1, language)
        blocks = signing_strips(content)
        rows = {look(one.marks): one is strips[0] for strips in blocks for one in strips}
        for pushed in range(1, MOST_LINES):
            down = WritingLines(kind="lines", count=pushed)
            moved = content.model_copy(update={"blocks": (down, *content.blocks)})
            found = [rows_and_words(page, rows) for page in lay_out(moved, fonts(), None)]
            signed = [one for one in found if one[0]]
            assert sum(one[0] for one in signed) == sum(map(len, blocks)), "a row is lost"
            assert all(words >= FEWEST_ABOVE for _, words, begins in signed if begins), pushed
            alone = len(blocks) == 1 and len(signed) > 1 and signed[-1][0] == 1
            assert not alone, "the last who sign are alone"


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("code", SIGNED)
def test_names_keep_to_their_columns(code, text):
    """No run of words leaves the text, or reaches into another of the same line."""
    content = paper(code, text, 2, 1, "th")
    for strip in (one for strips in signing_strips(content) for one in strips):
        lines: dict[float, list[tuple[float, float]]] = {}
        for mark in strip.marks:
            if isinstance(mark, TextMark):
                right = mark.x + mark.face.width(mark.text.rstrip(), mark.size)
                lines.setdefault(round(mark.y, 2), []).append((mark.x, right))
        for runs in lines.values():
            ends = [-1.0, *(right for _, right in sorted(runs))]
            assert all(left > end for (left, _), end in zip(sorted(runs), ends, strict=False))
            assert ends[-1] <= TEXT_WIDTH + 0.01
