"""Pages of the manual at the right, topics or found lines at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QTextBrowser

from cso_registry.workspace.manual import FIRST, Page, found_lines, read_pages
from ui.commands.catalogue import Binding
from ui.help.typeset import typeset
from ui.look.parts import Card, column
from ui.shell.room import RoomPage
from ui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from ui.shell.room import Surroundings

LIST_WIDTH: Final = 260
MOST_FOUND: Final = 200
PAUSE_MS: Final = 150


class HelpPage(RoomPage):
    """Shows the manual; F1 of a room opens the page of that room."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._pages: dict[str, Page] = {}
        self._topic = FIRST
        self.field, self.list, self.text = QLineEdit(), LineList(), QTextBrowser()
        say, look = around.speech, around.look
        say.put(self.field, self.field.setPlaceholderText, "ui.help.find")
        say.put(self.field, self.field.setAccessibleName, "ui.help.find")
        say.put(self.list, self.list.setAccessibleName, "ui.help.topics")
        say.put(self.text, self.text.setAccessibleName, "ui.help.page")
        self.field.setClearButtonEnabled(True)
        self.text.setOpenLinks(False)
        self.text.setProperty("role", "inside")
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._list)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.chosen.connect(self._on_chosen)
        self.text.anchorClicked.connect(self._on_link)
        say.keep(self, self._read)
        look.keep(self, self._show)

    def crumbs(self) -> tuple[str, ...]:
        """Return the title of the page."""
        page = self._pages.get(self._topic)
        return () if page is None else (page.title,)

    def place(self) -> str:
        """Return the topic."""
        return self._topic

    def open_record(self, identity: str) -> None:
        """Show a topic."""
        self.field.clear()
        self._topic = identity if identity in self._pages else FIRST
        self._list()
        self._show()

    def enter(self) -> None:
        """Begin with the page itself, so that it scrolls at once."""
        self.text.setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Find within the manual."""
        return {"list.find": Binding(self._find)}

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Look for nothing while nobody looks."""
        self._pause.stop()
        super().hideEvent(event)

    def _find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _read(self) -> None:
        resources = self.around.tasks.program.resources
        self._pages = read_pages(resources, self.around.speech.language)
        self._list()
        self._show()
        self.moved.emit()

    def _list(self) -> None:
        """List every topic, or the lines that hold what is looked for."""
        wanted = self.field.text().strip()
        lines = (
            found_lines(self._pages, wanted)[:MOST_FOUND]
            if wanted
            else [(page.topic, "") for page in self._pages.values()]
        )
        shown = [self._line(topic, line) for topic, line in lines]
        nothing = self.around.speech.say("ui.help.nothing")
        self.list.show_lines(shown or [Line("", nothing, nothing)], "" if wanted else self._topic)

    def _line(self, topic: str, found: str) -> Line:
        title, plain = self._pages[topic].title, _plain(found)
        return Line(topic, f"{title}\n{plain}" if found else title, f"{title} {plain}")

    def _on_chosen(self, topic: str) -> None:
        is_other, self._topic = topic != self._topic, topic
        if is_other:
            self._show()
            self.moved.emit()
        wanted = self.field.text().strip()
        if wanted:
            self.text.find(wanted)

    def _on_link(self, url: QUrl) -> None:
        topic = url.fileName().removesuffix(".md")
        if topic in self._pages:
            self.open_record(topic)
            self.moved.emit()

    def _show(self) -> None:
        page = self._pages.get(self._topic)
        if page is None:
            return
        self.text.setMarkdown(page.text)
        typeset(self.text.document(), self.around.look)

    def _lay_out(self) -> None:
        look, whole = self.around.look, column(self.around.look, self, margin=20)
        split, left = QSplitter(Qt.Orientation.Horizontal), Card(look)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        left.body.addWidget(self.field)
        left.body.addWidget(self.list, 1)
        right = Card(look)
        right.body.addWidget(self.text)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        look.keep(left, lambda: left.setMinimumWidth(min(look.px(LIST_WIDTH), 360)))
        whole.addWidget(split)


def _plain(line: str) -> str:
    """Return a line of Markdown without its marks."""
    return line.strip("#-*|> ").replace("`", "").replace("**", "")
