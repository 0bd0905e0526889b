"""A disk that may lose its power: what is durable, what is only promised to be written.

What it may do to anything not yet synced: lose it, keep it, tear it into pieces of 512
or 4,096 bytes, write it in another order, or grow the file and leave zeros. A name (a
file or folder made, renamed, removed) is durable when the folder that holds it has been
synced; before that any part of those changes may be missing, but a rename is whole or
not at all, and a folder takes its content along. This is harder than the common file
systems are: what survives here survives there.
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
    RemoveFolder,
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


@dataclass(slots=True)
class Tree:
    """Which folders there are, and which file has which name."""

    folders: set[str] = field(default_factory=set)
    names: dict[str, File] = field(default_factory=dict)

    def copied(self) -> Tree:
        return Tree(set(self.folders), dict(self.names))

    def apply(self, change: Change) -> None:
        match change:
            case Named(old, new, file):
                if old and self.names.get(old) is file:
                    del self.names[old]
                if new:
                    self.names[new] = file
            case Made(path):
                self.folders.add(path)
            case Removed(path):
                self.folders.discard(path)
            case Moved(old, new):
                if old in self.folders:
                    self.folders = {_moved(path, old, new) for path in self.folders}
                    self.names = {_moved(path, old, new): file for path, file in self.names.items()}

    def reachable(self, path: str) -> bool:
        """Whether every folder on the way to a path is there."""
        return all(str(parent) in self.folders for parent in Path(path).parents)


@dataclass(frozen=True, slots=True)
class Named:
    """A file's name; "" where there is none before or after."""

    old: str
    new: str
    file: File


@dataclass(frozen=True, slots=True)
class Made:
    new: str


@dataclass(frozen=True, slots=True)
class Removed:
    old: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder's name; what is in it goes with it."""

    old: str
    new: str


Change = Named | Made | Removed | Moved


def _holder(change: Change) -> str:
    """The folder whose sync makes a change durable."""
    return _parent(getattr(change, "new", "") or getattr(change, "old", ""))


class Disk:
    """Follows a disk log event by event; ``after_power_loss`` can be asked at any time."""

    def __init__(self, before: Path) -> None:
        self.now = Tree()
        for path in sorted([before, *before.rglob("*")]):
            name = str(path.relative_to(before))
            if path.is_dir():
                self.now.folders.add(name)
            elif not path.name.endswith("-shm"):
                content = path.read_bytes()
                self.now.names[name] = File(bytearray(content), bytearray(content))
        self.durable = self.now.copied()
        self.pending: list[Change] = []
        self.acknowledged = b""

    def apply(self, event: Event) -> None:
        names = self.now.names
        match event:
            case Acknowledge(data):
                self.acknowledged += data
            case Write(path, offset, data):
                file = names[path]
                file.change((len(file.now) if offset is None else offset, data))
            case Copy(path, offset, source, begin, length):
                names[path].change((offset, bytes(names[source].now[begin : begin + length])))
            case Resize(path, size, grow_only):
                if not grow_only or len(names[path].now) < size:
                    names[path].change(size)
            case Create(path):
                if path not in names:
                    self._change(Named("", path, File()))
            case MakeFolder(path):
                self._change(Made(path))
            case RemoveFolder(path):
                self._change(Removed(path))
            case Rename(path, to) if path in self.now.folders:
                self._change(Moved(path, to))
            case Rename(path, to):
                self._change(Named(path, to, names[path]))
            case Unlink(path):
                self._change(Named(path, "", names[path]))
            case Sync(path):
                self._sync(path)

    def _change(self, change: Change) -> None:
        self.pending.append(change)
        self.now.apply(change)

    def _sync(self, path: str) -> None:
        if path in self.now.names:
            self.now.names[path].sync()
            return
        kept = []
        for change in self.pending:
            if _holder(change) == path:
                self.durable.apply(change)
            else:
                kept.append(change)
        self.pending = kept

    def after_power_loss(self, dice: random.Random) -> tuple[set[str], dict[str, bytearray]]:
        """One of the many states the disk may be found in: folders, and files with contents.

        What is in a folder that was lost is lost with it.
        """
        tree = self.durable.copied()
        for change in _some(self.pending, dice):
            tree.apply(change)
        found = {name: _survivor(file, dice) for name, file in tree.names.items()}
        return {folder for folder in tree.folders if tree.reachable(folder)}, {
            name: content for name, content in found.items() if tree.reachable(name)
        }


def _moved(path: str, old: str, new: str) -> str:
    return new + path.removeprefix(old) if path == old or path.startswith(f"{old}/") else path


def _parent(path: str) -> str:
    return str(Path(path).parent)


def _put(content: bytearray, change: tuple[int, bytes] | int) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    offset, data = change
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _some(changes: list[Change], dice: random.Random) -> list[Change]:
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
