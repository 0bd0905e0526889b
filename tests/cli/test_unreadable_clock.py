"""A computer whose clock Python cannot count is told so, before anything is loaded (R10)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, founded, program_at
from tests.support.registry import SetClock

BROKEN = """
import sys, time

def beyond(*_):
    raise OverflowError("timestamp too large to convert to C _PyTime_t")

time.time = time.time_ns = beyond
from cso_registry.cli.start import main
main()
"""


@pytest.mark.parametrize(
    ("words", "said"), [((), "อ่านนาฬิกา"), (("--lang", "en"), "cannot be read")]
)
def test_a_clock_543_years_ahead_is_told_in_both_languages(words, said):
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, *words, "list"], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert said in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1


def test_a_program_is_told_as_one_object():
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, "--json", "list"], capture_output=True, check=False
    )
    (reason,) = json.loads(ran.stdout)["reasons"]
    assert (ran.returncode, reason["key"]) == (2, "clock.unreadable")


def test_a_clock_of_an_empty_battery_is_told_before_any_setting_is_missed(tmp_path):
    founded(tmp_path / "office", province="50")
    clock = SetClock()
    clock.set(datetime(1970, 1, 1, tzinfo=UTC))
    with pytest.raises(KnownError) as told:
        Workspace.open(tmp_path / "office", KEYS, program_at(clock))
    assert (told.value.key, told.value.params["year"]) == ("clock.wrong_era", 1970)
