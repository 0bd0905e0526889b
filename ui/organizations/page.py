"""The page of the room: the list, one subject, one form, or one paper in front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.organizations.acts import PutDocument, RegisterOrganization
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import FieldGroup, guarded_fields
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.offers import subject_field
from ui.cases.records_page import RecordsPage
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.lists.kinds import ORGANIZATIONS
from ui.lists.pane import ListPane
from ui.look.measures import GRID
from ui.look.parts import column
from ui.organizations.layouts import ADDS, CHANGES, ON_DEMAND, REGISTRATION
from ui.organizations.many import ManySubjects
from ui.organizations.record import RecordPane
from ui.organizations.undoing import can_be_taken_back, taking_back
from ui.shell.room import Message
from ui.widgets.page_head import RoomHead
from ui.widgets.reason import ReasonPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.paper_sights import PaperSight
    from cso_registry.workspace.workspace import Workspace
    from ui.organizations.editing import EditPane
    from ui.organizations.importing import ImportPane
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings

LEGAL_BASIS = "registration.legal_basis"


class OrganizationsPage(RecordsPage):
    """The register on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._list, self._record = ListPane(around, ORGANIZATIONS), RecordPane(around)
        self.many = ManySubjects(self.list)
        self._importing: ImportPane | None = None
        self._editing: EditPane | None = None
        self._labels: PaperPane | None = None
        self._at_list = self._list_page()
        self.stack.addWidget(self._at_list)
        self.stack.addWidget(self.record)
        self._connect()

    @property
    def list(self) -> ListPane:
        """Return the register."""
        return self._list

    @property
    def record(self) -> RecordPane:
        """Return the page of a subject."""
        return self._record

    @property
    def importing(self) -> ImportPane:
        """Return the import; made when it is first needed."""
        if self._importing is None:
            from ui.organizations.importing import ImportPane  # noqa: PLC0415 - not at the start

            self._importing = ImportPane(self.around)
            self._importing.closed.connect(self.show_list)
            self.stack.addWidget(self._importing)
        return self._importing

    @property
    def editing(self) -> EditPane:
        """Return the bulk edit; made when it is first needed."""
        if self._editing is None:
            from ui.organizations.editing import EditPane  # noqa: PLC0415 - not at the start

            self._editing = EditPane(self.around)
            self._editing.closed.connect(self.show_list)
            self.stack.addWidget(self._editing)
        return self._editing

    def crumbs(self) -> tuple[str, ...]:
        """Return the subject in front, and the form on it."""
        view = self.record.view
        if self.stack.currentWidget() is self._at_list:
            return ()
        names = () if view is None or not self.place() else (view.record.display_name,)
        if self.form is not None and self.stack.currentWidget() is self.form:
            return (*names, self.form.heading.text())
        return names

    def place(self) -> str:
        """Return the subject in front."""
        front = self.stack.currentWidget()
        at_home = front in {self._at_list, self._importing, self._editing, self._labels}
        return "" if at_home or self.record.identity is None else str(self.record.identity)

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self.stack.currentWidget()
        if self.form is not None and front is self.form:
            return self.form.bindings()
        if front is self.record:
            return {
                "record.edit": Binding(lambda: self.change("contact")),
                "record.history": Binding(self.record.past.open_all),
                "record.attach": Binding(lambda: self.add("documents", None)),
                **self.record_bindings(),
            }
        if self._paper is not None and front is self._paper:
            return {**self._paper.bindings(), "record.close": Binding(self.show_record)}
        if front is not self._at_list:
            printing = {} if self._labels is not front else self.labels.bindings()
            return {**printing, "record.close": Binding(self.show_list)}
        return {
            **self.list.bindings(),
            "record.new": Binding(self.register),
            "list.import": Binding(self.begin_import),
        }

    def open_record(self, identity: str) -> None:
        """Show a subject."""
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

    def register(self) -> ActForm:
        """Open the form of a registration, on the legal basis that the office works by."""
        tasks = self.around.tasks
        basis = tasks.program.means.policies.get(LEGAL_BASIS, tasks.today).value
        usual = {"legal_basis": str(basis)}
        return self._open_form(RegisterOrganization, {}, usual, sections=REGISTRATION)

    def change(self, name: str) -> ActForm | None:
        """Open the form that changes a group of the subject."""
        view = self.record.view
        if view is None:
            return None
        value = getattr(view.record, name)
        prefill = {name: value.model_dump(mode="json")} if isinstance(value, FieldGroup) else {}
        self._note_look(type(value) if isinstance(value, FieldGroup) else None)
        return self._open_form(CHANGES[name], self._given(), prefill)

    def add(self, name: str, file: str | Path | None, item: str = "") -> ActForm | None:
        """Open the form that adds an item to a collection, or changes one."""
        view = self.record.view
        held = {} if view is None else getattr(view.record, name)
        if view is None or (item and item not in held):
            # A card of the record before may still stand there while the next one is drawn.
            return None
        declared, field = ADDS[name]
        given, prefill = self._given(), {}
        if item:
            value = held[item]
            self._note_look(type(value))
            given["item"], prefill[field] = item, value.model_dump(mode="json")
        form = self._open_form(declared, given, prefill, hidden_item=not item)
        if file is not None:
            form.ready.connect(lambda: self._give_file(form, Path(file)))
        return form

    def record_document(self, item: str) -> ActForm | None:
        """Open the form of a document of the checklist."""
        view = self.record.view
        if view is None:
            return None
        prefill = {"document": {"item": item}}
        return self._open_form(PutDocument, self._given(), prefill, hidden_item=True)

    def do(self, kind: str) -> ActForm | None:
        """Open the form of an act on the subject."""
        field = subject_field(ACTS[kind], Organization)
        identity = self.record.identity
        if field is None or identity is None:
            return None
        return self._open_form(ACTS[kind], {field: str(identity)}, {})

    def print_paper(self) -> None:
        """Show the papers of the subject."""
        if self.record.view is not None:
            self.paper.show_for(self.record.view)
            self.show_page(self.paper)

    def begin_import(self) -> None:
        """Show the import."""
        self.show_page(self.importing)

    @property
    def labels(self) -> PaperPane:
        """Return where address labels are shown; made when it is first needed."""
        if self._labels is None:
            from ui.organizations.papers import PaperPane  # noqa: PLC0415 - not at the start

            self._labels = PaperPane(self.around)
            self._labels.closed.connect(self.show_list)
            self.stack.addWidget(self._labels)
        return self._labels

    def edit_many(self, records: Sequence[RecordId]) -> None:
        """Show the bulk edit of these subjects."""
        self.editing.show_for(records)
        self.show_page(self.editing)
        self.editing.fields.setFocus()

    def label_many(self, records: Sequence[RecordId]) -> None:
        """Show the address labels of these subjects."""
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None:
            return

        def work(workspace: Workspace) -> PaperSight:
            from cso_registry.workspace.subject_labels import subject_labels  # noqa: PLC0415

            return subject_labels(workspace, records, session, language)

        self.labels.show_sheet(work)
        self.show_page(self.labels)

    def paste_import(self) -> None:
        """Show the import with the rows on the clipboard."""
        self.begin_import()
        self.importing.paste()

    def _list_page(self) -> QWidget:
        whole = QWidget()
        body = column(self.around.look, whole, gap=GRID * 3)
        head = RoomHead(self.around, "ui.room.organizations")
        head.add_button("ui.organizations.import", self.begin_import, icon="file-import")
        head.add_button("ui.organizations.register", self.register, icon="plus", role="main")
        body.addWidget(head)
        body.addWidget(self.list, 1)
        self.list.empty.offer("ui.organizations.register", "plus", self.register)
        self.list.empty.offer("ui.organizations.import", "file-import", self.begin_import)
        return whole

    def _connect(self) -> None:
        self.list.opened.connect(self.open_record)
        self.list.table.pasted.connect(self.paste_import)
        self.many.edit.connect(self.edit_many)
        self.many.labels.connect(self.label_many)
        self.record.shown.connect(lambda _: self.moved.emit())
        self.record.change.connect(self.change)
        self.record.add.connect(self.add)
        self.record.put.connect(lambda name, key: self.add(name, None, key))
        self.record.do.connect(self.do)
        self.record.document.connect(self.record_document)
        self.record.print_asked.connect(self.print_paper)
        self.record.paper.connect(self.show_issued)

    def _given(self) -> dict[str, Any]:
        return {"organization": str(self.record.identity)}

    def _open_form(
        self,
        declared: type[Act],
        given: dict[str, Any],
        prefill: dict[str, Any],
        *,
        sections: tuple[Any, ...] = (),
        hidden_item: bool = False,
    ) -> ActForm:
        on_demand = ON_DEMAND | ({"item"} if hidden_item else set())
        form = ActForm(
            self.around, declared, given=given, prefill=prefill, sections=sections,
            on_demand=frozenset(on_demand),
        )  # fmt: skip
        before = self.record.view.record if given and self.record.view is not None else None
        return self.put_form(
            form,
            self.show_record if given else self.show_list,
            lambda changes: self._saved(declared, before, changes),
        )

    def _saved(self, declared: type[Act], before: Organization | None, changes: ChangeSet) -> None:
        made = next(
            (one for one, kind in changes.records.items() if kind == Organization.type), None
        )
        if made is not None and before is None:
            self.record.show_record(made)
        self.show_record()
        if before is not None and can_be_taken_back(declared.kind):
            self._offer_undo(declared, before)

    def _offer_undo(self, declared: type[Act], before: Organization) -> None:
        speech = self.around.speech
        name = speech.texts.act(declared.kind).say(speech.language)

        def ask() -> None:
            question = speech.say("ui.record.undo_why", act=name)
            panel = ReasonPanel(self.around, question, speech.say("ui.record.undo"), self)
            panel.given.connect(lambda reason: self._take_back(declared.kind, before, reason))
            panel.open_under(self.record.title)
            panel.setFocus()

        text = speech.say("ui.form.saved", act=name)
        action = speech.say("ui.record.undo")
        self.around.shell.tell(Message(text, "good", action=action, do=ask))

    def _take_back(self, kind: str, before: Organization, reason: str) -> None:
        view, speech = self.record.view, self.around.speech
        if view is None or view.record.id != before.id:
            return
        act = taking_back(kind, before, view.record, reason)
        if act is None:
            self.around.shell.tell(Message(speech.say("ui.record.no_older"), "soon"))
            return
        said = speech.say("ui.record.undone")
        self.around.tasks.perform(
            self, act, lambda _: self.around.shell.tell(Message(said, "good"))
        )

    def _note_look(self, model: type[FieldGroup] | None) -> None:
        session, identity = self.around.tasks.session, self.record.identity
        if model is None or session is None or identity is None or not guarded_fields(model):
            return
        self.around.tasks.write(
            None, lambda workspace: workspace.note_look(session, "viewed", RecordId(identity))
        )

    @staticmethod
    def _give_file(form: ActForm, file: Path) -> None:
        group = form.rows["document"].editor
        rows = getattr(group, "rows", {})
        if "attachment" in rows:
            rows["attachment"].editor.give(file)
