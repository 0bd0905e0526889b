"""What a program can do to a folder, as far as a loss of power matters; paths are relative."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset; None is the end of the file (opened for appending)."""

    path: str
    offset: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """Bytes that the kernel copied from one file of the folder to another."""

    path: str
    offset: int
    source: str
    source_offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Resize:
    path: str
    size: int
    grow_only: bool = False


@dataclass(frozen=True, slots=True)
class Create:
    path: str


@dataclass(frozen=True, slots=True)
class MakeFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Unlink:
    path: str


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Sync:
    """The file, or the folder, is on the disk from here on."""

    path: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The program promised an act to its user."""

    data: bytes


Event = (
    Write
    | Copy
    | Resize
    | Create
    | MakeFolder
    | RemoveFolder
    | Rename
    | Unlink
    | Sync
    | Acknowledge
)


def event_path(event: Event) -> str:
    return "" if isinstance(event, Acknowledge) else event.path
