"""The catalogue: one action for each command, bound by whoever can do it now.

A command nobody can do now stays in menu and palette, greyed, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcutEvent

from ui.commands.command import EVERYWHERE, Command
from ui.commands.thai_keys import key_at, sequences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QWidget

    from cso_registry.domain.vocabulary.model import Language
    from ui.look.look import Look
    from ui.look.speech import Speech

ELLIPSIS = "…"
NOT_HERE = "ui.command.not_here"
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(slots=True, eq=False)
class Binding:
    """Who does a command, and why it may not be done now.

    Attributes:
        do: Does it.
        why_not: Returns a sentence when it cannot be done now, else nothing.
    """

    do: Callable[[], object]
    why_not: Callable[[], str] = field(default=lambda: "")


class DoubleKeyError(ValueError):
    """Two commands want the same keys; a fault of the program."""


class CommandAction(QAction):
    """An action whose key and Thai twin may be the same key press.

    Where both layouts are loaded, Qt finds the key and its twin at once, calls that ambiguous
    and does nothing.
    """

    def event(self, event: QEvent) -> bool:
        """Do it all the same: both mean this action."""
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.trigger()
            return True
        return super().event(event)


class Catalogue(QObject):
    """All commands as actions of one window; keys work wherever the focus is in it."""

    def __init__(self, window: QWidget, speech: Speech, look: Look) -> None:
        super().__init__(window)
        self._window, self._speech, self._look = window, speech, look
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._always: dict[str, Binding] = {}
        self._here: dict[str, Binding] = {}
        self._keys: dict[str, str] = {}
        self._shadowed: set[str] = set()
        self._seen: set[str] = set()
        self._pressed = ""
        self.declare(EVERYWHERE)
        speech.changed.connect(self.renew)

    def declare(self, commands: Iterable[Command]) -> None:
        """Take commands into the catalogue.

        Raises:
            DoubleKeyError: a key sequence, or its Thai twin, is taken.
        """
        for command in commands:
            keys = sequences(command.keys) if command.keys else []
            keys = [key for at, key in enumerate(keys) if self._claim(key, command, is_twin=at > 0)]
            action = CommandAction(self._window)
            action.setObjectName(command.id)
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, one=command.id: self._on_action(one))
            self._commands[command.id], self._actions[command.id] = command, action
            self._window.addAction(action)
            self._show(command)

    def bind(
        self, command: str, do: Callable[[], object], why_not: Callable[[], str] | None = None
    ) -> None:
        """Let `do` do a command in every room."""
        self._always[command] = Binding(do, why_not or (lambda: ""))
        self._show(self._commands[command])

    def enter(self, bindings: dict[str, Binding]) -> None:
        """Take the commands of the page now in front, in place of those of the last one."""
        unknown = bindings.keys() - self._commands.keys()
        if unknown:
            raise KeyError(*unknown)
        self._here = bindings
        self.renew()

    def renew(self) -> None:
        """Look anew at words and at what can be done now."""
        for command in self._commands.values():
            self._show(command)

    def why_not(self, command: str) -> str:
        """Return why a command cannot be done now; nothing when it can."""
        bound = self._here.get(command) or self._always.get(command)
        return self._speech.say(NOT_HERE) if bound is None else bound.why_not()

    def do(self, command: str) -> None:
        """Do a command, if it can be done."""
        bound = self._here.get(command) or self._always.get(command)
        if bound is not None and not bound.why_not():
            bound.do()

    def note_press(self, event: QEvent) -> None:
        """Note which key of a digit is pressed before it is looked for among the shortcuts."""
        self._pressed = ""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = key_at(event.nativeScanCode(), QGuiApplication.platformName())
            if key.isdecimal():
                pressed = QKeyCombination(event.modifiers() & HELD, Qt.Key(ord(key)))
                self._pressed = _spelt(QKeySequence(pressed))

    def action(self, command: str) -> QAction:
        """Return the action of a command, for a menu or a button."""
        if command not in self._seen:
            self._seen.add(command)
            self._show(self._commands[command])
        return self._actions[command]

    def command(self, command: str) -> Command:
        """Return a command."""
        return self._commands[command]

    def words(self, command: str) -> str:
        """Return what a command is called."""
        one = self._commands[command]
        return self._speech.say(one.text) + (ELLIPSIS if one.more else "")

    def other_words(self, command: str) -> str:
        """Return other words by which a command is found: in both languages, and its own."""
        one = self._commands[command]
        keys = (one.text, one.also) if one.also else (one.text,)
        languages: tuple[Language, ...] = ("th", "en")
        return " ".join(self._speech.say_in(said, key) for said in languages for key in keys)

    def keys(self, command: str) -> str:
        """Return the keys of a command as they are written on keyboards, or nothing."""
        first = QKeySequence(self._commands[command].keys)
        return first.toString(QKeySequence.SequenceFormat.NativeText)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def _claim(self, key: QKeySequence, command: Command, *, is_twin: bool) -> bool:
        """Return whether a key is free for a command, which has it then.

        The key 3 gives - in Thai, and - is a key of its own: the one that was pressed decides.
        """
        spelt = _spelt(key)
        holder = self._keys.get(spelt)
        if holder is None:
            self._keys[spelt] = command.id
            return True
        if not is_twin or spelt in self._shadowed or self._commands[holder].keys != spelt:
            raise DoubleKeyError(f"{spelt}: {holder} and {command.id}")
        self._shadowed.add(spelt)
        return False

    def _on_action(self, command: str) -> None:
        """Do a command, or that of the digit whose key was pressed.

        In Thai the key 3 gives -, and with Shift ๒, which Qt takes for 2.
        """
        pressed, self._pressed = self._pressed, ""
        self.do(self._keys.get(pressed, command))

    def _show(self, command: Command) -> None:
        """Show whether a command can be done; its words and icon where they are seen."""
        action, reason = self._actions[command.id], self.why_not(command.id)
        action.setEnabled(not reason)
        if command.id not in self._seen:
            return
        words, keys = self.words(command.id), self.keys(command.id)
        action.setText(words)
        action.setToolTip(reason or (f"{words} ({keys})" if keys else words))
        if command.icon:
            action.setIcon(self._look.icon(command.icon))


def _spelt(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)
