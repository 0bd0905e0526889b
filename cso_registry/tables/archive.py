"""A spreadsheet's archive, checked and packed anew before any parser of its content.

Readers of archives disagree about hostile ones. So each part is unpacked here within
its bounds, and what the parser gets is a plain archive written by this module, holding
only the parts a table needs: no macros, pictures, links or second directory.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.tables.limits import Limits

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED_FLAG: Final = 0x1
_SIZES_FOLLOW_FLAG: Final = 0x8
_UTF8_FLAG: Final = 0x800
_IN_EXTRA: Final = 0xFFFFFFFF
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE_NAME: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|\\|:|[\0-\x1f]")
_NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|mimetype|content\.xml|META-INF/manifest\.xml"
    r"|xl/(?:_rels/)?[^/]+\.(?:xml|rels)|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


class Unpacked(NamedTuple):
    """A spreadsheet archive that was checked.

    Attributes:
        kind: ``xlsx`` or ``ods``.
        archive: A new archive with the needed parts only, not compressed.
        errors: Cells that hold the error of a formula.
        unvalued: Formulas stored without a result.
    """

    kind: str
    archive: bytes
    errors: int
    unvalued: int


def unpack(data: bytes, limits: Limits) -> Unpacked:
    """Return the spreadsheet in ``data`` as an archive that is safe to parse.

    Raises:
        InputError: ``tables.damaged``, ``tables.encrypted``, ``tables.unsafe_archive``,
            ``tables.unpacked_too_large``, ``tables.binary_workbook`` or
            ``tables.unknown_kind``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(data, entries, limits)
            kind = _kind(archive, {entry.filename for entry in entries})
            return _repacked(archive, entries, kind)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # a parser of hostile bytes raises anything
        raise InputError("tables.damaged") from error


def _check_entries(data: bytes, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise InputError("tables.unsafe_archive")
    names = {entry.filename.casefold() for entry in entries}
    unsafe = any(_UNSAFE_NAME.search(entry.orig_filename) for entry in entries)
    if unsafe or len(names) < len(entries):
        raise InputError("tables.unsafe_archive")
    allowed = limits.unpacked_for(len(data))
    if sum(entry.file_size for entry in entries) > allowed:
        raise InputError("tables.unpacked_too_large", megabytes=allowed // 1_000_000)
    end = 0
    for start, stop in sorted(_span(data, entry) for entry in entries):
        if start < end:
            raise InputError("tables.unsafe_archive")
        end = stop


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Return where the entry lies, when both of its headers say the same."""
    header = _LOCAL.unpack_from(data, entry.header_offset)
    mark, _, flags, method, _, _, crc, packed, size, name_length, extra_length = header
    if (flags | entry.flag_bits) & _ENCRYPTED_FLAG:
        raise InputError("tables.encrypted")
    name_at = entry.header_offset + _LOCAL.size
    name = data[name_at : name_at + name_length].decode("utf-8" if flags & _UTF8_FLAG else "cp437")
    follows = bool(flags & _SIZES_FOLLOW_FLAG)
    told = (crc, packed, size)
    expected = (entry.CRC, entry.compress_size, entry.file_size)
    same = all(
        here in {there, _IN_EXTRA} or (follows and here == 0)
        for here, there in zip(told, expected, strict=True)
    )
    named = name == entry.orig_filename and method == entry.compress_type
    if mark != b"PK\x03\x04" or not named or not same or method not in _METHODS:
        raise InputError("tables.unsafe_archive")
    return entry.header_offset, name_at + name_length + extra_length + entry.compress_size


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        raise InputError("tables.binary_workbook")
    if "mimetype" in names and archive.read("mimetype").startswith(_ODS_TYPE):
        return "ods"
    if not any(name.startswith("xl/workbook") for name in names):
        raise InputError("tables.unknown_kind")
    return "xlsx"


def _repacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], kind: str) -> Unpacked:
    packed = io.BytesIO()
    errors = unvalued = 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as plain:
        for name, part in _needed_parts(archive, entries):
            if name.startswith("xl/worksheets/"):
                errors += part.count(b' t="e"')
                unvalued += part.count(b"</f></c>") + part.count(b"</f><v></v>")
                unvalued += part.count(b"</f><v/>")
            plain.writestr(zipfile.ZipInfo(name), part)
    return Unpacked(kind, packed.getvalue(), errors, unvalued)


def _needed_parts(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        if not _NEEDED.fullmatch(entry.filename):
            continue
        part = archive.read(entry)
        if len(part) != entry.file_size or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise InputError("tables.unsafe_archive")
        yield entry.filename, part
