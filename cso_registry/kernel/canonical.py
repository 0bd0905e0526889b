"""The one way a value becomes bytes that are hashed, and bytes become a value.

Entries are stored and hashed as the very bytes that travel, so this form is
needed once, when an entry is written; nothing is ever serialised again.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import orjson

from cso_registry.kernel.errors import InputError

MAX_DEPTH = 32
_OPTIONS = orjson.OPT_SORT_KEYS
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"')
_FRACTION = re.compile(rb"\d[.eE]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_LIKE_A_FRACTION = re.compile(rb"[:,[](?<!\d:)-?\d+[.eE]")
"""Stands in every canonical form that holds a fraction, and in few texts."""


def canonical_bytes(value: Any) -> bytes:
    """Return UTF-8 JSON with sorted keys and no blanks.

    Args:
        value: Mappings with text keys, sequences, text, whole numbers, booleans, None.

    Raises:
        InputError: `canonical.malformed`, for half a surrogate pair or a number beyond
            64 bits, which no file of another program can hold.
    """
    try:
        return orjson.dumps(value, option=_OPTIONS)
    except TypeError:
        raise InputError("canonical.malformed") from None


def digest(data: bytes) -> bytes:
    """Return the SHA-256 of `data`, 32 bytes."""
    return hashlib.sha256(data).digest()


def read_canonical(data: bytes, *, limit: int) -> Any:
    """Return the value of bytes that came from outside.

    Refused are more than `limit` bytes, nesting deeper than 32, a number that is
    no whole number, and any text that is not exactly the canonical form (which
    also refuses doubled keys and NaN).

    Raises:
        InputError: `canonical.too_large` or `canonical.malformed`.
    """
    if len(data) > limit:
        raise InputError("canonical.too_large", bytes=limit)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise InputError("canonical.malformed") from None
    if canonical_bytes(value) != data or not _is_plain(data):
        raise InputError("canonical.malformed")
    return value


def read_canonical_table(data: bytes) -> list[Any]:
    """Return the lines of a list that came from outside, none of which is looked into.

    For whoever proves of each value in each line that it is a text or a whole number.

    Raises:
        InputError: `canonical.malformed`, when it is no list or not the canonical form.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise InputError("canonical.malformed") from None
    if type(value) is not list or canonical_bytes(value) != data:
        raise InputError("canonical.malformed")
    return value


def _is_plain(data: bytes) -> bool:
    """Return whether there is no fraction in some JSON and no nesting beyond the limit."""
    if not _LIKE_A_FRACTION.search(data) and data.count(b"{") + data.count(b"[") <= MAX_DEPTH:
        return True
    # Where no mark is hidden by a stroke, every second piece between marks is text.
    bare = _TEXT.sub(b"", data) if b"\\" in data else b"".join(data.split(b'"')[::2])
    if _FRACTION.search(bare):
        return False
    # Each round takes away what holds nothing any more: one level of the nesting.
    brackets = bare.translate(_ONE_KIND, _NO_BRACKETS)
    for _ in range(MAX_DEPTH):
        if not brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return not brackets
