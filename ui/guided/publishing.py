"""Making public what may be public: one folder that opens in any browser (R-06, F:K5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox

from cso_registry.workspace.public_extract.writing import FIRST_PAGE, Extract, write_extract
from ui.gate.fields import PlaceEdit
from ui.guided.lead import Lead
from ui.guided.step import GuidedStep, line_of, path_of
from ui.look.parts import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report


class WhatStep(GuidedStep):
    """Of which province, and into which folder."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("public_what", around)
        self.made: Extract | None = None
        for number in range(1, 4):
            self.tell(f"public_what_{number}")
        self.province = QComboBox()
        self.add("public_province", self.province)
        place = PlaceEdit(around.look, around.speech, is_folder=True)
        self.add("public_folder", place, with_help=True)
        line_of(place).setText(str(Path.home()))
        self._fill()
        around.speech.changed.connect(self._fill)

    def faults(self) -> dict[str, str]:
        """Look whether a folder is named."""
        return self.needed("public_folder")

    def carry_out(self, then: Callable[[], None]) -> None:
        """Write the folder; stopped or refused, nothing of it is left."""
        session, language = self.around.tasks.session, self.speech.language
        folder, province = path_of(self, "public_folder"), self.province.currentData()
        if session is None:
            return

        def work(workspace: Workspace, report: Report) -> Extract:
            inside = folder / f"public-{workspace.today.isoformat()}"
            return write_extract(
                workspace, session, inside, language, province=province, progress=report
            )

        def done(made: Extract) -> None:
            self.made = made
            then()

        self.run(work, done, writes=True)

    def _fill(self) -> None:
        areas, chosen = self.around.tasks.program.means.areas, self.province.currentIndex()
        self.province.clear()
        self.province.addItem(self.speech.say("ui.guided.public_all"), None)
        for area in areas.provinces:
            self.province.addItem(areas.name(area.code, self.speech.language), area.code)
        self.province.setCurrentIndex(max(chosen, 0))


class LookStep(GuidedStep):
    """What was written, to be looked at before it is handed out."""

    def __init__(self, around: Surroundings, what: WhatStep) -> None:
        super().__init__("public_look", around)
        self._what = what
        self.tell("public_look_1")
        self.open = self.add_button("ui.guided.public_open", self._open)

    def arrive(self) -> None:
        """Say what was written."""
        made = self._what.made
        if made is not None:
            said = {"count": f"{made.subjects:,}", "path": str(made.folder)}
            self.renewed().addWidget(Wrapped(self.speech.say("public.written", **said)))

    def _open(self) -> None:
        if self._what.made is not None:
            page = self._what.made.folder / FIRST_PAGE
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))


class PublicLead(Lead):
    """The steps of a public extract."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.what = WhatStep(around)
        self.look = LookStep(around, self.what)
        self.take((self.what, self.look))
