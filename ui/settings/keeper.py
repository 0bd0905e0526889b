"""Keeps what a person chose, and lets the whole window wear it at once."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cso_registry.kernel.errors import RegistryError
from ui.look.look import Theme
from ui.look.measures import PERCENTS

if TYPE_CHECKING:
    from cso_registry.workspace.this_computer import Preferences, ThisComputer
    from ui.look.look import Look
    from ui.look.speech import Speech

log = logging.getLogger(__name__)


class Keeper(QObject):
    """The preferences of this desk.

    Attributes:
        changed: They are others now.
    """

    changed = Signal()

    def __init__(self, computer: ThisComputer, look: Look, speech: Speech) -> None:
        super().__init__()
        self.computer, self._look, self._speech = computer, look, speech
        self.now: Preferences = computer.preferences()

    def wear(self) -> None:
        """Let the window look and speak as was chosen."""
        known = {theme.value for theme in Theme}
        theme = Theme(self.now.theme) if self.now.theme in known else Theme.SYSTEM
        self._look.wear(theme, self.now.percent)
        self._speech.speak(self.now.language)

    def choose(self, **chosen: Any) -> None:
        """Take what was chosen, wear it and keep it; a disk that refuses is only logged."""
        before = self.now
        self.now = replace(before, **chosen)
        if (before.theme, before.percent) != (self.now.theme, self.now.percent):
            self.wear()
        self._speech.speak(self.now.language)
        self.keep()
        self.changed.emit()

    def keep(self) -> None:
        """Write the preferences down."""
        try:
            self.computer.keep(self.now)
        except RegistryError as error:
            log.warning("preferences.not_kept", extra={"facts": {"key": error.key}})

    def step_size(self, by: int) -> None:
        """Take the next larger (1) or smaller (-1) size of text."""
        sizes = sorted({*PERCENTS, self.now.percent})
        at = sizes.index(self.now.percent) + by
        self.choose(percent=sizes[max(0, min(len(sizes) - 1, at))])
