"""What is copied out of a paper is exactly what was put in; nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.documents.render import render
from tests.documents.paper_examples import (
    HOSTILE,
    copied_pages,
    drawn_lines,
    fonts,
    pictures,
    sheet,
    squeezed,
)
from tests.thai.thai_samples import hostile_texts

THAI = st.text(alphabet="กขญฎฏฐปฝฟฬนมสอะัาำิีึืุูเแโใไๆ็่้๊๋์ฯ๐๙ AZaz09()\\.-", min_size=1, max_size=40)


@pytest.mark.parametrize("word", HOSTILE.split())
def test_stacked_marks_copy_out(word):
    assert squeezed(copied_pages(drawn_lines([word]))[0]) == word


def test_a_whole_line_copies_out_with_its_spaces():
    assert " ".join(copied_pages(drawn_lines([HOSTILE]))[0].split()) == HOSTILE


@settings(max_examples=10)
@given(st.lists(THAI, min_size=20, max_size=20))
def test_any_thai_copies_out(texts):
    pages = copied_pages(drawn_lines(texts))
    assert [squeezed(page) for page in pages] == [squeezed(text) for text in texts]


@pytest.mark.parametrize("name", ["😀", "สมชาย 😀 ใจดี", "漢字", "👨‍👩‍👧", "A\u0301 é"])
def test_letters_the_font_lacks_are_boxes_with_true_text(name, tmp_path):
    pdf = drawn_lines([name])
    assert squeezed(copied_pages(pdf)[0]) == squeezed(name)
    (picture,) = pictures(pdf, tmp_path)
    assert picture.getextrema()[0] < 100, "a box is seen"


def test_coverage_names_what_is_missing():
    assert fonts().regular.missing(f"{HOSTILE}😀漢") == {"😀", "漢"}


@settings(max_examples=30)
@given(hostile_texts)
def test_hostile_names_never_raise(text):
    text = text.encode("utf-8", "replace").decode("utf-8")
    assert render([sheet(name_th=text)], fonts=fonts()).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "่", "่" * 5000, "\u200b", "\r\n)(\\"])
def test_odd_runs_are_drawn(text):
    assert drawn_lines([text]).startswith(b"%PDF")


def test_thai_after_a_latin_word_is_shaped_as_thai():
    face = fonts().regular
    alone = face.shape("ปั้น").glyphs
    after_latin = face.shape("ABC ปั้น").glyphs[-len(alone) :]
    assert [glyph[:5] for glyph in after_latin] == [glyph[:5] for glyph in alone]


def test_width_is_the_sum_of_the_advances_and_marks_have_none():
    face = fonts().regular
    assert face.width("ที่นี่", 16) == pytest.approx(face.width("ทน", 16))
    assert face.width("ก" * 10, 16) == pytest.approx(576 * 10 * 10.7 / 1000)
