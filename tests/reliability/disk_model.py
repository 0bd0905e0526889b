"""A disk that may lose its power: what is durable, what is only promised to be written.

What it may do to anything not yet synced: lose it, keep it, tear it into pieces of 512
or 4,096 bytes, write it in another order, or grow the file and leave zeros. A name (a
file created, renamed, removed) is durable when the folder that holds it has been synced;
before that any part of those changes may be missing, but a rename is whole or not at
all. This is harder than the common file systems are: what survives here survives there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.disk_events import (
    Acknowledge,
    Copy,
    Create,
    Event,
    MakeFolder,
    Rename,
    Resize,
    Sync,
    Unlink,
    Write,
)

if TYPE_CHECKING:
    import random

PIECES = (512, 4096)


@dataclass(slots=True)
class File:
    """One file, whatever it is called: its bytes on the disk, its bytes as read now."""

    durable: bytearray = field(default_factory=bytearray)
    now: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)

    def change(self, change: tuple[int, bytes] | int) -> None:
        self.pending.append(change)
        _put(self.now, change)

    def sync(self) -> None:
        for change in self.pending:
            _put(self.durable, change)
        self.pending.clear()


Names = dict[str, File]
NameChange = tuple[str, str, File]  # old name, new name, file; "" where there is none


class Disk:
    """Follows a disk log event by event; ``after_power_loss`` can be asked at any time."""

    def __init__(self, before: Path) -> None:
        self.names: Names = {}
        for path in sorted(before.rglob("*")):
            if path.is_file() and not path.name.endswith("-shm"):
                content = path.read_bytes()
                self.names[str(path.relative_to(before))] = File(
                    bytearray(content), bytearray(content)
                )
        self.durable_names = dict(self.names)
        self.folders = {
            str(path.relative_to(before)) for path in [before, *before.rglob("*")] if path.is_dir()
        }
        self.pending_folders: list[str] = []
        self.pending_names: list[NameChange] = []
        self.acknowledged = b""

    def apply(self, event: Event) -> None:
        match event:
            case Acknowledge(data):
                self.acknowledged += data
            case Write(path, offset, data):
                file = self.names[path]
                file.change((len(file.now) if offset is None else offset, data))
            case Copy(path, offset, source, begin, length):
                self.names[path].change(
                    (offset, bytes(self.names[source].now[begin : begin + length]))
                )
            case Resize(path, size, grow_only):
                if not grow_only or len(self.names[path].now) < size:
                    self.names[path].change(size)
            case Create(path):
                if path not in self.names:
                    self._rename("", path, File())
            case MakeFolder(path):
                self.pending_folders.append(path)
            case Rename(path, to):
                self._rename(path, to, self.names[path])
            case Unlink(path):
                self._rename(path, "", self.names[path])
            case Sync(path):
                self._sync(path)

    def _rename(self, old: str, new: str, file: File) -> None:
        self.pending_names.append((old, new, file))
        _name(self.names, (old, new, file))

    def _sync(self, path: str) -> None:
        if path in self.names:
            self.names[path].sync()
            return
        kept = []
        for change in self.pending_names:
            if _parent(change[1] or change[0]) == path:
                _name(self.durable_names, change)
            else:
                kept.append(change)
        self.pending_names = kept
        self.folders |= {folder for folder in self.pending_folders if _parent(folder) == path}
        self.pending_folders = [
            folder for folder in self.pending_folders if folder not in self.folders
        ]

    def after_power_loss(self, dice: random.Random) -> tuple[set[str], dict[str, bytearray]]:
        """One of the many states the disk may be found in: folders, and files with contents.

        A file in a folder that was lost is lost with it.
        """
        names = dict(self.durable_names)
        for change in _some(self.pending_names, dice):
            _name(names, change)
        folders = set(self.folders)
        for folder in self.pending_folders:
            if _parent(folder) in folders and dice.random() < 1 / 2:
                folders.add(folder)
        found = {name: _survivor(file, dice) for name, file in names.items()}
        return folders, {
            name: content for name, content in found.items() if _parent(name) in folders
        }


def _parent(path: str) -> str:
    return str(Path(path).parent)


def _name(names: Names, change: NameChange) -> None:
    old, new, file = change
    if old and names.get(old) is file:
        del names[old]
    if new:
        names[new] = file


def _put(content: bytearray, change: tuple[int, bytes] | int) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    offset, data = change
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _some(changes: list[NameChange], dice: random.Random) -> list[NameChange]:
    """None, all, the first ones, or any of them, always in their order."""
    match dice.choice(("none", "all", "first", "any")):
        case "none":
            return []
        case "all":
            return changes
        case "first":
            return changes[: dice.randint(0, len(changes))]
        case _:
            return [change for change in changes if dice.random() < 1 / 2]


def _survivor(file: File, dice: random.Random) -> bytearray:
    """The bytes of one file after the loss."""
    content = bytearray(file.durable)
    if not file.pending:
        return content
    kind = dice.choice(("none", "all", "first", "any", "torn", "zeros"))
    first = dice.randint(0, len(file.pending))
    piece = dice.choice(PIECES)
    for number, change in enumerate(file.pending):
        if (
            kind == "all"
            or (kind == "first" and number < first)
            or (kind == "any" and dice.random() < 1 / 2)
        ):
            _put(content, change)
        elif kind == "torn" and isinstance(change, tuple):
            _put_pieces(content, change, piece, dice)
    if kind == "zeros" and len(file.now) > len(content):
        content.extend(bytes(len(file.now) - len(content)))
    return content


def _put_pieces(
    content: bytearray, change: tuple[int, bytes], piece: int, dice: random.Random
) -> None:
    """Each piece, cut where the disk cuts, arrives or not."""
    offset, data = change
    begin = 0
    while begin < len(data):
        end = min(len(data), begin + piece - (offset + begin) % piece)
        if dice.random() < 1 / 2:
            _put(content, (offset + begin, data[begin:end]))
        begin = end
