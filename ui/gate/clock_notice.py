"""The notice that the clock of the computer cannot be read, before there is a window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMessageBox

from cso_registry.host.resources import find_resources
from cso_registry.host.texts import Texts
from ui.look.fonts import FAMILY, load_fonts

if TYPE_CHECKING:
    from cso_registry.kernel.errors import KnownError

REFUSED = 2
POINTS = 12


def tell(fault: KnownError) -> int:
    """Show why the program does not start, in both languages; return the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    notice = notice_of(fault)
    notice.exec()
    del notice, app
    return REFUSED


def notice_of(fault: KnownError) -> QMessageBox:
    """Return the notice: nobody has said yet which language is read."""
    resources = find_resources()
    texts = Texts.load(resources)
    load_fonts(resources.path("fonts"))
    notice = QMessageBox()
    notice.setFont(QFont(FAMILY, POINTS))
    notice.setIcon(QMessageBox.Icon.Critical)
    notice.setWindowTitle("cso-registry")
    notice.setText(texts.error(fault, "th"))
    notice.setInformativeText(texts.error(fault, "en"))
    return notice
