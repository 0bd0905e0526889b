"""What a file is by its content; its ending is never believed (Q:R18)."""

from __future__ import annotations

from enum import Enum


class FileKind(Enum):
    """Kinds of attachments an office keeps; the value is the usual ending."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
    WEBP = "webp"
    HEIC = "heic"
    OFFICE_ZIP = "zip"
    OLD_OFFICE = "doc"
    PROGRAM = "exe"
    UNKNOWN = "bin"


HEAD_BYTES = 64
"""So much of the start of a file is enough to tell."""
_STARTS = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"PK\x03\x04", FileKind.OFFICE_ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"\xfe\xed\xfa", FileKind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileKind.PROGRAM),
    (b"\xca\xfe\xba\xbe", FileKind.PROGRAM),
    (b"#!", FileKind.PROGRAM),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1"})
_ENDINGS = {
    FileKind.PDF: {"pdf"},
    FileKind.JPEG: {"jpg", "jpeg"},
    FileKind.PNG: {"png"},
    FileKind.TIFF: {"tif", "tiff"},
    FileKind.WEBP: {"webp"},
    FileKind.HEIC: {"heic", "heif"},
    FileKind.OFFICE_ZIP: {"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"},
    FileKind.OLD_OFFICE: {"doc", "xls", "ppt"},
}


def file_kind(head: bytes) -> FileKind:
    """Return the kind of a file that begins with `head` (at least 64 bytes, or all of it)."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return FileKind.HEIC
    return FileKind.UNKNOWN


def is_named_truly(name: str, head: bytes) -> bool:
    """Whether the ending of `name` fits what the file is; unknown kinds never do."""
    return name.rpartition(".")[2].casefold() in _ENDINGS.get(file_kind(head), frozenset())
