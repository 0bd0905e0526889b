"""Lines are filled where Thai may break, and nothing is lost or wider than its room."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cso_registry.documents.content import Paragraph
from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.layout.room import BODY, TEXT_WIDTH, TOP, Room
from cso_registry.documents.paragraph import fill, stretch_of
from cso_registry.documents.render import render
from cso_registry.thai.breaks import break_points
from tests.documents.paper_examples import fonts, pictures
from tests.documents.paper_examples import letter as paper

SENTENCE = "คณะกรรมการได้พิจารณารับจดทะเบียนองค์กรภาคประชาสังคมตามระเบียบแล้ว จึงขอแจ้งให้ทราบ "
WORDS = st.text(alphabet="กขปฟนมเแไาำิีุู่้์ \nabc0123456789", max_size=200)


def filled(text, width=TEXT_WIDTH, indent=0.0):
    return fill(text, fonts().regular, BODY, width, indent)


@given(WORDS, st.floats(min_value=20, max_value=400), st.sampled_from([0.0, 5.0]))
@example("แแ0า", 20.0, 0.0)
@example("กำำำำำำ", 20.0, 0.0)
@example("00000000a  ", 20.0, 0.0)
@example("ก" * 12, 100.0, 70.0)
def test_nothing_is_lost_and_nothing_too_wide(text, width, indent):
    lines = filled(text, width, indent)
    assert "".join(line.text for line in lines) == "".join(text.splitlines())
    for at, line in enumerate(lines):
        assert line.width == pytest.approx(fonts().regular.width(line.text.rstrip(), BODY), abs=2.0)
        assert line.width <= (width if at else width - indent) + 2.0


def test_lines_break_only_where_thai_may():
    text = SENTENCE * 8
    ends, at = [], 0
    for line in filled(text)[:-1]:
        at += len(line.text)
        ends.append(at)
    assert len(ends) > 4
    assert set(ends) <= set(break_points(text))


@pytest.mark.parametrize("name", ["ก" * 300, "น้ำ" * 100, "ป่า" * 100, "W" * 300, "ปี่" * 100])
def test_a_name_without_a_break_is_broken_anywhere_but_before_a_mark(name):
    lines = filled(name, 100.0)
    assert len(lines) > 3
    for line in lines[1:]:
        assert unicodedata.category(line.text[0])[0] != "M"
        assert line.text[0] != "ำ"


def test_date_stays_on_a_line_unless_it_is_wider_than_one():
    face, date = fonts().regular, "21 พฤศจิกายน 2569"
    text = f"ลงวันที่ {date} ตามเอกสาร"
    whole = face.width(date, BODY)
    for spare in range(1, 60, 3):
        assert any(date in line.text for line in fill(text, face, BODY, whole + spare))
    narrow = [line.text for line in fill(text, face, BODY, face.width("พฤศจิกายน", BODY) + 1)]
    assert "พฤศจิกายน " in narrow
    assert "".join(narrow) == text


def test_first_line_is_shorter_by_its_indent():
    plain, indented = filled(SENTENCE * 3), filled(SENTENCE * 3, indent=70.0)
    assert plain[0].width <= TEXT_WIDTH
    assert indented[0].width <= TEXT_WIDTH - 70.0
    assert len(indented[0].text) < len(plain[0].text)


def test_justified_lines_end_at_the_margin_and_the_last_one_does_not():
    face = fonts().regular
    *full, last = filled(SENTENCE * 6)
    for line in full:
        gaps = face.shape(line.text.rstrip()).clusters - 1
        assert line.width + stretch_of(line, face, TEXT_WIDTH) * gaps == pytest.approx(TEXT_WIDTH)
    assert stretch_of(last, face, TEXT_WIDTH) == 0.0


def test_latin_lines_are_not_letter_spaced():
    line = filled("registration of organisations " * 9)[0]
    assert stretch_of(line, fonts().regular, TEXT_WIDTH) == 0.0


@pytest.mark.parametrize("size", [11.0, 13.0, 16.0, 20.0])
def test_room_holds_the_tallest_and_the_deepest_ink(size):
    room = Room(fonts())
    for face in (fonts().regular, fonts().bold):
        assert face.ascent * size < room.base(size)
        assert face.descent * size < room.line_height(size) - room.base(size)


WORST = "ปั้ฟื้ปี๊กิ์ฎูฏุญูฐู"


def test_no_ink_touches_the_next_line(tmp_path):
    text = "\n".join([WORST] * 12)
    block = Paragraph(kind="paragraph", text=text, indent=False, align="left")
    content = paper(block, garuda=False, number="", office=(), date="")
    (page,) = lay_out(content, fonts(), None)
    tops = [placed.top for placed in page.body if placed.marks[0].text.startswith(WORST)]
    (picture,) = pictures(render([content], fonts=fonts()), tmp_path, dpi=300)

    def darkest(top):
        y = round((TOP + top) * 300 / 72)
        return picture.crop((0, y, picture.width, y + 1)).getextrema()[0]

    assert len(tops) == 12
    assert min(darkest(top) for top in tops) > 200
    assert max(darkest(top + tops[1] / 2 - tops[0] / 2) for top in tops) < 100


def test_lines_of_a_room_are_marks():
    marks = list(Room(fonts()).lines(SENTENCE * 3, fonts().regular, BODY, "right"))
    assert len(marks) > 1
    for mark in marks:
        assert isinstance(mark, TextMark)
        end = mark.x + fonts().regular.width(mark.text.rstrip(), BODY)
        assert end == pytest.approx(TEXT_WIDTH)


@given(WORDS.filter(lambda text: "\n" not in text), st.integers(min_value=0))
@example("0 ำ", 1)
@example("ก  ำ่า ก", 1)
def test_reach_is_the_width_of_what_stands_before(text, at):
    """Where a line may break, before and after add up: lines are measured without shaping each."""
    face = fonts().regular
    reach = face.reach(text, BODY)
    assert reach[0] == 0
    assert reach[-1] == pytest.approx(face.width(text, BODY))
    places = (0, *break_points(text), len(text))
    place = places[at % len(places)]
    assert reach[place] == pytest.approx(face.width(text[:place], BODY), abs=2.0)
