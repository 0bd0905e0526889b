"""Really full, read-only and vanished disks, and the programs that do not bear them."""

from __future__ import annotations

import pytest

from tests.reliability import full_disk, toy_judge, toy_registry
from tests.reliability.case_counts import long_setting

FULL = 48 if long_setting() else 12


@pytest.fixture
def mounts(scratch):
    reason = full_disk.refused(scratch / "mount")
    if reason:
        print(reason)
        pytest.skip(reason)


def attack(scratch, toy, defect, against, title="control"):
    prepared = toy_registry.prepare(scratch / "prepared")
    command = [*toy, "--acts", "30", "--defect", defect]
    again = [*toy, "--first", "101", "--acts", "2"]
    return full_disk.attack(
        title, command, again, prepared, toy_judge.judge, scratch / "work", against=against
    )


@pytest.mark.usefixtures("mounts")
def test_a_sound_program_survives(scratch, toy, closing):
    tally = attack(
        scratch,
        toy,
        "none",
        full_disk.troubles(FULL),
        "R3 on the toy, really full, read-only, vanished",
    )
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    assert tally.cases == 2 * (FULL + 3)


@pytest.mark.usefixtures("mounts")
def test_the_troubles_are_real(scratch, toy):
    codes = {}

    def judge(aftermath):
        codes[aftermath.case] = aftermath.exit_code
        return toy_judge.judge(aftermath)

    prepared = toy_registry.prepare(scratch / "prepared")
    full_disk.attack(
        "codes",
        [*toy, "--acts", "30"],
        [*toy, "--first", "101"],
        prepared,
        judge,
        scratch / "work",
        against=full_disk.troubles(2),
    )
    assert {case: code for case, code in codes.items() if case.endswith("during")} == {
        "full but 0 bytes, during": 2, "full but 12288 bytes, during": 2, "read-only, during": 2,
        "absent, during": 2, "vanishes, during": 2,
    }  # fmt: skip


@pytest.mark.usefixtures("mounts")
def test_controls_fail(scratch, toy):
    few = full_disk.troubles(6)[3:]
    assert attack(scratch / "a", toy, "acknowledges_first", few).cases_with_loss >= 3
    assert attack(scratch / "b", toy, "never_says_why", few).wordless >= 3


@pytest.mark.usefixtures("mounts")
def test_control_a_program_that_stays_broken_is_seen(scratch, toy):
    prepared = toy_registry.prepare(scratch / "prepared")
    tally = full_disk.attack(
        "stuck",
        toy,
        ["false", "{folder}"],
        prepared,
        toy_judge.judge,
        scratch / "work",
        against=full_disk.troubles(0)[:1],
    )
    assert tally.stuck == 1
