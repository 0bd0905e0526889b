"""What the square code carries comes back exactly, whatever the words are."""

import dataclasses
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.certification.code_payload import (
    CARRIED,
    MOST_BYTES,
    key_id_of,
    pack_payload,
    read_payload,
)
from cso_registry.domain.certification.code_text import code_text, read_code_text
from cso_registry.kernel.base45 import base45, read_base45
from cso_registry.kernel.errors import InputError
from tests.certificates.sample_claims import SAMPLE

TODAY = date(2026, 11, 21)
KEY, TEXT, SIGNATURE = key_id_of(b"k" * 32), b"t" * 20, bytes(range(64))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=300)


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"ietf!", "QED8WEX0")]
)
def test_base45_is_that_of_the_rfc(data: bytes, text: str) -> None:
    assert base45(data) == text
    assert read_base45(text) == data


@given(st.binary(max_size=600))
def test_base45_comes_back(data: bytes) -> None:
    assert read_base45(base45(data)) == data


@pytest.mark.parametrize("text", ["G", "GGW", "::", "ab", "0000", "฿฿"])
def test_base45_has_one_spelling(text: str) -> None:
    with pytest.raises(InputError, match=r"base45\.malformed"):
        read_base45(text)


def test_the_sample_is_carried_whole() -> None:
    payload = pack_payload(SAMPLE, KEY, TEXT, TODAY)
    read = read_payload(payload)
    assert (read.key_id, read.text_digest, read.language) == (KEY, TEXT, "th")
    assert (read.first_day.isoformat(), read.last_day.isoformat()) == ("2026-11-21", "2029-11-20")
    assert read.is_of(SAMPLE)
    for name in CARRIED[:7]:
        value = getattr(SAMPLE, name)
        if name not in read.cut:
            assert read.words[name] == ((value,) if isinstance(value, str) else value), name
    assert not read.cut & {"number", "name", "register_number", "subject_kind", "level"}


@given(
    st.fixed_dictionaries(dict.fromkeys(("number", "name", "level", "address"), words)),
    st.lists(words, max_size=40),
)
def test_any_words_fit_or_are_marked_as_cut(texts: dict[str, str], lines: list[str]) -> None:
    claims = dataclasses.replace(SAMPLE, **texts, capacities=tuple(lines))
    payload = pack_payload(claims, KEY, TEXT, TODAY)
    assert len(payload) <= MOST_BYTES
    read = read_payload(payload)
    for name, kept in read.words.items():
        whole = getattr(claims, name)
        items = [one for one in ((whole,) if isinstance(whole, str) else whole) if one]
        for said, meant in zip(kept, items, strict=False):
            assert meant == said or (name in read.cut and said in "".join(items))


@given(st.binary(max_size=MOST_BYTES + 10))
def test_foreign_bytes_are_refused_in_words(data: bytes) -> None:
    with suppress(InputError):
        assert len(read_payload(data).key_id) == 8


def test_a_pasted_code_may_be_folded() -> None:
    payload = pack_payload(SAMPLE, KEY, TEXT, TODAY)
    text = code_text(payload, SIGNATURE)
    folded = "\r\n".join(text[at : at + 60] for at in range(0, len(text), 60))
    for pasted in (text, text.lower(), folded, f"\n{text}\n"):
        read = read_code_text(pasted)
        assert (read.payload, read.signature) == (payload, SIGNATURE)


def test_a_code_that_ends_in_blanks_survives_trimming() -> None:
    for last in range(256):
        data = b"payload" + bytes(62) + bytes([last, 36 * 45 >> 8, 36 * 45 & 255])
        text = code_text(data[:-64], data[-64:])
        if text.endswith(" "):
            assert read_code_text(text.rstrip()) == read_code_text(text)


@pytest.mark.parametrize("text", ["", "https://example.org/", "CSO1:", "CSO1:ÄÖ", "CSO2:ABC"])
def test_what_is_no_code_is_said_so(text: str) -> None:
    with pytest.raises(InputError, match=r"code\."):
        read_code_text(text)
