"""The page of the room: what waits, an errand, one conflict, one contested act, or a form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cso_registry.domain.record import guarded_fields, slot_name
from cso_registry.kernel.ids import RecordId
from ui.commands.catalogue import Binding
from ui.exchange.deciding import DecidingPane
from ui.exchange.errands import Errands
from ui.exchange.news import NewsCard
from ui.exchange.parts import ErrandPane
from ui.exchange.settling import SettlingPane
from ui.exchange.waiting import WaitingPane
from ui.exchange.writing import form_of
from ui.look.measures import GRID, Type
from ui.look.parts import Text, Wrapped, button, column
from ui.shell.room import Message, RoomPage
from ui.widgets.dropped import TakesFiles
from ui.widgets.flow import Flow
from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from cso_registry.domain.record import FieldGroup
    from cso_registry.workspace.exchanging.conflict_desk import ConflictView
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

MARGIN = GRID * 5
EVERYDAY = {
    "send": "file-export",
    "take": "file-import",
    "offices": "building",
    "folders": "folder",
}
"""The errands of every day, with their icons."""
KEYS = {
    "list.export": "send",
    "list.import": "take",
    "exchange.offices": "offices",
    "exchange.folders": "folders",
}
"""The commands that begin them."""


class ExchangePage(TakesFiles, RoomPage):
    """Exchange on the screen: its errands, and the conflict desk."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.waiting = WaitingPane(around)
        self.deciding = DecidingPane(around)
        self.settling: SettlingPane | None = None
        self.form: ActForm | None = None
        self.news = NewsCard(around)
        self.news.asked.connect(self.begin_errand)
        self._stack = FrontStack()
        self.errands = Errands(around, self._stack)
        self.errands.chosen.connect(self._show)
        self.errands.closed.connect(self.show_desk)
        self.errands.moved.connect(self.moved)
        self.setAcceptDrops(True)
        self._home = self._home_page()
        self._stack.addWidget(self._home)
        self._stack.addWidget(self.deciding)
        column(around.look, self, margin=MARGIN).addWidget(self._stack)
        self.waiting.group.connect(self.decide)
        self.waiting.act.connect(self.settle)
        self.deciding.shown.connect(self.moved)
        self.deciding.decided.connect(self.show_desk)
        self.deciding.closed.connect(self.show_desk)
        self.deciding.write.connect(self.write)
        self.deciding.record.connect(around.shell.open_record)
        around.tasks.changed.connect(self._on_changed)
        around.speech.changed.connect(self.refresh)
        self.waiting.refresh()

    def crumbs(self) -> tuple[str, ...]:
        """Return what is decided."""
        front, view = self._stack.currentWidget(), self.deciding.view
        if front is self.settling and self.settling is not None:
            return (self.settling.title.plain,)
        if isinstance(front, ErrandPane):
            return (front.crumb(),)
        if front is self._home or view is None:
            return ()
        return (f"{view.title} · {view.label}",)

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        front = self._stack.currentWidget()
        for one in (self.form, self.settling, self.deciding):
            if one is not None and front is one:
                return one.bindings()
        begun = {
            command: Binding(partial(self.begin_errand, name)) for command, name in KEYS.items()
        }
        own = front.bindings() if isinstance(front, ErrandPane) else {}
        return {"list.refresh": Binding(self.refresh), **begun, **own}

    def enter(self) -> None:
        """Stand at the first thing that waits, or where one was."""
        if self._stack.currentWidget() is self._home:
            first = self.waiting.first()
            (self.waiting if first is None else first).setFocus()

    def refresh(self) -> None:
        """Ask anew what waits."""
        self.waiting.refresh()
        self.news.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look anew: a stick may have been plugged in."""
        super().showEvent(event)
        self.news.refresh()

    def open_record(self, identity: str) -> None:
        """Begin an errand by its name."""
        self.begin_errand(identity)

    def place(self) -> str:
        """Return the errand in front."""
        front = self._stack.currentWidget()
        return front.name if isinstance(front, ErrandPane) and front.name in EVERYDAY else ""

    def begin_errand(self, name: str) -> None:
        """Begin an errand of the room by its name."""
        self.errands.begin(name)

    def take_files(self, files: list[Path]) -> None:
        """Bring a file that was dropped where it belongs."""
        self.errands.give(files[0])

    def show_desk(self) -> None:
        """Show what waits."""
        self._show(self._home)
        self.refresh()
        self.enter()

    def decide(self, record: str, group: str) -> None:
        """Show the values of a group side by side."""
        self.deciding.show_conflict(record, group)
        self._show(self.deciding)

    def settle(self, record: str, entry: str) -> SettlingPane:
        """Show a contested act, and the form of the decision about it."""
        made = SettlingPane(self.around, record, entry)
        self._stack.addWidget(made)
        self._show(made)
        self.settling = made
        made.shown.connect(self.moved)
        made.decided.connect(self._told)
        made.closed.connect(self.show_desk)
        self.moved.emit()
        return made

    def write(self, view: ConflictView) -> ActForm:
        """Open the form that gives the group another value."""
        self._note_look(view)
        made = form_of(self.around, view.record, view.group)
        self._stack.addWidget(made)
        self._show(made)
        self.form = made
        made.saved.connect(lambda _: self._told())
        made.closed.connect(lambda: self._show(self.deciding))
        self.moved.emit()
        return made

    def _home_page(self) -> QWidget:
        look, speech = self.around.look, self.around.speech
        whole = QWidget()
        body = column(look, whole, gap=GRID * 2)
        title, desk = Text(kind=Type.TITLE), Text(kind=Type.SECTION)
        about = Wrapped(tone="secondary")
        speech.put(title, title.setText, "ui.room.exchange")
        speech.put(desk, desk.setText, "ui.exchange.desk")
        speech.put(about, about.setText, "ui.exchange.about_desk")
        self._buttons = QWidget()
        flow = Flow(self._buttons)
        look.keep(self._buttons, lambda: flow.setSpacing(look.px(GRID * 2)))
        for name, icon in EVERYDAY.items():
            made = button(role="main" if name == "send" else "plain")
            look.dress(made, icon, "on_accent" if name == "send" else "text")
            speech.put(made, made.setText, f"ui.exchange.{name}")
            made.clicked.connect(partial(self._on_errand, name))
            flow.addWidget(made)
        body.addWidget(title)
        body.addWidget(self._buttons)
        for at, part in enumerate((self.news, desk, about)):
            self.waiting.area.body.insertWidget(at, part)
        body.addWidget(self.waiting, 1)
        return whole

    def _on_errand(self, name: str, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's way
        self.begin_errand(name)

    def _note_look(self, view: ConflictView) -> None:
        """Log that the form shows guarded data of the value in it."""
        session = self.around.tasks.session
        model: type[FieldGroup] = view.record.slots[slot_name(view.group)].model
        if session is None or not guarded_fields(model):
            return
        identity = RecordId(view.record.id)
        self.around.tasks.write(
            None, lambda workspace: workspace.note_look(session, "conflict", identity)
        )

    def _told(self) -> None:
        said = self.around.speech.say("conflicts.resolved")
        self.around.shell.tell(Message(said, "good"))
        self.show_desk()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()
        view = self.deciding.view
        is_front = self._stack.currentWidget() is self.deciding
        if is_front and view is not None and changes.touches(str(view.record.id)):
            self.deciding.refresh()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        for one in (self.form, self.settling):
            if one is not None and one is not page:
                self._stack.drop(one)
        self.form = self.form if self.form is page else None
        self.settling = self.settling if self.settling is page else None
        self.moved.emit()
