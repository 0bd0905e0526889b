"""What a room is, what it is given, and what its page does. A room is one folder and one line.

The folder ``ui/<name>`` holds ``room.py`` with ``ROOM = Room(...)``, which imports nothing
heavy, and the module of its page. The line stands in ``ui/shell/rooms.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.commands.catalogue import Binding, Catalogue
    from ui.look.look import Look
    from ui.look.parts import Tone
    from ui.look.speech import Speech
    from ui.settings.keeper import Keeper
    from ui.tasks.desk import Tasks
    from ui.tasks.errand import Trouble


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say that stops nobody.

    Attributes:
        text: A whole sentence, in the language spoken.
        tone: What it means.
        details: More, shown when asked for.
        action: Words of one thing to do about it.
        do: Does it.
    """

    text: str
    tone: Tone = "accent"
    details: str = ""
    action: str = ""
    do: Callable[[], object] | None = None


class Shell(Protocol):
    """What a page may ask of the window."""

    def go(self, room: str, record: str = "") -> None:
        """Open a room by its name, and a record in it by its identity."""
        ...

    def open_record(self, record_type: str, identity: str) -> None:
        """Open a record in the room that shows its type."""
        ...

    def tell(self, message: Message) -> None:
        """Say something in the message bar."""
        ...

    def tell_trouble(self, trouble: Trouble) -> None:
        """Say why something did not come about; a bug also writes its report."""
        ...

    def help(self, page: str) -> None:
        """Open a page of the help."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that a page is given; nothing is global."""

    look: Look
    speech: Speech
    tasks: Tasks
    commands: Catalogue
    shell: Shell
    keeper: Keeper


class RoomPage(QWidget):
    """The page of a room; made when it is first entered, and kept.

    Attributes:
        moved: What `crumbs` returns is another now, or what can be done.
    """

    moved = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.around = around
        around.look.clothe(self)

    def crumbs(self) -> tuple[str, ...]:
        """Return where in the room one is, after the room's own title."""
        return ()

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that this page does, by identity of the command."""
        return {}

    def open_record(self, identity: str) -> None:
        """Show a record of a type that this room shows; rooms without records do nothing."""

    def place(self) -> str:
        """Return the identity of the record in front, or nothing; for going back and forward."""
        return ""

    def enter(self) -> None:
        """Be shown; called each time, after which the focus stands where one begins."""

    def may_leave(self) -> bool:
        """Return whether the page may be left now; what is typed is kept either way."""
        return True

    def help_page(self) -> str:
        """Return the help page of what is in front, or nothing for that of the room."""
        return ""


@dataclass(frozen=True, slots=True)
class Room:
    """One room, known before anything of it is loaded.

    Attributes:
        name: Its folder; the texts ``ui.room.<name>`` name it.
        icon: Name of an icon.
        page: Where its page is found, such as ``ui.today.page:TodayPage``.
        help: The help page of the room.
        records: The types of records that it opens.
        commands: What can be done only here.
        waiting: Where the function is found that counts what waits in it,
            ``(Workspace) -> int``; run on a reading thread after each change.
        at_work: Where something is found that goes on while somebody is signed in, whatever
            room is open: ``(Surroundings, QObject) -> QObject``.
        at_foot: Whether it stands at the foot of the navigation, such as the settings.
        ways: Places in it that are reached from everywhere, each by a command.
        group: The group that it stands in: the texts ``ui.group.<group>`` name it; the first
            room of all stands in none.
        keys: Go to it from everywhere.
        tabs: The names of its tabs, which are found from everywhere.
    """

    name: str
    icon: str
    page: str
    help: str
    records: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    waiting: str = ""
    at_work: str = ""
    at_foot: bool = False
    ways: tuple[tuple[str, Command], ...] = ()
    group: str = ""
    keys: str = ""
    tabs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the key of its title."""
        return f"ui.room.{self.name}"

    def going(self) -> tuple[tuple[str, Command], ...]:
        """Return the commands that lead to it and into it, each with the place it leads to."""
        go = Command(f"go.{self.name}", Menu.GO, self.icon, self.keys, words=self.title)
        tabs = (
            (tab, Command(f"go.{self.name}.{tab}", None, self.icon, words=f"ui.list.{tab}"))
            for tab in self.tabs
        )
        return (("", go), *self.ways, *tabs)

    def make(self, around: Surroundings) -> RoomPage:
        """Load and make its page."""
        made = loaded(self.page)(around)
        if not isinstance(made, RoomPage):
            raise TypeError(self.page)
        return made


def loaded(where: str) -> Any:
    """Return what is found at ``module:name``."""
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
