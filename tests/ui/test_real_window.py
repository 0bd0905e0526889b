"""In a real window on a real screen, with real key presses alone: a first hour, sign-in, layouts.

The keys are pressed by number, as a keyboard sends them, so that the layout of the system
decides what they mean (R28).
"""

from __future__ import annotations

import os
import subprocess

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.first_hour import HEAD, PEOPLE, FirstHour
from tests.ui.hours import EFFORTS, efforts_told
from tests.ui.typist import Typist, missing
from ui.commands.catalogue import Catalogue
from ui.shell.rooms import ROOMS

SIZE = ("-nolisten", "tcp", "-screen", "0", "1366x768x24")
LAYOUTS = ("us", "th", "us,th", "th,us")
IN_CI = bool(os.environ.get("CI"))
pytestmark = pytest.mark.skipif(
    bool(missing()) and not IN_CI, reason=f"needs a screen and a keyboard: {', '.join(missing())}"
)


@pytest.fixture
def screen():
    """A screen of its own for the test."""
    read, write = os.pipe()
    # A key that a busy computer holds down too long would repeat itself; and a screen that the
    # first program leaves would begin anew.
    command = ["Xvfb", "-displayfd", str(write), "-r", "-noreset", *SIZE]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait(timeout=120)


@pytest.fixture
def typist(screen, tmp_path):
    """Somebody at the keyboard of an office that types Thai and Latin."""
    made = Typist(tmp_path, screen)
    yield made
    made.close()


def test_first_hour_from_an_empty_computer_to_a_printed_certificate(typist, tmp_path):
    hour, taken = FirstHour(typist), {}
    for task in EFFORTS:
        before = typist.effort.now()
        getattr(hour, task)()
        taken[task] = typist.effort.since(before)
        take_from_printer(tmp_path, task)
    assert (tmp_path / "cso-registry-recovery.json").is_file()
    assert (tmp_path / "data/registry/keys.json").is_file()
    print(taken)
    assert pages(tmp_path / "send_back.pdf") >= 1
    assert pages(tmp_path / "print_certificate.pdf") >= 1
    told = efforts_told()
    worse = {task: (one, told[task]) for task, one in taken.items() if one.is_more_than(told[task])}
    assert worse == {}, f"build_spec/docs/clerk.md tells less: {worse}"

    typist.keys("ctrl+l")
    typist.until(inside=False, page="SignInPage")
    typist.type("wrong-secret-here")
    typist.keys("Return")
    typist.until(is_wrong=True, is_free=True)
    typist.keys("ctrl+a")
    typist.type(PEOPLE[HEAD])
    typist.keys("Return")
    typist.until(inside=True)
    for layout in LAYOUTS:
        typist.layout(layout)
        typist.keys("ctrl+k")
        typist.until(palette=True)
        typist.keys("Escape")
        typist.until(palette=False)
        for room in ("organizations", "screening", "certification"):
            typist.keys(f"ctrl+{ROOM_KEYS[room]}")
            typist.until(room=room)
        typist.keys("F1")
        typist.until(room="help")
    typist.keys("ctrl+q")
    assert typist.process.wait(timeout=120) == 0


def pressed(keys):
    """Return a shortcut as the keyboard sends it."""
    *held, last = keys.replace("++", "+plus").split("+")
    return "+".join(
        [*map(str.lower, held), NAMES.get(last, last.lower() if len(last) == 1 else last)]
    )


def test_every_key_of_every_room_fires_under_every_layout(screen, tmp_path, qtbot, look, speech):
    """R28: the keys are pressed by number, and each does its own command and no other."""
    window = QWidget()
    qtbot.addWidget(window)
    commands = Catalogue(window, speech, look)
    wanted = {one.keys: one.id for one in commands if one.keys}
    for room in ROOMS:
        declared = (*room.commands, *(one for _, one in room.going()))
        wanted |= {one.keys: one.id for one in declared if one.keys}
    typist = Typist(tmp_path, screen, "us", "hear")
    try:
        typist.until(page="StartPage", active=True)
        for layout in LAYOUTS:
            typist.layout(layout)
            for keys, command in wanted.items():
                before = len(typist.state["heard"])
                typist.keys(pressed(keys))
                typist.until(heard=lambda heard, before=before: len(heard) > before)
                assert typist.state["heard"][before:] == [command], (layout, keys)
    finally:
        typist.close()
    assert len(wanted) > 60


NAMES = {"Esc": "Escape"}
ROOM_KEYS = {"organizations": 2, "screening": 3, "certification": 4}


def take_from_printer(folder, task):
    """Take away what was printed, as one does; nobody answers whether to write over it."""
    printed = folder / "print.pdf"
    if printed.exists():
        printed.rename(folder / f"{task}.pdf")


def pages(file):
    """Return how many pages were printed; they are pictures of the paper, as a printer gets them."""
    found = subprocess.run(["pdfimages", "-list", str(file)], capture_output=True, check=True)
    return len({line.split()[0] for line in found.stdout.decode().splitlines()[2:]})
