"""Buttons whose words follow the language and whose icon follows the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.look.parts import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from ui.look.parts import ButtonRole
    from ui.shell.room import Surroundings


def said_button(
    around: Surroundings,
    key: str,
    do: Callable[[], object],
    *,
    icon: str = "",
    role: ButtonRole = "plain",
) -> QPushButton:
    """Return a button.

    Args:
        around: What a page is given.
        key: The key of its words.
        do: What it does.
        icon: What stands before its words, in the colour of its role.
        role: How it stands out.
    """
    made = button(role=role)
    if icon:
        around.look.dress(made, icon, "on_accent" if role == "main" else "text")
    around.speech.put(made, made.setText, key)
    made.clicked.connect(lambda _=False: do())
    return made


def back_button(around: Surroundings, do: Callable[[], object]) -> QPushButton:
    """Return the quiet button that leads back to where one was."""
    return said_button(around, "ui.paper.back", do, icon="arrow-left", role="quiet")
