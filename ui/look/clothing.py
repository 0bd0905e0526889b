"""Puts the style sheet on parts of the window, and on hidden ones only once they are seen.

A sheet of the whole application would be matched anew against every widget ever made, page by
page that nobody looks at: with all rooms open that took ten times as long as this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


class Clothing(QObject):
    """The sheet of one part of the window; it goes with the part."""

    def __init__(self, part: QWidget, sheet: Callable[[], str], changed: SignalInstance) -> None:
        """Put the sheet on.

        Args:
            part: The part; what stands in it wears the same, popups too.
            sheet: Returns the sheet in use.
            changed: Says that it is another one now.
        """
        super().__init__(part)
        self._part, self._sheet, self._worn = part, sheet, ""
        self._put_on()
        part.installEventFilter(self)
        changed.connect(self._renew)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Put the sheet on before the part is seen.

        The part's last events come when nothing of this is left but its name.
        """
        if event.type() is QEvent.Type.Show:
            self._put_on()
        return False

    def _renew(self) -> None:
        if self._part.isVisible():
            self._put_on()

    def _put_on(self) -> None:
        sheet = self._sheet()
        if sheet != self._worn:
            self._worn = sheet
            self._part.setStyleSheet(sheet)
