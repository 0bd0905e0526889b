"""Kills a program, or fails its disk, at an exact system call on the registry's files.

First the scenario runs undisturbed, twice, and every call that changes a file below
its folder is listed. Then it runs again for each chosen point, on a fresh copy of the
prepared folder, and strace kills it at the N-th call (before the call takes effect) or
lets that call fail, once or from then on. A judge then looks at what is left.

How strace 6.1 counts ``when=N``, measured: per thread and per system call by name, and
with ``-P PATH`` only the calls that match, which makes the start of the interpreter
invisible. ``-P`` compares whole paths, never prefixes: each file is named. A match by
name (open, rename, unlink) needs the very string that the program used, so scenarios
use absolute paths. ``--seccomp-bpf`` must not be used: it silently drops
``signal=KILL``. A file whose name differs between the two listing runs cannot be named
beforehand; its calls are counted among all calls of their thread instead, and a point
that is not reached is counted as missed, never as passed.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reliability.call_points import Point, Points, laid_out, list_points
from tests.reliability.system_calls import (
    BY_NAME,
    CHANGES,
    OPENS,
    SIZES,
    WRITES,
    parsed,
    run_traced,
)
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
    from pathlib import Path

GROWING = frozenset((*WRITES, "fallocate", *OPENS, "mkdir", "rename", "link"))
REASONABLE = {
    "ENOSPC": GROWING,
    "EIO": frozenset(CHANGES),
    "EROFS": BY_NAME | set(SIZES),
    "EACCES": BY_NAME,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls the call: an error (once, or sticky: from then on) or, without, a kill."""

    error: str | None = None
    sticky: bool = False


KILL = (Fault(),)
ERRORS = tuple(Fault(error, sticky) for error in REASONABLE for sticky in (False, True))


def chosen(
    points: Points, faults: Sequence[Fault], cases: int | None, seed: int
) -> list[tuple[Point, Fault]]:
    """A seeded choice that takes each (call, fault) in turn, so that none is starved."""
    groups: dict[tuple[str, Fault], list[tuple[Point, Fault]]] = defaultdict(list)
    for point in points.found:
        for fault in faults:
            if fault.error and point.call not in REASONABLE[fault.error]:
                continue
            if not (fault.sticky and point.path not in points.steady):
                groups[point.call, fault].append((point, fault))
    dice = random.Random(seed)
    for group in groups.values():
        dice.shuffle(group)
    in_turn = [
        group[turn]
        for turn in range(max(map(len, groups.values())))
        for group in groups.values()
        if turn < len(group)
    ]
    return in_turn if cases is None else in_turn[:cases]


def attack(
    title: str, command: Sequence[str], prepared: Path, judge: Judge, work: Path, *,
    faults: Sequence[Fault], cases: int | None, seed: int, workers: int = 2,
) -> Tally:  # fmt: skip
    """Runs the scenario once per chosen point and sums up what the judge says.

    Args:
        title: Stands in the closing line, with the row of the reliability table.
        command: The scenario; see ``verdicts``.
        prepared: The folder each case starts from; it is never changed.
        judge: Is asked after each case.
        work: An empty folder for the cases; each is removed when it was clean.
        faults: ``KILL``, ``ERRORS`` or a choice of one's own.
        cases: How many points; None attacks every one.
        seed: Of the choice.
        workers: How many run at once.
    """
    begin = time.monotonic()
    points = list_points(command, prepared, work)
    plan = chosen(points, faults, cases, seed)
    tally = Tally(title)

    def one(numbered: tuple[int, tuple[Point, Fault]]) -> tuple[str, Verdict | None]:
        number, (point, fault) = numbered
        return _attacked(command, prepared, judge, work / f"case-{number:05}", points, point, fault)

    with ThreadPoolExecutor(workers) as pool:
        for case, verdict in pool.map(one, enumerate(plan)):
            if verdict is None:
                tally.missed += 1
            else:
                tally.add(case, verdict)
    tally.seconds = time.monotonic() - begin
    return tally


def _attacked(
    command: Sequence[str], prepared: Path, judge: Judge, place: Path, points: Points, point: Point, fault: Fault
) -> tuple[str, Verdict | None]:  # fmt: skip
    folder, acknowledged, trace = laid_out(prepared, place)
    case = f"{fault.error or 'KILL'}{' sticky' if fault.sticky else ''} at {point.call} {point.nth} of {point.path}"
    try:
        code, said = run_traced(
            _injection(points, point, fault, folder), filled(command, folder, acknowledged), trace
        )
    except subprocess.TimeoutExpired:
        return case, Verdict(wordless=1, notes=("hangs",))
    with trace.open(encoding="ascii", errors="replace") as lines:
        if not (
            code == -9 if fault.error is None else any(call.injected for call in parsed(lines))
        ):
            return case, None
    lines_kept = acknowledged_lines(acknowledged.read_bytes() if acknowledged.exists() else b"")
    verdict = judged(judge, Aftermath(folder, lines_kept, code, said, case))
    if verdict.clean:
        shutil.rmtree(place)
    return case, verdict


def _injection(points: Points, point: Point, fault: Fault, folder: Path) -> list[str]:
    """The options of strace: which files count, which call is hit, and how."""
    if point.path not in points.steady:
        seen, nth = [], point.nth_unfiltered
    elif fault.sticky:  # a full or dead disk is full for every file
        seen, nth = sorted(points.steady), point.nth_of_all
    else:
        seen, nth = [point.path], point.nth
    hit = f"error={fault.error}" if fault.error else "signal=KILL"
    named = [word for path in seen for word in ("-P", str(folder / path))]
    rule = f"inject={point.call}:{hit}:when={nth}{'+' if fault.sticky else ''}"
    return [*named, "-s", "0", "-e", f"trace={point.call}", "-e", rule]
