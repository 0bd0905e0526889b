"""Leads through the steps of a new office, and makes it at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cso_registry.workspace import opening
from ui.gate.founding import (
    RECOVERY_FILE,
    REQUEST_FILE,
    BackupPage,
    KeyPage,
    OfficePage,
    OfficerPage,
    Plan,
    SummaryPage,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.seal.passphrase import Cost
    from cso_registry.workspace.means import Program
    from ui.gate.founding import StepPage
    from ui.gate.page import GatePage
    from ui.look.look import Look
    from ui.look.speech import Speech


class Wizard(QObject):
    """The steps, in order; going back loses nothing.

    Attributes:
        left: The first page of all is wanted.
        planned: A `Plan` to be carried out.
    """

    left = Signal()
    planned = Signal(object)

    def __init__(
        self,
        program: Program,
        look: Look,
        speech: Speech,
        data: Path,
        show: Callable[[GatePage], None],
    ) -> None:
        super().__init__()
        self._program, self._look, self._speech = program, look, speech
        self._data, self._show = data, show
        self._pages: list[StepPage] = []
        self.cost: Cost | None = None

    @property
    def pages(self) -> list[StepPage]:
        """Return the steps; they are made when they are first wanted."""
        if not self._pages:
            self._make()
        return self._pages

    def begin(self, *, joins: bool) -> None:
        """Begin with the first step."""
        pages = self.pages
        self.backup.offer(joins=joins)
        self._show(pages[0])

    def _make(self) -> None:
        look, speech = self._look, self._speech
        folder = self._data / "registry"
        self.office = OfficePage(look, speech, self._program.means.areas, folder)
        self.officer = OfficerPage(look, speech)
        self.key = KeyPage(look, speech, lambda: self.office.folder)
        self.backup = BackupPage(look, speech, lambda: self.office.folder)
        self.summary = SummaryPage(look, speech)
        home = Path.home()
        self.key.place.line.setText(str(home / RECOVERY_FILE))
        self.backup.request.line.setText(str(home / REQUEST_FILE))
        self._pages = [self.office, self.officer, self.key, self.backup, self.summary]
        for at, page in enumerate(self._pages):
            page.back.connect(lambda at=at: self._go(at - 1))
            page.done.connect(lambda at=at: self._go(at + 1))

    def _go(self, at: int) -> None:
        if at < 0:
            self.left.emit()
        elif at == len(self._pages):
            self.planned.emit(self.plan())
        else:
            if self._pages[at] is self.summary:
                self.summary.offer(self.lines())
            self._show(self._pages[at])

    def plan(self) -> Plan:
        """Return everything that was answered."""
        from cso_registry.workspace.founding import Founding

        office, officer, key = self.office, self.officer, self.key
        founding = Founding(
            code=office.text("code"),
            name_th=office.text("name"),
            name_en=office.text("name_en") or None,
            province=office.province.currentData(),
            given=officer.text("given"),
            family=officer.text("family"),
            title=officer.text("title") or None,
            position=officer.text("position") or None,
            secret=opening.typed(officer.text("secret")),
        )
        is_typed = key.typed.isChecked()
        locks = opening.NewLocks(
            passphrase=opening.typed(key.text("passphrase")) if is_typed else None,
            recovery_file=key.recovery,
            recovery_passphrase=opening.typed(key.text("recovery_passphrase")),
            **({} if self.cost is None else {"cost": self.cost}),
        )
        request = self.backup.request_file()
        return Plan(office.folder, founding, locks, self.backup.folder(), request)

    def forget(self) -> None:
        """Forget every secret that was typed."""
        for page in self._pages:
            for name, field in page.fields.items():
                if "secret" in name or "passphrase" in name:
                    field.clear()

    def lines(self) -> list[tuple[str, str]]:
        """Return what was answered, for the last look."""
        office, officer, key = self.office, self.officer, self.key
        way = "ui.found.passphrase_way" if key.typed.isChecked() else "ui.found.keyring"
        person = " ".join(officer.text(one) for one in ("title", "given", "family"))
        return [
            ("ui.found.name", office.text("name")),
            ("ui.found.province", office.province.currentText()),
            ("ui.found.code", office.text("code")),
            ("ui.found.folder", str(office.folder)),
            ("ui.found.officer", person.strip()),
            ("ui.found.key", self._speech.say(way)),
            ("ui.found.recovery", str(key.recovery)),
            ("ui.found.backups", str(self.backup.folder() or "")),
        ]
