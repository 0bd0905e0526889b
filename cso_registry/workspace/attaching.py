"""Files from elsewhere come in under a harmless name, and go out into one folder only.

What a file is, its content says; neither its ending nor what somebody wrote into an
act is believed (Q:R18).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pydantic import BaseModel

from cso_registry.domain.organizations.records import Attachment
from cso_registry.host.file_kinds import HEAD_BYTES, FileKind, file_kind, is_named_truly
from cso_registry.host.file_names import safe_file_name
from cso_registry.host.private_files import private_opener, sync_folder
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cso_registry.domain.record import Record
    from cso_registry.storage.attachments import Attachments

FILE_FIELDS = frozenset({"sha256", "size", "name", "media_type"})
"""What every group says that names a kept file."""
TEXTS = frozenset({"txt", "csv"})
PLAIN, ANYTHING = "text/plain", "application/octet-stream"
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_BY_ENDING = {
    "docx": f"{_OPEN_XML}.wordprocessingml.document",
    "xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    "pptx": f"{_OPEN_XML}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_BY_KIND = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.TIFF: "image/tiff",
    FileKind.WEBP: "image/webp",
    FileKind.HEIC: "image/heic",
    FileKind.OFFICE_ZIP: "application/zip",
    FileKind.OLD_OFFICE: "application/msword",
}
MOST_COPIES = 1_000


class _Rejoined:
    """A stream whose start has been looked at and is read again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._head:
            given, self._head = self._head[:size], self._head[size:]
            return given
        return self._rest.read(size)


def keep_file(attachments: Attachments, source: BinaryIO, offered: str) -> Attachment:
    """Keep a file and return how a document names it.

    Args:
        attachments: Where it is kept, encrypted.
        source: Its content.
        offered: The name it came with; only a harmless form of it is kept.

    Raises:
        InputError: `attachment.is_a_program`, `attachment.empty`.
        KnownError: `seal.attachment_too_large`, or what the disk said.
    """
    with told():
        head = source.read(HEAD_BYTES)
    kind = file_kind(head)
    if kind is FileKind.PROGRAM:
        raise InputError("attachment.is_a_program", name=safe_file_name(offered))
    name, media_type = true_name(offered, kind, head)
    content = attachments.add(_Rejoined(head, source))
    return Attachment(
        sha256=content.sha256.hex(), size=content.size, name=name, media_type=media_type
    )


def true_name(offered: str, kind: FileKind, head: bytes) -> tuple[str, str]:
    """Return a harmless name with an ending that the content bears out, and the media type."""
    name = safe_file_name(offered)
    ending = name.rpartition(".")[2].casefold()
    if kind is FileKind.UNKNOWN and ending in TEXTS and b"\x00" not in head:
        return name, PLAIN
    if kind is FileKind.UNKNOWN:
        return (name if ending == kind.value else safe_file_name(f"{name}.{kind.value}")), ANYTHING
    if not is_named_truly(name, head):
        return safe_file_name(f"{name}.{kind.value}"), _BY_KIND[kind]
    return name, _BY_ENDING.get(ending, _BY_KIND[kind])


def save_copy(write: Callable[[BinaryIO], None], offered: str, folder: Path) -> Path:
    """Save what `write` gives as a new file of `folder` and return its path.

    Nothing is ever written over, followed or left half written; the name is a
    harmless form of `offered`, whoever wrote that into a record.

    Raises:
        KnownError: `attachment.no_folder`, or what the disk or the content said.
    """
    if not folder.is_dir():
        raise KnownError("attachment.no_folder", folder=str(folder))
    name = safe_file_name(offered)
    with told():
        path = _new_file(folder, name)
        try:
            with path.open("wb") as target:
                write(target)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        sync_folder(folder)
    return path


def _new_file(folder: Path, name: str) -> Path:
    stem, dot, ending = name.rpartition(".")
    for count in range(1, MOST_COPIES):
        mark = "" if count == 1 else f" ({count})"
        path = folder / (f"{stem}{mark}.{ending}" if dot else f"{name}{mark}")
        try:
            with open(path, "xb", opener=private_opener):
                return path
        except FileExistsError:
            continue
    raise KnownError("attachment.too_many_copies", name=name)


def files_named(value: object) -> Iterator[tuple[str, str]]:
    """Yield hash and name of every kept file that an act or a part of it names."""
    if isinstance(value, BaseModel):
        fields = vars(value)
        if fields.keys() >= FILE_FIELDS:
            yield fields["sha256"], fields["name"]
            return
        for one in fields.values():
            yield from files_named(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from files_named(one)


def attachments_of(record: Record) -> tuple[Attachment, ...]:
    """Return the kept files that a record names, each once, in the order they were named.

    Scans of a letter, what was enclosed with a report, photographs of a visit and so on.
    """
    found: dict[str, Attachment] = {}
    for name in record.slots:
        kept = getattr(record, name)
        groups = kept.values() if isinstance(kept, dict) else () if kept is None else (kept,)
        for group in groups:
            for one in _attachments_in(group):
                found.setdefault(one.sha256, one)
    return tuple(found.values())


def _attachments_in(value: object) -> Iterator[Attachment]:
    if isinstance(value, Attachment):
        yield value
    elif isinstance(value, BaseModel):
        for one in vars(value).values():
            yield from _attachments_in(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _attachments_in(one)
