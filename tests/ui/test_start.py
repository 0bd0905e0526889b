"""What the desktop loads, reads and makes before one can type the first letter: little."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cso_registry.workspace.keyfile import KeyFile, write_key_file

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, os, sys, tomllib
read = []
tomllib.loads = lambda text, of=tomllib.loads: read.append(text) or of(text)
import ui.start, ui.app
from PySide6.QtWidgets import QApplication

def told(desktop):
    print(json.dumps({
        "modules": sorted(sys.modules),
        "page": type(desktop.window.gate.page).__name__,
        "types": desktop.window.focusWidget() is desktop.window.gate.open.passphrase,
        "widgets": len(QApplication.allWidgets()),
        "read": len(read),
    }), flush=True)
    os._exit(0)

ui.app.run([], usable=told)
"""
HEAVY = {
    "pydantic": "the models of acts and records",
    "cryptography": "the seal",
    "pyrage": "the seal",
    "sqlcipher3": "the store",
    "sqlite_utils": "the store",
    "reportlab": "papers",
    "uharfbuzz": "papers",
    "docx": "papers",
    "PIL": "pictures",
    "zxingcpp": "codes",
    "python_calamine": "spreadsheets",
    "xlsxwriter": "spreadsheets",
    "openpyxl": "spreadsheets",
    "keyring": "the keyring",
    "geothai": "the areas",
    "holidays": "the calendar",
    "cso_registry.domain.organizations.acts": "acts",
    "cso_registry.workspace.workspace": "the workspace",
    "ui.shell.house": "the rooms",
    "ui.lists.pane": "the rooms",
    "ui.gate.wizard": "the first run",
}
MOST_OF_OURS, MOST_WIDGETS, MOST_READ = 130, 45, 40


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """What a desktop holds at its gate, with a registry before it."""
    home = tmp_path_factory.mktemp("home")
    registry = home / "data" / "cso-registry" / "registry"
    registry.mkdir(parents=True)
    write_key_file(registry, KeyFile("invented", in_keyring=False, wrapped=()))
    places = {f"XDG_{one}_HOME": str(home / one.lower()) for one in ("DATA", "CONFIG", "STATE")}
    environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-c", PROGRAM)
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_a_start_stands_before_the_passphrase(started):
    assert started["page"] == "OpenPage"
    assert started["types"]


def test_nothing_heavy_is_loaded_before_it_is_needed(started):
    loaded = {name: why for name, why in HEAVY.items() if name in started["modules"]}
    assert loaded == {}
    ours = [one for one in started["modules"] if one.split(".")[0] in {"cso_registry", "ui"}]
    assert len(ours) <= MOST_OF_OURS, ours


def test_only_the_page_in_front_is_made_and_only_its_words_are_read(started):
    assert started["widgets"] <= MOST_WIDGETS
    assert started["read"] <= MOST_READ
