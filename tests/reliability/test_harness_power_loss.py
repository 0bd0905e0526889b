"""The power-loss model: faithful to the real folder, and its controls fail."""

from __future__ import annotations

import random
import sys

import pytest

from tests.reliability import disk_log, power_loss, toy_judge, toy_registry
from tests.reliability.case_counts import CaseCount
from tests.reliability.disk_events import Acknowledge, Create, Rename, Resize, Sync, Write
from tests.reliability.disk_log import DiskLog
from tests.reliability.disk_model import Disk

strace = pytest.mark.usefixtures("needs_strace")
CASES = CaseCount("R2 on the toy", 1_000, 20_000)


def attack(scratch, command, cases, title="control"):
    prepared = toy_registry.prepare(scratch / "prepared")
    return power_loss.attack(
        title, command, prepared, toy_judge.judge, scratch / "work", cases=cases, seed=5
    )


@strace
def test_full_loses_nothing(scratch, toy, closing):
    tally = attack(scratch, [*toy, "--acts", "12"], CASES.planned, CASES.row)
    closing(CASES.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    assert tally.cases == CASES.planned


@strace
def test_control_normal_loses_acknowledged_acts_but_breaks_nothing(scratch, toy, closing):
    tally = attack(scratch, [*toy, "--acts", "12", "--synchronous", "NORMAL"], 300)
    closing(
        f"{CASES.row}, control NORMAL: {tally.cases_with_loss} of {tally.cases} cases lost acknowledged acts"
    )
    assert tally.cases_with_loss >= 90, str(tally)
    assert tally.corrupt == 0


@strace
def test_control_off_corrupts(scratch, toy, closing):
    tally = attack(scratch, [*toy, "--acts", "12", "--synchronous", "OFF"], 300)
    closing(
        f"{CASES.row}, control OFF: {tally.cases_with_corruption} of {tally.cases} cases corrupt"
    )
    assert tally.cases_with_corruption >= 40, str(tally)


@strace
def test_control_an_attachment_that_was_not_synced_is_half_there(scratch, toy):
    assert attack(scratch, [*toy, "--defect", "unsynced_attachment"], 150).partial >= 20


PLAIN_FILES = """
import os, shutil, sys
folder, acknowledged = sys.argv[1], sys.argv[2]
with open(folder + "/log", "ab") as out: out.write(b"one\\n")
with open(folder + "/log", "ab") as out: out.write(b"two\\n")
with open(folder + "/log", "r+b", buffering=0) as both:
    both.read(2); both.write(b"X"); both.seek(0, 2); both.write(b"end"); both.truncate(9)
shutil.copyfile(folder + "/log", folder + "/copy")
os.makedirs(folder + "/a/b")
with open(folder + "/a/b/c", "wb") as out: out.writelines([b"1" * 9000, b"2" * 9000])
os.rename(folder + "/a/b/c", folder + "/a/d"); os.remove(folder + "/copy")
shutil.copyfile(folder + "/a/d", folder + "/e")
with open(folder + "/e", "wb") as out: pass
with open(acknowledged, "a") as out: out.write("done\\n")
"""


@strace
@pytest.mark.parametrize("engine", [True, False])
def test_the_log_replayed_is_the_real_folder(scratch, toy, engine):
    prepared = toy_registry.prepare(scratch / "prepared")
    command = (
        [*toy, "--acts", "9"]
        if engine
        else [sys.executable, "-c", PLAIN_FILES, "{folder}", "{acknowledged}"]
    )
    log = disk_log.record(command, prepared, scratch / "work")
    disk, real = Disk(log.before), scratch / "work" / "folder"
    for event in log.events:
        disk.apply(event)
    read = {
        str(path.relative_to(real)): path.read_bytes() for path in real.rglob("*") if path.is_file()
    }
    assert {name: bytes(file.now) for name, file in disk.now.names.items()} == {
        k: v for k, v in read.items() if not k.endswith("-shm")
    }
    assert disk.acknowledged == (scratch / "work" / "acknowledged").read_bytes()


def found_states(tmp_path, *events, draws=400):
    (tmp_path / "old").write_bytes(b"before")
    disk = Disk(tmp_path)
    for event in events:
        disk.apply(event)
    return [disk.after_power_loss(random.Random(draw))[1] for draw in range(draws)]


def test_what_was_synced_stays(tmp_path):
    states = found_states(
        tmp_path, Write("old", 0, b"after!"), Sync("old"), Create("new"), Sync("."), Sync("new")
    )
    assert all(state == {"old": b"after!", "new": b""} for state in states)


def test_what_was_not_synced_may_be_lost_kept_or_torn(tmp_path):
    states = found_states(tmp_path, Resize("old", 0), Write("old", 0, b"x" * 2048))
    contents = {bytes(state["old"]) for state in states}
    assert {b"before", b"x" * 2048, b""} <= contents
    assert any(
        0 < content.count(b"x") < 2048 and content.count(b"x") % 512 == 0 for content in contents
    )


def test_a_rename_is_whole_or_not_at_all(tmp_path):
    events = (
        Create("part"),
        Write("part", 0, b"whole"),
        Sync("part"),
        Sync("."),
        Rename("part", "old"),
    )
    states = found_states(tmp_path, *events)
    assert {
        tuple(sorted((name, bytes(content)) for name, content in state.items())) for state in states
    } == {
        (("old", b"before"), ("part", b"whole")),
        (("old", b"whole"),),
    }


def test_case_n_of_a_seed_is_always_the_same(tmp_path, scratch):
    (tmp_path / "old").write_bytes(b"before")
    log = DiskLog(
        tmp_path,
        (Write("old", 0, b"x" * 4096), Acknowledge(b"a\n"), Sync("old"), Acknowledge(b"b\nc")),
    )

    def run():
        return [
            (s.case, s.acknowledged, (s.folder / "old").read_bytes())
            for s in power_loss.states(log, scratch / "s", cases=40, seed=3)
        ]

    assert run() == run()
    assert {acknowledged for _, acknowledged, _ in run()} == {(), ("a",), ("a", "b")}
