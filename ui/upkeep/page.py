"""The page of the room: applications, contacts, returns, lists to follow up, likely doubles."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.intake.acts import ReceiveApplication
from cso_registry.domain.intake.form_batches import PrintForms
from cso_registry.domain.returns.acts import FileReturn
from cso_registry.host.clock import thai_time_text
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.ids import RecordId
from ui.cases.page import CasesPage
from ui.forms.form import ActForm
from ui.shell.room import Message
from ui.upkeep.kind import (
    DUE,
    INTAKE_CASES,
    INTAKES,
    NOTE_CASES,
    NOTES,
    RETURN_CASES,
    RETURNS,
    VISITS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton, QWidget

    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.workspace import Workspace
    from ui.cases.page import Maker
    from ui.commands.catalogue import Binding
    from ui.shell.room import Surroundings
    from ui.upkeep.beside import BesidePane
    from ui.upkeep.doubles import DoublesPane
    from ui.upkeep.watching import WatchKind, WatchPane

DOUBLES: Final = "doubles"
BATCH_TYPE: Final = "form_batch"


class UpkeepPage(CasesPage):
    """What keeps a register true, on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        self._beside: BesidePane | None = None
        self._from_record = False
        more: dict[str, Callable[[], QWidget]] = {
            DUE.name: partial(self._watch, DUE),
            VISITS.name: partial(self._watch, VISITS),
            DOUBLES: self._doubles,
        }
        super().__init__(around, INTAKE_CASES, NOTE_CASES, RETURN_CASES, parent=parent, more=more)

    @property
    def beside(self) -> BesidePane:
        """Return where two subjects stand side by side; made when it is first needed."""
        if self._beside is None:
            from ui.upkeep.beside import BesidePane  # noqa: PLC0415 - not at the start

            self._beside = BesidePane(self.around)
            self._beside.closed.connect(self.show_list)
            self._beside.shown.connect(self.moved)
            self._beside.act.connect(self.decide)
            self.stack.addWidget(self._beside)
        return self._beside

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front."""
        if self._beside is not None and self.stack.currentWidget() is self._beside:
            return (self.around.speech.say("ui.list.doubles"), self._beside.title.plain)
        return super().crumbs()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        if self._beside is not None and self.stack.currentWidget() is self._beside:
            return self._beside.bindings()
        return super().bindings()

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            INTAKES.name: ("ui.upkeep.receive", self.receive),
            NOTES.name: ("ui.upkeep.contact.note", self.note),
            RETURNS.name: ("ui.upkeep.return.file", self.file_return),
        }

    def head_buttons(self, tab: str) -> tuple[QPushButton, ...]:
        """Offer what is done on a tab."""
        if tab == DUE.name:
            remind = partial(self.around.shell.go, "letters", "reminders")
            return (self.head_button("ui.upkeep.remind", "mail", remind),)
        made = super().head_buttons(tab)
        if tab == INTAKES.name:
            blank = self.head_button("ui.upkeep.blank_forms", "file-plus", self.print_forms)
            return (blank, *made)
        return made

    def receive(self) -> ActForm:
        """Open the form in which the counter receives an application."""
        clock = thai_time_text(self.around.tasks.program.clock.now_ms())[11:16]
        form = ActForm(self.around, ReceiveApplication, prefill={"clock": clock})
        return self.put_form(form, self.show_list)

    def note(self, subject: str = "") -> ActForm:
        """Open the form that notes a contact."""
        given = {"organization": subject} if subject else {}
        today = {"contacted": self.around.tasks.today.isoformat()}
        form = ActForm(self.around, NoteContact, given=given, prefill=today)
        return self._put(form, is_of_a_line=bool(subject))

    def file_return(self, subject: str = "") -> ActForm:
        """Open the form that takes a yearly return in."""
        given = {"organization": subject} if subject else {}
        today = self.around.tasks.today
        at_first = {"received": today.isoformat(), "year": fiscal_year(today)}
        form = ActForm(self.around, FileReturn, given=given, prefill=at_first)
        return self._put(form, is_of_a_line=bool(subject))

    def print_forms(self) -> ActForm:
        """Open the form that numbers a batch of blank applications; they are drawn then."""
        form = ActForm(self.around, PrintForms, prefill={"forms": 20})
        return self.put_form(form, self.show_list, self._ask_file)

    def compare(self, one: str, other: str) -> None:
        """Show two subjects side by side."""
        self.beside.show_two(one, other)
        self.show_page(self.beside)

    def decide(self, kind: str, known: Mapping[str, Any]) -> ActForm:
        """Open the form of a decision about two subjects."""
        form = ActForm(self.around, ACTS[kind], given=dict(known))
        return self.put_form(form, self._back_beside, lambda _: self.show_list())

    def draw_forms(self, batch: str, file: Path) -> None:
        """Draw the blank applications of a batch into a file."""
        language = self.around.speech.language

        def work(workspace: Workspace, _report: object) -> None:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.blank_forms import (  # noqa: PLC0415
                draw_forms,
                held_batch,
            )
            from cso_registry.workspace.opening import keep_file  # noqa: PLC0415

            keep_file(file, draw_forms(workspace, held_batch(workspace, RecordId(batch)), language))

        def done(_: None) -> None:
            said = self.around.speech.say("ui.upkeep.forms_drawn", file=file.name)
            self.around.shell.tell(Message(said, "good"))

        title = self.around.speech.say("ui.upkeep.blank_forms")
        self.around.tasks.run(title, work, done, writes=False)

    def close_paper(self) -> None:
        """Leave the papers: to the record, or to the list that was printed."""
        if self._from_record:
            self.show_record()
        else:
            self.show_list()

    def print_paper(self) -> None:
        """Show the papers that the record may have now."""
        self._from_record = True
        super().print_paper()

    def show_issued(self, identity: str) -> None:
        """Show a paper that was issued."""
        self._from_record = True
        super().show_issued(identity)

    def print_list(self, kind: WatchKind, province: str) -> None:
        """Show a computed list as a paper."""
        office = self.around.tasks.office
        if office is not None:
            self._from_record = False
            asked = {"province": province} if province else {}
            self.paper.offer(RecordId(office), (kind.paper,), asked)
            self.show_page(self.paper)

    def _put(self, form: ActForm, *, is_of_a_line: bool) -> ActForm:
        """Show a form; one that a line of a computed list asked for leads back there."""
        if not is_of_a_line:
            return self.put_form(form, self.show_list)
        return self.put_form(form, self.show_list, lambda _: self._done_with_line())

    def _done_with_line(self) -> None:
        self.show_list()
        page = self.tabs.page
        look = getattr(page, "look", None)
        if callable(look):
            look()

    def _back_beside(self) -> None:
        self.show_page(self.beside)

    def _ask_file(self, changes: ChangeSet) -> None:
        self.show_list()
        batch = next((one for one, kind in changes.records.items() if kind == BATCH_TYPE), None)
        if batch is None:
            return
        title = self.around.speech.say("ui.upkeep.blank_forms")
        start = str(Path.home() / "D-01.pdf")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if file:
            self.draw_forms(str(batch), Path(file))

    def _watch(self, kind: WatchKind) -> WatchPane:
        from ui.upkeep.watching import WatchPane  # noqa: PLC0415 - not at the start

        made = WatchPane(self.around, kind)
        made.opened.connect(partial(self.around.shell.open_record, "organization"))
        made.act.connect(self._do_with_line)
        made.printed.connect(partial(self.print_list, kind))
        return made

    def _do_with_line(self, kind: str, subject: str) -> None:
        if kind == FileReturn.kind:
            self.file_return(subject)
        else:
            self.note(subject)

    def _doubles(self) -> DoublesPane:
        from ui.upkeep.doubles import DoublesPane  # noqa: PLC0415 - not at the start

        made = DoublesPane(self.around)
        made.compared.connect(self.compare)
        return made
