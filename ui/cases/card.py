"""What the own cards of a kind of case have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ui.look.parts import Card

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


class CaseCard(Card):
    """A card that shows its part of the view of a case.

    Attributes:
        asked: Something is to be done: an act or `paper`, and the item that it is about.
        around: What a page is given.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self.around = around

    def show_view(self, view: Any) -> None:
        """Show what it shows of a view."""
        raise NotImplementedError
