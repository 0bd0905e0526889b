"""Checks a certificate: a file that is opened or dropped, a pasted picture, a typed code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.checking.in_window import ToBeChecked, checked_here, opened_list
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, cleared, column, row
from ui.widgets.buttons import said_button
from ui.widgets.drop_button import DropButton
from ui.widgets.dropped import dropped_files, dropped_picture
from ui.widgets.flow import Flow
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent
    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.workspace.checking.in_window import ToldCheck
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

MOST_BYTES: Final = 100_000_000
SIGNS: Final[Mapping[str, Tone]] = {"✓": "good", "!": "soon", "✗": "late"}
TONES: Final[Mapping[str, Tone]] = {
    "valid": "good",
    "not_valid": "soon",
    "unproved": "soon",
    "refused": "late",
}
PICTURES: Final = "*.pdf *.png *.jpg *.jpeg *.txt"
LABEL_WIDTH: Final = 150


class CheckPane(QWidget):
    """The check of one certificate or of all in a file.

    Attributes:
        closed: The list is to be shown again.
        answered: There is an answer.
    """

    closed = Signal()
    answered = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.answers: tuple[ToldCheck, ...] = ()
        self.lists: dict[str, bytes] = {}
        self._asked = ToBeChecked()
        self.setAcceptDrops(True)
        self._lay_out()
        around.speech.changed.connect(self._again)

    def begin(self) -> None:
        """Stand where a code is typed."""
        self.code.setFocus()

    def give_file(self, file: Path) -> None:
        """Check what is in a file."""
        try:
            if file.stat().st_size > MOST_BYTES:
                self._say_only(self.around.speech.say("ui.check.too_large"), "late")
                return
            data = file.read_bytes()
        except OSError:
            self._say_only(self.around.speech.say("ui.check.not_read", file=file.name), "late")
            return
        self._check(ToBeChecked(data=data), file.name)

    def give_picture(self, picture: QImage) -> None:
        """Check a picture, such as one that was pasted."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows bytes only
        said = self.around.speech.say("ui.check.pasted")
        self._check(ToBeChecked(data=bytes(buffer.data().data())), said)

    def give_text(self, text: str) -> None:
        """Check a code that was typed or pasted."""
        self._check(ToBeChecked(text=text), text[:40])

    def give_list(self, file: Path) -> None:
        """Ask a status list, too, from now on."""
        places = self.around.keeper.computer.places
        try:
            data = file.read_bytes()
        except OSError:
            self._say_only(self.around.speech.say("ui.check.not_read", file=file.name), "late")
            return

        def take(number: str) -> None:
            self.lists[number] = data
            self._show_lists()
            self._again()

        self.around.tasks.ask(
            self, lambda found: opened_list(found, data, places), take, self._refused
        )

    def paste(self) -> None:
        """Check what is on the clipboard: a file, a picture or a code."""
        # Some desktops give nothing at all for a clipboard that nobody has used.
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = [one.toLocalFile() for one in mime.urls() if one.isLocalFile()]
        if files:
            self.give_file(Path(files[0]))
        elif mime.hasImage():
            self.give_picture(QGuiApplication.clipboard().image())
        elif mime.hasText() and mime.text().strip():
            self.code.setText(mime.text().strip())
            self.give_text(mime.text())
        else:
            self._say_only(self.around.speech.say("ui.check.nothing_pasted"), "soon")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this computer, and pictures of other programs."""
        if dropped_files(event) or dropped_picture(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Check what was dropped."""
        files, picture = dropped_files(event), dropped_picture(event)
        event.acceptProposedAction()
        if files:
            self.give_file(files[0])
        elif picture is not None:
            self.give_picture(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Paste wherever the focus is on this page."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look = self.around.look
        body = column(look, self, gap=GRID * 3)
        head = PageHead(self.around, "ui.command.certification.check")
        head.closed.connect(self.closed)
        body.addWidget(head)
        self.drop = DropButton(self.around, "ui.check.drop", "qrcode", f"({PICTURES})")
        self.drop.given.connect(self.give_file)
        body.addWidget(self.drop)
        self._lay_out_code(body)
        self._known_lists = Wrapped(kind=Type.SMALL, tone="secondary")
        self._known_lists.hide()
        body.addWidget(self._known_lists)
        self.area = Scrolled(look)
        body.addWidget(self.area, 1)

    def _lay_out_code(self, body: QVBoxLayout) -> None:
        look, speech = self.around.look, self.around.speech
        line = Flow()
        look.keep(self, lambda: line.setSpacing(look.px(GRID * 2)))
        self.code = QLineEdit(clearButtonEnabled=True)
        speech.put(self, self.code.setPlaceholderText, "ui.check.code")
        speech.put(self, self.code.setAccessibleName, "ui.check.code")
        self.code.returnPressed.connect(lambda: self.give_text(self.code.text()))
        self.go = said_button(
            self.around,
            "ui.check.check",
            lambda: self.give_text(self.code.text()),
            icon="shield-check",
            role="main",
        )
        self.pasting = said_button(self.around, "ui.check.paste", self.paste, icon="clipboard-text")
        self.adding = said_button(
            self.around, "ui.check.add_list", self._ask_list, icon="list-details"
        )
        for one in (self.go, self.pasting, self.adding):
            line.addWidget(one)
        body.addWidget(self.code)
        body.addLayout(line)

    def _ask_list(self) -> None:
        title = self.around.speech.say("ui.check.add_list")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), "(*.json)")
        if chosen:
            self.give_list(Path(chosen))

    def _again(self) -> None:
        self._show_lists()
        if self._asked.data or self._asked.text:
            self._check(self._asked, "")

    def _check(self, asked: ToBeChecked, name: str) -> None:
        self._asked = asked
        told = ToBeChecked(asked.data, asked.text, tuple(self.lists.values()))
        places, language = self.around.keeper.computer.places, self.around.speech.language
        if name:
            self._say_only(self.around.speech.say("ui.check.checking", name=name), "secondary")

        def look(workspace: Workspace) -> tuple[ToldCheck, ...]:
            return checked_here(workspace, told, places, language)

        self.around.tasks.ask(self, look, self._take, self._refused, topic="check")

    def _refused(self, trouble: Trouble) -> None:
        if trouble.was_stopped:
            return
        self.answers = ()
        if not isinstance(trouble.error, RegistryError):
            self.around.shell.tell_trouble(trouble)
            return
        self._say_only(" ".join(self.around.speech.error(trouble.error)), "late")
        self.answered.emit()

    def _take(self, answers: tuple[ToldCheck, ...]) -> None:
        self.answers = answers
        body = cleared(self.area.body)
        for at, one in enumerate(answers, start=1):
            body.addWidget(self._card(one, at, len(answers)))
        body.addStretch(1)
        self.answered.emit()

    def _card(self, answer: ToldCheck, at: int, count: int) -> Card:
        look, say = self.around.look, self.around.speech.say
        card = Card(look)
        if count > 1:
            pages = ", ".join(map(str, answer.pages))
            place = say("check.in_file", at=at, count=count, pages=pages)
            card.body.addWidget(Text(place, kind=Type.SMALL, tone="secondary"))
        card.body.addWidget(Wrapped(answer.said, kind=Type.TITLE, tone=TONES[answer.verdict]))
        number, code = answer.number or "–", answer.short_code or "–"
        card.body.addWidget(
            Wrapped(say("check.certificate", number=number, code=code), kind=Type.STRONG)
        )
        for sign, sentence in answer.findings:
            card.body.addWidget(self._finding(sign, sentence))
        for sentences in (answer.status, answer.key):
            if sentences:
                card.body.addWidget(Hairline())
            for sentence in sentences:
                card.body.addWidget(Wrapped(sentence))
        if answer.must_say:
            card.body.addWidget(Hairline())
            card.body.addWidget(Wrapped(say("check.must_say"), kind=Type.STRONG))
            card.body.addWidget(self._words(answer))
        return card

    def _finding(self, sign: str, sentence: str) -> QWidget:
        whole = QWidget()
        line = row(self.around.look, whole)
        line.addWidget(Badge(sign, SIGNS[sign]), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Wrapped(sentence), 1)
        return whole

    def _words(self, answer: ToldCheck) -> QWidget:
        whole, look = QWidget(), self.around.look
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setColumnStretch(1, 1)
        for at, (label, words) in enumerate(answer.must_say):
            said = Wrapped(label, tone="secondary")
            said.setFixedWidth(look.px(LABEL_WIDTH))
            grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Wrapped(words), at, 1)
        return whole

    def _say_only(self, words: str, tone: Tone) -> None:
        body = cleared(self.area.body)
        body.addWidget(Wrapped(words, tone=tone))
        body.addStretch(1)

    def _show_lists(self) -> None:
        said = self.around.speech.say("ui.check.lists", lists=", ".join(self.lists))
        self._known_lists.setText(said)
        self._known_lists.setVisible(bool(self.lists))
