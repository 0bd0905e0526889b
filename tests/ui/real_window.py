"""The real desktop on a real screen; says in lines where it is, for a test that presses keys.

python -m tests.ui.real_window FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cso_registry.host.paths import Places
from cso_registry.workspace.means import this_program
from cso_registry.workspace.this_computer import ThisComputer
from ui.app import Desktop
from ui.gate.fields import Field


def state_of(desktop: Desktop) -> dict[str, object]:
    window = desktop.window
    page = window.gate.page
    return {
        "inside": window.is_inside,
        "page": getattr(page, "name", type(page).__name__),
        "is_free": page.card.isEnabled(),
        "room": window.house.room,
        "palette": window.house.palette_box.isVisible(),
        "active": window.isActiveWindow(),
        "is_wrong": any(one._wrong.isVisible() for one in page.findChildren(Field)),
        "said": page.said(),
    }


def main() -> int:
    folder = Path(sys.argv[1])
    app = QApplication([])
    places = Places(*(folder / name for name in ("data", "config", "logs", "state")))
    desktop = Desktop(app, this_program(), ThisComputer(places))
    desktop.window.show()
    desktop.window.begin()
    desktop.window.activateWindow()
    told: list[str] = []

    def tell() -> None:
        line = json.dumps(state_of(desktop), ensure_ascii=False)
        if told[-1:] != [line]:
            told[:] = [line]
            print(line, flush=True)

    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(30)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
