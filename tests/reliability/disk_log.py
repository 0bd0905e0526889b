"""Records what a program did to a folder, in order and with all data, and its promises.

The record is made by strace, so it is the real engine that is observed, without any
code in it. A change through a mapped file is not seen: the only such file is the index
of the write-ahead log (``-shm``), which is left out, because it does not outlive a
power loss and is rebuilt. What cannot be recorded faithfully raises, never passes.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
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
    event_path,
)
from tests.reliability.system_calls import CHANGES, OPENS, SYNCS, Call, below, parsed, run_traced
from tests.reliability.verdicts import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

READS = ("read", "pread64")
DESCRIPTOR = re.compile(r"^(\d+)<")
LONGEST_WRITE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DiskLog:
    """The folder before, and everything that was done to it; paths are relative."""

    before: Path
    events: tuple[Event, ...]


def record(command: Sequence[str], prepared: Path, work: Path) -> DiskLog:
    """Runs a scenario once on a copy of the prepared folder and records it.

    Raises:
        RuntimeError: if it fails, or does what cannot be recorded.
    """
    work.mkdir(parents=True)
    folder, acknowledged, trace = (
        work.resolve() / "folder",
        work.resolve() / "acknowledged",
        work / "trace",
    )
    shutil.copytree(prepared, folder)
    options = ("-s", str(LONGEST_WRITE), "-e", f"raw={','.join(READS)}",
               "-e", f"trace={','.join((*CHANGES, *READS, 'lseek'))}")  # fmt: skip
    code, said = run_traced(options, filled(command, folder, acknowledged), trace)
    if code != 0:
        raise RuntimeError(f"the scenario fails without any attack ({code}): {said}")
    with trace.open(encoding="ascii", errors="replace") as lines:
        events = tuple(_Reader(folder, acknowledged).events(parsed(lines)))
    trace.unlink()
    if not any(isinstance(event, Acknowledge) for event in events):
        raise RuntimeError("the scenario acknowledged nothing: nothing can be lost")
    return DiskLog(prepared, events)


class _Reader:
    """Turns calls into events; knows where each open file stands, as ``write`` does not say."""

    def __init__(self, folder: Path, acknowledged: Path) -> None:
        self.folder = folder
        self.acknowledged = str(acknowledged)
        self.position: dict[int, int] = {}
        self.appending: set[int] = set()

    def events(self, calls: Iterator[Call]) -> Iterator[Event]:
        for call in calls:
            if call.result is None or call.result < 0:
                continue
            if call.name in READS:
                self._moved(int(call.arguments.split(",")[0], 0), call)
            elif (
                call.files and call.files[0] == self.acknowledged and call.name.startswith("write")
            ):
                yield Acknowledge(call.data)
            elif any(below(path, self.folder) for path in call.files):
                yield from (
                    event for event in self._event(call) if not event_path(event).endswith("-shm")
                )

    def _moved(self, descriptor: int, call: Call) -> None:
        if call.name == "read" and descriptor in self.position:
            self.position[descriptor] += call.result or 0

    def _event(self, call: Call) -> Iterator[Event]:
        path, result = self._relative(call.files[0]), call.result or 0
        begins = DESCRIPTOR.match(call.arguments)
        descriptor = int(begins[1]) if begins else -1
        numbers = re.findall(r", (\d+)(?=,|$)", call.arguments)
        match call.name:
            case name if name in OPENS:
                yield from self._opened(call, path)
            case name if name in SYNCS:
                yield Sync(path)
            case "lseek":
                self.position[descriptor] = result
            case "pwrite64" | "pwritev" | "pwritev2":
                yield Write(path, int(numbers[-1]), call.data)
            case "write" | "writev":
                at = None if descriptor in self.appending else self.position[descriptor]
                self.position[descriptor] = (at or 0) + result
                yield Write(path, at, call.data)
            case "sendfile":
                yield self._copied(call, path, descriptor)
            case "ftruncate" | "truncate":
                yield Resize(path, int(numbers[-1]))
            case "fallocate" if ", 0, " in call.arguments:
                yield Resize(path, int(numbers[-1]) + int(numbers[-2]), grow_only=True)
            case "rename" | "renameat" | "renameat2":
                yield Rename(path, self._relative(call.files[1]))
            case "unlinkat" if "AT_REMOVEDIR" in call.arguments:
                yield RemoveFolder(path)
            case "rmdir":
                yield RemoveFolder(path)
            case "unlink" | "unlinkat":
                yield Unlink(path)
            case "mkdir" | "mkdirat":
                yield MakeFolder(path)
            case _:
                raise RuntimeError(f"{call.name} on {path} cannot be recorded")

    def _opened(self, call: Call, path: str) -> Iterator[Event]:
        descriptor = call.result or 0
        self.position[descriptor] = 0
        self.appending.discard(descriptor)
        if "O_APPEND" in call.arguments:
            self.appending.add(descriptor)
        if call.creates:
            yield Create(path)
        if "O_TRUNC" in call.arguments or call.name == "creat":
            yield Resize(path, 0)

    def _copied(self, call: Call, path: str, descriptor: int) -> Copy:
        source = re.search(
            r", (\d+)<((?:\\x[0-9a-f]{2})+)>, (NULL|\[\d+\](?: => \[\d+\])?), ", call.arguments
        )
        if source is None:
            raise RuntimeError(f"sendfile to {path} cannot be recorded")
        whole = bytes.fromhex(source[2].replace("\\x", "")).decode(errors="surrogateescape")
        if not below(whole, self.folder):
            raise RuntimeError(f"sendfile to {path} from outside cannot be recorded")
        given, length, giver = source[3], call.result or 0, int(source[1])
        at, giver_at = self.position[descriptor], self.position[giver]
        self.position[descriptor] = at + length
        if given == "NULL":
            self.position[giver] = giver_at + length
        else:
            giver_at = int(given.strip("[]").split("]")[0])
        return Copy(path, at, self._relative(whole), giver_at, length)

    def _relative(self, path: str) -> str:
        if not below(path, self.folder):
            raise RuntimeError(f"{path} stands outside of the folder: cannot be recorded")
        return os.path.relpath(path, self.folder)
