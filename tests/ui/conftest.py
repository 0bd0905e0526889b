"""What holds for every test of the desktop: no screen needed, no warning of Qt, nothing left.

A test fails when Qt warns (pytest-qt, see pyproject), or when it leaves a timer running or a
window open. Threads and the log are watched for every test of the project.
"""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from functools import partialmethod

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_ACCESSIBILITY"] = "1"
# The desktop that a developer sits at must not change what the tests see.
os.environ["QT_QPA_PLATFORMTHEME"] = ""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication  # noqa: TC002 - after the environment is set
from shiboken6 import isValid

from cso_registry.host.paths import Places
from cso_registry.kernel.ids import OfficerId
from cso_registry.seal.passphrase import Cost
from cso_registry.workspace.opening import make_training, training_folder
from cso_registry.workspace.performing import Session
from cso_registry.workspace.this_computer import ThisComputer
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import (
    KEYS,
    add_subjects,
    copy_of,
    delivered,
    founded,
    open_desk,
    program_at,
)
from tests.support.registry import SetClock
from tests.ui.around import show, surroundings
from tests.ui.model_watch import models_of_the_desktop, watch
from ui.app import Desktop
from ui.gate import start
from ui.look.look import Look, Theme
from ui.look.speech import Speech
from ui.settings.keeper import Keeper
from ui.shell.rooms import ROOMS
from ui.tasks.desk import Tasks

CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
SUBJECTS = 40
PATIENCE_MS = 120_000


WAITS = ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed", "waitCallback")
PatientBot = type(
    "PatientBot",
    (QtBot,),
    {name: partialmethod(getattr(QtBot, name), timeout=PATIENCE_MS) for name in WAITS},
)
"""Waits so long that no test fails because a computer is slow or busy."""


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return what presses and waits in a test of the desktop."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _nothing_of_qt_stays(qapp: QApplication):
    """Fails a test that leaves a timer running or a window open."""
    yield
    for _ in range(2):
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    windows = [type(one).__name__ for one in qapp.topLevelWidgets() if one.isVisible()]
    timers = [
        f"{type(one.parent()).__name__}.{one.objectName() or 'timer'}"
        for one in gc.get_objects()
        if isinstance(one, QTimer) and isValid(one) and one.isActive()
    ]
    if windows or timers:
        pytest.fail(f"left open: {windows}; left running: {timers}", pytrace=False)


@pytest.fixture(scope="session")
def models() -> list[type]:
    """Every model of the desktop; found once."""
    return models_of_the_desktop()


@pytest.fixture(autouse=True)
def _models_are_watched(models, monkeypatch):
    """Fails a test in which a model breaks what Qt asks of models."""
    for one in models:
        watch(one, monkeypatch)


@pytest.fixture(scope="session")
def worn_look(qapp: QApplication) -> Look:
    """The look of the whole test run; fonts are loaded once."""
    return Look(qapp, delivered().resources)


@pytest.fixture
def look(worn_look: Look) -> Look:
    """The light theme at 100 %, whatever the test before wore."""
    if (worn_look.theme, worn_look.percent) != (Theme.LIGHT, 100):
        worn_look.wear(Theme.LIGHT, 100)
    return worn_look


@pytest.fixture
def speech() -> Speech:
    """Thai, as delivered."""
    return Speech(delivered().texts)


@pytest.fixture(scope="session")
def peopled_once(tmp_path_factory):
    """A national office with thirty invented subjects, founded once."""
    folder = tmp_path_factory.mktemp("peopled") / "registry"
    founded(folder, province=None)
    with open_desk(folder) as desk:
        add_subjects(desk, 30)
    return folder


@pytest.fixture
def folder(peopled_once, tmp_path):
    """The folder of a registry of its own."""
    return copy_of(peopled_once, tmp_path / "registry")


@pytest.fixture
def tasks(qtbot, folder):
    """An open registry of thirty invented subjects, with the founder signed in; closed at the end."""
    made = Tasks()
    opened = []
    program = program_at(SetClock())
    made.open(lambda: Workspace.open(folder, KEYS, program), opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    officers = []
    made.ask(
        made, lambda workspace: sorted(x.id for x in workspace.officers_here()), officers.extend
    )
    qtbot.waitUntil(lambda: bool(officers))
    made.session = Session(OfficerId(officers[0]))
    yield made
    made.close()


@pytest.fixture
def around(qtbot, look, speech, tasks, computer):
    """What a page is given; `around.shell` wrote down what it was told."""
    window, made = surroundings(look, speech, tasks, Keeper(computer, look, speech))
    qtbot.addWidget(window)
    made.shell.window = window
    return made


@pytest.fixture
def shown(qtbot, around):
    """Shows a page in the window."""

    def put(page, size=(1100, 720)):
        show(qtbot, around.shell.window, page, size)
        return page

    return put


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory):
    """A training registry with invented subjects, founded once and copied for each test."""
    folder = tmp_path_factory.mktemp("trained") / "training"
    make_training(folder, program_at(SetClock()), cost=CHEAP, subjects=SUBJECTS)
    return folder


@pytest.fixture
def computer(tmp_path) -> ThisComputer:
    """A computer with nothing on it."""
    names = ("data", "config", "logs", "state")
    return ThisComputer(Places(*(tmp_path / name for name in names)))


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands still."""
    return SetClock()


@pytest.fixture
def desktop(qtbot, qapp, look, computer, clock):
    """The whole desktop at its gate, with an empty computer; closed at the end."""
    computer.keep(replace(computer.preferences(), theme="light"))
    made = Desktop(qapp, program_at(clock), computer, rooms=ROOMS, look=look)
    made.window.show()
    made.window.begin()
    yield made
    made.window.close()
    made.qt_words.remove()
    made.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def inside(qtbot, desktop, computer, trained_once) -> Desktop:
    """The desktop with the training registry open and its officer signed in.

    For tests of rooms: ``inside.window.house.go("organizations")`` and so on.
    """
    copy_of(trained_once, training_folder(computer.places.data))
    with qtbot.waitSignal(desktop.window.entered):
        desktop.window.gate.start.choices[start.TRAINING].click()
    return desktop


@pytest.fixture
def as_role(tasks, office):
    """Signs an officer of one role in, of those that the room's `office` has."""

    def sign_in(role) -> Session:
        tasks.session = office.people[role]
        return tasks.session

    return sign_in
