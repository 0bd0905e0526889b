"""The one way a value becomes bytes that are hashed, and bytes become a value.

Entries are stored and hashed as the very bytes that travel, so this form is
needed once, when an entry is written; nothing is ever serialised again.
"""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from cso_registry.kernel.errors import InputError

MAX_DEPTH = 32
_OPTIONS = orjson.OPT_SORT_KEYS


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
        raise InputError("canonical.too_large", limit=limit)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise InputError("canonical.malformed") from None
    if not _is_plain(value) or canonical_bytes(value) != data:
        raise InputError("canonical.malformed")
    return value


def _is_plain(value: Any) -> bool:
    """Return whether there is no fraction in `value` and no nesting beyond the limit."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for one in level:
            if isinstance(one, float):
                return False
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        if not inner:
            return True
        level = inner
    return False
