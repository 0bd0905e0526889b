"""A page of a room of which one part is in front: what is worked on, a form, or a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.look.measures import GRID
from ui.look.parts import column
from ui.shell.room import RoomPage
from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cso_registry.storage.store import ChangeSet
    from ui.forms.form import ActForm
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings

MARGIN: Final = GRID * 5


class StackedPage(RoomPage):
    """What pages share that put a form or a paper in front of their work.

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
    def paper(self) -> PaperPane:
        """Return where papers are shown; made when it is first needed."""
        if self._paper is None:
            self._paper = self.make_paper()
            self._paper.closed.connect(self.close_paper)
            self.stack.addWidget(self._paper)
        return self._paper

    def make_paper(self) -> PaperPane:
        """Make where papers are shown."""
        from ui.organizations.papers import PaperPane

        return PaperPane(self.around)

    def close_paper(self) -> None:
        """Leave the papers."""
        raise NotImplementedError

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

    def _drop_form(self) -> None:
        if self.form is not None:
            self.stack.drop(self.form)
            self.form = None
