"""The card of files: photographs and evidence by name and hash; a copy of each can be saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.kernel.ids import RecordId
from ui.cases.blocks import card_head, link
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped, column
from ui.organizations.cards import emptied
from ui.shell.room import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.delivery.work_page import WorkPage
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

    Files = Callable[[WorkPage], tuple[tuple[str, Attachment], ...]]

KIBI: Final = 1024


class FilesCard(CaseCard):
    """Files of a record, each with its caption, its size and its SHA-256."""

    def __init__(self, around: Surroundings, title: str, files: Files) -> None:
        """Make the card; `files` returns caption and file of each of a view."""
        super().__init__(around)
        self._title, self._files = title, files
        self._of = ""

    def show_view(self, view: WorkPage) -> None:
        """Show the files; a record without any has no such card."""
        body, found = emptied(self), self._files(view)
        self._of = str(view.record.id)
        self.setVisible(bool(found))
        body.addWidget(card_head(self.around, self.around.speech.say(self._title)))
        for at, (caption, file) in enumerate(found):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._file(caption, file))

    def _file(self, caption: str, file: Attachment) -> QWidget:
        say = self.around.speech.say
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        if caption:
            lines.addWidget(Wrapped(caption, kind=Type.STRONG))
        size = f"{max(1, file.size // KIBI):,}"
        lines.addWidget(Wrapped(say("ui.delivery.file", name=file.name, size=size)))
        # A hash has no place to break a line at; in groups it can be compared by eye, too.
        groups = " ".join(file.sha256[at : at + 8] for at in range(0, len(file.sha256), 8))
        lines.addWidget(Wrapped(f"SHA-256 {groups}", kind=Type.SMALL, tone="secondary"))
        save = link(
            self.around, say("ui.delivery.save_copy"), "download", lambda: self._ask_where(file),
            say("ui.delivery.save_copy_of", name=file.name),
        )  # fmt: skip
        lines.addWidget(save)
        return whole

    def _ask_where(self, file: Attachment) -> None:
        title = self.around.speech.say("ui.delivery.save_where")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen:
            self.save(file, Path(chosen))

    def save(self, file: Attachment, folder: Path) -> None:
        """Save a copy of a file in a folder; that it was looked at is logged."""
        session, record = self.around.tasks.session, RecordId(self._of)
        if session is None:
            return

        def work(workspace: Workspace) -> Path:
            return workspace.save_attachment(file, folder, record, session)

        def saved(path: Path) -> None:
            said = self.around.speech.say("ui.delivery.copy_saved", file=str(path))
            self.around.shell.tell(Message(said, "good"))

        self.around.tasks.write(self, work, saved, self.around.shell.tell_trouble)
