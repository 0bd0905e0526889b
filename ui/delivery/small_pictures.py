"""Small pictures of photographs on a card: made one after the other, kept only in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.small_pictures import LOOK, small_picture_of
from ui.look.parts import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cso_registry.documents.picturing import PagePicture
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

WIDTH, HEIGHT = 160, 120
EDGE, ICON = 8, 28
MOST_KEPT: Final = 100


class SmallPictures(QObject):
    """The small pictures of one card. That a record's were looked at is logged once.

    Attributes:
        opened: A photograph is to be opened: its file.
        shown: By the hash of a photograph its small picture.
    """

    opened = Signal(object)

    def __init__(self, around: Surroundings, card: QObject) -> None:
        super().__init__(card)
        self._around = around
        self._record = ""
        self._looked: set[str] = set()
        self._waiting: list[tuple[Attachment, QPushButton]] = []
        self.shown: dict[str, QPixmap] = {}

    def begin(self, record: str) -> None:
        """Forget what waits: the pictures of another record, or of an older view, come now."""
        self._record = record
        self._waiting.clear()

    def place(self, file: Attachment) -> QPushButton:
        """Return where a small picture stands; pressed it opens the photograph."""
        look = self._around.look
        made = button(role="plain")
        name = self._around.speech.say("ui.delivery.open_file_of", name=file.name)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.connect(lambda _=False: self.opened.emit(file))
        look.keep(made, lambda: self._wear(made, file))
        if file.sha256 not in self.shown:
            self._waiting.append((file, made))
        return made

    def make(self) -> None:
        """Make the pictures that are not there yet, once it is logged that they are looked at."""
        session, record = self._around.tasks.session, self._record
        if not self._waiting or session is None:
            return
        if record in self._looked:
            self._next()
            return

        def look(workspace: Workspace) -> None:
            look_at(workspace, session, LOOK, RecordId(record))

        def may(_: None) -> None:
            self._looked.add(record)
            self._next()

        # Who may not look sees the names; the refusal is in the log.
        self._around.tasks.write(self, look, may, lambda _: self._waiting.clear())

    def _next(self) -> None:
        if not self._waiting:
            return
        file, place = self._waiting.pop(0)

        def take(found: PagePicture) -> None:
            size = (found.width, found.height, found.width * 3)
            image = QImage(found.pixels, *size, QImage.Format.Format_RGB888)
            while len(self.shown) >= MOST_KEPT:
                self.shown.pop(next(iter(self.shown)))
            self.shown[file.sha256] = QPixmap.fromImage(image)
            self._wear(place, file)
            self._next()

        def failed(_: Trouble) -> None:
            self._next()

        def ask(workspace: Workspace) -> PagePicture:
            return small_picture_of(workspace, file)

        self._around.tasks.ask(place, ask, take, failed, topic="small")

    def _wear(self, place: QPushButton, file: Attachment) -> None:
        look, picture = self._around.look, self.shown.get(file.sha256)
        place.setFixedSize(look.px(WIDTH), look.px(HEIGHT))
        if picture is None:
            place.setIcon(look.icon("camera", "secondary", ICON))
            place.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        else:
            place.setIcon(QIcon(picture))
            place.setIconSize(QSize(look.px(WIDTH - EDGE), look.px(HEIGHT - EDGE)))
