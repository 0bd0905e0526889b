"""The page of the room: selections of calls, scope decisions, and the work on each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.domain.catalogue import ACTS
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.selection.result_letters import write_letters
from ui.cases.page import CasesPage
from ui.forms.form import ActForm, Section
from ui.selection.cards import (
    CLEAR,
    DECIDE_SCOPE,
    DECLARATION,
    PRINT_SHEETS,
    RELEASE,
    SEPARATOR,
    TYPE,
)
from ui.selection.kinds import CALL_SELECTION, SCOPE_CASES
from ui.selection.stages import DECIDE, DECLARE, LETTERS, MATRIX, SUBMIT, UNSEAL
from ui.shell.room import Message

if TYPE_CHECKING:
    from cso_registry.workspace.print_batch import BatchOutcome
    from cso_registry.workspace.selection.selection_view import ScopeLine, SelectionView
    from cso_registry.workspace.workspace import Workspace
    from ui.commands.catalogue import Binding
    from ui.selection.choosing import ChoicePane
    from ui.selection.matrix import MatrixPane
    from ui.selection.sheet import SheetPane
    from ui.selection.unsealing import UnsealPane
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report

SHEET_PAPER, DECLARATION_PAPER = "S-17", "S-18"
RESOLVED: Final = (
    Section("ui.selection.resolution", ("resolution", "decision_kind", "minority_view")),
    Section("", ("weighing",)),
    Section("", ("override_reason",)),
    Section("", ("reason",)),
)
SCOPED: Final = (
    Section("ui.selection.what", ("code", "extent", "parts", "areas")),
    Section("ui.selection.how", (
        "model", "participation_form", "agency_role", "partner_role", "limits",
    )),
    Section("ui.selection.when", ("effective", "ends", "resolution", "reason")),
)  # fmt: skip


class SelectionPage(CasesPage):
    """Selection on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, CALL_SELECTION, SCOPE_CASES)
        self._sheet: SheetPane | None = None
        self._unseal: UnsealPane | None = None
        self._matrix: MatrixPane | None = None
        self._choice: ChoicePane | None = None

    @property
    def sheet(self) -> SheetPane:
        """Return where sheets are filled in; made when it is first needed."""
        if self._sheet is None:
            from ui.selection.sheet import SheetPane  # noqa: PLC0415 - not at the start

            self._sheet = SheetPane(self.around)
            self._sheet.closed.connect(self.show_record)
            self.stack.addWidget(self._sheet)
        return self._sheet

    @property
    def unseal(self) -> UnsealPane:
        """Return where scores are opened; made when it is first needed."""
        if self._unseal is None:
            from ui.selection.unsealing import UnsealPane  # noqa: PLC0415 - not at the start

            self._unseal = UnsealPane(self.around)
            self._unseal.closed.connect(self.show_record)
            self._unseal.opened.connect(self._opened)
            self.stack.addWidget(self._unseal)
        return self._unseal

    @property
    def matrix(self) -> MatrixPane:
        """Return the comparison matrix; made when it is first needed."""
        if self._matrix is None:
            from ui.selection.matrix import MatrixPane  # noqa: PLC0415 - not at the start

            self._matrix = MatrixPane(self.around)
            self._matrix.closed.connect(self.show_record)
            self._matrix.printed.connect(self.print_paper)
            self.stack.addWidget(self._matrix)
        return self._matrix

    @property
    def choice(self) -> ChoicePane:
        """Return where somebody is chosen; made when it is first needed."""
        if self._choice is None:
            from ui.selection.choosing import ChoicePane  # noqa: PLC0415 - not at the start

            self._choice = ChoicePane(self.around)
            self._choice.closed.connect(self.show_record)
            self._choice.chosen.connect(self._resolve)
            self.stack.addWidget(self._choice)
        return self._choice

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self.stack.currentWidget()
        for own in (self._sheet, self._matrix, self._choice):
            if own is not None and front is own:
                return own.bindings()
        return super().bindings()

    def place(self) -> str:
        """Return the record in front, under its own panes, too."""
        own = (self._sheet, self._unseal, self._matrix, self._choice)
        if self.stack.currentWidget() in own and self.record.identity is not None:
            return str(self.record.identity)
        return super().place()

    def show_page(self, page: QWidget) -> None:
        """Show a page of the room; a phrase that was typed is forgotten when it is left."""
        if self._unseal is not None and page is not self._unseal:
            self._unseal.forget()
        super().show_page(page)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Do what a card asks for, in its own pane or by the form of an act."""
        view: Any = self.record.view
        if view is None:
            return None
        if self.kind is not CALL_SELECTION:
            return super().do(kind, item)
        if self._do_pane(kind, item, view):
            return None
        return self._do_form(kind, item, view)

    def print_to(self, view: SelectionView, code: str, asked: dict[str, str], file: Path) -> None:
        """Print a paper for every proposal that competes into one file."""
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None:
            return
        records = [RecordId(one.id) for one in view.competing]

        def work(workspace: Workspace, report: Report) -> list[BatchOutcome]:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.print_batch import PrintBatch  # noqa: PLC0415
            from cso_registry.workspace.printing import Press  # noqa: PLC0415

            printing = PrintBatch(workspace, Press(workspace, language), session)
            return [printing.go_on(printing.open(code, records, asked), file, report)]

        title = self.around.speech.say("ui.selection.print_sheets")
        self.around.tasks.run(title, work, self._printed, writes=True)

    def write_letters(self, view: SelectionView, folder: Path) -> None:
        """Make every letter about the result that nobody made yet."""
        session, language, due = (
            self.around.tasks.session,
            self.around.speech.language,
            view.letters,
        )
        if session is None:
            return

        def work(workspace: Workspace, report: Report) -> list[BatchOutcome]:
            return write_letters(workspace, language, session, due, folder, report)

        title = self.around.speech.say("ui.selection.do.letters")
        self.around.tasks.run(title, work, self._printed, writes=True)

    def _do_pane(self, kind: str, item: str, view: SelectionView) -> bool:
        """Do what has a pane of its own; return whether it had."""
        if kind in {SUBMIT, TYPE}:
            who, _, number = item.partition(SEPARATOR)
            self.sheet.show_for(view, who, int(number or 0))
            self.show_page(self.sheet)
        elif kind == UNSEAL:
            self.unseal.show_for(view)
            self.show_page(self.unseal)
            self.unseal.setFocus()
        elif kind == MATRIX:
            self.matrix.show_for(view)
            self.show_page(self.matrix)
        elif kind == DECIDE:
            self.choice.show_for(view)
            self.show_page(self.choice)
        elif kind == LETTERS:
            self._ask_folder(view)
        elif kind in {PRINT_SHEETS, DECLARATION}:
            self._print_form(kind, item, view)
        else:
            return False
        return True

    def _do_form(self, kind: str, item: str, view: SelectionView) -> ActForm | None:
        if kind == DECIDE_SCOPE:
            found = next((one for one in view.scopes if one.proposal.id == item), None)
            return None if found is None else self._ask_scope(found, view)
        session = self.around.tasks.session
        given: dict[str, Any] = {}
        if kind == DECLARE and session is not None:
            given = {"evaluator": str(session.officer)}
        elif kind == CLEAR:
            given = {"declaration": item}
        elif kind == RELEASE:
            given = {"evaluator": item}
        return self.open_form(ACTS[kind], {}, given)

    def _resolve(self) -> None:
        """Ask by which resolution the choice was made, and why."""
        view: Any = self.record.view
        if view is None:
            return
        numbers = view.resolutions
        prefill = {"resolution": numbers[-1]} if numbers else {}
        given = {"call": str(view.call.id), **self.choice.said()}
        form = ActForm(self.around, ACTS[DECIDE], given=given, prefill=prefill, sections=RESOLVED)
        self.put_form(form, lambda: self.show_page(self.choice))

    def _ask_scope(self, line: ScopeLine, view: SelectionView) -> ActForm:
        """Ask what is delegated to a chosen one; what the call says stands in the form."""
        terms, form_of = view.call.terms, ACTS[DECIDE_SCOPE]
        given = {"proposal": line.proposal.id, "call": str(view.call.id)}
        prefill: dict[str, Any] = {"extent": "whole"}
        if terms is not None:
            given["mission"] = str(terms.mission)
            prefill |= {"model": terms.model, "areas": list(terms.areas)}
            for name, day in (("effective", terms.period_starts), ("ends", terms.period_ends)):
                if day is not None:
                    prefill[name] = day.isoformat()
        if view.agency:
            given["agency"] = view.agency
        if view.resolutions:
            prefill["resolution"] = view.resolutions[-1]
        form = ActForm(self.around, form_of, given=given, prefill=prefill, sections=SCOPED)
        return self.put_form(form, self.show_record)

    def _print_form(self, kind: str, officer: str, view: SelectionView) -> None:
        if kind == DECLARATION:
            identity = self.record.identity
            if identity is not None:
                self.paper.offer(identity, (DECLARATION_PAPER,), {"evaluator": officer})
                self.show_page(self.paper)
            return
        title = self.around.speech.say("ui.selection.print_sheets")
        start = str(Path.home() / f"{SHEET_PAPER}.pdf")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if file:
            self.print_to(view, SHEET_PAPER, {"evaluator": officer}, Path(file))

    def _ask_folder(self, view: SelectionView) -> None:
        title = self.around.speech.say("ui.selection.do.letters")
        folder = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if folder:
            self.write_letters(view, Path(folder))

    def _printed(self, outcomes: list[BatchOutcome]) -> None:
        papers = sum(one.papers for one in outcomes)
        refused = sum(len(one.refused) for one in outcomes)
        files = ", ".join(file.name for one in outcomes for file in one.files)
        say = self.around.speech.say
        said = say("ui.selection.printed", count=papers, files=files or "–", refused=refused)
        self.around.shell.tell(Message(said, "soon" if refused else "good"))
        self.record.refresh()

    def _opened(self) -> None:
        self.show_record()
        self.record.refresh()
