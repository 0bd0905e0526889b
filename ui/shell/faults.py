"""Faults of the program that nobody expected: to the log, a report, and a sentence.

Qt's own messages go to the log as well; their words are not kept, for they may quote a path.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from ui.tasks.errand import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

log = logging.getLogger(__name__)
LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FaultCatcher:
    """Takes what nobody else took, while it is installed.

    Args:
        tell: Says it to the person.
    """

    def __init__(self, tell: Callable[[Trouble], None]) -> None:
        self._tell = tell
        self._is_telling = False

    def install(self) -> None:
        """Take faults from now on."""
        sys.excepthook = self._on_fault
        qInstallMessageHandler(self._on_message)
        if sys.stderr is not None:
            faulthandler.enable()

    def remove(self) -> None:
        """Take nothing more."""
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)

    def _on_fault(
        self, _: type[BaseException], error: BaseException, __: TracebackType | None
    ) -> None:
        log.error("desktop.fault", exc_info=error)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._tell(Trouble(error))
        finally:
            self._is_telling = False

    @staticmethod
    def _on_message(kind: QtMsgType, _: QMessageLogContext, __: str | None) -> None:
        level = LEVELS.get(kind)
        if level is not None:
            log.log(level, "desktop.qt_message", extra={"facts": {"code": int(kind.value)}})
