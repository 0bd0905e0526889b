"""A page of a room that shows records: a list, one record, a form, or a paper in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.commands.catalogue import Binding
from ui.look.measures import GRID
from ui.look.parts import column
from ui.shell.room import RoomPage
from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cso_registry.storage.store import ChangeSet
    from ui.forms.form import ActForm
    from ui.lists.pane import ListPane
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings
    from ui.widgets.record_sheet import RecordSheet

MARGIN: Final = GRID * 5


class RecordsPage(RoomPage):
    """What the pages of all rooms with records share; a room says which list and record.

    Attributes:
        stack: What is in front, and what is under it.
        form: The form in front; it is gone when something else is.
    """

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.form: ActForm | None = None
        self._paper: PaperPane | None = None
        self.stack = FrontStack()
        column(around.look, self, margin=MARGIN).addWidget(self.stack)

    @property
    def list(self) -> ListPane:
        """Return the list that the record in front is from."""
        raise NotImplementedError

    @property
    def record(self) -> RecordSheet:
        """Return the page of a record."""
        raise NotImplementedError

    @property
    def paper(self) -> PaperPane:
        """Return where papers are shown; made when it is first needed."""
        if self._paper is None:
            self._paper = self.make_paper()
            self._paper.closed.connect(self.close_paper)
            self.stack.addWidget(self._paper)
        return self._paper

    def make_paper(self) -> PaperPane:
        """Make where papers are shown."""
        from ui.organizations.papers import PaperPane  # noqa: PLC0415 - not at the start

        return PaperPane(self.around)

    def print_paper(self) -> None:
        """Show the papers that the record may have now."""
        raise NotImplementedError

    def close_paper(self) -> None:
        """Leave the papers."""
        self.show_record()

    def show_issued(self, identity: str) -> None:
        """Show a paper that was issued."""
        self.paper.show_issued(identity)
        self.show_page(self.paper)

    def show_list(self) -> None:
        """Show the list again."""
        raise NotImplementedError

    def show_record(self) -> None:
        """Show the record again."""
        self.show_page(self.record)
        self.record.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show a page of the room; a form that stood in front is closed."""
        self.stack.setCurrentWidget(page)
        if page is not self.form:
            self._drop_form()
        self.moved.emit()

    def put_form(
        self,
        form: ActForm,
        back: Callable[[], None],
        then: Callable[[ChangeSet], object],
    ) -> ActForm:
        """Show a form.

        Args:
            form: The form.
            back: Where it leads when it is left.
            then: What follows when it is done.
        """
        self._drop_form()
        form.saved.connect(then)
        form.closed.connect(back)
        self.form = form
        self.stack.addWidget(form)
        self.show_page(form)
        return form

    def record_bindings(self) -> dict[str, Binding]:
        """Return what can be done with every record in front."""
        return {
            "record.print": Binding(self.print_paper),
            "record.close": Binding(self.show_list),
            "record.next": Binding(lambda: self.step(1)),
            "record.previous": Binding(lambda: self.step(-1)),
            "list.refresh": Binding(self.record.refresh),
        }

    def step(self, by: int) -> None:
        """Show the record that stands so many lines further down in the list."""
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

    def _drop_form(self) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
