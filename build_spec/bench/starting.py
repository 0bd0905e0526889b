"""From the start of the process to a window one can use, against an empty window of Qt.

Both are processes of their own without a screen; each is started often and in turn, and the
median counts. The desktop stands at its gate with a registry of this size before it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from build_spec.bench.figures import Figure, ratio, seconds_of
from build_spec.bench.ground import ROOT

if TYPE_CHECKING:
    from build_spec.bench.sizes import Sizes

PART: Final = "start"
AIM: Final = 3.0
EMPTY: Final = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
DESKTOP: Final = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cso_registry.host.paths import Places
from cso_registry.workspace.means import this_program
from cso_registry.workspace.this_computer import ThisComputer
from ui.app import Desktop
folder = Path(sys.argv[1])
app = QApplication([])
places = Places(*(folder / name for name in ("data", "config", "logs", "state")))
desktop = Desktop(app, this_program(), ThisComputer(places))
desktop.window.show()
desktop.window.begin()
QTimer.singleShot(0, desktop.window.close)
app.exec()
"""
IMPORTS: Final = "import ui.app"


def measure(sizes: Sizes) -> list[Figure]:
    """Measure start-up, and which share of it is imports."""
    with tempfile.TemporaryDirectory() as folder:
        empty, desktop, imports = [], [], []
        for _ in range(sizes.starts):
            empty.append(_run(EMPTY, folder))
            desktop.append(_run(DESKTOP, folder))
            imports.append(_run(IMPORTS, folder))
    took, raw = statistics.median(desktop), statistics.median(empty)
    share = 100 * statistics.median(imports) / took
    return [
        ratio(PART, "start to a usable window", took, raw, aim=AIM, note="an empty QMainWindow"),
        Figure(PART, "share of imports in the start", share, "%"),
    ]


def _run(program: str, folder: str) -> float:
    command = (sys.executable, "-c", program, folder)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    where = Path(folder)
    return seconds_of(
        lambda: subprocess.run(
            command, cwd=where, env=environment, check=True, stderr=subprocess.DEVNULL
        )
    )
