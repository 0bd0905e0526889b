"""Amounts in words, as cheques and contracts say them (F:O3)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import bahttext

from cso_registry.thai.baht import baht_text


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (1, "หนึ่งสตางค์"),
        (11, "สิบเอ็ดสตางค์"),
        (50, "ห้าสิบสตางค์"),
        (-50, "ลบห้าสิบสตางค์"),
        (100, "หนึ่งบาทถ้วน"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_125, "ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (-525, "ลบห้าบาทยี่สิบห้าสตางค์"),
        (64_000_000, "หกแสนสี่หมื่นบาทถ้วน"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (2_100_000_000, "ยี่สิบเอ็ดล้านบาทถ้วน"),
        (10**14, "หนึ่งล้านล้านบาทถ้วน"),
        (10**20, "หนึ่งล้านล้านล้านบาทถ้วน"),
        (123_456_789, "หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทแปดสิบเก้าสตางค์"),
    ],
)
def test_known_amounts_in_words(satang, words):
    assert baht_text(satang) == words


@pytest.mark.parametrize("amount", [1.005, "100", None])
def test_only_whole_satang_are_written(amount):
    with pytest.raises(TypeError):
        baht_text(amount)


DIGITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
WORDS = re.compile("|".join([*DIGITS, *PLACES, "ล้าน"]))


def number_of(words):
    """Reads number words back: the inverse that the tested code does not have."""
    total, group, digit = 0, 0, None
    for word in WORDS.findall(words):
        if word == "ล้าน":
            total, group, digit = (total + group + (digit or 0)) * 10**6, 0, None
        elif word in PLACES:
            group, digit = group + (1 if digit is None else digit) * PLACES[word], None
        else:
            digit = DIGITS[word]
    return total + group + (digit or 0)


@given(st.integers(-(10**20), 10**20))
def test_words_read_back_as_the_amount(satang):
    words = baht_text(satang)
    sign = -1 if words.startswith("ลบ") else 1
    baht, _, rest = words.removeprefix("ลบ").rpartition("บาท")
    assert sign * (100 * number_of(baht) + number_of(rest)) == satang


@pytest.mark.oracle
@given(st.integers(0, 10**12 - 1))
def test_whole_baht_agree_with_pythainlp(baht):
    assert baht_text(baht * 100) == bahttext(baht)


@pytest.mark.oracle
@given(st.integers(100, 10**9))
def test_satang_agree_with_pythainlp(satang):
    assert baht_text(satang) == bahttext(satang / 100)
