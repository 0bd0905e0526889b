"""The page of a room of cases: the list, one case, one form, or one paper in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cso_registry.domain.catalogue import ACTS
from cso_registry.workspace.offers import subject_field
from ui.cases.pane import CasePane
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.lists.pane import ListPane
from ui.look.measures import GRID, Type
from ui.look.parts import Text, button, column, row
from ui.shell.room import RoomPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QHBoxLayout, QPushButton

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from ui.cases.kind import CaseKind
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings

MARGIN = GRID * 5


class CasesPage(RoomPage):
    """The cases of one kind on the screen; a room adds what only it has."""

    def __init__(self, around: Surroundings, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.kind = kind
        self.list = ListPane(around, kind.list)
        self.record = CasePane(around, kind)
        self.form: ActForm | None = None
        self._paper: PaperPane | None = None
        self.stack = QStackedWidget()
        self._at_list = self._list_page()
        self.stack.addWidget(self._at_list)
        self.stack.addWidget(self.record)
        column(around.look, self, margin=MARGIN).addWidget(self.stack)
        self.list.opened.connect(self.open_record)
        self.record.shown.connect(self.moved)
        self.record.do.connect(self.do)
        self.record.print_asked.connect(self.print_paper)
        self.record.paper.connect(self.show_issued)

    @property
    def paper(self) -> PaperPane:
        """Return where papers are shown; made when it is first needed."""
        if self._paper is None:
            self._paper = self.make_paper()
            self._paper.closed.connect(self.show_record)
            self.stack.addWidget(self._paper)
        return self._paper

    def make_paper(self) -> PaperPane:
        """Make where papers are shown."""
        from ui.organizations.papers import PaperPane  # noqa: PLC0415 - not at the start

        return PaperPane(self.around)

    def head_buttons(self, head: QHBoxLayout) -> None:
        """Add to the head of the list what is done there."""

    def crumbs(self) -> tuple[str, ...]:
        """Return the case in front, and the form on it."""
        view, front = self.record.view, self.stack.currentWidget()
        if front is self._at_list or view is None or not self.place():
            names: tuple[str, ...] = ()
        else:
            names = (self.record.title.plain,)
        if self.form is not None and front is self.form:
            return (*names, self.form.heading.text())
        return names

    def place(self) -> str:
        """Return the case in front."""
        at_case = self.stack.currentWidget() in {self.record, self.form, self._paper}
        return str(self.record.identity) if at_case and self.record.identity else ""

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self.stack.currentWidget()
        if self.form is not None and front is self.form:
            return self.form.bindings()
        if front is self.record:
            return {
                "record.history": Binding(self.record.past.open_all),
                "record.print": Binding(self.print_paper),
                "record.close": Binding(self.show_list),
                "record.next": Binding(lambda: self._step(1)),
                "record.previous": Binding(lambda: self._step(-1)),
                "list.refresh": Binding(self.record.refresh),
            }
        if self._paper is not None and front is self._paper:
            return {**self._paper.bindings(), "record.close": Binding(self.show_record)}
        if front is self._at_list:
            return self.list.bindings()
        return {"record.close": Binding(self.show_list)}

    def open_record(self, identity: str) -> None:
        """Show a case."""
        self.record.show_record(identity)
        self.show_record()

    def enter(self) -> None:
        """Stand where one begins: in the list, or where one was."""
        if self.stack.currentWidget() is self._at_list:
            self.list.table.setFocus()

    def show_list(self) -> None:
        """Show the list again."""
        self.show_page(self._at_list)
        self.list.table.setFocus()

    def show_record(self) -> None:
        """Show the case again."""
        self.show_page(self.record)
        self.record.setFocus()

    def do(self, kind: str, _item: str = "") -> ActForm | None:
        """Open the form of an act on the case."""
        return self.open_form(ACTS[kind], {})

    def open_form(
        self,
        declared: type[Act],
        prefill: Mapping[str, Any],
        more: Mapping[str, Any] | None = None,
        *,
        on_demand: frozenset[str] = frozenset(),
    ) -> ActForm | None:
        """Open a form that knows its case and subject; `more` is given besides."""
        view, field = self.record.view, subject_field(declared, self.kind.record)
        if view is None or field is None:
            return None
        given = {field: str(self.record.identity), **(more or {})}
        if "organization" in declared.model_fields and view.case.subject is not None:
            given["organization"] = str(view.case.subject)
        form = ActForm(self.around, declared, given=given, prefill=prefill, on_demand=on_demand)
        return self.put_form(form, self.show_record)

    def put_form(self, form: ActForm, back: Callable[[], None]) -> ActForm:
        """Show a form; it leads `back` when it is left, and to its case when it is done."""
        self._drop_form()
        form.saved.connect(self._saved)
        form.closed.connect(back)
        self.form = form
        self.stack.addWidget(form)
        self.show_page(form)
        return form

    def print_paper(self) -> None:
        """Show the papers that the case may have now."""
        if self.record.identity is not None:
            self.paper.offer(self.record.identity, self.kind.papers)
            self.show_page(self.paper)

    def show_issued(self, identity: str) -> None:
        """Show a paper that was issued."""
        self.paper.show_issued(identity)
        self.show_page(self.paper)

    def show_page(self, page: QWidget) -> None:
        """Show a page of the room."""
        self.stack.setCurrentWidget(page)
        if page is not self.form:
            self._drop_form()
        self.moved.emit()

    def head_button(self, key: str, icon: str, do: Callable[[], object]) -> QPushButton:
        """Return a button for the head of the list."""
        made = button()
        self.around.look.dress(made, icon)
        self.around.speech.put(made, made.setText, key)
        made.clicked.connect(lambda _=False: do())
        return made

    def _list_page(self) -> QWidget:
        look, speech = self.around.look, self.around.speech
        whole = QWidget()
        body = column(look, whole, gap=GRID * 3)
        head = row(look)
        title = Text(kind=Type.TITLE)
        speech.put(title, title.setText, f"ui.room.{self.kind.room}")
        head.addWidget(title)
        head.addStretch(1)
        self.head_buttons(head)
        body.addLayout(head)
        body.addWidget(self.list, 1)
        return whole

    def _saved(self, changes: ChangeSet) -> None:
        own = self.kind.record.type
        made = next((one for one, kind in changes.records.items() if kind == own), None)
        if made is not None:
            self.open_record(str(made))
        else:
            self.show_record()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _step(self, by: int) -> None:
        model, table = self.list.model, self.list.table
        at = table.currentIndex().row() + by
        if 0 <= at < len(model.keys):
            table.selectRow(at)
            key = model.keys[at]
            self.around.tasks.ask(
                self,
                lambda workspace: workspace.read.lists.identities([key]),
                lambda found: self.record.show_record(str(found[0])),
                topic="step",
            )
