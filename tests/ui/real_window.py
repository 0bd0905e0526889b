"""The real desktop on a real screen; says in lines where it is, for a test that presses keys.

python -m tests.ui.real_window FOLDER [hear]

With `hear` no command does anything: which one a key means is said instead.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cso_registry.host.paths import Places
from cso_registry.workspace.means import this_program
from cso_registry.workspace.this_computer import ThisComputer
from ui.app import Desktop, application
from ui.cases.pane import CasePane
from ui.forms.form import ActForm
from ui.gate.fields import Field
from ui.lists.pane import ListPane
from ui.organizations.record import RecordPane
from ui.settings.officers import SecretCard

EVERY_MS = 20
UNSEEN = str.maketrans({"\u200b": None, "\u2060": None, "\u00a0": " "})


class Teller:
    """Writes a line whenever what a person would see is another than before."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._steps = 0
        self.heard: list[str] = []
        self._told = ""
        desktop.app.focusChanged.connect(self._on_focus)
        self._timer = QTimer()
        self._timer.timeout.connect(self.tell)
        self._timer.start(EVERY_MS)

    def tell(self) -> None:
        """Write where the desktop is, unless it was said already."""
        line = json.dumps(self._state(), ensure_ascii=False)
        if line != self._told:
            self._told = line
            print(line, flush=True)

    def _on_focus(self, _: object, now: object) -> None:
        self._steps += now is not None

    def _state(self) -> dict[str, object]:
        window = self._desktop.window
        page, house = window.gate.page, window.house
        form = None if house.page is None else next(iter(visible(house.page, ActForm)), None)
        found = house.palette_box.shown()[:3] if house.palette_box.isVisible() else []
        messages, jobs = house.messages.shown(), self._desktop.tasks.jobs
        return {
            "inside": window.is_inside,
            "page": getattr(page, "name", type(page).__name__),
            "is_free": page.card.isEnabled(),
            "room": house.room,
            "where": house.title.where.text(),
            "looked_for": house.palette_box.field.text(),
            "palette": house.palette_box.isVisible(),
            "found": [one.title for one in found],
            "why": found[0].why_not if found else "",
            "active": window.isActiveWindow(),
            "is_wrong": any(one._wrong.isVisible() for one in page.findChildren(Field)),
            "said": page.said(),
            "told": " ".join(one.text() for one in messages[-1:] for one in visible(one, QLabel)),
            "form": form.heading.text() if form is not None and form.is_ready else "",
            "refused": refusal_of(form),
            "focus": named(QApplication.focusWidget()),
            "secret": told_secret(house.page),
            "title": title_of(house.page),
            "rows": rows_of(house.page),
            "job": jobs[-1].title if jobs else "",
            "is_busy": any(not one.has_ended for one in jobs),
            "heard": self.heard,
            "steps": self._steps,
            "popup": QApplication.activePopupWidget() is not None,
            "dialog": dialog_at_keys(),
        }


def hear(desktop: Desktop, heard: list[str]) -> None:
    """Let every command be one that can be done, and only say that it was asked for."""
    commands = desktop.window.commands
    _ = desktop.window.house  # made when it is first wanted; it declares the keys of the rooms
    commands.renew = lambda: None
    commands.do = heard.append
    for one in commands:
        commands.action(one.id).setEnabled(True)


def visible(parent: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in parent.findChildren(kind) if one.isVisible()]


def told_secret(page: QWidget | None) -> str:
    """The first secret that stands on the screen to be written down."""
    cards = [] if page is None else visible(page, SecretCard)
    return cards[0].secret.text() if cards else ""


def title_of(page: QWidget | None) -> str:
    """The record in front, and what stands beside its name."""
    front = [] if page is None else [*visible(page, CasePane), *visible(page, RecordPane)]
    labels = visible(front[0], QLabel) if front else []
    return " ".join(one.text().translate(UNSEEN) for one in labels[:3])


def rows_of(page: QWidget | None) -> int:
    """How many lines the list in front has."""
    lists = [] if page is None else visible(page, ListPane)
    return len(lists[0].model.keys) if lists else 0


def refusal_of(form: ActForm | None) -> str:
    """Why a form was not taken, as it stands above it."""
    said = [] if form is None else visible(form._why, QLabel)
    return " ".join(one.text().translate(UNSEEN) for one in said)


def dialog_at_keys() -> str:
    """The dialog that gets the keys now."""
    dialog = QApplication.activeModalWidget()
    return type(dialog).__name__ if dialog is not None and dialog.isActiveWindow() else ""


def named(widget: QWidget | None) -> str:
    """What a reader of the screen calls a widget."""
    if widget is None:
        return ""
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or own).translate(UNSEEN)


def main() -> int:
    folder = Path(sys.argv[1])
    app = application()
    places = Places(*(folder / name for name in ("data", "config", "logs", "state")))
    desktop = Desktop(app, this_program(), ThisComputer(places))
    teller = Teller(desktop)
    if "hear" in sys.argv[2:]:
        hear(desktop, teller.heard)
    desktop.window.show()
    desktop.window.begin()
    desktop.window.activateWindow()
    code = app.exec()
    del teller
    return code


if __name__ == "__main__":
    sys.exit(main())
