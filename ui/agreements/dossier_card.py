"""The card of the dossier: everything about the case in one file, for an auditor (F:J3)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cso_registry.workspace.dossier.writing import dossier_name, write_dossier
from ui.cases.blocks import card_head
from ui.cases.card import CaseCard
from ui.look.parts import Wrapped, button
from ui.organizations.cards import emptied
from ui.shell.room import Message

if TYPE_CHECKING:
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from cso_registry.workspace.dossier.writing import Dossier
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report


class DossierCard(CaseCard):
    """Says what a dossier holds, and makes one."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._agreement: Agreement | None = None

    def show_view(self, view: AgreementPage) -> None:
        """Offer the dossier of the agreement in front."""
        body, say = emptied(self), self.around.speech.say
        self._agreement = view.agreement
        body.addWidget(card_head(self.around, say("ui.dossier.make")))
        body.addWidget(Wrapped(say("ui.dossier.more"), tone="secondary"))
        made = button(say("ui.dossier.where"))
        self.around.look.dress(made, "download", "text")
        made.clicked.connect(lambda _=False: self.ask_where())
        body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def ask_where(self) -> None:
        """Ask where the dossier is to be written."""
        agreement = self._agreement
        if agreement is None:
            return
        start = str(Path.home() / f"{dossier_name(agreement)}.zip")
        title = self.around.speech.say("ui.dossier.where")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "ZIP (*.zip)")
        if file:
            self.save(Path(file))

    def save(self, file: Path) -> Job | None:
        """Write the dossier; reading and other work go on meanwhile."""
        around, agreement, session = self.around, self._agreement, self.around.tasks.session
        if agreement is None or session is None:
            return None
        language = around.speech.language

        def work(workspace: Workspace, report: Report) -> Dossier:
            return write_dossier(
                workspace, agreement, file, session, language,
                report=report,
            )  # fmt: skip

        def told(made: Dossier) -> None:
            said: dict[str, str | int] = {
                "file": str(file),
                "papers": made.papers,
                "files": made.files,
            }
            if made.left_out:
                words = around.speech.say("ui.dossier.left_out", left=made.left_out, **said)
                around.shell.tell(Message(words, "soon"))
                return
            around.shell.tell(Message(around.speech.say("ui.dossier.written", **said), "good"))

        title = around.speech.say("dossier.writing")
        return around.tasks.run(title, work, told, around.shell.tell_trouble, writes=True)
