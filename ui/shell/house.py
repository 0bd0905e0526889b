"""The window while somebody is signed in: rooms, title bar, messages, jobs, palette."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.commands.finding import Found, find_records
from ui.commands.on_page import buttons_of
from ui.commands.palette import Palette
from ui.exchange.places import carried_folder
from ui.look.measures import Type
from ui.look.parts import Wrapped, row
from ui.shell.desk_opening import offer_opening
from ui.shell.jobs_panel import JobsPanel
from ui.shell.message_bar import MessageBar
from ui.shell.navigation import Navigation
from ui.shell.panes import next_pane
from ui.shell.room import Message, Room, RoomPage, Surroundings, loaded
from ui.shell.standing import Standing, standing
from ui.shell.title_bar import TitleBar
from ui.shell.trail import Spot, Trail
from ui.widgets.front_stack import FrontStack, scrolled_when_small

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ui.commands.catalogue import Catalogue
    from ui.commands.finding import FoundRecord
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.settings.keeper import Keeper
    from ui.tasks.desk import Changes, Tasks
    from ui.tasks.errand import Trouble

HELP: Final = "help"


class House(QWidget):
    """Hosts the rooms and leads from one to another; what happens in them is theirs.

    Attributes:
        room_changed: The name of the room one came to.
        troubled: A `Trouble` to be put into words.
    """

    room_changed = Signal(str)
    troubled = Signal(object)

    def __init__(
        self,
        rooms: tuple[Room, ...],
        look: Look,
        speech: Speech,
        tasks: Tasks,
        commands: Catalogue,
        keeper: Keeper,
    ) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rooms = {room.name: room for room in rooms}
        self._look, self._speech, self._tasks, self.commands = look, speech, tasks, commands
        self._around = Surroundings(look, speech, tasks, commands, self, keeper)
        self._pages: dict[str, RoomPage] = {}
        self._at_work: list[QObject] = []
        self._trail = Trail()
        self._standing: Standing | None = None
        self._officer = ""
        self._declare(rooms)
        self.navigation = Navigation(rooms, look, speech, keeper.now.folded)
        self.title, self.messages = TitleBar(commands, look, speech), MessageBar(look, speech)
        self.stack = FrontStack()
        self._lay_out()
        self.jobs = JobsPanel(look, speech, self)
        self.palette_box = Palette(look, speech, self, known=self._known, ask=self._ask_records)
        for part in (self._band, self.navigation, self.title, self.messages, self.jobs):
            look.clothe(part)
        look.clothe(self.palette_box)
        self._bind()
        look.keep(self, self._fit)
        self.navigation.chosen.connect(self.go)
        self.navigation.asked.connect(self.go)
        self.navigation.folded.connect(self._keep_folded)
        tasks.changed.connect(self._on_changed)
        tasks.job_changed.connect(self.jobs.show_job)
        tasks.troubled.connect(self.troubled)
        speech.changed.connect(self._say)
        keeper.changed.connect(partial(self._on_changed, None))

    @property
    def page(self) -> RoomPage | None:
        """Return the page in front."""
        found = self.stack.currentWidget()
        return found if isinstance(found, RoomPage) else None

    @property
    def room(self) -> str:
        """Return the name of the room in front."""
        page = self.page
        return next((name for name, one in self._pages.items() if one is page), "")

    def begin(self, officer: str, room: str) -> None:
        """Let an officer in, into a room or the first one."""
        self._officer = officer
        # What the first page asks comes before what stands around it.
        self.go(room if room in self.rooms else next(iter(self.rooms)))
        self._set_to_work()
        self.ask_standing()

    def leave(self) -> None:
        """Close every page; nothing of one officer is left for the next."""
        self.palette_box.hide()
        self.messages.clear()
        self.jobs.clear_ended()
        self._trail.forget()
        self._standing = None
        for one in self._at_work:
            one.deleteLater()
        self._at_work.clear()
        self.commands.enter({})
        for page in self._pages.values():
            self.stack.drop(page)
        self._pages.clear()

    def go(self, room: str, record: str = "") -> None:
        """Open a room by its name, and a record in it by its identity."""
        if self.page is not None and room != self.room and not self.page.may_leave():
            self.navigation.set_room(self.room)
            return
        page = self._page(room)
        self.stack.setCurrentWidget(page)
        self.navigation.set_room(room)
        if record:
            page.open_record(record)
        page.enter()
        self._arrive()
        self.room_changed.emit(room)

    def open_record(self, record_type: str, identity: str) -> None:
        """Open a record in the room that shows its type."""
        for room in self.rooms.values():
            if record_type in room.records:
                self.go(room.name, identity)
                return

    def tell(self, message: Message) -> None:
        """Say something in the message bar."""
        self.messages.tell(message)

    def tell_trouble(self, trouble: Trouble) -> None:
        """Say why something did not come about; a bug also writes its report."""
        self.troubled.emit(trouble)

    def help(self, page: str = "") -> None:
        """Open a page of the help: the one named, or that of the page in front."""
        here = self.rooms.get(self.room)
        in_front = "" if self.page is None else self.page.help_page()
        self.go(HELP, page or in_front or ("" if here is None else here.help))

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1) to where one was."""
        spot = self._trail.step(by)
        if spot is not None:
            self.go(spot.room, spot.record)

    def next_pane(self) -> None:
        """Take the focus to the next part of the window."""
        panes: list[QWidget] = [self.navigation, self.title, self.messages, self.stack, self.jobs]
        next_pane(panes, self.window().focusWidget())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the rooms the most of a small window."""
        super().resizeEvent(event)
        self._fit()

    def ask_standing(self) -> None:
        """Ask anew how the registry stands and what waits in the rooms."""
        folder = carried_folder(self._around.keeper)
        self._tasks.ask(self, partial(standing, folder), self._on_standing, topic="standing")
        for room in self.rooms.values():
            if room.waiting:
                show = partial(self.navigation.set_waiting, room.name)
                self._tasks.ask(self, partial(_count, room), show, topic=f"waiting {room.name}")

    def _set_to_work(self) -> None:
        if not self._at_work:
            rooms = (room for room in self.rooms.values() if room.at_work)
            self._at_work = [loaded(room.at_work)(self._around, self) for room in rooms]

    def _page(self, room: str) -> RoomPage:
        if room not in self._pages:
            page = self.rooms[room].make(self._around)
            page.moved.connect(partial(self._on_moved, page))
            self._pages[room] = page
            self.stack.addWidget(page)
        return self._pages[room]

    def _on_moved(self, page: RoomPage) -> None:
        if page is self.page:
            self._arrive()

    def _arrive(self) -> None:
        """Show where one is, and offer what can be done there."""
        page, room = self.page, self.room
        if page is None:
            return
        self.title.set_crumbs((self._speech.say(self.rooms[room].title), *page.crumbs()))
        self._trail.come(Spot(room, page.place()))
        self.commands.enter(page.bindings())
        self.palette_box.renew()

    def _declare(self, rooms: tuple[Room, ...]) -> None:
        commands = self.commands
        for room in rooms:
            commands.declare(room.commands)
            for place, command in room.going():
                commands.declare((command,))
                go = partial(self.go, room.name, place)
                commands.bind(command.id, go, self._why_not_inside)

    def _bind(self) -> None:
        commands = self.commands
        commands.bind("app.back", partial(self.step, -1), self._why_not_back)
        commands.bind("app.forward", partial(self.step, 1), self._why_not_forward)
        commands.bind("app.palette", self.palette_box.open)
        commands.bind("app.next_pane", self.next_pane)
        commands.bind("app.menu", self.title.menu.showMenu)
        commands.bind("app.jobs", self._toggle_jobs)
        commands.bind("app.help", self.help)

    def _fit(self) -> None:
        self.navigation.fit(self.width())

    def _keep_folded(self, folded: tuple[str, ...]) -> None:
        keeper = self._around.keeper
        keeper.now = replace(keeper.now, folded=folded)
        keeper.keep()

    def _toggle_jobs(self) -> None:
        self.jobs.setVisible(not self.jobs.isVisible())
        self.jobs.settle()

    def _why_not_inside(self) -> str:
        is_inside = self._tasks.session is not None
        return "" if is_inside else self._speech.say("ui.command.sign_in_first")

    def _why_not_back(self) -> str:
        return "" if self._trail.can_go_back else self._speech.say("ui.command.nothing_before")

    def _why_not_forward(self) -> str:
        return "" if self._trail.can_go_forward else self._speech.say("ui.command.nothing_after")

    def _on_changed(self, _: Changes | None) -> None:
        if self._tasks.session is not None:
            self.ask_standing()

    def _on_standing(self, found: Standing) -> None:
        before, self._standing = self._standing, found
        if not found.is_desk_open and (before is None or before.is_desk_open):
            offer_opening(self, self, self._speech, self._tasks)
        self._say()

    def _say(self) -> None:
        found = self._standing
        if found is None:
            return
        office = found.office(self._speech.language)
        self.title.set_people(office, self._officer, is_training=found.is_training)
        self.navigation.set_states(found.states(self._speech))
        self._band.setVisible(found.is_training)
        self._arrive()

    def _known(self) -> list[Found]:
        """Return every command and every button of the page as the palette shows them."""
        here = self._speech.say("ui.palette.here")
        return [
            *(self._command(one.id) for one in self.commands if one.id != "app.palette"),
            *([] if self.page is None else buttons_of(self.page, here)),
        ]

    def _command(self, command: str) -> Found:
        commands, one = self.commands, self.commands.command(command)
        return Found(
            title=commands.words(command),
            kind=self._speech.say(self._kind(command)),
            icon=one.icon or "bolt",
            do=partial(commands.do, command),
            keys=commands.keys(command),
            why_not=commands.why_not(command),
            also=commands.other_words(command),
        )

    def _kind(self, command: str) -> str:
        """Return the key of what a command is; a tab is known by its room."""
        whole, _, room = command.partition(".")
        if whole != "go":
            return "ui.palette.command"
        name, _, tab = room.partition(".")
        return self.rooms[name].title if tab else "ui.palette.room"

    def _ask_records(self, text: str, then: Callable[[list[Found]], None]) -> None:
        def show(found: list[FoundRecord]) -> None:
            then([self._found(one) for one in found if self._opens(one.record_type)])

        self._tasks.ask(self, lambda workspace: find_records(workspace, text), show, topic="find")

    def _opens(self, record_type: str) -> bool:
        return any(record_type in room.records for room in self.rooms.values())

    def _found(self, one: FoundRecord) -> Found:
        speech = self._speech
        kind = speech.texts.value(f"record.{one.record_type}").say(speech.language)
        open_it = partial(self.open_record, one.record_type, one.identity)
        room = next(room for room in self.rooms.values() if one.record_type in room.records)
        return Found(one.title, kind, room.icon, open_it, note=one.note)

    def _lay_out(self) -> None:
        whole, right = row(self._look, self, gap=0), QVBoxLayout()
        right.setSpacing(0)
        self._band = QWidget()
        self._band.setProperty("role", "training")
        self._band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words: QLabel = Wrapped(kind=Type.SMALL, tone="soon")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._speech.put(words, words.setText, "ui.training.band")
        row(self._look, self._band, gap=0).addWidget(words)
        self._band.hide()
        right.addWidget(self._band)
        right.addWidget(self.title)
        right.addWidget(self.messages)
        area = scrolled_when_small(self.stack)
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
            self._look.clothe(bar)
        right.addWidget(area, 1)
        whole.addWidget(self.navigation)
        whole.addLayout(right, 1)


def _count(room: Room, workspace: object) -> int:
    counted: int = loaded(room.waiting)(workspace)
    return counted
