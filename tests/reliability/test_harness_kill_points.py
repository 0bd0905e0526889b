"""The kill-point harness finds what is wrong, and finds nothing where nothing is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reliability import call_points, kill_points, toy_judge, toy_registry
from tests.reliability.case_counts import CaseCount
from tests.reliability.system_calls import parsed
from tests.reliability.verdicts import Aftermath, Verdict

pytestmark = pytest.mark.usefixtures("needs_strace")
KILLS = CaseCount("R1 on the toy", 300, None, cut_to=100)
FAULTS = CaseCount("R3 on the toy", 200, None, cut_to=100)


def attack(scratch, command, faults, cases, judge=toy_judge.judge, title="control"):
    prepared = toy_registry.prepare(scratch / "prepared")
    return kill_points.attack(
        title, command, prepared, judge, scratch / "work", faults=faults, cases=cases, seed=11
    )


def test_points_are_the_calls_on_the_folder_alone(scratch, toy):
    points = call_points.list_points(
        [*toy, "--acts", "3"], toy_registry.prepare(scratch / "prepared"), scratch
    )
    by_call = points.by_call()
    assert by_call["rename"] == 1  # the one attachment
    assert by_call["write"] >= 1
    assert by_call["fsync"] >= 3 + 2  # one a commit, one for the attachment, one for its folder
    assert by_call["pwrite64"] > 20
    assert {"registry.db", "registry.db-wal", "attachments/act-3", "attachments"} <= points.steady


@pytest.mark.parametrize(
    ("faults", "count"), [(kill_points.KILL, KILLS), (kill_points.ERRORS, FAULTS)]
)
def test_a_sound_program_survives(scratch, toy, closing, faults, count):
    tally = attack(scratch, [*toy, "--acts", "12"], faults, count.planned, title=count.row)
    closing(count.notice)
    closing(tally.closing_line)
    assert tally.clean, str(tally)
    assert tally.missed == 0
    assert count.planned is None or tally.cases == count.planned


def test_control_acknowledging_before_the_commit_loses(scratch, toy):
    tally = attack(scratch, [*toy, "--defect", "acknowledges_first"], kill_points.KILL, 24)
    assert tally.cases_with_loss >= 6, str(tally)


def test_control_two_transactions_leave_halves(scratch, toy):
    tally = attack(scratch, [*toy, "--defect", "two_transactions"], kill_points.KILL, 24)
    assert tally.partial >= 4, str(tally)


def test_control_a_failure_without_advice_is_seen(scratch, toy):
    tally = attack(scratch, [*toy, "--defect", "never_says_why"], kill_points.ERRORS, 24)
    assert tally.wordless >= 4, str(tally)


def attack_words(scratch, words, judge):
    prepared = scratch / "prepared"
    prepared.mkdir()
    command = [
        sys.executable,
        "-c",
        f"import os, sys; d = sys.argv[1]; {words}",
        "{folder}",
        "{acknowledged}",
    ]
    return kill_points.attack(
        "words",
        command,
        prepared,
        judge,
        scratch / "work",
        faults=kill_points.KILL,
        cases=None,
        seed=1,
    )


def test_a_kill_comes_before_the_call_takes_effect(scratch):
    left = {}

    def judge(aftermath: Aftermath) -> Verdict:
        left[aftermath.case] = {path.name: path.read_bytes() for path in aftermath.folder.iterdir()}
        return Verdict()

    tally = attack_words(
        scratch,
        "f = open(d + '/part', 'wb', 0); f.write(b'1'); f.write(b'2'); os.rename(d + '/part', d + '/whole')",
        judge,
    )
    assert tally.missed == 0
    assert left == {
        "KILL at openat 1 of part": {},
        "KILL at write 1 of part": {"part": b""},
        "KILL at write 2 of part": {"part": b"1"},
        "KILL at rename 1 of part": {"part": b"12"},
    }


def test_names_that_differ_in_every_run_are_attacked_too(scratch):
    words = (
        "n = d + '/' + os.urandom(4).hex(); open(n, 'wb').write(b'1'); os.rename(n, d + '/done')"
    )
    tally = attack_words(scratch, words, lambda _: Verdict())
    assert (tally.cases, tally.missed) == (3, 0)  # created, written, renamed


def test_a_judge_that_raises_counts_as_corrupt(scratch, toy):
    def judge(_: Aftermath) -> Verdict:
        raise OSError("broken")

    assert attack(scratch, [*toy, "--acts", "1"], kill_points.KILL, 3, judge).corrupt == 3


@pytest.mark.parametrize("command", [["true"], ["true", "{folder}"], ["false", "{folder}"]])
def test_a_scenario_that_shows_nothing_is_refused(scratch, command):
    (scratch / "prepared").mkdir()
    with pytest.raises((ValueError, RuntimeError)):
        call_points.list_points(command, scratch / "prepared", scratch)


def test_interrupted_lines_are_put_together():
    name = r"\x2f\x61"
    calls = list(
        parsed(
            [
                f'7  pwrite64(3<{name}>, "\\x62"..., 4, 8 <unfinished ...>\n',
                f"8  fsync(4<{name}>) = -1 EIO (Input/output error) (INJECTED)\n",
                "7  <... pwrite64 resumed>) = 4\n",
                f"9  fsync(5<{name}> <unfinished ...>\n",
                "9  +++ killed by SIGKILL +++\n",
            ]
        )
    )
    assert [(call.thread, call.name, call.result, call.injected, call.files) for call in calls] == [
        (8, "fsync", -1, True, ("/a",)),
        (7, "pwrite64", 4, False, ("/a",)),
        (9, "fsync", None, False, ("/a",)),
    ]


def test_a_cut_below_a_third_is_refused():
    assert (
        "cut to 100 of 300" in CaseCount("R1", 300, None, 100).notice
        or CaseCount("R1", 300, None, 100).planned is None
    )
    with pytest.raises(ValueError):
        CaseCount("R1", 300, None, 99)


def test_prepared_folder_is_never_changed(scratch, toy):
    prepared = toy_registry.prepare(scratch / "prepared")
    before = {path: path.read_bytes() for path in prepared.rglob("*") if path.is_file()}
    kill_points.attack(
        "same",
        toy,
        prepared,
        toy_judge.judge,
        scratch / "work",
        faults=kill_points.KILL,
        cases=4,
        seed=3,
    )
    assert {
        path: path.read_bytes() for path in Path(prepared).rglob("*") if path.is_file()
    } == before
