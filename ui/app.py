"""Starts the desktop: everything is made here and handed on."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.means import this_program
from cso_registry.workspace.this_computer import ThisComputer
from ui.look.look import BASE_STYLE, Look
from ui.look.qt_words import QtWords
from ui.look.speech import Speech
from ui.settings.keeper import Keeper
from ui.shell.faults import FaultCatcher
from ui.shell.rooms import ROOMS
from ui.shell.window import Window
from ui.tasks.desk import Tasks
from ui.tasks.errand import Trouble
from ui.tasks.threads import SECONDS_A_TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cso_registry.workspace.means import Program
    from ui.shell.room import Room

NAME = "cso-registry-desktop"
log = logging.getLogger(__name__)


class Desktop:
    """The whole desktop, from the look to the window."""

    def __init__(
        self,
        app: QApplication,
        program: Program,
        computer: ThisComputer,
        *,
        rooms: tuple[Room, ...] = ROOMS,
        look: Look | None = None,
    ) -> None:
        program = replace(program, is_on_screen=True)
        self.app, self.program = app, program
        self.look = look or Look(app, program.resources)
        self.speech = Speech(program.texts)
        self.qt_words = QtWords(app, program.resources, self.speech)
        self.keeper = Keeper(computer, self.look, self.speech)
        self.keeper.wear()
        self.tasks = Tasks()
        self.window = Window(program, self.look, self.speech, self.tasks, self.keeper, rooms)


def run(
    arguments: Sequence[str] | None = None, *, usable: Callable[[Desktop], object] | None = None
) -> int:
    """Open the window and return the exit code when it is closed.

    Args:
        arguments: Of the command line; None takes those of the process.
        usable: Called when the window was drawn and takes the first key.
    """
    registry, rest = _asked(sys.argv[1:] if arguments is None else arguments)
    app = application(rest)
    computer = ThisComputer()
    desktop = Desktop(app, this_program(), computer)
    # What is loaded by then stays to the end. Looking through it for garbage again and
    # again would stop the window for a fifth of a second during an import.
    desktop.tasks.opened.connect(gc.freeze)
    sys.setswitchinterval(SECONDS_A_TURN)
    catcher = FaultCatcher(desktop.window.tell_trouble)
    catcher.install()
    desktop.window.show()
    desktop.window.begin(registry)
    handlers: list[logging.Handler] = []

    def settle() -> None:
        if usable is not None:
            usable(desktop)
        gc.freeze()
        gc.enable()
        handler, refused = log_of(computer)
        handlers.append(handler)
        log.info("desktop.started")
        if refused is not None:
            desktop.window.tell_trouble(Trouble(refused))

    QTimer.singleShot(0, settle)
    try:
        return app.exec()
    finally:
        catcher.remove()
        for handler in handlers:
            ThisComputer.stop_log(handler)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the application of Qt as the desktop wants it."""
    made = QApplication([NAME, *BASE_STYLE, *arguments])
    made.setApplicationName(NAME)
    made.setDesktopFileName(NAME)
    return made


def _asked(arguments: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
    """Return which registry was asked for, and what is said to Qt."""
    parser = argparse.ArgumentParser(prog=NAME, description="ทะเบียนภาคีประชาสังคม")
    parser.add_argument("--registry", type=Path, help="โฟลเดอร์ทะเบียน / folder of the registry")
    given, rest = parser.parse_known_args(arguments)
    return None if given.registry is None else given.registry.absolute(), rest


def log_of(computer: ThisComputer) -> tuple[logging.Handler, KnownError | None]:
    """Return the log, or one that keeps nothing and why: without a log one can still work."""
    try:
        return computer.start_log(), None
    except KnownError as error:
        return logging.NullHandler(), error


def main() -> None:
    """Run as a program of its own."""
    sys.exit(run())
