"""Which encoding a text file of an office has: UTF-8, UTF-16 or the Thai code page 874.

UTF-16 is looked for before UTF-8 because Thai letters in UTF-16 without a mark are all
valid ASCII bytes. Code page 874 comes last, since nearly every byte means a letter in it.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from cso_registry.kernel.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 8192
_ZERO_OR_THAI_PAGE: Final = b"\x00\x0e"
_HIGH_BYTES: Final = bytes(range(0x80, 0x100))
_THAI_IN_UTF8: Final = re.compile(b"\xe0[\xb8\xb9][\x80-\xbf]")
_OLD_END_OF_FILE: Final = b"\x1a"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Raises:
        InputError: ``tables.not_text`` for a file that is no text,
            ``tables.broken_encoding`` naming line and byte of what cannot be read.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strictly(data, marked).removeprefix("\ufeff"), marked
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _strictly(data, unmarked), unmarked
    data = data.removesuffix(_OLD_END_OF_FILE)
    if b"\0" in data:
        raise InputError("tables.not_text", byte=data.index(b"\0") + 1)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _broken(data, error.start, "UTF-8") from error
    return _strictly(data, "cp874"), "cp874"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, error.start, encoding.upper().removesuffix("-SIG")) from error


def _broken(data: bytes, start: int, encoding: str) -> InputError:
    line = data.count(b"\n", 0, start) + 1
    return InputError("tables.broken_encoding", line=line, byte=start + 1, encoding=encoding)


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if not half or len(data) % 2:
        return None
    even, odd = (
        sum(map(sample[parity::2].count, _bytes_of(_ZERO_OR_THAI_PAGE))) / half for parity in (0, 1)
    )
    if odd > 0.7 and even < 0.2:  # noqa: PLR2004 - shares of bytes that are zero
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.2 else None  # noqa: PLR2004 - shares of bytes that are zero


def _bytes_of(data: bytes) -> tuple[bytes, ...]:
    return tuple(bytes([byte]) for byte in data)


def _is_mostly_utf8(data: bytes) -> bool:
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    return 3 * len(_THAI_IN_UTF8.findall(data)) * 2 >= high
