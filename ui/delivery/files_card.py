"""The card of files: photographs and evidence, small, by name and hash; each is opened or saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.host.passing_folder import PassingFolder
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.small_pictures import has_small_picture
from ui.cases.blocks import card_head, link
from ui.cases.card import CaseCard
from ui.delivery.small_pictures import SmallPictures
from ui.look.measures import GRID, Type
from ui.look.parts import Hairline, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.delivery.work_page import WorkPage
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

    Files = Callable[[Any], tuple[tuple[str, Attachment], ...]]

KIBI: Final = 1024


class FilesCard(CaseCard):
    """Files of a record, each with its caption, its size and its SHA-256."""

    def __init__(self, around: Surroundings, title: str, files: Files) -> None:
        """Make the card; `files` returns caption and file of each of a view."""
        super().__init__(around)
        self._title, self._files = title, files
        self._of = ""
        self._passing: PassingFolder | None = None
        self.pictures = SmallPictures(around, self)
        self.pictures.opened.connect(self.open)

    def show_view(self, view: WorkPage[Any]) -> None:
        """Show the files; a record without any has no such card."""
        body, found = emptied(self), self._files(view)
        self._of = str(view.record.id)
        self.pictures.begin(self._of)
        self.setVisible(bool(found))
        body.addWidget(card_head(self.around, self.around.speech.say(self._title)))
        for at, (caption, file) in enumerate(found):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._file(caption, file))
        self.pictures.make()

    def _file(self, caption: str, file: Attachment) -> QWidget:
        whole = QWidget()
        line = row(self.around.look, whole, gap=GRID * 3)
        if has_small_picture(file):
            line.addWidget(self.pictures.place(file), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words(caption, file), 1)
        return whole

    def _words(self, caption: str, file: Attachment) -> QWidget:
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
        ways = QWidget()
        flow = Flow(ways)
        flow.setSpacing(self.around.look.px(GRID * 2))
        for key, icon, do in (
            ("open_file", "external-link", partial(self.open, file)),
            ("save_copy", "download", partial(self._ask_where, file)),
        ):
            name = say(f"ui.delivery.{key}_of", name=file.name)
            flow.addWidget(link(self.around, say(f"ui.delivery.{key}"), icon, do, name))
        lines.addWidget(ways)
        return whole

    def open(self, file: Attachment) -> None:
        """Open a file with the program of this computer that shows such files; it is logged.

        The copy lies where only this officer can read it, and is gone with the program.
        """
        session, record = self.around.tasks.session, RecordId(self._of)
        if session is None:
            return
        if self._passing is None:
            self._passing = PassingFolder()
        folder = self._passing.path

        def work(workspace: Workspace) -> Path:
            return workspace.save_attachment(file, folder, record, session)

        def saved(path: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.around.tasks.write(self, work, saved, self.around.shell.tell_trouble)

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
