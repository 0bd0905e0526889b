"""A short code is one spelling of 81 bits of the digest; slips of the hand are noticed."""

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.certification.short_code import (
    SIGNS,
    looks_like_short_code,
    read_short_code,
    short_code,
    short_code_of,
)
from cso_registry.kernel.errors import InputError
from tests.certificates.sample_claims import SAMPLE

digests = st.binary(min_size=32, max_size=32)


@given(digests)
def test_what_is_made_is_read_however_it_is_typed(digest: bytes) -> None:
    code = short_code_of(digest)
    assert [len(group) for group in code.split("-")] == [4] * 5
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " – ")):
        assert looks_like_short_code(typed)
        assert read_short_code(typed) == code


def test_thai_digits_are_digits() -> None:
    code = short_code_of(bytes(range(32)))
    thai = code.translate(str.maketrans("34679", "๓๔๖๗๙"))
    assert read_short_code(thai) == code


def test_signs_look_like_no_other() -> None:
    assert len(set(SIGNS)) == 23
    assert not set("0O1IL2Z5S8BUV") & set(SIGNS)


@given(digests, st.data())
def test_any_two_slips_are_noticed(digest: bytes, data: st.DataObject) -> None:
    signs = list(short_code_of(digest).replace("-", ""))
    places = data.draw(st.lists(st.integers(0, 19), min_size=1, max_size=2, unique=True))
    for place in places:
        signs[place] = data.draw(st.sampled_from([s for s in SIGNS if s != signs[place]]))
    with pytest.raises(InputError, match=r"code\.short_mistyped"):
        read_short_code("".join(signs))


def test_every_exchange_of_two_signs_is_noticed() -> None:
    chance = random.Random(7)
    signs = list(short_code_of(chance.randbytes(32)).replace("-", ""))
    exchanged = 0
    for first in range(20):
        for second in range(first):
            if signs[first] == signs[second]:
                continue
            turned = signs.copy()
            turned[first], turned[second] = turned[second], turned[first]
            with pytest.raises(InputError, match=r"code\.short_mistyped"):
                read_short_code("".join(turned))
            exchanged += 1
    assert exchanged > 150


@pytest.mark.parametrize(
    ("typed", "key"),
    [("3333-3333", "code.short_length"), ("O333-3333-3333-3333-3333", "code.short_sign")],
)
def test_what_is_wrong_is_named(typed: str, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read_short_code(typed)
    assert refused.value.key == key


def test_every_claim_changes_the_code() -> None:
    for field in dataclasses.fields(SAMPLE):
        value = getattr(SAMPLE, field.name)
        other = (*value, "x") if isinstance(value, tuple) else value + "x"
        changed = dataclasses.replace(SAMPLE, **{field.name: other})
        assert short_code(changed) != short_code(SAMPLE), field.name
