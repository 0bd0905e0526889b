"""What is dialled and written to passes as offices write it; what cannot be reached does not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.errors import InputError
from cso_registry.thai.telephones import check_mail_address, check_telephone
from tests.thai.thai_samples import hostile_texts

GOOD = (
    "0812345678", "081-234-5678", "08 1234 5678", "๐๘๑-๒๓๔-๕๖๗๘", "055251234", "0-5525-1234",
    "(055) 251234", "0 5525 1234 ต่อ 101", "0 2282 2694 ต่อ 101-103, 110", "02-282-2694 ext. 12",
    "02-282-2694 x12", "02-282-2694#12", "0-2282-2694-7", "0 2356 9999 - 10", "02-2822694 ถึง 7",
    "055-251-234, 081-234-5678", "055-251234/081-2345678 (คุณสมใจ)", "บ้าน 055-251234",
    "081 234 5678 หรือ 089 000 0000", "โทร. 02 282 2694 โทรสาร 02 282 2695", "+66 81 234 5678",
    "+66 (0) 2 282 2694", "001 1 212 555 1212", "191", "1669", "1800-000-123", "*1234",
)  # fmt: skip
BAD = (
    "", "-", "ไม่มี", "0", "12", "+66", "081-234-567", "081234567", "0812345678901", "055-25123",
    "02-123-45678", "a@b.c", "=1+1", "@SUM(1)", "😀 0812345678", "x" * 60,
    "0812345678, 0812345",
)  # fmt: skip
GOOD_MAIL = ("a@b.co", "สมใจ@ไทย.ไทย", "a.b+c@x-y.go.th, d@e.or.th", "A_B@MAIL.COM", "o'x@b.co")
BAD_MAIL = (
    "", ",", "a", "a@b", "a@@b.c", "a b@c", "a@b..c", ".a@b.co", "a@b.co.", "<a@b.co>", "ไม่มี",
    "a@" + "b" * 260 + ".co", "a@b.co, c",
)  # fmt: skip


@pytest.mark.parametrize(("check", "text"), [
    *((check_telephone, one) for one in GOOD),
    *((check_mail_address, one) for one in GOOD_MAIL),
])  # fmt: skip
def test_what_can_be_reached_passes(check, text):
    check(text)


@pytest.mark.parametrize(("check", "text"), [
    *((check_telephone, one) for one in BAD),
    *((check_mail_address, one) for one in BAD_MAIL),
])  # fmt: skip
def test_what_nobody_reaches_is_refused_with_what_was_written(check, text):
    with pytest.raises(InputError) as refused:
        check(text)
    assert refused.value.key in {"telephone.unreadable", "mail_address.unreadable"}
    assert refused.value.params == {"value": text}


@given(st.from_regex("0[2-57][0-9]{7}|0[689][0-9]{8}", fullmatch=True), st.data())
def test_every_number_of_the_plan_passes_however_it_is_grouped(number, data):
    cuts = data.draw(st.sets(st.integers(1, len(number) - 1), max_size=4))
    sign = data.draw(st.sampled_from([" ", "-", ".", "\u2013"]))
    parts = [number[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), None], strict=True)]
    check_telephone(sign.join(parts))
    with pytest.raises(InputError):
        check_telephone("".join(parts)[:-1])


@given(hostile_texts)
def test_any_text_passes_or_is_refused(text):
    for check in (check_telephone, check_mail_address):
        with suppress(InputError):
            check(text)
