"""What holds for every test of the desktop: no screen needed, no warning of Qt, nothing left.

A test fails when Qt warns (pytest-qt, see pyproject), or when it leaves a timer running or a
window open. Threads and the log are watched for every test of the project.
"""

from __future__ import annotations

import gc
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_ACCESSIBILITY"] = "1"
# The desktop that a developer sits at must not change what the tests see.
os.environ["QT_QPA_PLATFORMTHEME"] = ""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication  # noqa: TC002 - after the environment is set
from shiboken6 import isValid

from tests.support.desk import delivered
from ui.look.look import Look, Theme
from ui.look.speech import Speech


@pytest.fixture(autouse=True)
def _nothing_of_qt_stays(qapp: QApplication):
    """Fails a test that leaves a timer running or a window open."""
    yield
    for _ in range(2):
        qapp.sendPostedEvents(None, 0)
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
