"""In a real window on a real screen, with real key presses alone: first run, sign-in, layouts.

The keys are pressed by number, as a keyboard sends them, so that the layout of the system
decides what they mean (R28).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
SECRET, WORDS, LOCKED = "tonkla-rim-huai-2569", "maenam-phukhao-thale", "tulek-chan-song-99"
K, S, ONE = "45", "39", "10"
"""Numbers of keys on every PC keyboard."""

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "xdotool", "setxkbmap"))), reason="needs Xvfb and xdotool"
)


class RealWindow:
    """The program on a screen of its own, its lines, and a keyboard."""

    def __init__(self, folder: Path, display: str) -> None:
        self.environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "tests.ui.real_window", str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        self._lines: Queue[dict] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.state: dict = {}

    def until(self, **wanted):
        """Wait until the program says that it is so."""
        end = time.monotonic() + SECONDS
        while any(self.state.get(name) != value for name, value in wanted.items()):
            try:
                self.state = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                pytest.fail(f"wanted {wanted}, is {self.state}")

    def keys(self, *keys):
        self._xdotool("key", "--delay", "30", *keys)

    def type(self, text):
        self._xdotool("type", "--delay", "15", text)

    def layout(self, name):
        subprocess.run(["setxkbmap", name], env=self.environment, check=True)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self._reader.join()
        self.process.stdout.close()

    def _xdotool(self, *arguments):
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(json.loads(line))


@pytest.fixture
def screen(tmp_path):
    """A screen of its own for the test."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def window(screen, tmp_path):
    made = RealWindow(tmp_path, screen)
    yield made
    made.close()


def test_from_an_empty_computer_to_the_rooms_by_keys_alone(window, tmp_path):
    window.until(page="StartPage", active=True)
    window.keys("Return")
    window.until(page="office")
    window.type("Samnakngan Sommut")
    window.keys("Tab", "Tab", "Tab")
    window.type("SM")
    window.keys("Return")
    window.until(page="officer")
    window.keys("Tab")
    window.type("Kamon")
    window.keys("Tab")
    window.type("Sommut")
    window.keys("Tab", "Tab")
    window.type(SECRET)
    window.keys("Tab")
    window.type(SECRET)
    window.keys("Return")
    window.until(page="key")
    window.keys("Tab")
    window.type(WORDS)
    window.keys("Tab")
    window.type(WORDS)
    window.keys("Tab", "Tab", "Tab")
    window.type(LOCKED)
    window.keys("Tab")
    window.type(LOCKED)
    window.keys("Return")
    window.until(page="backup")
    window.keys("Return")
    window.until(page="summary")
    window.keys("Return")
    window.until(inside=True)
    assert (tmp_path / "cso-registry-recovery.json").is_file()
    assert (tmp_path / "data/registry/keys.json").is_file()

    window.keys("ctrl+l")
    window.until(inside=False, page="SignInPage")
    window.type("wrong-secret-here")
    window.keys("Return")
    window.until(is_wrong=True, is_free=True)
    window.keys("ctrl+a")
    window.type(SECRET)
    window.keys("Return")
    window.until(inside=True)

    for layout in ("us", "th", "us,th", "th,us"):
        window.layout(layout)
        window.keys(f"ctrl+{K}")
        window.until(palette=True)
        window.keys("Escape")
        window.until(palette=False)
        window.keys("F1")
        window.until(room="help")
        window.keys(f"ctrl+{ONE}")
        window.keys("alt+Left")
    window.layout("us")
    window.keys("ctrl+q")
    assert window.process.wait(timeout=30) == 0
