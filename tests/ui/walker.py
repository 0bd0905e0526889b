"""Walks a window as a reader of the screen and a person with large type would (R27, R29)."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.ui.longer_english import longer_english
from ui.look.parts import Elided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ui.look.look import Look, Theme
    from ui.look.speech import Speech

LOOKS, MS_BETWEEN_LOOKS = 40, 50
SCREEN = QSize(1366, 768)
WHOLE = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)


def shown(window: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that can be seen, if need be by scrolling."""
    yield from (one for one in (window, *window.findChildren(QWidget)) if one.isVisible())


def told(widget: QWidget) -> str:
    """A widget as a person would look for it."""
    names = [type(widget).__name__, widget.objectName()]
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    parent = widget.parentWidget()
    return f"{'/'.join(filter(None, names))} {text!r} in {type(parent).__name__}"


def unnamed(window: QWidget) -> list[str]:
    """Widgets that take the focus and tell a screen reader no name."""
    found = []
    for widget in shown(window):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget.window(), QLabel):
            continue
        if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
            continue  # the inner edit of a field speaks for the field
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not name.strip() and widget is not window and not is_frame(widget):
            found.append(told(widget))
    return found


def is_frame(widget: QWidget) -> bool:
    """Whether a widget only scrolls others and is passed through with the keyboard."""
    return type(widget).__name__ == "QScrollArea" and isinstance(widget, QAbstractScrollArea)


def clipped(window: QWidget, *, elides_hints: bool = False) -> list[str]:
    """Widgets whose text does not fit, or that stand out of their parent.

    Args:
        window: Where to look.
        elides_hints: Whether what stands in an empty field may end in dots, as Qt draws it.
    """
    QApplication.processEvents()
    found = []
    for widget in shown(window):
        if not isinstance(widget, WHOLE) or isinstance(widget.parentWidget(), QLineEdit):
            continue  # what stands inside a field is an icon that the field fits in
        needed, has = needed_size(widget), widget.size()
        if elides_hints and isinstance(widget, QLineEdit):
            needed.setWidth(0)
        if needed.width() > has.width() + 1 or needed.height() > has.height() + 1:
            found.append(f"{told(widget)} needs {needed.toTuple()}, has {has.toTuple()}")
        elif stands_out(widget):
            found.append(f"{told(widget)} stands out of its parent")
    return found


def clipped_at_rest(window: QWidget, *, elides_hints: bool = False) -> list[str]:
    """What is clipped once layouts and answers have come to rest."""
    found = clipped(window, elides_hints=elides_hints)
    for _ in range(LOOKS):
        if not found:
            break
        QTest.qWait(MS_BETWEEN_LOOKS)
        settle(window)
        found = clipped(window, elides_hints=elides_hints)
    return found


def needed_size(widget: QWidget) -> QSize:
    """The least size at which all of a widget's text is seen."""
    if isinstance(widget, Elided):
        return QSize(0, widget.sizeHint().height())
    if widget.hasHeightForWidth():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QLineEdit):
        shown_text = widget.text() or widget.placeholderText()
        wide = 0 if widget.text() else widget.fontMetrics().horizontalAdvance(shown_text)
        return QSize(wide, widget.fontMetrics().height())
    if isinstance(widget, QLabel) and not widget.text():
        return QSize(0, 0)
    return widget.minimumSizeHint() if isinstance(widget, QAbstractSpinBox) else widget.sizeHint()


def stands_out(widget: QWidget) -> bool:
    """Whether part of a widget lies outside its parent, which does not scroll."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return False
    grand = parent.parentWidget()
    if isinstance(grand, QAbstractScrollArea) and grand.viewport() is parent:
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def settle(window: QWidget) -> None:
    """Lets a window take the size that its content needs, as a window manager would."""
    QApplication.processEvents()
    window.resize(window.size().expandedTo(window.minimumSizeHint()))
    QApplication.processEvents()


def too_large(window: QWidget) -> list[str]:
    """Says when a window does not fit the smallest screen of an office."""
    least = window.minimumSizeHint()
    return [] if SCREEN.expandedTo(least) == SCREEN else [f"needs {least.toTuple()}"]


def assert_readable(
    window: QWidget,
    look: Look,
    speech: Speech,
    themes: tuple[Theme, ...] = (),
    places: Mapping[str, Callable[[], object]] | None = None,
    *,
    is_window: bool = False,
) -> None:
    """Asserts that a window has names for all and room for every word.

    In Thai and in words longer than English, at 100 and at 200 %, in the themes given (the one worn by default), at
    each place that one of `places` goes to. Clothes are changed least often: that is slow.

    Args:
        window: The window; it is grown where it is too small.
        look: Is worn.
        speech: Speaks.
        themes: The themes.
        places: How to get to the places, by name.
        is_window: Whether it is the whole window, which fits the smallest screen of an office;
            a page alone scrolls in it.
    """
    worn, percent, language = look.theme, look.percent, speech.language
    faults = []
    for theme, size in product(themes or (worn,), (100, 200)):
        look.wear(theme, size)
        for said in ("th", "en"):
            with longer_english():
                speech.speak(said)
                for place, go in (places or {"": lambda: None}).items():
                    go()
                    settle(window)
                    where = f"{place} {theme} {size} {said}"
                    # Hints are whole in Thai; no screen is wide enough for any language's.
                    cut = clipped_at_rest(window, elides_hints=said == "en")
                    faults += [f"{where}: no name: {one}" for one in unnamed(window)]
                    faults += [f"{where}: clipped: {one}" for one in cut]
                    if is_window:
                        faults += [f"{where}: too large: {one}" for one in too_large(window)]
    look.wear(worn, percent)
    speech.speak(language)
    assert not faults, "\n".join(faults)
