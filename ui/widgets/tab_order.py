"""The order of Tab: that of the layout, also where parts were added later.

Qt puts what is made last at the end of the whole window, behind the buttons of the form and
the navigation; to move it forward corrupts the order where one widget hands its focus on to
another. So whoever holds the parts finds the next one itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def stops(whole: QWidget | QLayout) -> Iterator[QWidget]:
    """Yield what takes Tab inside a widget, in the order in which it is laid out."""
    if isinstance(whole, QScrollArea):
        inner = whole.widget()
        if inner is not None:
            yield from stops(inner)
        return
    layout = whole if isinstance(whole, QLayout) else whole.layout()
    for at in range(0 if layout is None else layout.count()):
        item = None if layout is None else layout.itemAt(at)
        inside = None if item is None else item.widget() or item.layout()
        if isinstance(inside, QWidget) and takes_tab(inside):
            yield inside
        elif inside is not None:
            yield from stops(inside)


def takes_tab(widget: QWidget) -> bool:
    """Return whether Tab stops at a widget; what only hands the focus on does not."""
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_stop and widget.focusProxy() is None


def step(whole: QWidget, order: Sequence[QWidget], *, forward: bool) -> bool:
    """Take the focus to the next of `order`, or out of `whole` at its end.

    Returns:
        Whether it was taken somewhere; not when nothing of `order` has it.
    """
    usable = [one for one in order if one.isVisible() and one.isEnabled()]
    focused = whole.window().focusWidget()
    if focused not in usable:
        return False
    at = usable.index(focused) + (1 if forward else -1)
    found = usable[at] if 0 <= at < len(usable) else _outside(whole, forward=forward)
    if found is None:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def _outside(whole: QWidget, *, forward: bool) -> QWidget | None:
    one: QWidget | None = whole
    while one is not None:
        one = one.nextInFocusChain() if forward else one.previousInFocusChain()
        if one is None or one is whole:
            return None
        is_free = one.isVisible() and one.isEnabled() and takes_tab(one)
        if is_free and not one.isWindow() and not whole.isAncestorOf(one):
            return one
    return None
