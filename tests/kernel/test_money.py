import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import format_baht, read_baht

LARGEST = 10**17 - 1


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("640,000.00", 64_000_000),
        ("640000", 64_000_000),
        (" 1,234.5 ", 123_450),
        ("0.05", 5),
        ("-12.50", -1_250),
        ("0", 0),
        ("007", 700),
        ("999999999999999.99", LARGEST),
    ],
)
def test_amount_is_read_in_satang(text, satang):
    assert read_baht(text) == satang


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "unreadable"),
        ("1,23", "unreadable"),
        ("1234,567", "unreadable"),
        ("1.", "unreadable"),
        (".5", "unreadable"),
        ("1e3", "unreadable"),
        ("NaN", "unreadable"),
        ("1_000", "unreadable"),
        ("--1", "unreadable"),
        ("+1", "unreadable"),
        ("١", "unreadable"),
        ("1.005", "too_many_decimals"),
        ("1.000", "too_many_decimals"),
        ("1000000000000000", "too_large"),
        ("9" * 5000, "too_large"),
    ],
)
def test_unclear_amount_is_refused(text, key):
    with pytest.raises(InputError) as refused:
        read_baht(text)
    assert refused.value.key == f"money.{key}"


@given(st.integers(-LARGEST, LARGEST))
def test_written_amount_reads_back(satang):
    assert read_baht(format_baht(satang)) == satang
    assert read_baht(format_baht(satang).replace(",", "")) == satang


@pytest.mark.parametrize(
    ("satang", "text"), [(64_000_000, "640,000.00"), (-5, "-0.05"), (0, "0.00"), (99, "0.99")]
)
def test_amount_is_written_with_two_decimals(satang, text):
    assert format_baht(satang) == text


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    try:
        satang = read_baht(text)
    except InputError as refused:
        key = refused.key
    else:
        key = "money.read" if abs(satang) <= LARGEST else "beyond"
    assert key.startswith("money.")
