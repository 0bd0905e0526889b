"""F6: from one part of the window to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.tab_order import takes_tab

if TYPE_CHECKING:
    from collections.abc import Sequence


def next_pane(panes: Sequence[QWidget], focused: QWidget | None) -> None:
    """Give the focus to the first control of the part after the one that has it."""
    at = next((n for n, one in enumerate(panes) if _holds(one, focused)), -1)
    for step in range(1, len(panes) + 1):
        first = first_control(panes[(at + step) % len(panes)])
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_control(pane: QWidget) -> QWidget | None:
    """Return what takes the focus first in a part of the window, in the order of Tab."""
    if not pane.isVisible():
        return None
    inside = set(pane.findChildren(QWidget))
    one = pane.nextInFocusChain()
    while one is not None and one is not pane:
        if one in inside and one.isVisible() and one.isEnabled() and takes_tab(one):
            return one
        one = one.nextInFocusChain()
    return None


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))
