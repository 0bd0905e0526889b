"""The watch of a shared folder as a process of its own: it works, lets others work, and stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cso_registry.host.clock import SystemClock
from cso_registry.host.secrets import OFFICER_SECRET_VARIABLE, PASSPHRASE_VARIABLE
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.trusting import new_root_keys
from tests.cli.conftest import Terminal
from tests.support.desk import OFFICER_SECRET, PASSPHRASE, founded, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN = "import sys; from cso_registry.cli.main import outcome; sys.exit(outcome(sys.argv[1:]))"


@pytest.fixture
def office(tmp_path) -> Path:
    founded(tmp_path / "registry", clock=SystemClock())
    with open_desk(tmp_path / "registry", clock=SystemClock()) as desk:
        Exchange(desk.workspace).trust.found(new_root_keys(), desk.workspace.today, None)
    (tmp_path / "shared").mkdir()
    return tmp_path


def watching(office: Path) -> subprocess.Popen[str]:
    """The program as it runs for a whole day."""
    secrets = {
        PASSPHRASE_VARIABLE: PASSPHRASE.reveal_text(),
        OFFICER_SECRET_VARIABLE: OFFICER_SECRET.reveal_text(),
    }
    shared = ("--registry", str(office / "registry"), "--json", "watch", str(office / "shared"))
    command = (sys.executable, "-c", RUN, *shared, "--every", "1")
    return subprocess.Popen(
        command, env={**os.environ, **secrets}, stdout=subprocess.PIPE, text=True
    )


def rounds(process: subprocess.Popen[str]) -> Iterator[dict[str, object]]:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_past_trouble_and_stops_when_asked(office, number, capsys):
    with watching(office) as process:
        try:
            told = rounds(process)
            assert next(told)["written"]
            (office / "shared" / "0000-00000001.csob").write_bytes(b"no bundle")
            refused = next(one for one in told if one["refused"])
            assert refused["refused"] == [["0000-00000001.csob", "bundle.not_a_bundle"]]
            (office / "shared").rename(office / "gone")
            assert next(one for one in told if "trouble" in one)["trouble"] == "watch.no_folder"
            (office / "gone").rename(office / "shared")
            next(one for one in told if "trouble" not in one)
            process.send_signal(number)
            *_, last = told
            assert last == {"stopped": True}
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
    assert Terminal(office / "registry", capsys).json("verify")["sound"] is True
