"""What stands together stays together, and nothing leaves the margins."""

from __future__ import annotations

import pytest

from cso_registry.documents import content
from cso_registry.documents.layout.marks import RuleMark, TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.layout.room import TEXT_WIDTH
from cso_registry.documents.render import render
from tests.documents.paper_examples import (
    HOSTILE,
    LAW,
    REPRESENTATIVE,
    application,
    composed,
    copied,
    copied_pages,
    fonts,
    ink_box,
    letter,
    pictures,
    sheet,
    squeezed,
)

SIGNER = "นายลงนาม สมมติ"
SIGNATURE = content.Signatures(
    kind="signatures",
    closing="ขอแสดงความนับถือ",
    people=(content.Signatory(before="ลงชื่อ", name=SIGNER, below=("ประธาน",)),),
)


def texts(page):
    return [
        mark.text for placed in page.body for mark in placed.marks if isinstance(mark, TextMark)
    ]


def body(lines):
    text = "\n".join(f"บรรทัด {number}" for number in range(lines))
    return content.Paragraph(kind="paragraph", text=text, indent=False)


@pytest.mark.parametrize("lines", range(1, 61))
def test_a_signature_never_stands_alone(lines):
    pages = lay_out(letter(body(lines), SIGNATURE), fonts(), None)
    assert sum(f"({SIGNER})" in texts(page) for page in pages) == 1
    (page,) = [page for page in pages if f"({SIGNER})" in texts(page)]
    assert f"บรรทัด {lines - 1}" in texts(page)
    assert "ขอแสดงความนับถือ" in texts(page)


@pytest.mark.parametrize("lines", range(1, 61))
def test_no_widow_and_no_orphan(lines):
    pages = lay_out(letter(body(lines), body(9)), fonts(), None)
    assert (
        sum(len([t for t in texts(page) if t.startswith("บรรทัด")]) for page in pages) == lines + 9
    )
    for page in pages[1:]:
        first = [text for text in texts(page) if text.startswith("บรรทัด")][:2]
        assert len(first) == 2
        assert first[0] != f"บรรทัด {lines - 1}"
        assert first[1] != "บรรทัด 0"


@pytest.mark.parametrize("lines", range(20, 45))
def test_a_heading_stays_with_its_text(lines):
    heading = content.Heading(kind="heading", text="หัวข้อ")
    pages = lay_out(letter(body(lines), heading, body(3)), fonts(), None)
    for page in pages:
        assert texts(page)[-1] != "หัวข้อ"


@pytest.mark.parametrize("before", range(10, 40, 3))
def test_a_table_repeats_its_head_and_closes_its_pages(before):
    columns = (content.Column(title="ลำดับ"), content.Column(title="ชื่อ", share=4))
    rows = tuple((str(number), HOSTILE) for number in range(60))
    table = content.Table(kind="table", columns=columns, rows=rows)
    pages = lay_out(letter(body(before), table), fonts(), None)
    seen = [text for page in pages for text in texts(page) if text.isdigit()]
    assert seen == [str(number) for number in range(60)]
    for page in pages:
        if any(text.isdigit() for text in texts(page)):
            assert texts(page).count("ลำดับ") == 1
            lowest = max(
                placed.top + max(mark.y, mark.to_y)
                for placed in page.body
                for mark in placed.marks
                if isinstance(mark, RuleMark)
            )
            assert any(
                placed.top + mark.y == pytest.approx(lowest) and mark.y == mark.to_y
                for placed in page.body
                for mark in placed.marks
                if isinstance(mark, RuleMark)
            )


def test_forty_sign_and_each_is_there():
    people = tuple(
        content.Signatory(before="ลงชื่อ", name=f"ผู้แทนคนที่ {number}") for number in range(40)
    )
    block = content.Signatures(kind="signatures", people=people, columns=2)
    paper = letter(body(20), block)
    seen = [text for page in lay_out(paper, fonts(), None) for text in texts(page)]
    assert sorted(text for text in seen if text.startswith("(ผู้แทน")) == sorted(
        f"({person.name})" for person in people
    )
    out = copied(render([paper], fonts=fonts()))
    assert all(squeezed(person.name) in out for person in people)


LONG = {
    "name_th": "สมาคมฟื้นฟูป่าต้นน้ำ" * 15,
    "areas": "\n".join(f"จังหวัดน่าน พื้นที่ {number}" for number in range(60)),
    "other_purposes": ", ".join(f"วัตถุประสงค์ที่ {number}" for number in range(60)),
    "representatives": [REPRESENTATIVE | {"name": f"ผู้แทน {n} {HOSTILE}"} for n in range(40)],
    "legal_basis": "\n".join([LAW] * 5),
}
PAPERS = {
    "blank": lambda: composed("D-01", application(filled=False), blank=True),
    "filled": lambda: composed("D-01", application(filled=True)),
    "sheet": sheet,
    "draft": lambda: composed("D-02", {"legal_basis": LAW}, draft=True),
    "unbreakable": lambda: sheet(name_th="ก" * 300, address="W" * 300),
    "long": lambda: sheet(**LONG),
    "letter": lambda: letter(body(50), SIGNATURE, draft=True, watermark=("ร่าง",)),
}
EXPECTED_PAGES = {"blank": 3, "filled": 3, "sheet": 1, "draft": 1, "unbreakable": 2, "letter": 2}


@pytest.mark.parametrize("name", PAPERS)
def test_no_ink_leaves_the_margins(name, tmp_path):
    paper = PAPERS[name]()
    pages = pictures(render([paper], fonts=fonts()), tmp_path)
    assert len(pages) == EXPECTED_PAGES.get(name, len(pages))
    if name == "long":
        assert len(pages) > 4
    for page in pages:
        left, top, right, bottom = ink_box(page)
        millimetre = 100 / 25.4
        assert left >= 29.5 * millimetre
        assert right <= 190.5 * millimetre
        assert top >= 14 * millimetre
        assert bottom <= (297 - 10) * millimetre


@pytest.mark.parametrize("name", PAPERS)
def test_body_and_foot_do_not_meet(name):
    for page in lay_out(PAPERS[name](), fonts(), "0" * 64):
        lowest = max(
            placed.top + mark.y + getattr(mark, "size", 0) * fonts().bold.descent
            for placed in page.body
            for mark in placed.marks
        )
        assert lowest < page.foot.top


def test_long_values_are_all_there():
    out = copied(render([sheet(**LONG)], fonts=fonts()), "-raw")
    assert squeezed(LONG["name_th"]) in out
    assert "พื้นที่๕๙" in out
    assert "วัตถุประสงค์ที่๕๙" in out
    assert out.count("ผู้แทน๓๙") == 1


def test_pages_are_counted_in_thai_digits():
    pages = copied_pages(render([PAPERS["blank"]()], fonts=fonts()))
    for number, page in zip("๑๒๓", pages, strict=True):
        assert f"หน้า {number}/๓" in page


@pytest.mark.parametrize("before", range(15, 40))
def test_an_item_of_a_checklist_is_never_divided(before):
    items = tuple(content.Choice(text=f"ข้อที่ {n} {HOSTILE * 2}") for n in range(20))
    block = content.Checklist(kind="checklist", items=items, columns=1)
    pages = lay_out(letter(body(before), block), fonts(), None)
    whole = [squeezed("".join(texts(page))) for page in pages]
    for item in items:
        assert sum(squeezed(item.text) in text for text in whole) == 1


def test_a_checklist_is_read_downwards():
    items = tuple(content.Choice(text=f"ข้อ {n}") for n in range(5))
    block = content.Checklist(kind="checklist", items=items, columns=2)
    (page,) = lay_out(letter(block), fonts(), None)
    seen = [text for text in texts(page) if text.startswith("ข้อ")]
    assert seen == ["ข้อ 0", "ข้อ 3", "ข้อ 1", "ข้อ 4", "ข้อ 2"]


@pytest.mark.parametrize("before", range(5, 35, 4))
def test_a_short_row_of_a_table_is_never_divided(before):
    columns = (content.Column(title="ข้อ"), content.Column(title="สิ่งที่พบ", share=2))
    rows = tuple((f"X-{number}", "\n".join(["ความ"] * 9)) for number in range(12))
    table = content.Table(kind="table", columns=columns, rows=rows)
    for page in lay_out(letter(body(before), table), fonts(), None):
        found = texts(page)
        assert found.count("ความ") == 9 * sum(text.startswith("X-") for text in found)


def test_no_word_is_torn_in_a_narrow_column():
    """A column whose words are wider than its share takes room from those that have some."""
    columns = (
        content.Column(title="Clause", share=1),
        content.Column(title="วันที่", share=1),
        content.Column(title="ถ้อยคำ", share=8),
    )
    words = "เงื่อนไขและข้อกำหนดของการให้บริการ " * 6
    rows = (("requirements", "2028-03-10", words), ("พล/2570/0005", "1", words))
    table = content.Table(kind="table", columns=columns, rows=rows)
    found = [
        mark for page in lay_out(letter(table), fonts(), None) for mark in texts_with_places(page)
    ]
    said = {mark.text for mark in found}
    assert {"requirements", "2028-03-10", "พล/2570/0005"} <= said
    assert max(mark.x + mark.face.width(mark.text, mark.size) for mark in found) <= TEXT_WIDTH


def test_cells_that_would_tear_a_number_stand_under_each_other():
    date = content.Cell(label="วันที่", value="1 ม.ค. 2570")
    for number, rows in (("พล/2570/5", 1), ("พล-อุดรธานี/๒๕๗๐/๐๐๐๐๐๐๐๑๒", 2)):
        row = content.LabelRow(cells=(content.Cell(label="เลขที่", value=number), date))
        block = content.LabelRows(kind="rows", label_mm=42, rows=(row,))
        (page,) = lay_out(letter(block), fonts(), None)
        assert number in texts(page)
        beside = [placed for placed in page.body if {"เลขที่", "วันที่"} & set(said_at(placed))]
        assert len(beside) == rows


def said_at(placed):
    return [mark.text for mark in placed.marks if isinstance(mark, TextMark)]


def test_long_names_of_many_who_sign_beside_a_code_stay_above_the_foot():
    person = content.Signatory(before="ลงชื่อ", name="นายสมมติ " * 30, below=("ประธาน " * 20,))
    code = content.Code(kind="code", text="CSO1:A", short="ก", caption="ข", people=(person,) * 4)
    pages = lay_out(letter(body(3), code), fonts(), None)
    for page in pages:
        for placed in page.body:
            lowest = max((mark.y for mark in placed.marks if isinstance(mark, TextMark)), default=0)
            assert placed.top + lowest < page.foot.top
    assert sum(texts(page).count("ลงชื่อ") for page in pages) == 4


def test_columns_that_hold_their_words_keep_their_shares():
    columns = (content.Column(title="ก", share=3), content.Column(title="ข", share=1))
    table = content.Table(kind="table", columns=columns, rows=(("ก", "ข"),))
    edges = {
        round(mark.x, 3)
        for page in lay_out(letter(table), fonts(), None)
        for placed in page.body
        for mark in placed.marks
        if isinstance(mark, RuleMark) and mark.x == mark.to_x
    }
    assert edges == {0.0, round(TEXT_WIDTH * 3 / 4, 3), round(TEXT_WIDTH, 3)}


def texts_with_places(page):
    return [mark for placed in page.body for mark in placed.marks if isinstance(mark, TextMark)]
