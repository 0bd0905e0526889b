"""Papers, above all of agreements and their delivery, at their extremes: short and very long words,
1 and 40 who sign, 1 and 60 lines (F:J5).

``CSO_LONG=1`` tries every paper, every combination and both languages; ``CSO_KEEP_PAPERS=folder`` keeps the
PDFs to be looked at.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import product
from typing import Any

import pytest

from cso_registry.documents.compose import compose
from cso_registry.documents.content import snapshot_hash
from cso_registry.documents.editable.marks import known_marks
from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.render import render
from cso_registry.documents.templates import load_templates
from tests.documents.paper_examples import RESOURCES, copied_pages, fonts, squeezed
from tests.support.kept_papers import keep

TEMPLATES = load_templates(RESOURCES / "templates")
IS_LONG = os.environ.get("CSO_LONG") == "1"
CODES_ALONE = "S-34"
"""A bundle as printed codes, which the tests of exchange read back."""
PAPERS = sorted(
    code
    for code, template in TEMPLATES.items()
    if (IS_LONG and template.spec.layout != "certificate" and code != CODES_ALONE)
    or code in {"S-20", "S-21", "S-41"}
    or re.fullmatch(r"D-(1\d|2\d|3[2-7])", code)
)
SHORT = "ก"
LONG = (
    "เครือข่ายอาสาสมัครดูแลผู้สูงอายุและผู้พิการในชุมชนลุ่มน้ำสมมติตอนบนและตอนล่าง ปี่ฝ่าย ฐู ญู น้ำ ฟื้นฟู (ABC-2/2570) " * 3
).strip()
SIZES = (
    list(product((SHORT, LONG), (1, 40), (1, 60), ("th", "en")))
    if IS_LONG
    else [(SHORT, 1, 1, "en"), (LONG, 40, 60, "th")]
)
NUMBERS = frozenset(
    {"amount", "share", "nth", "sum", "total", "planned", "spent", "left", "day", "length"}
)
"""Keys of narrow columns: what stands there is a number, however long the names are."""


def extreme(template: Any, text: str, signers: int, rows: int) -> dict[str, Any]:
    """Facts of a paper: `text` in every field and cell, so many rows and signatures."""
    known = known_marks(template)
    signing = {
        block.fact for block in template.spec.block
        if block.kind == "signatures" and block.fact is not None
    }  # fmt: skip
    facts: dict[str, Any] = dict.fromkeys(known.texts, f"{text}")
    facts |= {"edition": "ส-01/2570-r3", "legal_basis": "ระเบียบสมมติ พ.ศ. 2551"}
    facts |= dict.fromkeys(known.flags, True)
    for name, keys in known.rows.items():
        count = signers if name in signing else rows
        facts[name] = [{key: cell(key, text, nth) for key in keys} for nth in range(1, count + 1)]
    return facts


def cell(key: str, text: str, nth: int) -> str:
    if key in NUMBERS or text == SHORT:
        return f"{nth}"
    return f"{nth} {text[:60]}"


def paper(code: str, text: str, signers: int, rows: int, language: str) -> Any:
    template = TEMPLATES[code]
    facts = extreme(template, text, signers, rows)
    return compose(template, facts, language=language, thai_digits=language == "th")


def said(found: Any) -> list[str]:
    """Every word that a paper says, in the order of its blocks."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        kept = (value for key, value in found.items() if key not in {"kind", "align"})
        return [text for value in kept for text in said(value)]
    return [text for one in found for text in said(one)] if isinstance(found, list) else []


def drawn(placed: Any) -> str:
    """What is drawn at a place of a page, in its order."""
    return "".join(one.text for one in placed.marks if isinstance(one, TextMark))


def assert_copied(blocks: Any, pages: Any, copied: list[str]) -> None:
    """Every letter of each page is copied out, and no other; what runs on stands in its order."""
    for page, text in zip(pages, copied, strict=True):
        shown = squeezed("".join(map(drawn, (*page.body, page.foot))))
        assert Counter(text) == Counter(shown)
    whole = squeezed("".join(drawn(placed) for page in pages for placed in page.body))
    letters: Counter[str] = Counter()
    for block in blocks:
        # What a square code holds is no words of the page.
        hidden = {"text"} if block.kind == "code" else None
        for words in said(block.model_dump(mode="json", exclude=hidden)):
            letters.update(squeezed(words))
            if block.kind in {"paragraph", "note", "heading"}:
                assert squeezed(words) in whole, f"lost on paper: {words}"
    assert not letters - Counter(whole)


def lines_above(page: Any, mark: str) -> int:
    """How many lines of a page stand above the first who signs after `mark`; -1 for none."""
    texts = [
        (placed.top + one.y, one.text)
        for placed in page.body
        for one in placed.marks
        if isinstance(one, TextMark) and one.text.strip()
    ]
    first = min((y for y, text in texts if text.strip() == mark), default=None)
    if first is None:
        return -1
    return len({round(y) for y, _ in texts if y < first - 1})


@pytest.mark.parametrize(("text", "signers", "rows", "language"), SIZES)
@pytest.mark.parametrize("code", PAPERS)
def test_paper_is_whole_at_its_extremes(code, text, signers, rows, language):
    content = paper(code, text, signers, rows, language)
    pages = lay_out(content, fonts(), snapshot_hash(content))
    before = TEMPLATES[code].spec.block
    marks = {
        (block.before.th if language == "th" else block.before.en)
        for block in before
        if block.kind == "signatures" and block.fact is not None
    } | {"ลงชื่อ" if language == "th" else "Signed"}
    for mark in filter(None, marks):
        found = [lines_above(page, mark) for page in pages]
        begins = next((one for one in found if one >= 0), None)
        assert begins is None or begins >= 2, "signatures stand alone on their page"
    for page in pages:
        *_, left, right = [one for one in page.foot.marks if isinstance(one, TextMark)]
        ends = left.x + left.face.width(left.text, left.size)
        assert ends < right.x, "the foot runs into itself"
    pdf = render([content], fonts=fonts())
    size = "long" if text is LONG else "short"
    keep(f"{code}-{size}-{signers}-{rows}-{language}", pdf)
    # pdftotext takes the hyphen at the end of an English line away, except as it is drawn.
    options = ("-raw",) if language == "en" else ()
    copied = [squeezed(page) for page in copied_pages(pdf, *options)]
    assert_copied(content.blocks, pages, copied)
