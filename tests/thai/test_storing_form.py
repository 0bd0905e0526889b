"""The storing form of text: one form for what looks the same, and never an exception."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import normalize as pythainlp_normalize

from cso_registry.thai.text import _settled, normalize, normalize_lines
from tests.thai.thai_samples import THAI_MARKS, hostile_texts, mixed_names, names

WATER = "น้ำ"


@pytest.mark.parametrize(
    "text", ["น้ำ", "นำ้", "น้ํา", "นํ้า", "นํา้", "น้าํ", "นา้ํ", "น้ํำ", "น้้ำ", "น\u200b้ำ", "น\uf70bำ"]
)
def test_all_forms_of_water_become_the_same(text):
    assert normalize(text) == WATER


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("ที่", "ที่"),
        ("ท่ี", "ที่"),
        ("ผู้", "ผู้"),
        ("ผู้", "ผู้"),
        ("พันธ์ุ", "พันธุ์"),
        ("ขา้ว", "ข้าว"),
        ("โตะ๊", "โต๊ะ"),
        ("เเม่", "แม่"),
        ("นๅม", "นาม"),
        ("ฤๅษี", "ฤๅษี"),
        ("ปีี่่", "ปี่"),
        ("แม่้", "แม้"),
        ("  ก \u00a0\t ข\r\nค ", "ก ข ค"),
        ("ก\u200bข\u200c\u200d\ufeff\u2060ค", "กขค"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("\x00ก\x07ข\x7f", "กข"),
        ("ก\ud800ข", "กข"),
        ("cafe\u0301", "café"),
        ("ＡＢ①ﬁ½", "ＡＢ①ﬁ½"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_storing_form_of_known_texts(text, clean):
    assert normalize(text) == clean


def test_lines_are_kept_and_each_is_clean():
    assert normalize_lines("\n ก  ข \r\n\r\nท่ี\u2028ค\n") == "ก ข\n\nที่\nค"


@given(hostile_texts)
@example("ก\u0323\u0e34\u0e38")
@example("ก\u0e48\u0e34\u093c")
@example("ก" + "\u0344" * 8)
def test_storing_form_is_stable_and_clean(text):
    clean = normalize(text)
    assert normalize(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not {unicodedata.category(c) for c in clean} & {"Cc", "Cs", "Zl", "Zp"}
    assert "  " not in clean
    assert clean == clean.strip()
    clean.encode()


@given(hostile_texts)
def test_storing_form_of_lines_is_stable(text):
    clean = normalize_lines(text)
    assert normalize_lines(clean) == clean
    assert not {unicodedata.category(c) for c in clean.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}


@given(st.text(" -~กนปเแะาำๆ๑éฤ" + THAI_MARKS, max_size=20))
def test_quick_path_passes_only_what_is_settled(text):
    if normalize(text) == text.strip(" "):
        assert _settled(normalize(text)) == text.strip(" ")


@given(mixed_names)
def test_names_spelled_well_stay_as_they_are(name):
    assert normalize(name) == " ".join(name.split())


@given(names, st.data())
def test_marks_typed_in_any_order_give_one_name(name, data):
    typed, marks = [], []
    for character in [*name, ""]:
        if character and character in THAI_MARKS:
            marks.append(character)
            continue
        typed.extend(data.draw(st.permutations(marks * data.draw(st.integers(1, 2)))))
        marks = []
        typed.append(character)
    assert normalize("".join(typed)) == name


@pytest.mark.oracle
@given(
    names,
    st.sampled_from([("แ", "เเ"), ("ำ", "\u0e4dา"), ("่", "่่"), ("ู้", "ู้"), ("ี่", "่ี"), ("า", "าา"[:1])]),
)
def test_repairs_agree_with_pythainlp(name, fault):
    typed = name.replace(*fault)
    assert normalize(typed) == name
    assert normalize(typed) == pythainlp_normalize(typed)


@pytest.mark.parametrize(
    "unit",
    [
        "\u0e48",
        "\u0301\u0323",
        "ก\u0e48\u0e34\u0e38\u0323",
        "\u0344",
        "เ",
        "\u0e4dา",
        " \u0e48",
        "\ufeff",
        "ก\u0301",
        "ກ່",
        "\u202e \u00a0",
        "😀\ufe0f\u200d",
    ],
)
def test_flood_takes_no_time_that_grows_with_its_square(unit):
    text = "ก" + unit * (1_000_000 // len(unit))
    begun = time.thread_time()
    clean = normalize(text)
    assert time.thread_time() - begun < 30  # with the square it would be minutes
    assert normalize(clean) == clean


def test_letter_keeps_few_marks():
    assert len(normalize("a" + "\u0301" * 1_000_000)) <= 9
    assert len(normalize("ก" + "\u0e48" * 1_000_000)) == 2
