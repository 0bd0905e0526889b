"""Lists every system call by which a scenario changes its files: the points to attack.

The scenario runs undisturbed, twice: a file whose name differs between the two runs
cannot be named beforehand, so that its points are kept apart from the steady ones.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.system_calls import CHANGES, OPENS, Call, below, parsed, run_traced
from tests.reliability.verdicts import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Point:
    """A call to hit: the N-th of its name on ``path`` (relative to the folder) in a thread.

    ``nth_of_all`` counts over all steady paths, ``nth_unfiltered`` over everything the
    thread did. Threads that make the same call on the same file share a point: the
    first of them to reach it is hit.
    """

    call: str
    path: str
    nth: int
    nth_of_all: int
    nth_unfiltered: int


@dataclass(frozen=True, slots=True)
class Points:
    """All points of a scenario, and the paths that are the same in every run."""

    found: tuple[Point, ...]
    steady: frozenset[str]

    def by_call(self) -> dict[str, int]:
        return dict(Counter(point.call for point in self.found))


def list_points(command: Sequence[str], prepared: Path, work: Path) -> Points:
    """Runs the scenario undisturbed and lists every call that changes a file.

    Raises:
        RuntimeError: if the scenario fails without any attack, or changes nothing.
    """
    runs = [_listed(command, prepared, work / f"listing-{number}") for number in (1, 2)]
    paths = [{path for _, path in _changed(*run)} for run in runs]
    calls, folder = runs[0]
    steady = frozenset(paths[0] & paths[1])
    found = {(point.call, point.path, point.nth): point for point in _points(calls, folder, steady)}
    if not found:
        raise RuntimeError("the scenario changes no file below its folder: nothing to attack")
    return Points(tuple(found.values()), steady)


def _points(calls: Iterable[Call], folder: Path, steady: frozenset[str]) -> Iterable[Point]:
    """Counts as strace will count: per thread and call, on one path, on all, on everything."""
    counted: Counter[tuple[int, str, str]] = Counter()
    for call in calls:
        inside = [str(Path(path).relative_to(folder)) for path in call.files if below(path, folder)]
        seen = [*inside, "/every"] + ["/steady"] * any(path in steady for path in inside)
        counted.update((call.thread, call.name, path) for path in seen)
        if inside and (call.creates or call.name not in OPENS):
            reached = (
                counted[call.thread, call.name, path] for path in (inside[0], "/steady", "/every")
            )
            yield Point(call.name, inside[0], *reached)


def _listed(command: Sequence[str], prepared: Path, place: Path) -> tuple[list[Call], Path]:
    folder, acknowledged, trace = laid_out(prepared, place)
    options = ("-s", "0", "-e", f"trace={','.join(CHANGES)}")
    code, said = run_traced(options, filled(command, folder, acknowledged), trace)
    if code != 0:
        raise RuntimeError(f"the scenario fails without any attack ({code}): {said}")
    with trace.open(encoding="ascii", errors="replace") as lines:
        return list(parsed(lines)), folder


def _changed(calls: Iterable[Call], folder: Path) -> Iterable[tuple[str, str]]:
    for call in calls:
        for path in call.files:
            if below(path, folder):
                yield call.name, str(Path(path).relative_to(folder))


def laid_out(prepared: Path, place: Path) -> tuple[Path, Path, Path]:
    place.mkdir(parents=True)
    folder = place.resolve() / "folder"
    shutil.copytree(prepared, folder)
    return folder, place / "acknowledged", place / "trace"
