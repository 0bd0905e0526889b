"""What is no canonical form is refused, however its texts are made to look."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.canonical import (
    MAX_DEPTH,
    canonical_bytes,
    read_canonical,
    read_canonical_table,
)
from cso_registry.kernel.errors import InputError

LIMIT = 1_000_000
TRICKY = st.text(alphabet='"\\[]{}:,.0123456789eE-กา ', max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TRICKY
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TRICKY, inner, max_size=5),
    max_leaves=60,
)


def depth(value) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def nested(value, times: int):
    for at in range(times):
        value = [value] if at % 2 else {'a"[\\': value}
    return value


@given(VALUES, st.integers(0, MAX_DEPTH + 3))
def test_whole_numbers_and_texts_are_read_back_down_to_a_depth(value, times):
    deep = nested(value, times)
    spelt = canonical_bytes(deep)
    if depth(deep) <= MAX_DEPTH:
        assert read_canonical(spelt, limit=LIMIT) == deep
    else:
        with pytest.raises(InputError, match=r"canonical\.malformed"):
            read_canonical(spelt, limit=LIMIT)


@given(VALUES, st.sampled_from([0.5, 1e30, -2.0]), st.integers(0, 4))
def test_a_fraction_is_refused_wherever_it_stands(value, fraction, times):
    wide = [[one] for one in range(MAX_DEPTH + 1)]
    for held in (nested([value, fraction], times), {"1.5": [wide, value], "z": fraction}):
        with pytest.raises(InputError, match=r"canonical\.malformed"):
            read_canonical(canonical_bytes(held), limit=LIMIT)


@pytest.mark.parametrize(
    "data", [b"[[1, 2]]", b"[[1,2]", b"{}", b"1", b"[[1]]\n", b'[{"b":1,"a":2}]']
)
def test_a_table_that_is_no_list_or_not_canonical_is_refused(data):
    with pytest.raises(InputError, match=r"canonical\.malformed"):
        read_canonical_table(data)
