"""From the start of the process to a window one can use, against an empty window of Qt.

Each is a process of its own without a screen, started often and in turn; the median counts.
It says itself when its window was painted and takes the first key: how long Python and Qt
take to end does not count. What is installed is compiled, so here it is, too.

Warm, the files are in the memory of the system; cold, it was told to let them go (those that
another program holds open stay).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from build_spec.bench.figures import Figure, ratio
from build_spec.bench.filled import kept_registry
from build_spec.bench.ground import KEPT, PASSPHRASE, ROOT, scratch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_spec.bench.sizes import Sizes

PART: Final = "start"
AIM: Final = 3.0
TOLD: Final = """
def tell(window):
    import os, sys, time
    window.repaint()
    print(time.monotonic(), flush=True)
    if os.environ.get("BENCH_FILES"):
        import re
        mapped = re.findall(r"(/\\S+)$", open("/proc/self/maps").read(), re.MULTILINE)
        loaded = [one.__spec__.cached for one in list(sys.modules.values())
                  if getattr(getattr(one, "__spec__", None), "cached", None)]
        print("\\n".join({*mapped, *loaded}), flush=True)
    os._exit(0)
"""
EMPTY: Final = f"""{TOLD}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: tell(window))
app.exec()
"""
GATE: Final = f"""{TOLD}
import gc
gc.disable()
import ui.app
ui.app.run([], usable=lambda desktop: tell(desktop.window))
"""
INSIDE: Final = f"""{TOLD}
import gc, os, sys, time
gc.disable()
import ui.app
from PySide6.QtCore import QTimer

class Officer:
    def __init__(self, desktop):
        self.desktop, self.typed = desktop, False
        self.timer = QTimer(interval=1)
        self.timer.timeout.connect(self.look)
        self.waits = QTimer(interval=1)
        self.waits.timeout.connect(self.enter)
        self.waits.start()

    def enter(self):
        gate = self.desktop.window.gate
        if os.environ.get("BENCH_LOADED") and gate.ahead.is_loading:
            return
        self.waits.stop()
        print(time.monotonic(), flush=True)
        gate.open.passphrase.setText(sys.argv[1])
        gate.open.open.click()
        self.timer.start()

    def look(self):
        window = self.desktop.window
        if window.is_inside:
            if window.house.page.found is not None:
                tell(window)
        elif window.gate.page is window.gate.sign_in and not self.typed:
            self.typed = True
            window.gate.sign_in.secret.setText(sys.argv[1])
            window.gate.sign_in.secret.returnPressed.emit()

officers = []
ui.app.run([], usable=lambda desktop: officers.append(Officer(desktop)))
"""
IMPORTS: Final = """
import gc
gc.disable()
import ui.app, time
print(time.monotonic(), flush=True)
"""


def measure(sizes: Sizes) -> list[Figure]:
    """Measure the start, warm and cold, which share of it is imports, and the way inside."""
    size = sizes.lists[0]
    with scratch() as home:
        registry = home / "data" / "cso-registry" / "registry"
        shutil.copytree(kept_registry(size), registry)
        programs = {"empty": EMPTY, "gate": GATE, "imports": IMPORTS}
        # After these two, what the others need is compiled, and in memory.
        files = {path for one in (EMPTY, GATE) for path in _files(one, home)}
        warm = _medians(programs, home, sizes.starts)
        cold = _medians({"empty": EMPTY, "gate": GATE}, home, sizes.starts, files)
        at_once, entered = _inside(home, sizes.starts)
    empty, gate = warm["empty"], warm["gate"]
    beside = f"beside {size:,}"
    note = "an empty QMainWindow; the passphrase can be typed"
    secrets = "both secrets are given at once, cheap to derive here"
    return [
        ratio(PART, f"start to a usable window {beside}, warm", gate, empty, aim=AIM, note=note),
        ratio(
            PART,
            f"start to a usable window {beside}, cold",
            cold["gate"],
            cold["empty"],
            aim=AIM,
            note=note,
        ),
        Figure(PART, "share of imports in the start, warm", 100 * warm["imports"] / gate, "%"),
        Figure(
            PART,
            f"from the passphrase to the first page {beside}",
            1_000 * entered,
            "ms",
            note=f"typed as slowly as people do; {secrets}",
        ),
        ratio(
            PART,
            f"start to the first page {beside}, without a pause",
            at_once,
            empty,
            aim=None,
            note=f"an empty QMainWindow; {secrets}",
        ),
    ]


def _inside(home: Path, runs: int) -> tuple[float, float]:
    """Return the time from the start, and from Enter when all is loaded, to the first page."""
    at_once, entered = [], []
    for _ in range(runs):
        began = time.monotonic()
        at_once.append(float(_said(INSIDE, home).split()[1]) - began)
        enter, filled = map(float, _said(INSIDE, home, BENCH_LOADED="1").split()[:2])
        entered.append(filled - enter)
    return statistics.median(at_once), statistics.median(entered)


def _medians(
    programs: dict[str, str], home: Path, runs: int, let_go: Iterable[str] = ()
) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            _let_go(let_go)
            taken[name].append(_run(program, home))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _run(program: str, home: Path) -> float:
    began = time.monotonic()
    return float(_said(program, home).split(b"\n")[0]) - began


def _files(program: str, home: Path) -> list[str]:
    """Return the files that a program has read when its window stands."""
    said = _said(program, home, BENCH_FILES="1").decode().split("\n")
    return [path for path in said[1:] if Path(path).is_file()]


def _said(program: str, home: Path, **more: str) -> bytes:
    command = (sys.executable, "-c", program, PASSPHRASE.reveal().decode())
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        **{f"XDG_{one}_HOME": str(home / one.lower()) for one in ("DATA", "CONFIG", "STATE")},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(KEPT / "compiled"),
        **more,
    }
    done = subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
    return done.stdout


def _let_go(files: Iterable[str]) -> None:
    for path in files:
        with Path(path).open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
