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
        name: Its title is the text ``ui.settings.<name>``; ``ui.settings.<name>_words`` are
            other words by which it is found.
        icon: Name of an icon.
        part: Where its widget is found, such as ``ui.settings.looks:Looks``.
        help: Its help page.
    """

    name: str
    icon: str
    part: str
    help: str = "desk"

    def make(self, around: Surroundings) -> QWidget:
        """Load and make it."""
        made: QWidget = loaded(self.part)(around)
        return made


SECTIONS: Final = (
    Section("looks", "palette", "ui.settings.looks:Looks"),
    Section("desk", "lock", "ui.settings.this_desk:ThisDesk"),
    Section("office", "building", "ui.settings.office:OfficePart", help="start"),
    Section("officers", "users", "ui.settings.officers:OfficersPart", help="officers"),
    Section("policies", "scale", "ui.settings.policies:PoliciesPart", help="settings"),
    Section("lists", "list-details", "ui.settings.word_lists:WordListsPart", help="settings"),
    Section("clauses", "notebook", "ui.settings.clauses:ClausesPart", help="agreements"),
    Section("templates", "file-text", "ui.settings.templates:TemplatesPart", help="papers"),
    Section("backup", "device-floppy", "ui.settings.backup:BackupPart", help="backup"),
    Section("keys", "key", "ui.settings.keys:KeysPart", help="backup"),
    Section("year_end", "calendar", "ui.settings.year_end:YearEndPart", help="numbers"),
)
