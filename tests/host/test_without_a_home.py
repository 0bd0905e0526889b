"""The program runs where there is no home folder, and runs nothing that lies in one."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest

from cso_registry.host.paths import Places
from cso_registry.workspace.this_computer import ThisComputer
from tests.support.desk import delivered
from ui.app import log_of

COMMAND = "import sys; from cso_registry.cli.main import run; sys.argv[1:] = ['privacy']; run()"


@pytest.mark.parametrize("home", ["below a file", "with settings"])
def test_a_command_needs_nothing_of_the_home_folder(tmp_path, home):
    folder = tmp_path / "home"
    if home == "below a file":
        folder.write_text("", "utf-8")
        folder /= "x"
    else:
        folder.mkdir()
        for name in (".reportlab_mods", ".reportlab_settings"):
            (folder / name).write_text("raise SystemExit('run from the home folder')", "utf-8")
    known = {name: one for name, one in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND],
        env=known | {"HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "มาตรา 24" in done.stdout


def test_the_desktop_starts_without_a_log_and_says_why(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    below = tmp_path / "file" / "x"
    handler, refused = log_of(ThisComputer(Places(below, below, below / "log", below)))
    assert isinstance(handler, logging.NullHandler)
    assert refused is not None
    assert str(below) in delivered().texts.error(refused, "th")
