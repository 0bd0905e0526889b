"""Qt's own words in Thai: buttons of standard dialogs, menus of fields, the file dialog.

The libraries bring many languages and not this one; ``resources/qt/qtbase_th.ts`` is made
into ``qtbase_th.qm`` by ``pyside6-lrelease``, and both are delivered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cso_registry.host.resources import Resources
    from ui.look.speech import Speech

FILE: Final = "qt/qtbase_th.qm"


class QtWords(QObject):
    """Lets Qt speak the language of the window."""

    def __init__(self, app: QApplication, resources: Resources, speech: Speech) -> None:
        super().__init__()
        self._app, self._speech = app, speech
        self._thai = QTranslator(self)
        self._thai.load(str(resources.path(FILE)))
        self._is_installed = False
        speech.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Take or leave the Thai words."""
        wants = self._speech.language == "th"
        if wants and not self._is_installed:
            self._app.installTranslator(self._thai)
        elif self._is_installed and not wants:
            self._app.removeTranslator(self._thai)
        self._is_installed = wants

    def remove(self) -> None:
        """Leave the words of Qt as they were."""
        if self._is_installed:
            self._app.removeTranslator(self._thai)
            self._is_installed = False
