"""Really full, read-only and vanished disks, in a mount namespace of their own.

For each case a new process enters a private namespace (nothing outside sees its
mounts), mounts a small file system in memory, puts the prepared folder on it, brings
about the fault, runs the scenario, copies out what is left; then it takes the fault
away and runs the scenario's next command on the same disk, which must succeed. Needs
the right to mount; ``refused`` says why where that is not given.

A drive that vanishes in mid-work is a folder moved away after the first
acknowledgement: open files live on, every new one is missing. Reads and writes that
fail on open files are the business of ``kill_points`` (EIO and EROFS, sticky).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.forked import ROOT
from tests.reliability.verdicts import (
    Aftermath,
    Judge,
    Tally,
    Verdict,
    acknowledged_lines,
    filled,
    judged,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 4 * 1024 * 1024
LIMIT = 60.0
IN_NAMESPACE = ("unshare", "--mount", sys.executable, "-m", "tests.reliability.full_disk")


@dataclass(frozen=True, slots=True)
class Trouble:
    """``full`` (with ``free`` bytes left), ``read_only``, ``absent`` or ``vanishes``."""

    kind: str
    free: int = 0

    def __str__(self) -> str:
        return f"full but {self.free} bytes" if self.kind == "full" else self.kind.replace("_", "-")


def troubles(full: int) -> list[Trouble]:
    """Every kind once, and ``full`` disks with from nothing to some pages of room."""
    return [Trouble("full", 12_288 * step) for step in range(full)] + [
        Trouble("read_only"), Trouble("absent"), Trouble("vanishes"),
    ]  # fmt: skip


def refused(work: Path) -> str:
    """Why a file system cannot be mounted here; empty where it can."""
    work.mkdir(parents=True, exist_ok=True)
    try:
        tried = subprocess.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(work)],
            capture_output=True, text=True, check=False, timeout=LIMIT,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"no mount namespace: {problem}"
    return "" if tried.returncode == 0 else f"may not mount: {tried.stderr.strip()}"


def attack(
    title: str, command: Sequence[str], again: Sequence[str], prepared: Path, judge: Judge, work: Path, *,
    against: Sequence[Trouble],
) -> Tally:  # fmt: skip
    """Runs the scenario against each trouble; judges after it, and after ``again``.

    Args:
        title: Stands in the closing line.
        command: The scenario; see ``verdicts``.
        again: What must work when the trouble is over; acknowledges to the same file.
        prepared: The folder each case starts from.
        judge: Is asked twice a case; the second time all is acknowledged so far.
        work: An empty folder.
        against: The troubles.
    """
    begin, tally = time.monotonic(), Tally(title)
    for number, trouble in enumerate(against):
        place = (work / f"case-{number:04}").resolve()
        place.mkdir(parents=True)
        order = json.dumps(
            [
                trouble.kind,
                trouble.free,
                str(prepared.resolve()),
                str(place),
                list(command),
                list(again),
            ]
        )
        subprocess.run([*IN_NAMESPACE, order], check=True, cwd=ROOT, timeout=4 * LIMIT)
        for stage in ("during", "after"):
            told = json.loads((place / f"{stage}.json").read_text(encoding="utf-8"))
            lines = acknowledged_lines(told["acknowledged"].encode())
            aftermath = Aftermath(
                place / stage, lines, told["code"], told["said"], f"{trouble}, {stage}"
            )
            tally.add(aftermath.case, judged(judge, aftermath))
        if told["code"] != 0:
            tally.add(
                f"{trouble}, after",
                Verdict(stuck=1, notes=(f"no save when it was over: {told['said']}",)),
            )
    tally.seconds = time.monotonic() - begin
    return tally


def _inside(
    kind: str, free: int, prepared: Path, place: Path, command: list[str], again: list[str]
) -> None:
    """One case, within the namespace."""
    disk, acknowledged = place / "disk", place / "acknowledged"
    disk.mkdir()
    size = sum(file.stat().st_size for file in prepared.rglob("*")) + ROOM
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk))
    folder, away, filler = disk / "folder", disk / "away", disk / "filler"
    shutil.copytree(prepared, folder)
    if kind == "full":
        _fill(filler, free)
    elif kind == "read_only":
        _mount("-o", "remount,ro", str(disk))
    elif kind == "absent":
        folder.rename(away)
    _run(
        filled(command, folder, acknowledged),
        acknowledged,
        place / "during.json",
        (folder, away) if kind == "vanishes" else None,
    )
    shutil.copytree(folder if folder.exists() else away, place / "during")
    if kind == "read_only":
        _mount("-o", "remount,rw", str(disk))
    if away.exists():
        shutil.rmtree(folder, ignore_errors=True)
        away.rename(folder)
    filler.unlink(missing_ok=True)
    _run(filled(again, folder, acknowledged), acknowledged, place / "after.json", None)
    shutil.copytree(folder, place / "after")


def _run(
    command: list[str], acknowledged: Path, told: Path, move: tuple[Path, Path] | None
) -> None:
    with (told.with_suffix(".said")).open("w+b") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        while move and process.poll() is None:
            if acknowledged.exists() and acknowledged.stat().st_size:
                move[0].rename(move[1])
                break
            time.sleep(0.001)
        code = process.wait(LIMIT)
        said.seek(0)
        words = said.read().decode(errors="replace")
    lines = acknowledged.read_text(encoding="utf-8") if acknowledged.exists() else ""
    told.write_text(
        json.dumps({"code": code, "said": words, "acknowledged": lines}), encoding="utf-8"
    )


def _fill(filler: Path, free: int) -> None:
    with filler.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(65_536))
        except OSError:
            os.ftruncate(out.fileno(), max(0, out.tell() - free))


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


if __name__ == "__main__":
    kind, free, prepared, place, command, again = json.loads(sys.argv[1])
    _inside(kind, free, Path(prepared), Path(place), command, again)
