"""Amounts in English words, as they stand on an English paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.thai.english_baht import english_baht_text

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: at for at, word in enumerate(ONES)} | {
    word: (at + 2) * 10 for at, word in enumerate(TENS)
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def number(words):
    """The number that words say, read in another way than they are written."""
    whole = group = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            group *= 100
        elif word in SCALES:
            whole, group = whole + group * SCALES[word], 0
        elif word != "and":
            group += VALUES[word]
    return whole + group


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (0, "zero baht only"),
        (1, "one satang"),
        (100, "one baht only"),
        (12_150, "one hundred and twenty-one baht fifty satang"),
        (7_224_000, "seventy-two thousand two hundred and forty baht only"),
        (8_000_000, "eighty thousand baht only"),
        (100_000_005_00, "one hundred million five baht only"),
        (-2_000_000_19, "minus two million baht nineteen satang"),
    ],
)
def test_amount_is_said(satang, words):
    assert english_baht_text(satang) == words


@given(st.integers(min_value=0, max_value=10**17 - 1))
def test_words_say_the_amount(satang):
    baht, rest = re.fullmatch(
        r"(?:(.+) baht ?)?(?:(.+) satang|only)", english_baht_text(satang)
    ).groups()
    assert number(baht or "zero") * 100 + number(rest or "zero") == satang


@pytest.mark.parametrize("wrong", [1.0, "1"])
def test_only_whole_satang(wrong):
    with pytest.raises(TypeError):
        english_baht_text(wrong)


def test_what_has_no_word_is_refused():
    with pytest.raises(ValueError, match=r"^1000"):
        english_baht_text(10**20)
