"""The page of the room: the letter book, letters in own words, the printed book, batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.letters.acts import ReceiveLetter
from cso_registry.kernel.ids import RecordId
from ui.cases.page import CasesPage
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.letters.kind import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton, QWidget

    from ui.cases.kind import CaseKind
    from ui.letters.batch import BatchPane
    from ui.letters.writing import WritingPane
    from ui.lists.pane import ListPane
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings

OWN_WORDS: Final = "L-00"
BOOK: Final = ("S-09", "S-15", "S-10")
ORGANIZATION: Final = "organization"
REMINDERS: Final = "reminders"


class LettersPage(CasesPage):
    """The letter book on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, LETTERS, parent=parent)
        self._writing: WritingPane | None = None
        self._batch: BatchPane | None = None
        self._back: Callable[[], None] = self.show_record

    @property
    def writing(self) -> WritingPane:
        """Return where a letter is written; made when it is first needed."""
        if self._writing is None:
            from ui.letters.writing import WritingPane  # noqa: PLC0415 - not at the start

            self._writing = WritingPane(self.around)
            self._writing.written.connect(self.show_draft)
            self._writing.closed.connect(self.show_list)
            self.stack.addWidget(self._writing)
        return self._writing

    @property
    def batch(self) -> BatchPane:
        """Return where many letters are made; made when it is first needed."""
        if self._batch is None:
            from ui.letters.batch import BatchPane  # noqa: PLC0415 - not at the start

            self._batch = BatchPane(self.around)
            self._batch.closed.connect(self.show_list)
            self.stack.addWidget(self._batch)
        return self._batch

    def make_paper(self) -> PaperPane:
        """Make where papers are shown, with what is asked when the book is printed."""
        from ui.letters.wishes import BookWishes  # noqa: PLC0415 - not at the start
        from ui.organizations.papers import PaperPane  # noqa: PLC0415 - not at the start

        return PaperPane(self.around, wishes=BookWishes(self.around))

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front."""
        front = self.stack.currentWidget()
        if front is self._writing and front is not None:
            return (self.around.speech.say("ui.letters.write"),)
        if front is self._batch and front is not None:
            return (self.around.speech.say("ui.letters.batch"),)
        return super().crumbs()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self.stack.currentWidget()
        own = {
            "letters.receive": Binding(self.receive),
            "letters.book": Binding(self.print_book),
        }
        for pane in (self._writing, self._batch):
            if pane is not None and front is pane:
                return {**pane.bindings(), **own}
        return {**super().bindings(), **own}

    def newest(self, tab: str) -> Callable[[], object] | None:  # noqa: ARG002 - there is one
        """Return that a letter is written."""
        return self.write

    def head_buttons(self, tab: str) -> tuple[QPushButton, ...]:  # noqa: ARG002 - there is one
        """Offer the book, a batch, an incoming letter, and a letter of one's own."""
        return (
            self.head_button("ui.letters.book", "book-2", self.print_book),
            self.head_button("ui.letters.batch", "stack-2", self.write_many),
            self.head_button("ui.letters.receive", "inbox", self.receive),
            self.head_button("ui.letters.write", "plus", self.write),
        )

    def dress_list(self, kind: CaseKind, made: ListPane) -> None:  # noqa: ARG002 - there is one
        """Offer the first thing to do on an empty list."""
        made.empty.offer("ui.letters.receive", "inbox", self.receive)
        made.empty.offer("ui.letters.write", "plus", self.write)

    def receive(self) -> ActForm:
        """Open the form that enters an incoming letter."""
        given = {"received": self.around.tasks.today.isoformat()}
        return self.put_form(ActForm(self.around, ReceiveLetter, prefill=given), self.show_list)

    def write(self, subject: str = "") -> WritingPane:
        """Begin a letter in own words, to a subject or to anybody."""
        self.show_page(self.writing)
        self.writing.begin(subject)
        return self.writing

    def write_many(self) -> BatchPane:
        """Begin reminders for all whose yearly return is due."""
        self.show_page(self.batch)
        self.batch.begin()
        return self.batch

    def show_draft(self, subject: str, asked: Mapping[str, str]) -> None:
        """Show a letter as it will be; without a subject it is the office's own."""
        about = subject or self.around.tasks.office
        if about is not None:
            self._back = self._back_to_writing
            self.paper.offer(RecordId(about), (OWN_WORDS,), asked)
            self.show_page(self.paper)

    def print_book(self) -> None:
        """Show the book of a fiscal year, labels, and the numbers not used."""
        office = self.around.tasks.office
        if office is not None:
            self._back = self.show_list
            self.paper.offer(RecordId(office), BOOK)
            self.show_page(self.paper)

    def print_paper(self) -> None:
        """Show the paper of the letter in front."""
        view = self.record.view
        paper = getattr(view, "paper", "")
        if paper:
            self.show_issued(paper)
        else:
            super().print_paper()

    def show_issued(self, identity: str) -> None:
        """Show a paper that was issued."""
        self._back = self.show_record
        super().show_issued(identity)

    def close_paper(self) -> None:
        """Go back to where the paper was asked for."""
        self._back()

    def _back_to_writing(self) -> None:
        self.show_page(self.writing)

    def open_record(self, identity: str) -> None:
        """Show a letter; write one to an organization, or the reminders, when asked for."""
        if identity == REMINDERS:
            self.write_many()
        else:
            self.open_any(identity)

    def open_of(self, record_type: str, identity: str) -> None:
        """Show a letter, or begin one to an organization."""
        super().open_of(record_type, identity)
        if record_type == ORGANIZATION:
            self.write(identity)
