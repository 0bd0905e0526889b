"""What was typed in one field, as a step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from ui.forms.form import ActForm

STEP: Final = 1


class Typed(QUndoCommand):
    """A change of one field; keys that follow each other are one step."""

    def __init__(self, form: ActForm, name: str, before: Any, after: Any) -> None:
        super().__init__()
        self._form, self.name = form, name
        self._before, self.after = before, after
        self._is_first = True

    def id(self) -> int:
        """Return that steps of this kind may be joined."""
        return STEP

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Join a step of the same field that only goes on with it."""
        if not isinstance(other, Typed) or other.name != self.name:
            return False
        if not _goes_on(self.after, other.after):
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        """Show what stood there before."""
        self._put(self._before)

    def redo(self) -> None:
        """Show it again."""
        if self._is_first:
            self._is_first = False
            return
        self._put(self.after)

    def _put(self, raw: Any) -> None:
        row = self._form.rows[self.name]
        row.editor.put_raw(raw)
        self._form.note_raw(self.name, raw)
        self._form.go_to(self.name)


def _goes_on(before: Any, after: Any) -> bool:
    """Return whether a text only grew inside the same word."""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    grown = after.removeprefix(before)
    return after.startswith(before) and not any(letter.isspace() for letter in grown)
