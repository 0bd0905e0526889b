"""A file of several certificates: each is told apart, and no page slips in between (F:C4, X17)."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pikepdf

from cso_registry.documents.compose import compose
from cso_registry.documents.render import render
from cso_registry.workspace.checking.answer import Checked, Verdict
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.presented import presented_file
from tests.certificates import made
from tests.certificates.sample_claims import SAMPLE
from tests.documents.paper_examples import letter, templates

SHORT = dataclasses.replace(SAMPLE, number="ตย/2570/00018", name="ชุมชนสมมุติสอง")
LONG = dataclasses.replace(
    SAMPLE,
    number="ตย/2570/00019",
    areas=tuple(f"ตำบลสมมติที่ {at} อำเภอสมมติ จังหวัดสมมติ" for at in range(40)),
)


def cover():
    facts = {"office": SAMPLE.office, "code": "D-04", "batch": "1", "tally": "3"}
    rows = [{"at": str(at), "name": "ชุมชนสมมุติ", "number": str(at)} for at in range(60)]
    return compose(templates()["S-14"], {**facts, "rows": rows}, language="th", thai_digits=True)


def answers(*papers: object) -> list[Checked]:
    data = render(list(papers), fonts=made.fonts())
    against = CheckedAgainst(made.ring(), [], None, made.TODAY)
    return [check(one, against) for one in presented_file(data, made.FONTS)]


def said(answer: Checked) -> dict[str, object]:
    return {one.key: one.params.get("pages") for one in answer.findings}


def test_a_batch_file_with_its_cover_tells_each_certificate():
    found = answers(cover(), made.paper(), made.paper(LONG), made.paper(SHORT))
    assert [one.verdict for one in found] == [Verdict.VALID] * 3
    assert [one.number for one in found] == [one.number for one in (SAMPLE, LONG, SHORT)]
    assert [one.pages for one in found] == [(3,), (4, 5), (6,)]
    assert said(found[0])["check.cover_page"] == "1, 2"
    assert "check.cover_page" not in said(found[1])


def test_one_certificate_with_a_cover_is_valid_too():
    (found,) = answers(cover(), made.paper())
    assert found.verdict is Verdict.VALID
    assert found.pages == (3,)


def test_a_page_between_behind_or_before_is_refused():
    strange = letter()
    for papers, page in (
        ((made.paper(), strange, made.paper(SHORT)), "2"),
        ((made.paper(), made.paper(SHORT), strange), "3"),
        ((strange, made.paper()), "1"),
    ):
        found = answers(*papers)
        told = [said(one) for one in found if one.verdict is Verdict.REFUSED]
        assert [one["check.strange_page"] for one in told] == [page]


def test_an_edited_one_among_several_is_refused_and_the_others_are_not():
    code = made.code_of(made.paper(SHORT))
    forged = made.paper(dataclasses.replace(SHORT, name="ชุมชนอื่น"))
    blocks = tuple(
        one.model_copy(update={"text": code}) if one.kind == "code" else one
        for one in forged.blocks
    )
    forged = forged.model_copy(update={"blocks": blocks})
    found = answers(made.paper(), forged, made.paper(LONG))
    assert [one.verdict for one in found] == [Verdict.VALID, Verdict.REFUSED, Verdict.VALID]
    assert "check.text_differs" in said(found[1])


def test_the_second_page_of_another_is_refused():
    other = dataclasses.replace(LONG, number="ตย/2570/00020")
    data = render([made.paper(LONG), made.paper(other)], fonts=made.fonts())
    with pikepdf.open(BytesIO(data)) as document:
        del document.pages[1:3]
        out = BytesIO()
        document.save(out)
    (found,) = presented_file(out.getvalue(), made.FONTS)
    answer = check(found, CheckedAgainst(made.ring(), [], None, made.TODAY))
    assert answer.verdict is Verdict.REFUSED


def test_what_is_seen_is_compared_on_every_page_of_a_long_file():
    claims = [dataclasses.replace(SAMPLE, number=f"ตย/2570/{at:05d}") for at in range(12)]
    data = render([made.paper(one) for one in claims], fonts=made.fonts())
    with pikepdf.open(BytesIO(data)) as document:
        page = document.pages[11]
        page.contents_add(document.make_stream(b"q 1 g 150 520 200 14 re f Q"))
        out = BytesIO()
        document.save(out)
    found = presented_file(out.getvalue(), made.FONTS)
    told = [[one.key for one in presented.findings] for presented in found]
    assert told[:11] == [[]] * 11
    assert told[11] == ["check.pdf_picture_differs"]
