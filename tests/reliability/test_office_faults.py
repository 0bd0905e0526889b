"""Kill, failing disk, power loss and bit rot against the real program (Q:R1, R2, R3, R5, R36)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cso_registry.kernel.errors import RegistryError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.workspace import Workspace
from tests.reliability import bit_rot, kill_points, no_network, power_loss
from tests.reliability.case_counts import CaseCount
from tests.reliability.conftest import in_memory
from tests.reliability.forked import read_already
from tests.reliability.office_at_work import KEYS, REGISTRY, WORKS, clean_copy, prepare
from tests.reliability.office_judge import delivered, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.usefixtures("needs_strace"), pytest.mark.timeout(1_200)]

KILLS = {work: CaseCount(f"R1 {work}", 50, None, cut_to=17) for work in WORKS}
ERRORS = {work: CaseCount(f"R3 {work}", 33, None, cut_to=11) for work in WORKS}
LOSSES = {work: CaseCount(f"R2 {work}", 200, 4_000, cut_to=67) for work in WORKS[:6]}
ROT = CaseCount("R5 office", 300, 10_000, cut_to=100)


def command(work: str, *more: str) -> list[str]:
    module = "tests.reliability.office_at_work"
    return [sys.executable, "-m", module, "{folder}", "{acknowledged}", work, *more]


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """The office before each attack; the harnesses work on copies."""
    with in_memory() as folder:
        yield prepare(folder / "prepared")


@pytest.mark.parametrize("work", WORKS)
def test_killed_at_any_call_nothing_is_lost_or_half_done(work, prepared, scratch, closing):
    count = KILLS[work]
    tally = kill_points.attack(
        count.row, read_already(command(work)), prepared, judge, scratch / "work",
        faults=kill_points.KILL, cases=count.planned, seed=31,
    )  # fmt: skip
    closing(count.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    # Names drawn by chance move a call or two between the counting run and the attack.
    assert tally.missed <= 2


@pytest.mark.parametrize("work", WORKS)
def test_failing_disk_gets_a_sentence_and_the_next_save_works(work, prepared, scratch, closing):
    count = ERRORS[work]
    tally = kill_points.attack(
        count.row, read_already(command(work)), prepared, judge, scratch / "work",
        faults=kill_points.ERRORS, cases=count.planned, seed=37,
    )  # fmt: skip
    closing(count.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    # Names drawn by chance move a call or two between the counting run and the attack.
    assert tally.missed <= 2


@pytest.mark.parametrize("work", LOSSES)
def test_power_loss_takes_nothing_that_was_acknowledged(work, prepared, scratch, closing):
    count = LOSSES[work]
    tally = power_loss.attack(
        count.row, read_already(command(work)), prepared, judge, scratch / "work",
        cases=count.planned or 1, seed=41,
    )  # fmt: skip
    closing(count.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)


def test_control_a_store_that_does_not_wait_for_the_disk_loses(prepared, scratch):
    tally = power_loss.attack(
        "R2 control", read_already(command("acts", "weak")), prepared, judge, scratch / "work",
        cases=60, seed=43,
    )  # fmt: skip
    # What went back is either lost or told on opening, by the note of the last head.
    assert tally.cases_with_loss + tally.corrupt > 5, str(tally)


def test_bit_rot_is_found_by_opening_or_proving(prepared, scratch, closing):
    rot = bit_rot.survey(
        ROT.row, prepared, f"{REGISTRY}/{DATABASE_NAME}", content=content, sound=sound,
        work=scratch / "rot", cases=ROT.planned or 1, seed=47,
    )  # fmt: skip
    closing(ROT.notice)
    closing(rot.closing_line)
    assert not rot.missed, str(rot)
    assert not rot.crashed, str(rot)


def content(folder: Path) -> object:
    with Workspace.opened(folder / REGISTRY, KEYS, delivered()) as workspace:
        rows = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 1_000)
        return rows, [workspace.read.history(RecordId(row.id)) for row in rows]


def sound(folder: Path) -> bool:
    try:
        with Workspace.opened(folder / REGISTRY, KEYS, delivered()) as workspace:
            return workspace.verify().is_sound
    except RegistryError:
        return False


def test_no_work_opens_a_socket_to_anywhere(prepared, scratch):
    for work in WORKS:
        folder = clean_copy(prepared, scratch / "office")
        words = [
            word.format(folder=folder, acknowledged=scratch / "said") for word in command(work)
        ]
        assert no_network.attempts(words, scratch / f"{work}.trace") == []
