"""Kill and power loss while a registry that went back is taken up again (Q:R1, R2, R6).

It may never open as the replica it was with acts missing: numbers would be given out twice.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.storage.head_note import NAME, read_note
from cso_registry.storage.standing import LOG, WENT_BACK
from cso_registry.workspace.taking_up import take_up
from cso_registry.workspace.workspace import Workspace
from tests.reliability import kill_points, power_loss
from tests.reliability.case_counts import CaseCount
from tests.reliability.forked import read_already
from tests.reliability.office_at_work import (
    KEYS,
    NEW_REPLICA,
    REGISTRY,
    prepare,
    program,
    register,
    session_of,
)
from tests.reliability.office_judge import delivered, doubled_numbers
from tests.reliability.test_office_faults import command
from tests.reliability.verdicts import Aftermath, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.verdicts import Judge

pytestmark = [pytest.mark.usefixtures("needs_strace"), pytest.mark.timeout(1_200)]

WAYS = ("older log", "older database")
KILLS = CaseCount("R1 taking up", 24, None, cut_to=8)
LOSSES = CaseCount("R2 taking up", 120, 4_000, cut_to=50)


def went_back(folder: Path, way: str) -> Path:
    """A registry beside whose later database something older was put."""
    prepare(folder, subjects=5)
    registry, older = folder / REGISTRY, folder.with_name(f"{folder.name}-older")
    made = program()
    with Workspace.opened(registry, KEYS, made) as workspace:
        register(workspace, session_of(workspace), "ก่อนหยุด")
        shutil.copytree(registry, older)
    with Workspace.opened(registry, KEYS, made) as workspace:
        for number in range(3):
            register(workspace, session_of(workspace), f"กลุ่มหลังสุด {number}")
    names = (LOG,) if way == "older log" else (DATABASE_NAME, LOG)
    for name in names:
        shutil.copy(older / name, registry)
    shutil.rmtree(older)
    return folder


def taken_up_when_told(folder: Path) -> None:
    """Open it, and take it up once more when it still says that it went back."""
    try:
        with Workspace.opened(folder, KEYS, delivered()):
            return
    except KnownError as error:
        if error.key not in WENT_BACK:
            raise
    take_up(folder, KEYS, delivered().clock, NEW_REPLICA)


def judge_from(prepared: Path) -> Judge:
    """All that was acknowledged is there, or the registry gives out no number of the old mark."""
    noted = read_note(prepared / REGISTRY)
    assert noted is not None

    def judge(aftermath: Aftermath) -> Verdict:
        folder = aftermath.folder / REGISTRY
        taken_up_when_told(folder)
        with Workspace.opened(folder, KEYS, delivered()) as workspace:
            entries = workspace.read.counts()[0]
            findings = len(workspace.verify().findings) + doubled_numbers(workspace)
            is_new = workspace.performer.home.replica == NEW_REPLICA
            said = numbered_on(workspace)
        is_open = said != "desk.unopened"
        told = [line.split() for line in aftermath.acknowledged]
        lost = sum(entries < int(found) for _, found, _ in told)
        lost += int(is_open and entries < noted.entry) + int(is_new == is_open)
        notes = f"exit {aftermath.exit_code}, {entries} of {noted.entry} entries, {said}"
        return Verdict(lost=lost, corrupt=findings, notes=(notes,))

    return judge


def numbered_on(workspace: Workspace) -> str:
    try:
        return register(workspace, session_of(workspace), "หลังเหตุ")
    except KnownError as error:
        return error.key


@pytest.fixture(params=WAYS)
def prepared(request, scratch: Path) -> Path:
    return went_back(scratch / "prepared", request.param)


def test_killed_at_any_call(prepared, scratch, closing):
    tally = kill_points.attack(
        KILLS.row, read_already(command("take_up")), prepared, judge_from(prepared), scratch / "work",
        faults=kill_points.KILL, cases=KILLS.planned, seed=61,
    )  # fmt: skip
    closing(KILLS.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    assert tally.missed <= 2


def test_power_lost_at_any_moment(prepared, scratch, closing):
    tally = power_loss.attack(
        LOSSES.row, read_already(command("take_up")), prepared, judge_from(prepared), scratch / "work",
        cases=LOSSES.planned or 1, seed=67,
    )  # fmt: skip
    closing(LOSSES.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)


def test_control_without_the_note_numbers_would_be_given_out_twice(scratch):
    prepared = went_back(scratch / "prepared", "older database")
    judge = judge_from(prepared)
    (prepared / REGISTRY / NAME).unlink()
    verdict = judge(Aftermath(prepared, ()))
    assert verdict.lost == 1, verdict.notes
