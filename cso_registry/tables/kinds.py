"""What a file is by its first bytes; its name is never believed."""

from __future__ import annotations

import re
from typing import Final, Literal

from cso_registry.kernel.errors import InputError

Container = Literal["zip", "ole", "text"]

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_HEAD: Final = 4096

_FOREIGN: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM\x00",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3",
    b"MZ\x90",
    b"\x7fELF",
    b"{\\rtf",
    b"age-encryption.org/",
    b"\x09\x08",
    b"\x09\x04",
    b"\x09\x02",
)
_MARKUP: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|head)", re.IGNORECASE
)


def container_of(data: bytes) -> Container:
    """Return how the bytes are wrapped.

    Raises:
        InputError: ``tables.no_content``, ``tables.markup``, ``tables.encrypted`` or
            ``tables.unknown_kind``.
    """
    if not data.strip():
        raise InputError("tables.no_content")
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(_OLE):
        return _office_binary(data)
    if _MARKUP.match(data[:_HEAD]):
        raise InputError("tables.markup")
    if data.startswith(_FOREIGN):
        raise InputError("tables.unknown_kind")
    return "text"


def _office_binary(data: bytes) -> Container:
    if _ENCRYPTED_PACKAGE in data:
        raise InputError("tables.encrypted")
    if not any(stream in data for stream in _WORKBOOK_STREAMS):
        raise InputError("tables.unknown_kind")
    return "ole"
