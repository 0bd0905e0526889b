"""What watches every test of the desktop does see: each kind of fault fails the test that has it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.ui.model_watch import models_of_the_desktop

ROOT = Path(__file__).resolve().parents[2]
FAULTS = '''
import logging, threading, time
from PySide6.QtCore import QAbstractTableModel, QTimer, QModelIndex, qWarning
from PySide6.QtWidgets import QWidget
from tests.ui.model_watch import watch

KEPT = []

class Lying(QAbstractTableModel):
    """Says that it has two lines, and later three without a word before."""
    lines = 2
    def rowCount(self, parent=QModelIndex()):
        return self.lines
    def columnCount(self, parent=QModelIndex()):
        return 1
    def data(self, index, role=0):
        return None

def test_nothing_wrong(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_warning_of_qt(qapp):
    qWarning("something is wrong")

def test_warning_in_the_log(qapp):
    logging.getLogger("ui").warning("something is wrong")

def test_thread_left(qapp):
    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()

def test_timer_left(qapp):
    KEPT.append(QTimer(qapp, interval=60_000))
    KEPT[-1].start()

def test_window_left(qapp):
    KEPT[-1].stop()
    KEPT.append(QWidget())
    KEPT[-1].show()

def test_model_that_lies(qapp, monkeypatch):
    KEPT[-1].hide()
    watch(Lying, monkeypatch)
    model = Lying()
    model.beginInsertRows(QModelIndex(), 2, 2)
    model.endInsertRows()
'''


PLUGINS = ("no:xdist", "no:cacheprovider", "no:randomly", "tests.ui.conftest")
"""In their order: what one leaves behind the next one takes away, after it was seen."""


def test_every_kind_of_fault_is_caught(tmp_path):
    file = tmp_path / "test_faults.py"
    file.write_text(FAULTS, "utf-8")
    plugins = [f"-p{one}" for one in PLUGINS]
    command = [sys.executable, "-m", "pytest", "-q", "-rA", *plugins, "-ptests.conftest"]
    place = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), str(file)]
    said = subprocess.run(
        [*command, *place], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"CSO_SECONDS_TO_END": "1"},
    )  # fmt: skip
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", said.stdout, re.MULTILINE))
    known = set(re.findall(r"def (test_\w+)", FAULTS))
    assert known - failed == {"test_nothing_wrong"}, said.stdout[-3000:]


def test_every_model_is_watched():
    assert {one.__name__ for one in models_of_the_desktop()} >= {
        "RecordTable", "JournalTable", "WatchTable", "MatrixTable", "ChoiceTable",
    }  # fmt: skip
