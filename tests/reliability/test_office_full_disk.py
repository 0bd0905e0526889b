"""Really full, read-only and vanished disks under the real program (Q:R3)."""

from __future__ import annotations

import pytest

from tests.reliability import full_disk
from tests.reliability.case_counts import long_setting
from tests.reliability.full_disk import Trouble
from tests.reliability.office_at_work import prepare
from tests.reliability.office_judge import judge
from tests.reliability.test_office_faults import command

pytestmark = pytest.mark.timeout(1_200)

PAGE, MEGA = 4_096, 1_048_576
STEPS = 24 if long_setting() else 2
GONE = [Trouble("read_only"), Trouble("absent"), Trouble("vanishes")]
AGAINST = {
    # An act needs some pages of the log; a backup needs the database twice.
    "acts": [Trouble("full", PAGE * 12 * step) for step in range(STEPS)] + GONE,
    "files": [Trouble("full", PAGE * 3 * step) for step in range(STEPS)] + GONE[:1],
    "backup": [Trouble("full", MEGA // 2 * step) for step in range(STEPS)] + GONE[:1],
    "restore": [Trouble("full", MEGA // 2 * step) for step in range(STEPS)] + GONE[1:2],
}
CAUGHT = 3
"""In how many cases at least the disk stands in the way: without that nothing is proved."""


@pytest.fixture
def mounts(scratch):
    reason = full_disk.refused(scratch / "mount")
    if reason:
        print(reason)
        pytest.skip(reason)


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize("work", AGAINST)
def test_nothing_is_lost_and_the_next_save_works(work, scratch, closing):
    codes = []

    def looked_at(aftermath):
        codes.append((aftermath.case, aftermath.exit_code))
        return judge(aftermath)

    tally = full_disk.attack(
        f"R3 {work}, really full, read-only, vanished",
        command(work),
        command(work if work == "files" else "acts"),
        prepare(scratch / "prepared"),
        looked_at,
        scratch / "work",
        against=AGAINST[work],
    )
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    assert tally.cases == 2 * len(AGAINST[work])
    caught = [case for case, code in codes if case.endswith("during") and code == 2]
    assert len(caught) >= CAUGHT, codes
