"""Cards beside one another where there is room, else below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout

if TYPE_CHECKING:
    from ui.look.look import Look

LEAST: Final = 250
"""So wide a card is read without effort, in pixels at 100 %."""


def beside(cards: QBoxLayout, look: Look, width: int) -> None:
    """Lay cards out for a width in pixels."""
    fits = width >= cards.count() * look.px(LEAST)
    way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
    if cards.direction() != way:
        cards.setDirection(way)
