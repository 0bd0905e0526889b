r"""Reads what strace wrote: the system calls of a program that touch given files.

The trace is made with ``-f -y -xx``: every descriptor carries its path and every string
is ``\x..``, so that no name and no content can be taken for punctuation. With
``-o FILE`` each line begins with the number of the thread that made the call.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability import forked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WRITES = ("write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range")
SIZES = ("ftruncate", "truncate", "fallocate")
SYNCS = ("fsync", "fdatasync")
NAMES = (
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "rmdir",
)
OPENS = ("open", "openat", "creat")
CHANGES = (*WRITES, *SIZES, *SYNCS, *NAMES, *OPENS)
BY_NAME = frozenset((*NAMES, *OPENS, "truncate"))

QUIET = ("-f", "-y", "-xx", "-qq", "-e", "signal=none")
STARTED = re.compile(r"^(\d+) +(\w+)\((.*)$", re.DOTALL)
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.DOTALL)
RETURNED = re.compile(r"^(.*)\) += (0x[0-9a-f]+|-?\d+|\?)(.*)$", re.DOTALL)
UNFINISHED = " <unfinished ...>"
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
NAMED = re.compile(r'<((?:\\x[0-9a-f]{2})+)>(\(deleted\))?|"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that ended, or that its program did not outlive (result None)."""

    thread: int
    name: str
    arguments: str
    result: int | None
    injected: bool

    @property
    def files(self) -> tuple[str, ...]:
        """Absolute paths of the files it works on; none for a file already deleted."""
        named = NAMED.findall(self.arguments)
        if self.name not in BY_NAME:
            path, deleted, _ = named[0] if named else ("", "", "")
            return (
                (unescaped(path).decode(errors="surrogateescape"),) if path and not deleted else ()
            )
        found, base = [], "/"
        for folder, _, name in named:
            if folder:
                base = unescaped(folder).decode(errors="surrogateescape")
            else:
                found.append(
                    os.path.normpath(Path(base, unescaped(name).decode(errors="surrogateescape")))
                )
        return tuple(str(path) for path in found)

    @property
    def creates(self) -> bool:
        return self.name == "creat" or (self.name in OPENS and "O_CREAT" in self.arguments)

    @property
    def data(self) -> bytes:
        """The bytes it wrote, as far as the kernel took them."""
        whole = b"".join(unescaped(part) for part in QUOTED.findall(self.arguments))
        return whole[: self.result or 0]


def unescaped(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def parsed(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace, each when it ended; interrupted lines are put together."""
    begun: dict[int, tuple[str, str]] = {}
    for raw in lines:
        line = raw.rstrip("\n")
        if resumed := RESUMED.match(line):
            thread, name, rest = int(resumed[1]), resumed[2], resumed[3]
            rest = begun.pop(thread, (name, ""))[1] + rest
        elif started := STARTED.match(line):
            thread, name, rest = int(started[1]), started[2], started[3]
            if rest.endswith(UNFINISHED):
                begun[thread] = (name, rest.removesuffix(UNFINISHED))
                continue
        else:
            continue
        returned = RETURNED.match(rest)
        if returned:
            result = None if returned[2] == "?" else int(returned[2], 0)
            yield Call(thread, name, returned[1], result, "(INJECTED)" in returned[3])
    for thread, (name, rest) in begun.items():
        yield Call(thread, name, rest, None, injected=False)


def below(path: str, folder: Path) -> bool:
    return path == str(folder) or path.startswith(f"{folder}/")


def run_traced(
    options: Sequence[str], command: Sequence[str], trace: Path, limit: float = 60.0
) -> tuple[int, str]:
    """Runs a command under strace in the project's root; returns its exit code and what it said.

    Raises:
        subprocess.TimeoutExpired: if it hangs; its whole process group is ended first.
    """
    strace = ["strace", *QUIET, *options, "-o", str(trace)]
    if command[0].startswith(forked.MARK):
        said_in = trace.with_name(f"{trace.name}-said")
        code = forked.run(strace, command, said_in, limit)
        return code, said_in.read_text(encoding="utf-8", errors="replace")
    process = subprocess.Popen(
        [*strace, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=os.environ | forked.STILL, cwd=forked.ROOT, start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return process.returncode, said.decode(errors="replace")
