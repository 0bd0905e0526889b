"""Entries are read only as they were written, and follow each other without a break."""

from __future__ import annotations

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.journal.chain import Link, break_of
from cso_registry.journal.entry import GENESIS, LARGEST_ENTRY, entry_hash, read_entry
from cso_registry.kernel.canonical import MAX_DEPTH, canonical_bytes
from cso_registry.kernel.errors import InputError
from tests.acts.golden_entries import kept_entries

KEPT = [one.body for one in kept_entries()]
bodies = st.sampled_from(KEPT)


@given(body=bodies, data=st.data())
def test_changed_bit_is_refused_or_gives_another_hash(body: bytes, data: st.DataObject) -> None:
    """Whatever is read spells its own bytes again; nothing else is let in."""
    changed = bytearray(body)
    changed[data.draw(st.integers(0, len(body) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert entry_hash(bytes(changed)) != entry_hash(body)
    with suppress(InputError):
        assert read_entry(bytes(changed)) != read_entry(body)


@given(body=bodies, cut=st.integers(1, 200))
def test_cut_or_longer_entry_is_refused(body: bytes, cut: int) -> None:
    for changed in (
        body[:-cut],
        body[cut:],
        body + body[:cut],
        body + b" ",
        b"\xef\xbb\xbf" + body,
    ):
        with pytest.raises(InputError):
            read_entry(changed)


@given(data=st.binary(max_size=400))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_entry(data)


def without(name: str) -> bytes:
    said = orjson.loads(KEPT[0])
    said.pop(name)
    return canonical_bytes(said)


def with_(**changed: object) -> bytes:
    return canonical_bytes(orjson.loads(KEPT[0]) | changed)


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "body",
    [
        without("prev"),
        without("officer"),
        with_(approved=True),
        with_(seq="2"),
        with_(prev="0" * 63),
        with_(prev="A" * 64),
        with_(records=[{"type": "office"}]),
        orjson.dumps(orjson.loads(KEPT[0]), option=orjson.OPT_INDENT_2),
        orjson.dumps(dict(reversed(orjson.loads(KEPT[0]).items()))),
        KEPT[0].replace(b'"form":1', b'"form":1.0'),
        KEPT[0].replace(b'"form":1', b'"form":1,"form":1'),
        KEPT[0].replace(b'"seq":', b'"seq":NaN,"x":'),
        with_(basis={"depth": nested(MAX_DEPTH + 1)}),
        b" " * (LARGEST_ENTRY + 1),
    ],
)
def test_what_is_not_exactly_an_entry_is_refused(body: bytes) -> None:
    with pytest.raises(InputError):
        read_entry(body)


def test_the_same_value_in_order_is_accepted() -> None:
    """The refusals above are for what was changed, not for the kept entry."""
    assert read_entry(with_()) == read_entry(KEPT[0])


def chain_of(count: int) -> list[bytes]:
    made, prev = [], GENESIS
    for seq in range(1, count + 1):
        made.append(with_(seq=seq, prev=prev))
        prev = entry_hash(made[-1])
    return made


def breaks(bodies: list[bytes]) -> list[str]:
    """The keys of all breaks, going on after each as the proof does."""
    link, found = Link(), []
    for body in bodies:
        said = read_entry(body)
        broken = break_of(link, said)
        if broken is not None:
            found.append(broken.key)
        link = Link(said.seq, entry_hash(body))
    return found


def test_whole_chain_has_no_break() -> None:
    assert breaks(chain_of(6)) == []


@given(st.integers(2, 6), st.data())
def test_every_break_is_seen(length: int, data: st.DataObject) -> None:
    chain = chain_of(length)
    at = data.draw(st.integers(0, length - 2))
    assert breaks(chain[:at] + chain[at + 1 :])[0] == "chain.gap"
    assert breaks([*chain[: at + 1], chain[at], *chain[at + 1 :]])[0] == "chain.repeated"
    swapped = [*chain[:at], chain[at + 1], chain[at], *chain[at + 2 :]]
    assert breaks(swapped)[0] == "chain.gap"
    said = orjson.loads(chain[at])
    edited = [*chain[:at], canonical_bytes(said | {"reason": "อื่น"}), *chain[at + 1 :]]
    assert breaks(edited) == ["chain.wrong_link"]


def test_chain_that_does_not_begin_at_the_beginning_is_seen() -> None:
    chain = chain_of(3)
    assert breaks(chain[1:])[0] == "chain.gap"
    assert breaks([with_(seq=1, prev="1" * 64)]) == ["chain.wrong_link"]
