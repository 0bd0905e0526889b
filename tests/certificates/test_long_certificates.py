"""Certificates of many words: no page can go with another paper, no signature stands bare."""

from __future__ import annotations

import dataclasses

import pytest

from cso_registry.documents.layout.marks import CodeMark, TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.workspace.checking.answer import Verdict
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.presented import presented_file
from tests.certificates import made
from tests.certificates.sample_claims import SAMPLE

LONG = "กลุ่มวิสาหกิจชุมชนเพื่อการอนุรักษ์ฟื้นฟูทรัพยากรธรรมชาติสมมติ"
NUMBER, LAST_DAY = "เลขที่ ตย/๒๕๗๐/๐๐๐๑๗", "๒๐ พฤศจิกายน ๒๕๗๒"
CASES = {
    "forty areas": {"areas": tuple(f"ตำบลสมมติที่ {at} อำเภอสมมติ" for at in range(1, 41))},
    "a very long name": {"name": LONG * 4, "address": "ซอยสมมติยาวมาก" * 12},
    "letters without a blank": {"name": "ก" * 200, "address": "A" * 200, "evidence": "ข" * 400},
    "many missions": {
        "missions": tuple(f"ภารกิจสมมติด้านการจัดบริการสาธารณะที่ {at}" for at in range(1, 40)),
        "capacities": tuple(f"ขีดความสามารถสมมติที่ {at}" for at in range(1, 30)),
    },
}


def long_paper(case: str):
    return made.paper(dataclasses.replace(SAMPLE, **CASES[case]))


@pytest.mark.parametrize("case", CASES)
def test_each_page_says_the_number_and_the_code_stands_with_the_days(case):
    pages = lay_out(long_paper(case), made.fonts(), None)
    assert len(pages) > 1
    for page in pages:
        foot = "".join(mark.text for mark in page.foot.marks if isinstance(mark, TextMark))
        assert NUMBER in foot
    marks = [mark for placed in pages[-1].body for mark in placed.marks]
    words = "".join(mark.text for mark in marks if isinstance(mark, TextMark))
    assert any(isinstance(mark, CodeMark) for mark in marks)
    assert LAST_DAY in words


@pytest.mark.parametrize("case", ["forty areas", "letters without a blank"])
def test_a_certificate_of_several_pages_is_checked_whole(case):
    (presented,) = presented_file(made.pdf(long_paper(case)), made.FONTS)
    answer = check(presented, CheckedAgainst(made.ring(), [], None, made.TODAY))
    assert answer.verdict is Verdict.VALID


def test_one_page_has_no_number_in_its_foot():
    (page,) = lay_out(made.paper(), made.fonts(), None)
    assert NUMBER not in "".join(
        mark.text for mark in page.foot.marks if isinstance(mark, TextMark)
    )


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (4, 4), (5, 1)])
def test_a_short_list_stands_line_by_line_and_a_long_one_runs_on(count, lines):
    claims = dataclasses.replace(SAMPLE, areas=tuple(f"ที่ {at}" for at in range(count)))
    (rows,) = [block for block in made.composed(claims).blocks if block.kind == "rows"]
    (area,) = [row.cells[0].value for row in rows.rows if row.cells[0].label == "พื้นที่"]
    assert len(area.splitlines()) == lines
