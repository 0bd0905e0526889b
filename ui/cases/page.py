"""The page of a room of cases: its lists, one case, one form, or one paper in front.

A room may hold several kinds of case; each has its list on a tab of its own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from cso_registry.domain.catalogue import ACTS
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.offers import subject_field
from ui.cases.cards import FILE_APPEAL
from ui.cases.pane import CasePane
from ui.cases.records_page import RecordsPage
from ui.cases.tabs import Tabs
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.lists.pane import ListPane
from ui.look.measures import GRID
from ui.look.parts import column
from ui.widgets.buttons import said_button
from ui.widgets.page_head import RoomHead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.workspace import Workspace
    from ui.cases.kind import CaseKind
    from ui.cases.work_pane import WorkPane
    from ui.forms.editors import Making
    from ui.forms.form import Performing, Section
    from ui.shell.room import Surroundings

    Maker = tuple[str, Callable[[], object]]
    """The key of the words of a button, and what it does."""


class CasesPage(RecordsPage):
    """The cases of a room on the screen; a room adds what only it has."""

    def __init__(
        self,
        around: Surroundings,
        *kinds: CaseKind,
        parent: QWidget | None = None,
        more: Mapping[str, Callable[[], QWidget]] | None = None,
    ) -> None:
        """Make the page.

        Args:
            around: What a page is given.
            kinds: The kinds of case, the first one in front.
            parent: The widget it stands in.
            more: Tabs besides their lists: by name what makes each.
        """
        super().__init__(around, parent)
        self.kinds = {one.record.type: one for one in kinds}
        self.kind = kinds[0]
        self._lists: dict[str, ListPane] = {}
        self._records: dict[str, CasePane] = {}
        self._coming = ""
        self._form_is_of_record = False
        self._work: WorkPane | None = None
        self.tabs = Tabs(around, f"ui.room.{self.kind.room}")
        for kind in kinds:
            self.tabs.add(kind.list.name, partial(self._list_of, kind))
        for name, make in (more or {}).items():
            self.tabs.add(name, make)
        self._at_list = self._list_page()
        self.stack.addWidget(self._at_list)
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.choose(self.kind.list.name)

    @property
    def list(self) -> ListPane:
        """Return the list of the kind in front."""
        return self._list_of(self.kind)

    @property
    def record(self) -> CasePane:
        """Return the page of a case of the kind in front."""
        return self._record_of(self.kind)

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by the name of the tab on which it is offered."""
        return {}

    def head_buttons(self, tab: str) -> tuple[QPushButton, ...]:
        """Return what is done on a tab, for its head; by default a new one is made."""
        found = self.makers().get(tab)
        return () if found is None else (self.head_button(found[0], "plus", found[1]),)

    def crumbs(self) -> tuple[str, ...]:
        """Return the case in front, and the form on it."""
        view, front = self.record.view, self.stack.currentWidget()
        names: tuple[str, ...] = ()
        if front is self._at_list and len(self.tabs.names) > 1:
            names = (self.tabs.title,)
        elif front is not self._at_list and view is not None and self.place():
            names = (self.record.title.plain,)
        if self.form is not None and front is self.form:
            return (*names, self.form.heading.text())
        if self._work is not None and front is self._work:
            return (*names, self._work.head.title.plain)
        return names

    def place(self) -> str:
        """Return the case in front, or the one that is coming."""
        front = self.stack.currentWidget()
        at_case = front in {self.record, self._paper, self._work} or (
            front is self.form and self._form_is_of_record
        )
        held = str(self.record.identity) if at_case and self.record.identity else ""
        return self._coming or held

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self.stack.currentWidget()
        if self.form is not None and front is self.form:
            return self.form.bindings()
        if front is self.record:
            history = {"record.history": Binding(self.record.past.open_all)}
            return {**history, **self.record_bindings()}
        if self._paper is not None and front is self._paper:
            return {**self._paper.bindings(), "record.close": Binding(self.close_paper)}
        if self._work is not None and front is self._work:
            return {"record.close": Binding(self.show_record)}
        if front is self._at_list:
            return {**self.tabs.page.bindings(), **self._newest()}
        return {"record.close": Binding(self.show_list)}

    def open_record(self, identity: str) -> None:
        """Show a case, of whichever kind of this room it is; or a tab by its name."""
        if identity in self.tabs.names:
            self.tabs.choose(identity)
            self.show_list()
        elif len(self.kinds) == 1:
            self.open_case(self.kind, identity)
        else:
            self.open_any(identity)

    def open_any(self, identity: str) -> None:
        """Ask of which type a record is, and show it."""
        self._coming = identity

        def look(workspace: Workspace) -> str:
            found = workspace.read.record(RecordId(identity))
            return "" if found is None else found.type

        self.around.tasks.ask(self, look, lambda kind: self.open_of(kind, identity), topic="which")

    def open_case(self, kind: CaseKind, identity: str) -> None:
        """Show a case of a kind."""
        self._coming = ""
        self.kind = kind
        self.record.show_record(identity)
        self.show_record()

    def enter(self) -> None:
        """Stand where one begins: in the list, or where one was."""
        if self.stack.currentWidget() is self._at_list:
            self.tabs.page.begin()

    def show_list(self) -> None:
        """Show the list again."""
        self.show_page(self._at_list)
        self.tabs.page.begin()

    def newest(self, tab: str) -> Callable[[], object] | None:
        """Return what makes a new one on a tab; None where nothing is made."""
        found = self.makers().get(tab)
        return None if found is None else found[1]

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Open the form of an act on the case."""
        return self.file_appeal(item) if kind == FILE_APPEAL else self.open_form(ACTS[kind], {})

    def file_appeal(self, decision: str) -> ActForm | None:
        """Open the form that takes in an appeal against a decision of the case."""
        view = self.record.view
        if view is None or view.case.subject is None:
            return None
        given = {
            "organization": str(view.case.subject),
            "decided_record": str(self.record.identity),
            "decision": decision,
        }
        form = ActForm(self.around, ACTS[FILE_APPEAL], given=given)
        return self.put_form(form, self.show_record)

    def open_form(
        self,
        declared: type[Act],
        prefill: Mapping[str, Any],
        more: Mapping[str, Any] | None = None,
        *,
        on_demand: frozenset[str] = frozenset(),
        sections: Sequence[Section] = (),
        editors: Mapping[str, Making] | None = None,
        inner: Mapping[str, Sequence[Section]] | None = None,
        perform: Performing | None = None,
    ) -> ActForm | None:
        """Open a form that knows its case and subject; `more` is given besides.

        The rest is as `ActForm` takes it.
        """
        view, field = self.record.view, subject_field(declared, self.kind.record)
        if view is None or field is None:
            return None
        given = {field: str(self.record.identity), **(more or {})}
        if "organization" in declared.model_fields and view.case.subject is not None:
            given["organization"] = str(view.case.subject)
        form = ActForm(
            self.around, declared, given=given, prefill=prefill, on_demand=on_demand,
            sections=sections, editors=editors, inner=inner, perform=perform,
        )  # fmt: skip
        return self.put_form(form, self.show_record)

    def put_form(
        self,
        form: ActForm,
        back: Callable[[], None],
        then: Callable[[ChangeSet], object] | None = None,
    ) -> ActForm:
        """Show a form; by default the case that it made or changed is shown after it."""
        self._form_is_of_record = back == self.show_record
        return super().put_form(form, back, self._saved if then is None else then)

    def print_paper(self) -> None:
        """Show the papers that the case may have now."""
        if self.record.identity is not None:
            kind = self.kind
            self.paper.offer(self.record.identity, kind.papers, previews=kind.previews)
            self.show_page(self.paper)

    def put_work(self, pane: WorkPane) -> None:
        """Show what is done about the case in front in more steps than one form has."""
        if self._work is not pane:
            self._work = pane
            pane.closed.connect(self.show_record)
            self.stack.addWidget(pane)
        self.show_page(pane)

    def head_button(self, key: str, icon: str, do: Callable[[], object]) -> QPushButton:
        """Return a button for the head of the list."""
        return said_button(self.around, key, do, icon=icon)

    def _list_page(self) -> QWidget:
        whole = QWidget()
        body = column(self.around.look, whole, gap=GRID * 3)
        # Tabs say what is shown; a title above them would take the place of lines.
        has_tabs = len(self.tabs.names) > 1
        self._head = RoomHead(
            self.around,
            "" if has_tabs else f"ui.room.{self.kind.room}",
            tabs=self.tabs.bar if has_tabs else None,
        )
        self._offered: dict[str, tuple[QPushButton, ...]] = {}
        body.addWidget(self._head)
        body.addWidget(self.tabs, 1)
        return whole

    def _list_of(self, kind: CaseKind) -> ListPane:
        name = kind.record.type
        if name not in self._lists:
            made = self._lists[name] = ListPane(self.around, kind.list)
            made.opened.connect(partial(self.open_case, kind))
            self.dress_list(kind, made)
        return self._lists[name]

    def dress_list(self, kind: CaseKind, made: ListPane) -> None:
        """Offer on an empty list what is done first; by default a new one is made."""
        found = self.makers().get(kind.list.name)
        if found is not None:
            made.empty.offer(found[0], "plus", found[1])

    def _record_of(self, kind: CaseKind) -> CasePane:
        name = kind.record.type
        if name not in self._records:
            made = self._records[name] = CasePane(self.around, kind)
            made.shown.connect(self.moved)
            made.do.connect(self.do)
            made.print_asked.connect(self.print_paper)
            made.paper.connect(self.show_issued)
            self.stack.addWidget(made)
        return self._records[name]

    def _on_tab(self, tab: str) -> None:
        found = next((one for one in self.kinds.values() if one.list.name == tab), None)
        self.kind = found or self.kind
        if tab not in self._offered:
            self._offered[tab] = self.head_buttons(tab)
            for one in self._offered[tab]:
                self._head.add(one)
        for name, buttons in self._offered.items():
            for one in buttons:
                one.setVisible(name == tab)
        self.moved.emit()

    def _newest(self) -> dict[str, Binding]:
        make = self.newest(self.tabs.name)
        return {} if make is None else {"record.new": Binding(make)}

    def open_of(self, record_type: str, identity: str) -> None:
        """Show a record of a type; of any other than those of this room nothing is shown."""
        self._coming = ""
        kind = self.kinds.get(record_type)
        if kind is not None:
            self.open_case(kind, identity)

    def _saved(self, changes: ChangeSet) -> None:
        made = next(
            ((kind, one) for one, kind in changes.records.items() if kind in self.kinds), None
        )
        if made is not None:
            self.open_case(self.kinds[made[0]], str(made[1]))
        else:
            self.show_record()
