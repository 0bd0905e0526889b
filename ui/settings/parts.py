"""The sections of the settings: one line here for each; a section is a card of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ui.shell.room import loaded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.room import Surroundings


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        name: Its title is the text ``ui.settings.<name>``.
        icon: Name of an icon.
        part: Where its widget is found, such as ``ui.settings.looks:Looks``.
        words: The key of words by which it is found, too.
    """

    name: str
    icon: str
    part: str
    words: str = ""

    def make(self, around: Surroundings) -> QWidget:
        """Load and make it."""
        made: QWidget = loaded(self.part)(around)
        return made


SECTIONS: Final = (
    Section("looks", "palette", "ui.settings.looks:Looks", "ui.settings.looks_words"),
    Section("desk", "lock", "ui.settings.this_desk:ThisDesk", "ui.settings.desk_words"),
)
