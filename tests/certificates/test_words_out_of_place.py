"""Every word of a PDF may be true and stand where nobody reads it, or where it misleads (X16)."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cso_registry.documents.page_text import SeenRun, as_seen
from cso_registry.workspace.checking.answer import Verdict
from cso_registry.workspace.checking.presented import presented_file
from tests.certificates import made
from tests.certificates.test_no_edit_passes import checked, keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.checking.answer import Checked

RUN = re.compile(rb"/Span<</ActualText.*?BT (?P<x>[\d.]+) (?P<y>[\d.]+) Td.*?EMC", re.DOTALL)
AREA, CAPACITY, EVIDENCE, KIND = 20, 12, 22, 7
"""Runs of the sample: its second area and capacity, the evidence, the kind of subject."""


@cache
def page() -> tuple[bytes, tuple[re.Match[bytes], ...]]:
    data = made.pdf(made.paper())
    with pikepdf.open(BytesIO(data)) as document:
        return data, tuple(RUN.finditer(document.pages[0].Contents.read_bytes()))


def put(run: int, *, x: float = 0, y: float = 0) -> Callable[[bytes], bytes]:
    """Move a run by so many points."""

    def moved(words: bytes) -> bytes:
        found = page()[1][run]
        old = b"BT %s %s Td" % (found["x"], found["y"])
        new = b"BT %.2f %.2f Td" % (float(found["x"]) + x, float(found["y"]) + y)
        return words.replace(found[0], found[0].replace(old, new))

    return moved


def wrapped(run: int, operators: bytes) -> Callable[[bytes], bytes]:
    found = page()[1][run][0]
    return lambda words: words.replace(found, b"q %s cm %s Q" % (operators, found))


def sized(run: int, size: bytes) -> Callable[[bytes], bytes]:
    found = page()[1][run][0]
    return lambda words: words.replace(found, re.sub(rb"[\d.]+ Tf", size + b" Tf", found))


def exchanged(one: int, other: int) -> Callable[[bytes], bytes]:
    """Put two runs in each other's places; the order in which they are drawn stays."""
    runs = page()[1]
    down = float(runs[other]["y"]) - float(runs[one]["y"])
    return lambda words: put(other, y=-down)(put(one, y=down)(words))


EDITS = {
    "nothing": (lambda words: words, None),
    "beyond the lower edge": (put(CAPACITY, y=-900), "check.pdf_misplaced"),
    "beyond the right edge": (put(CAPACITY, x=600), "check.pdf_misplaced"),
    "half beyond the right edge": (put(KIND, x=250), "check.pdf_misplaced"),
    "on top of another": (put(CAPACITY, y=20.4), "check.pdf_misplaced"),
    "too small to be read": (sized(KIND, b"1.5"), "check.pdf_misplaced"),
    "flat": (wrapped(AREA, b"1 0 0 0.02 0 340"), "check.pdf_misplaced"),
    "thin": (wrapped(AREA, b"0.05 0 0 1 170 0"), "check.pdf_misplaced"),
    "two areas exchanged": (exchanged(AREA - 1, AREA), "check.text_differs"),
    "evidence for an area": (exchanged(AREA, EVIDENCE), "check.text_differs"),
    "before its own label": (put(EVIDENCE, x=-110), "check.text_differs"),
}


def edited(change: Callable[[bytes], bytes]) -> Checked:
    with pikepdf.open(BytesIO(page()[0])) as document:
        words = document.pages[0].Contents.read_bytes()
        document.pages[0].Contents.write(change(words))
        out = BytesIO()
        document.save(out)
    (presented,) = presented_file(out.getvalue(), made.FONTS)
    return checked(presented)


@pytest.mark.parametrize("what", EDITS)
def test_words_out_of_place_are_told(what: str) -> None:
    change, key = EDITS[what]
    answer = edited(change)
    if key is None:
        assert answer.verdict is Verdict.VALID
        return
    assert answer.verdict is Verdict.REFUSED
    assert key in keys(answer)


def test_lines_are_read_from_the_top_and_each_from_the_left() -> None:
    runs = [
        SeenRun("ค", 200, 700.02),
        SeenRun("ก", 10, 720),
        SeenRun("ข", 10, 700),
        SeenRun("ง", 10, 698),
    ]
    assert as_seen(runs) == ["ก", "ข", "ค", "ง"]
    assert as_seen(reversed(runs)) == ["ก", "ข", "ค", "ง"]
