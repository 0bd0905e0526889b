"""The buttons of the page in front: what can be done there is found by its name, too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from ui.commands.finding import Found

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ICON: Final = "target-arrow"
UNSEEN: Final = str.maketrans({"\u200b": None, "\u2060": None, "\u00a0": " "})
"""Marks where a line may break; nobody types them."""


def buttons_of(page: QWidget, kind: str) -> list[Found]:
    """Return what the buttons that are shown on a page do; greyed ones say why they are."""
    found: dict[str, Found] = {}
    for one in page.findChildren(QAbstractButton):
        title = (one.accessibleName() or one.text()).translate(UNSEEN)
        if not title or not one.isVisible() or (one.isEnabled() and title in found):
            continue
        why = "" if one.isEnabled() else one.toolTip() or title
        if one.isEnabled() or title not in found:
            found[title] = Found(title, kind, ICON, partial(_press, one), why_not=why)
    return list(found.values())


def _press(button: QAbstractButton) -> None:
    if isValid(button) and button.isVisible():
        button.setFocus()
        button.click()
