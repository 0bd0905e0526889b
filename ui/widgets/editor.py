"""What every input has in common: a value as an act takes it, and what was typed as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, column, marked

if TYPE_CHECKING:
    from cso_registry.kernel.errors import RegistryError
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Editor(QWidget):
    """An input for one field.

    Attributes:
        changed: The person changed it.
        left: The person went on to something else.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.body = column(around.look, self, gap=GRID)
        self.note = Wrapped(kind=Type.SMALL, tone="secondary")
        self.note.hide()
        self._inputs: list[QWidget] = []

    def plain(self) -> Any:
        """Return the value as JSON says it, None when nothing was typed.

        Raises:
            InputError: What was typed cannot be read.
        """
        raise NotImplementedError

    def put(self, plain: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def raw(self) -> Any:
        """Return what was typed, as JSON says it, readable or not; for drafts and undo."""
        return self.plain()

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        self.put(raw)

    def settle(self) -> None:
        """Take what can only be meant, when one goes on without choosing."""

    def say_name(self, name: str, help_text: str) -> None:
        """Tell a screen reader what is asked here."""
        for one in self._inputs:
            one.setAccessibleName(name)
            one.setAccessibleDescription(help_text)

    def set_wrong(self, wrong: str) -> None:
        """Show that the value is not accepted; the sentence stands below."""
        for one in self._inputs:
            marked(one, state="wrong" if wrong else "")

    def tell(self, text: str, tone: Tone = "secondary") -> None:
        """Say something below the input; nothing takes no room."""
        if text != self.note.plain:
            self.note.setText(text)
        self.note.set_tone(tone)
        self.note.setVisible(bool(text))

    def tell_error(self, error: RegistryError) -> None:
        """Say why what was typed cannot be read."""
        self.tell(" ".join(self.around.speech.error(error)), "late")

    def takes(self, widget: QWidget) -> None:
        """Take part in the keys of a form with an input of Qt."""
        self._inputs.append(widget)
        widget.installEventFilter(self)
        if len(self._inputs) == 1:
            self.setFocusProxy(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go on by Enter, tell when the input is left, leave Ctrl+Z to the form."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.left.emit()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress and self._goes_on(watched, event):
                self.focusNextChild()
                return True
            if kind == QEvent.Type.ShortcutOverride and _is_undo(event):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _goes_on(self, watched: QObject, key: QKeyEvent) -> bool:
        if key.key() not in ENTER or key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if isinstance(watched, QComboBox | QLineEdit):
            return QApplication.activePopupWidget() is None
        return not isinstance(watched, QPlainTextEdit) and not watched.property("presses")


def _is_undo(key: QKeyEvent) -> bool:
    return key.key() == Qt.Key.Key_Z and bool(key.modifiers() & Qt.KeyboardModifier.ControlModifier)
