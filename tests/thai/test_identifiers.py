import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_thai_digits
from cso_registry.thai.identifiers import (
    check_citizen_id,
    format_13,
    is_valid_13,
    normalize_identifier,
)
from tests.thai.thai_samples import hostile_texts

INVENTED_CITIZEN = "1234567890121"
TREASURY_OFFICE = "0994000368968"  # public: the example of the TH-TIN list


def whole(twelve):
    """Completes twelve digits by trying all ten check digits."""
    fitting = [twelve + last for last in "0123456789" if is_valid_13(twelve + last)]
    assert len(fitting) == 1
    return fitting[0]


twelve_digits = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize("digits", [INVENTED_CITIZEN, TREASURY_OFFICE])
def test_known_numbers_are_valid(digits):
    assert is_valid_13(digits)


@pytest.mark.parametrize(
    "typed",
    [
        "1-2345-67890-12-1",
        "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
        " 1 2345\u201067890\u00a012 1\u200b",
        "1.2345.67890.12.1",
    ],
)
def test_citizen_id_is_read_however_it_was_typed(typed):
    assert check_citizen_id(typed) == INVENTED_CITIZEN


def rest(digits):
    return sum((13 - at) * int(digit) for at, digit in enumerate(digits[:12])) % 11


@given(twelve_digits, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_found_where_the_check_can_see_it(twelve, place, more):
    digits = whole(twelve)
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    weighs_eleven = place == 2  # the third digit is counted eleven times: never seen
    share_a_check_digit = {rest(digits), rest(wrong)} == {0, 10}
    assert is_valid_13(wrong) == (weighs_eleven or share_a_check_digit)


@given(twelve_digits)
def test_printed_groups_read_back(twelve):
    digits = whole(twelve)
    printed = format_13(digits)
    assert [len(group) for group in printed.split("-")] == [1, 4, 5, 2, 1]
    assert normalize_identifier(printed) == digits
    assert normalize_identifier(to_thai_digits(printed)) == digits


@given(twelve_digits)
def test_first_digit_decides_the_kind(twelve):
    digits = whole(twelve)
    try:
        outcome = check_citizen_id(digits)
    except InputError as refused:
        outcome = refused.key
    assert outcome == ("identifier.kind" if digits[0] in "09" else digits)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "length"),
        ("123456789012", "length"),
        ("12345678901211", "length"),
        ("123456789012A", "length"),
        ("١٢٣٤٥٦٧٨٩٠١٢١", "length"),
        ("1234567890122", "check_digit"),
        ("2134567890121", "check_digit"),
        (TREASURY_OFFICE, "kind"),
    ],
)
def test_bad_citizen_id_is_refused(typed, key):
    with pytest.raises(InputError) as refused:
        check_citizen_id(typed)
    assert refused.value.key == f"identifier.{key}"
    assert not refused.value.params


def test_only_thirteen_digits_are_printed():
    with pytest.raises(InputError):
        format_13("123")


@given(hostile_texts)
def test_any_text_is_checked_or_refused(text):
    assert normalize_identifier(normalize_identifier(text)) == normalize_identifier(text)
    with pytest.raises(InputError):
        check_citizen_id("x" + text)
