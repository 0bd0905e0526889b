"""A small file as texts of square codes, to be printed, photographed and joined (F:X33).

Each text is `CSO1`, the begin of the file's SHA-256, `number/count` and a part of the file
in base32, parted by blanks: signs that a square code holds densely. The codes may come in
any order and twice. They protect nothing: what the file holds is sealed and signed itself.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK: Final = "CSO1"
PART_BYTES: Final = 640
"""Of one code, which a camera of a telephone still reads from paper."""
MOST_CODES: Final = 60
LARGEST: Final = PART_BYTES * MOST_CODES
_NAME_DIGITS: Final = 16
_TEXT: Final = re.compile(r"CSO1 ([0-9A-F]{16}) ([1-9]\d?)/([1-9]\d?) ([A-Z2-7]{1,1100})")
_BASE32_GROUP: Final = 8


def code_texts(content: bytes) -> list[str]:
    """Return the text of each code of a file.

    Raises:
        InputError: `pages.too_large`, `pages.empty`.
    """
    if not content:
        raise InputError("pages.empty")
    if len(content) > LARGEST:
        raise InputError("pages.too_large", size=len(content), most=LARGEST)
    parts = [content[at : at + PART_BYTES] for at in range(0, len(content), PART_BYTES)]
    return [
        f"{MARK} {_name(content)} {number}/{len(parts)} {_spelt(part)}"
        for number, part in enumerate(parts, start=1)
    ]


def joined(texts: Iterable[str]) -> bytes:
    """Return the file whose codes were read; other codes that were seen do not count.

    Raises:
        InputError: `pages.none`, `pages.of_several_files`, `pages.missing`, `pages.changed`.
    """
    read = list(_read(texts))
    if not read:
        raise InputError("pages.none")
    series = {(name, count) for name, _, count, _ in read}
    if len(series) > 1:
        raise InputError("pages.of_several_files", count=len(series))
    ((name, count),) = series
    parts = {number: part for _, number, _, part in read}
    missing = [str(number) for number in range(1, count + 1) if number not in parts]
    if missing:
        raise InputError("pages.missing", numbers=", ".join(missing), count=count)
    content = b"".join(parts[number] for number in range(1, count + 1))
    if _name(content) != name:
        raise InputError("pages.changed")
    return content


def _read(texts: Iterable[str]) -> Iterator[tuple[str, int, int, bytes]]:
    for text in texts:
        found = _TEXT.fullmatch(text)
        if found is None:
            continue
        name, number, count, spelt = found.groups()
        part = _part(spelt)
        if part is not None and 1 <= int(number) <= int(count) <= MOST_CODES:
            yield name, int(number), int(count), part


def _name(content: bytes) -> str:
    return digest(content).hex()[:_NAME_DIGITS].upper()


def _spelt(part: bytes) -> str:
    return base64.b32encode(part).decode("ascii").rstrip("=")


def _part(spelt: str) -> bytes | None:
    padding = -len(spelt) % _BASE32_GROUP
    try:
        return base64.b32decode(spelt + "=" * padding)
    except ValueError:
        return None
