"""Standard streams that are full, closed or of another encoding end in no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.desk import OFFICER_SECRET, PASSPHRASE, founded, open_desk

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "from cso_registry.cli.main import run; run()"
NOT_SHOWN = 74
LEGACY = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


def run(folder: Path, *arguments: str, streams: str = "", **environ: str) -> tuple[int, str, str]:
    """Start the program as a shell does, with its streams as told."""
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, "-c", PROGRAM]
    secrets = {
        "CSO_REGISTRY_PASSPHRASE": PASSPHRASE.reveal_text(),
        "CSO_REGISTRY_OFFICER_SECRET": OFFICER_SECRET.reveal_text(),
        "HOME": str(folder.parent),
    }
    done = subprocess.run(
        [*command, "--registry", str(folder), *arguments],
        env={**os.environ, **secrets, **environ},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path) -> Path:
    founded(tmp_path / "registry", province=None)
    return tmp_path / "registry"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's own redirections")
@pytest.mark.parametrize(("streams", "environ"), [(">&-", {}), ("<&-", {}), ("", LEGACY)])
def test_streams_of_any_kind(folder, streams, environ):
    ended, _, told = run(folder, "status", streams=streams, **environ)
    assert (ended, told) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a device that is always full")
def test_what_was_done_is_not_called_refused_when_it_cannot_be_shown(folder):
    with open_desk(folder) as desk:
        before = desk.workspace.read.counts()
    act = folder.parent / "act.json"
    act.write_text('{"key":"registration.correction_days","value":31,"citation":"คำสั่งสมมติ",'
                   '"effective_from":"2026-11-21","reason":"ตามคำสั่งสมมติ"}', "utf-8")  # fmt: skip
    code, _, told = run(folder, "act", "policy.decide", "--file", str(act), streams=">/dev/full")
    assert code == NOT_SHOWN, told
    assert "ไม่ต้องสั่งซ้ำ" in told
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts() != before
