"""A signed paper comes back: dropped, chosen or scanned, read page by page, and kept (F:E4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cso_registry.domain.agreements.scan_acts import KeepScan
from cso_registry.host.scanning import scanner_here
from cso_registry.kernel.ids import AgreementId, PaperId
from cso_registry.workspace.agreements.scanned import judged, pages_in, sealed_paper
from ui.agreements.scan_pages import ScanPagesCard
from ui.cases.blocks import card_head, link
from ui.cases.work_pane import WorkPane
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Wrapped, row
from ui.organizations.cards import emptied
from ui.tasks.errand import Hearing
from ui.widgets.drop_button import DropButton
from ui.widgets.dropped import TakesFiles
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scan_folder import ScanFolder
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cso_registry.domain.agreements.negotiation_groups import ScannedPage
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.agreements.scanned import Judged, PagesRead, Sealed
    from cso_registry.workspace.record_view import IssuedPaper
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Job, Report

KINDS: Final = "(*.pdf *.png *.jpg *.jpeg)"


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A scanned file: how it is kept, and which pages it holds."""

    kept: Attachment
    pages: PagesRead


class ScanPane(TakesFiles, WorkPane):
    """The check of a scan, page by page.

    A file is kept encrypted before it is read; one that no act names is swept away later.

    Attributes:
        done: The scan is on file: the identity of the paper, and the digits of its pages.
        files: What was given so far, in its order.
        judged: How it stands beside the paper, None before anything was read.
    """

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "ui.scan.title")
        self.files: list[ScanFile] = []
        self.judged: Judged | None = None
        self._agreement = ""
        self._sealed: Sealed | None = None
        self._waiting: list[Path] = []
        self._is_reading, self._turn = False, 0
        self._by_hand: dict[int, ScannedPage] = {}
        self._left_out: set[int] = set()
        self.setAcceptDrops(True)
        self._lay_out()
        around.speech.changed.connect(self._show)

    def show_for(self, agreement: str, papers: Sequence[IssuedPaper], first: str) -> None:
        """Begin with an agreement.

        Args:
            agreement: Its identity.
            papers: What was printed of it.
            first: The paper that is meant, until another is chosen.
        """
        self._agreement = agreement
        self.papers.clear()
        for one in sorted(papers, key=lambda one: one.issued, reverse=True):
            said = " ".join(each for each in (one.code, one.number) if each)
            self.papers.addItem(f"{said} · {self.around.speech.day(one.issued)}", one.id)
        self.papers.setCurrentIndex(max(0, self.papers.findData(first)))
        self.papers.setVisible(self.papers.count() > 0)
        self.start_over()

    def start_over(self) -> None:
        """Forget the files that were given."""
        self.progress.stop()
        self._turn += 1
        self._end_reading()
        self.files.clear()
        self._forget_typed()
        self._sealed = None
        self._judge()

    def take_files(self, files: list[Path]) -> None:
        """Keep and read the files that were given, one after the other."""
        if self.papers.count():
            self._waiting += files
            self._next()

    def take_away(self, at: int) -> None:
        """Take a file off the scan."""
        del self.files[at]
        self._forget_typed()
        self._judge()

    def put_in_order(self) -> None:
        """Put the files in the order of the pages they hold."""

        def first(one: ScanFile) -> int:
            return min((page.page for page in one.pages if page is not None), default=0)

        self.files.sort(key=first)
        self._forget_typed()
        self._judge()

    def keep(self) -> None:
        """Put the scan on file."""
        sealed, found = self._sealed, self.judged
        if sealed is None or found is None or not found.is_whole:
            return
        act = KeepScan(
            agreement=AgreementId(self._agreement),
            paper=sealed.paper,
            page_count=sealed.page_count,
            pages=found.pages,
            files=tuple(one.kept for one in self.files),
        )
        self.around.tasks.perform(
            self,
            act,
            lambda _: self.done.emit(str(sealed.paper), sealed.digits),
            self.around.shell.tell_trouble,
        )

    def _lay_out(self) -> None:
        around = self.around
        self.scan = self.head.add_button("ui.form.scans", self._open_scans, icon="scan")
        self.keeping = self.head.add_button(
            "ui.scan.keep", self.keep, icon="circle-check", role="main"
        )
        self.said = Wrapped(tone="secondary")
        self.papers = QComboBox()
        self.papers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        around.speech.put(self.papers, self.papers.setAccessibleName, "ui.scan.which")
        self.papers.activated.connect(lambda _: self.start_over())
        self.drop = DropButton(around, "ui.scan.drop", "scan", KINDS, several=True)
        self.drop.given.connect(self.take_files)
        self.folder = ScanFolder(around, self.scan, scanner_here())
        self.folder.chosen.connect(lambda file: self.take_files([file]))
        self.progress = ProgressLine(around, says=self._pages_done)
        self.progress.stopped.connect(self._end_reading)
        self.area = Scrolled(around.look)
        self._list, self.pages = Card(around.look), ScanPagesCard(around)
        self.pages.typed.connect(self._take_typed)
        self.pages.left_out.connect(self._leave_out)
        for card in (self.pages, self._list):
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)
        for one in (self.said, self.papers, self.drop, self.progress):
            self.body.addWidget(one)
        self.body.addWidget(self.area, 1)

    def _open_scans(self) -> None:
        if not self._is_reading:
            self.folder.open()

    def _end_reading(self) -> None:
        self._waiting.clear()
        self._is_reading = False

    def _next(self) -> None:
        if not self._waiting or self._is_reading:
            return
        self._is_reading = True
        file, turn = self._waiting.pop(0), self._turn

        def keep(workspace: Workspace) -> Attachment:
            with file.open("rb") as source:
                return workspace.attach(source, file.name)

        self.around.tasks.write(self, keep, lambda kept: self._read(kept, turn), self._refused)

    def _read(self, kept: Attachment, turn: int) -> None:
        """Read the pages of a file as it is kept, so that what is checked is what is filed."""
        self.folder.let_go()
        if turn != self._turn:
            return
        paper, language = PaperId(self.papers.currentData()), self.around.speech.language
        known = self._sealed

        def work(workspace: Workspace, report: Report) -> tuple[ScanFile, Sealed]:
            content = BytesIO()
            workspace.copy_attachment(kept, content)
            pages = pages_in(content.getvalue(), report)
            return ScanFile(kept, pages), known or sealed_paper(workspace, paper, language)

        heard = Hearing(self)
        title = self.around.speech.say("scan.reading", file=kept.name)
        job = self.around.tasks.run(
            title, work, heard.by(lambda found: self._take(found, turn)),
            heard.by(self._refused), writes=False, is_quiet=True,
        )  # fmt: skip
        self.progress.follow(job)

    def _take(self, found: tuple[ScanFile, Sealed], turn: int) -> None:
        if turn != self._turn:
            return
        file, self._sealed = found
        self._is_reading = False
        self.files.append(file)
        self._judge()
        self._next()

    def _refused(self, trouble: Trouble) -> None:
        self.folder.let_go()
        self._is_reading = False
        self.around.shell.tell_trouble(trouble)
        self._next()

    def _pages_done(self, job: Job) -> str:
        return self.around.speech.say("ui.scan.read_of", done=job.done, of=job.total)

    def _forget_typed(self) -> None:
        self._by_hand.clear()
        self._left_out.clear()

    def _take_typed(self, at: int, page: ScannedPage) -> None:
        self._by_hand[at] = page
        self._judge()

    def _leave_out(self, at: int, out: bool) -> None:  # noqa: FBT001 - what a signal gives
        (self._left_out.add if out else self._left_out.discard)(at)
        self._judge()

    def _judge(self) -> None:
        sealed = self._sealed
        if sealed is None or not self.files:
            self.judged = None
        else:
            read = [page for one in self.files for page in one.pages]
            self.judged = judged(sealed, read, self._by_hand, self._left_out)
        self._show()

    def _show(self) -> None:
        say, found = self.around.speech.say, self.judged
        self.said.setText(say("ui.scan.what" if self.papers.count() else "ui.scan.no_paper"))
        self.drop.setEnabled(self.papers.count() > 0)
        self.scan.setEnabled(self.papers.count() > 0)
        self.keeping.setEnabled(found is not None and found.is_whole)
        self._list.setVisible(bool(self.files))
        self.pages.setVisible(found is not None)
        self._show_files()
        if found is not None and self._sealed is not None:
            self.pages.show_judged(found, self._sealed.page_count)

    def _show_files(self) -> None:
        body, say = emptied(self._list), self.around.speech.say
        body.addWidget(card_head(self.around, say("ui.scan.files")))
        for at, one in enumerate(self.files):
            whole = QWidget()
            line = row(self.around.look, whole, gap=GRID * 2)
            named = say("ui.scan.file", nth=at + 1, name=one.kept.name, count=len(one.pages))
            line.addWidget(Wrapped(named, kind=Type.SMALL), 1)
            remove = say("ui.form.remove")
            cross = link(
                self.around, remove, "x", partial(self.take_away, at), f"{remove} {one.kept.name}"
            )
            line.addWidget(cross)
            body.addWidget(whole)
        if len(self.files) > 1:
            body.addWidget(
                link(self.around, say("ui.scan.put_in_order"), "sort-ascending", self.put_in_order)
            )
