"""The papers of a subject: seen as they will be, issued, printed on a real printer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QWidget

from cso_registry.kernel.ids import PaperId, RecordId
from cso_registry.workspace.paper_sights import (
    DOCX,
    drafted,
    issued,
    possible,
    reprinted,
    save_copy,
    seen,
)
from ui.commands.catalogue import Binding
from ui.look.measures import GRID
from ui.look.parts import Wrapped, cleared, column
from ui.shell.room import Message
from ui.widgets.page_head import PageHead
from ui.widgets.reason import ReasonPanel
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.documents.picturing import PagePicture
    from cso_registry.workspace.paper_sights import PaperSight
    from cso_registry.workspace.record_view import RecordView
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

CODES: Final = ("D-02", "D-01")
PRINTER_DOTS: Final = 300


class Wishes(QWidget):
    """Asks how a paper is wanted; what is asked is the room's.

    Attributes:
        changed: The draft is another one now.
    """

    changed = Signal()

    def shows_for(self, code: str) -> bool:
        """Return whether it asks anything about this paper."""
        raise NotImplementedError

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by name."""
        raise NotImplementedError


class PaperPane(QWidget):
    """One paper, page by page, with what can be done with it.

    Attributes:
        closed: The subject is to be shown again.
    """

    closed = Signal()

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget | None = None,
        *,
        wishes: Wishes | None = None,
    ) -> None:
        super().__init__(parent)
        self.around, self.wishes = around, wishes
        self.sight: PaperSight | None = None
        self._record: RecordId | None = None
        self._words: Mapping[str, str] = {}
        self._ask_again: Callable[[], None] = self._show_sight
        look, speech = around.look, around.speech
        body = column(look, self, gap=GRID * 3)
        head = PageHead(around)
        head.closed.connect(self.closed)
        self.title, self.back = head.title, head.back
        self.codes = QComboBox()
        self.codes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        speech.put(self.codes, self.codes.setAccessibleName, "ui.paper.which")
        head.add(self.codes)
        self.print = head.add_button("ui.paper.print", self.print_now, icon="printer")
        self.saving = head.add_button("ui.paper.save", self.ask_save, icon="download")
        self.issue = head.add_button(
            "ui.paper.issue", self._issue, icon="rubber-stamp", role="main"
        )
        self.said = Wrapped(tone="secondary")
        self.area = Scrolled(look)
        body.addWidget(head)
        body.addWidget(self.said)
        if wishes is not None:
            wishes.hide()
            wishes.changed.connect(self._draft)
            body.addWidget(wishes)
        body.addWidget(self.area, 1)
        self.codes.activated.connect(lambda _: self._draft())
        around.speech.changed.connect(self._say_again)

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with a paper."""
        return {"record.print": Binding(self.print_now)}

    def show_for(self, view: RecordView) -> None:
        """Show the papers that a subject can have, the first one as a draft."""
        self._record, self._words = RecordId(view.record.id), {}
        self._choose_from(CODES)

    def offer(
        self,
        record: RecordId,
        codes: tuple[str, ...],
        asked: Mapping[str, str] | None = None,
        *,
        previews: frozenset[str] = frozenset(),
    ) -> None:
        """Show those of `codes` that a record may have now, the first one as a draft.

        Args:
            record: What the papers are about.
            codes: Which papers.
            asked: What every one of them is asked for, by name.
            previews: Those that are shown as drafts even before the record may have them.
        """
        self._record, self._words = record, dict(asked or {})

        def look(workspace: Workspace) -> tuple[str, ...]:
            found = possible(workspace, codes, record)
            return tuple(one for one in codes if one in found or one in previews)

        self.around.tasks.ask(self, look, self._choose_from, topic="possible")

    def _say_again(self) -> None:
        """Say it in another language; what was printed once stays as it was."""
        for at in range(self.codes.count()):
            key = f"ui.paper.{self.codes.itemData(at)}"
            self.codes.setItemText(at, self.around.speech.say(key))
        if self.sight is not None:
            self._ask_again()

    def _choose_from(self, codes: tuple[str, ...]) -> None:
        speech = self.around.speech
        self._ask_again = self._draft
        self.codes.clear()
        for code in codes:
            self.codes.addItem(speech.say(f"ui.paper.{code}"), code)
        self.codes.setVisible(bool(codes))
        if codes:
            self.codes.setFocus()
            self._draft()
            return
        self.around.shell.tell(Message(speech.say("ui.paper.none_yet"), "soon"))
        self.closed.emit()

    def show_issued(self, identity: str) -> None:
        """Show a paper that was issued, word for word."""
        self._ask_again = partial(self.show_issued, identity)
        self.codes.hide()
        paper, language = PaperId(identity), self.around.speech.language
        self._ask(lambda workspace: seen(workspace, paper, language))

    def show_sheet(self, make: Callable[[Workspace], PaperSight]) -> None:
        """Show a sheet of the desk, which is printed and not issued; `make` may log the look."""
        self._ask_again = self._show_sight
        self.codes.hide()
        self.around.tasks.write(self, make, self._take)

    def print_now(self) -> None:
        """Choose a printer and print; a paper that was printed before again with a reason."""
        sight = self.sight
        if sight is None:
            return
        if sight.paper is None or sight.is_new:
            printer = self.choose_printer()
            if printer is not None:
                self.print_first(printer)
            return
        say = self.around.speech.say
        panel = ReasonPanel(self.around, say("ui.paper.why_again"), say("ui.paper.print"), self)
        panel.given.connect(self._reprint)
        panel.open_under(self.print)
        panel.setFocus()

    def ask_save(self) -> None:
        """Ask where the paper in front is to be written, as PDF or to go on writing in."""
        if self.sight is None:
            return
        kinds = "PDF (*.pdf)" if self.sight.content is None else "DOCX (*.docx);;PDF (*.pdf)"
        suffix = ".pdf" if self.sight.content is None else DOCX
        start = str(Path.home() / f"{self.sight.title}{suffix}")
        words = self.around.speech.say("ui.paper.save")
        file, _ = QFileDialog.getSaveFileName(self, words, start, kinds)
        if file:
            self.save_to(Path(file))

    def save_to(self, file: Path) -> None:
        """Write the paper in front, and offer to open the file."""
        sight, around = self.sight, self.around
        if sight is None:
            return
        program, language = around.tasks.program, around.speech.language

        def done(_: None) -> None:
            say, url = around.speech.say, QUrl.fromLocalFile(str(file))
            show = partial(QDesktopServices.openUrl, url)
            said = say("ui.paper.saved", file=str(file))
            around.shell.tell(Message(said, "good", action=say("ui.paper.open_file"), do=show))

        around.tasks.run(
            around.speech.say("ui.paper.saving"),
            lambda _, __: save_copy(sight, file, program, language),
            done,
            around.shell.tell_trouble,
            writes=False,
        )

    def _draft(self) -> None:
        record, session = self._record, self.around.tasks.session
        if record is None or session is None:
            return
        code, language = str(self.codes.currentData()), self.around.speech.language
        asked = self._asked(code)
        self._ask(lambda workspace: drafted(workspace, code, record, session, language, asked))

    def _asked(self, code: str) -> dict[str, str]:
        wishes = self.wishes
        own = wishes.asked() if wishes is not None and wishes.shows_for(code) else {}
        return {**self._words, **own}

    def _issue(self) -> None:
        record, session = self._record, self.around.tasks.session
        if record is None or session is None:
            return
        code, language = str(self.codes.currentData()), self.around.speech.language
        asked = self._asked(code)
        self.issue.setEnabled(False)

        def work(workspace: Workspace) -> PaperSight:
            return issued(workspace, code, record, session, language, asked)

        def failed(trouble: Trouble) -> None:
            self.issue.setEnabled(True)
            self.around.shell.tell_trouble(trouble)

        self.around.tasks.write(self, work, self._issued, failed)

    def _issued(self, sight: PaperSight) -> None:
        self._take(sight)
        self.print.setFocus()
        self.around.shell.tell(Message(self.around.speech.say("ui.paper.issued"), "good"))

    def choose_printer(self) -> QPrinter | None:
        """Ask for a printer; None when nothing is to be printed."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        is_chosen = QPrintDialog(printer, self).exec() == int(QDialog.DialogCode.Accepted)
        # Not every desktop gives the keys back to the window when a dialog is gone.
        self.window().activateWindow()
        self.print.setFocus()
        return printer if is_chosen else None

    def print_first(self, printer: QPrinter) -> None:
        """Print what is in front; issued, it was counted then, and counts anew from now on."""
        if self.sight is not None:
            self.send_to(printer, self.sight)
            self.sight = replace(self.sight, is_new=False)

    def reprint(self, printer: QPrinter, reason: str) -> None:
        """Count one more printing of the issued paper in front, then print it."""
        session, sight = self.around.tasks.session, self.sight
        if session is None or sight is None or sight.paper is None:
            return
        paper, language = sight.paper, self.around.speech.language

        def work(workspace: Workspace) -> PaperSight:
            return reprinted(workspace, paper, session, reason, language)

        self.around.tasks.write(self, work, lambda made: self.send_to(printer, made))

    def _reprint(self, reason: str) -> None:
        printer = self.choose_printer()
        if printer is not None:
            self.reprint(printer, reason)

    def _ask(self, look: Callable[[Workspace], PaperSight]) -> None:
        self.around.tasks.ask(self, look, self._take, topic="paper")

    def _take(self, sight: PaperSight) -> None:
        self.sight = sight
        self._show_sight()

    def _show_sight(self) -> None:
        sight, speech = self.sight, self.around.speech
        if sight is None:
            return
        self.title.setText(sight.title)
        is_draft = sight.paper is None and not sight.is_sheet
        if self.wishes is not None:
            code = str(self.codes.currentData() or "")
            self.wishes.setVisible(is_draft and self.wishes.shows_for(code))
        self.issue.setVisible(is_draft)
        self.issue.setEnabled(is_draft and not sight.refusal)
        if sight.paper is None:
            said = speech.say("ui.paper.is_sheet" if sight.is_sheet else "ui.paper.is_draft")
        else:
            said = speech.say("ui.paper.is_issued", hash=sight.sha256[:16])
        refusal = "" if sight.refusal is None else " ".join(speech.error(sight.refusal))
        self.said.setText(f"{said} {refusal}".strip())
        self._show_pages(sight.pages)

    def _show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        body = cleared(self.area.body)
        for number, page in enumerate(pages, start=1):
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(picture_of(page)))
            label.setProperty("role", "sheet")
            name = self.around.speech.say("ui.paper.page", number=number, count=len(pages))
            label.setAccessibleName(name)
            body.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)

    def send_to(self, printer: QPrinter, sight: PaperSight) -> None:
        """Draw every page of a paper on a printer; the pages are made off the window's thread."""
        count = sight.page_count

        def work(_: Workspace, report: Callable[[int, int], None]) -> list[PagePicture]:
            made = []
            for at in range(count):
                report(at, count)
                made.append(sight.page(at, PRINTER_DOTS))
            return made

        title = self.around.speech.say("ui.paper.printing")
        self.around.tasks.run(title, work, lambda pages: draw(printer, pages), writes=False)


def picture_of(page: PagePicture) -> QImage:
    """Return a page as a picture of Qt."""
    made = QImage(page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
    return made.copy()


def draw(printer: QPrinter, pages: list[PagePicture]) -> None:
    """Draw pages on a printer, each over the whole sheet."""
    printer.setFullPage(True)
    painter = QPainter(printer)
    for at, page in enumerate(pages):
        if at:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), picture_of(page))
    painter.end()
