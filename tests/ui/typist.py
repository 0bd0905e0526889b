"""A person at a real keyboard before a real window, who sees what the screen says.

The keys go to the X server, as those of a keyboard do; nothing of Qt is called. Every key
and every screen is counted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "xdotool", "setxkbmap")
SECONDS = 60
TABS, ROUND = 150, 20
"""After so many steps, or so many places seen twice, a person gives up looking for a field."""


PASSING = 2
ROWS = {10: "1234567890-=", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm,./"}
NUMBERS = {key: first + at for first, row in ROWS.items() for at, key in enumerate(row)}
"""The number that a PC keyboard sends for a key."""


def numbered(keys):
    """Return a shortcut with its key as a number, as a keyboard sends it."""
    *held, last = keys.split("+")
    return "+".join([*held, str(NUMBERS[last]) if last in NUMBERS else last])


@dataclass
class Effort:
    """What a task took."""

    keys: int = 0
    screens: int = 0

    def now(self):
        """Return what it is up to now."""
        return replace(self)

    def since(self, before):
        """Return what came after `before`."""
        return Effort(self.keys - before.keys, self.screens - before.screens)

    def is_more_than(self, told):
        """Return whether it is more than was told, beyond what a slow moment adds.

        A screen more may be one that passed by, and a Tab more one that came before a field did.
        """
        return self.keys > told.keys + PASSING or self.screens > told.screens + PASSING


class Typist:
    """Starts the program on a screen, presses keys, and waits for what is seen."""

    def __init__(self, folder: Path, display: str, layout: str = "th,us", *more: str) -> None:
        self.environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",  # xdotool reads Thai only then
        }
        command = [sys.executable, "-m", "tests.ui.real_window", str(folder), *more]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        # What stands nowhere on the keyboard xdotool types by giving a key another letter for a
        # moment, which a busy program misses; so the layout comes first.
        self.layout(layout)
        self._hands = subprocess.Popen(
            ["xdotool", "-"], env=self.environment, stdin=subprocess.PIPE, text=True
        )
        self._lines: Queue[dict] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.state: dict = {}
        self.effort = Effort()

    def until(self, **wanted):
        """Wait until the program says that it is so; a callable is asked about the value."""
        end = time.monotonic() + SECONDS
        while not all(_is(self.state.get(name), value) for name, value in wanted.items()):
            self._look(end, wanted)

    def keys(self, *keys):
        """Press keys, one after the other, whatever they give in the layout of the moment."""
        self.effort.keys += len(keys)
        self._do("key --delay 12 " + " ".join(map(numbered, keys)))

    def type(self, text):
        """Type a text."""
        self.effort.keys += len(text)
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        self._do(f'type --delay 8 "{quoted}"')

    def go_to(self, name):
        """Press Tab until what is called `name` has the focus."""
        seen = []
        for _ in range(TABS):
            self.step("Tab")
            seen.append(self.state["focus"])
            if _is(seen[-1], name):
                return
            if len(seen) > len(set(seen)) + ROUND:
                break
        pytest.fail(f"no {name} among {list(dict.fromkeys(seen))}")

    def step(self, key):
        """Press a key that takes the focus elsewhere, and wait until it is there."""
        self.catch_up()
        before = self.state["steps"]
        self.keys(key)
        self.until(steps=lambda now: now > before)

    def fill(self, name, text):
        """Go to a field and type into it."""
        self.go_to(name)
        self.type(text)

    def press(self, name):
        """Go to a button and press it; the focus goes elsewhere then."""
        self.go_to(name)
        self.step("Return")

    def layout(self, name):
        """Give the system another layout of keys."""
        subprocess.run(["setxkbmap", name], env=self.environment, check=True)

    def catch_up(self):
        """Take what the program has said up to now."""
        while not self._lines.empty():
            self._take(self._lines.get())

    def close(self):
        """End the program."""
        self._hands.stdin.close()
        self._hands.wait(timeout=120)
        self.process.terminate()
        self.process.wait(timeout=120)
        self._reader.join()
        self.process.stdout.close()

    def _do(self, line):
        self._hands.stdin.write(line + "\n")
        self._hands.stdin.flush()

    def _look(self, end, wanted):
        try:
            self._take(self._lines.get(timeout=max(0.01, end - time.monotonic())))
        except Empty:
            pytest.fail(f"wanted {wanted}, is {self.state}")

    def _take(self, state):
        screens = [
            (one.get("inside"), one.get("page"), one.get("where")) for one in (self.state, state)
        ]
        self.effort.screens += screens[0] != screens[1]
        self.state = state

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(json.loads(line))


def _is(value, wanted):
    return wanted(value) if callable(wanted) else value == wanted


def missing():
    """Return the programs that a real window needs and that are not here."""
    return [one for one in NEEDED if shutil.which(one) is None]
