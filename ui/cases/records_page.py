"""A page of a room that shows records: a list, one record, a form, or a paper in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.catalogue import Binding
from ui.shell.stacked_page import StackedPage

if TYPE_CHECKING:
    from ui.lists.pane import ListPane
    from ui.widgets.record_sheet import RecordSheet


class RecordsPage(StackedPage):
    """What the pages of all rooms with records share; a room says which list and record."""

    @property
    def list(self) -> ListPane:
        """Return the list that the record in front is from."""
        raise NotImplementedError

    @property
    def record(self) -> RecordSheet:
        """Return the page of a record."""
        raise NotImplementedError

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
