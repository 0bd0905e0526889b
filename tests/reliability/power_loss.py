"""Cuts the power at many moments of a recorded scenario and lets a judge look at the rest.

The scenario runs once, on the real engine (``disk_log``). For each case a moment is
drawn, the disk is brought there event by event, and one of the states in which it may
be found (``disk_model``) is written to a folder of its own. Acknowledged is what the
program had promised up to that moment. Kill -9 cannot show what this shows: a killed
program leaves its unsynced writes to a living kernel.
"""

from __future__ import annotations

import random
import shutil
import time
from typing import TYPE_CHECKING

from tests.reliability.disk_log import DiskLog, record
from tests.reliability.disk_model import Disk
from tests.reliability.verdicts import Aftermath, Judge, Tally, acknowledged_lines, judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def attack(
    title: str, command: Sequence[str], prepared: Path, judge: Judge, work: Path, *, cases: int, seed: int
) -> Tally:  # fmt: skip
    """Records the scenario, cuts the power ``cases`` times, sums up what the judge says.

    Args:
        title: Stands in the closing line, with the row of the reliability table.
        command: The scenario; see ``verdicts``.
        prepared: The folder it starts from, taken as durable; it is never changed.
        judge: Is asked after each case; ``exit_code`` is None, nothing ran.
        work: A folder for the states; only the one in hand is on the disk.
        cases: How many.
        seed: Of moments and states; case n of a seed is always the same.
    """
    begin = time.monotonic()
    log = record(command, prepared, work / "recording")
    tally = Tally(title)
    for aftermath in states(log, work, cases=cases, seed=seed):
        tally.add(aftermath.case, judged(judge, aftermath))
    tally.seconds = time.monotonic() - begin
    return tally


def states(log: DiskLog, work: Path, *, cases: int, seed: int) -> Iterator[Aftermath]:
    """The folders after power loss, in the order of their moments; each replaces the last."""
    dice = random.Random(seed)
    moments = sorted(dice.randint(1, len(log.events)) for _ in range(cases))
    disk, done = Disk(log.before), 0
    folder = work / "state"
    for number, moment in enumerate(moments):
        for event in log.events[done:moment]:
            disk.apply(event)
        done = moment
        _written(*disk.after_power_loss(random.Random(f"{seed} {number}")), folder)
        case = f"power lost after event {moment} of {len(log.events)}, seed {seed}, state {number}"
        yield Aftermath(folder, acknowledged_lines(disk.acknowledged), case=case)


def _written(folders: set[str], files: dict[str, bytearray], place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    for name in folders:
        (place / name).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content)
