import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import arabic_digit_to_thai_digit, thai_digit_to_arabic_digit

from cso_registry.thai.digits import to_arabic_digits, to_thai_digits


def test_digits_are_converted_and_nothing_else():
    assert to_thai_digits("ที่ มท 0307.2/ว 1234") == "ที่ มท ๐๓๐๗.๒/ว ๑๒๓๔"
    assert to_arabic_digits("๐๑๒๓๔๕๖๗๘๙ x ٣") == "0123456789 x ٣"


@given(st.text())
def test_digits_go_there_and_back(text):
    assert to_arabic_digits(to_thai_digits(text)) == to_arabic_digits(text)
    assert to_thai_digits(to_arabic_digits(text)) == to_thai_digits(text)


@pytest.mark.oracle
@given(st.text(st.sampled_from("0123456789๐๑๒๓๔๕๖๗๘๙กa ."), min_size=1))
def test_digits_agree_with_pythainlp(text):
    assert to_thai_digits(text) == arabic_digit_to_thai_digit(text)
    assert to_arabic_digits(text) == thai_digit_to_arabic_digit(text)
