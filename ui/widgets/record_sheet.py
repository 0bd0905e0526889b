"""The page of one record: a head over two columns of cards, asked for and asked for anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.look_log import look_at
from ui.look.measures import CARD_GAP, GRID, Type
from ui.look.parts import Wrapped, cleared, column, row
from ui.widgets.buttons import said_button
from ui.widgets.columns import beside
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import QResizeEvent

    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble


class RecordSheet(QWidget):
    """Shows one record, its personal data masked until they are asked for.

    A kind of record says what its page asks (`look`), how it is shown (`steps`), and lays its
    cards out.

    Attributes:
        shown: A record is shown now: its view.
        print_asked: A paper is to be made.
        paper: A paper is to be looked at: its identity.
        identity: The record in front, or the one that is coming.
        view: What is shown of it.
        title: What it is called.
        said: The line below the title.
    """

    shown = Signal(object)
    print_asked = Signal()
    paper = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.view: Any = None
        self.identity: RecordId | None = None
        self._is_personal_shown = self._is_fresh = False
        self._waiting: Callable[[], object] | None = None
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        look = around.look
        self.title, self.said = Wrapped(kind=Type.TITLE), Wrapped(tone="secondary")
        self.printing = said_button(
            around, "ui.record.print", self.print_asked.emit, icon="printer"
        )
        self._badges, self.links = row(look), row(look)
        self._columns, self.area = row(look, gap=CARD_GAP), Scrolled(look)
        self._whole = column(look, self, gap=GRID * 2)
        around.speech.changed.connect(self.refresh)

    def look(
        self, workspace: Workspace, identity: RecordId, session: Session, *, personal: bool
    ) -> Any:
        """Ask for everything that the page shows; on a thread of questions."""
        raise NotImplementedError

    def steps(self, view: Any) -> Iterable[Callable[[], object]]:
        """Return what shows a view, a card or so at a time."""
        raise NotImplementedError

    def show_record(self, identity: str) -> None:
        """Show a record; personal data are masked until they are asked for."""
        self.identity, self._waiting = RecordId(identity), None
        self._is_personal_shown = False
        self.refresh()

    @property
    def is_fresh(self) -> bool:
        """Return whether the record stands there whole, as it is now."""
        return self._is_fresh

    def when_fresh(self, do: Callable[[], object]) -> None:
        """Do something with the record as it is after what was done last."""
        if self._is_fresh:
            do()
        else:
            self._waiting = do

    def refresh(self) -> None:
        """Ask for the record anew."""
        identity, session = self.identity, self.around.tasks.session
        if identity is None or session is None:
            return
        personal = self._is_personal_shown
        self._is_fresh = False

        def look(workspace: Workspace) -> Any:
            return self.look(workspace, identity, session, personal=personal)

        self.around.tasks.ask(self, look, self._take, self._refused, topic="record")

    def show_personal(self) -> None:
        """Show guarded data to who may look, once that is logged."""
        identity, session = self.identity, self.around.tasks.session
        if identity is None or session is None:
            return
        self.around.tasks.write(
            self,
            lambda workspace: look_at(workspace, session, "viewed", identity),
            lambda _: self._show_all(),
        )

    def _show_all(self) -> None:
        self._is_personal_shown = True
        self.refresh()

    def lay_out(self, left: Iterable[QWidget], right: Iterable[QWidget]) -> None:
        """Put the head above two columns of cards."""
        look = self.around.look
        head = row(look, gap=GRID * 3)
        head.addWidget(self.title, 1)
        head.addLayout(self._badges)
        head.addWidget(self.printing)
        for share, cards in ((3, left), (2, right)):
            one = column(look)
            for card in cards:
                one.addWidget(card)
            one.addStretch(1)
            self._columns.addLayout(one, share)
        self.area.body.addLayout(self._columns)
        self.area.body.addStretch(1)
        self._whole.addLayout(head)
        self._whole.addWidget(self.said)
        self._whole.addLayout(self.links)
        self._whole.addWidget(self.area, 1)

    def show_badges(self, badges: Iterable[QWidget]) -> None:
        """Show where the record stands, beside its title."""
        cleared(self._badges)
        for one in badges:
            self._badges.addWidget(one)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the columns stand below one another where room is scarce."""
        super().resizeEvent(event)
        beside(self._columns, self.around.look, self.width())

    def _take(self, view: Any) -> None:
        """Show a view step by step, so that the window may draw and listen between them."""
        self._steps = iter((*self.steps(view), lambda: self._complete(view)))
        self._soon.start()

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            self._soon.start()

    def _complete(self, view: Any) -> None:
        self.view = view
        self.shown.emit(view)
        do, self._waiting, self._is_fresh = self._waiting, None, True
        if do is not None:
            do()

    def _refused(self, trouble: Trouble) -> None:
        self._waiting = None
        if not trouble.was_stopped:
            self.around.shell.tell_trouble(trouble)
