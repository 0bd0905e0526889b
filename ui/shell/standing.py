"""How the registry stands, for title bar and navigation; asked on a reading thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.workspace import Workspace
    from ui.look.speech import Speech

NATION: Final = "00"


@dataclass(frozen=True, slots=True)
class Standing:
    """What title bar and navigation show of a registry.

    Attributes:
        last_backup: When, as ISO 8601 in Thailand; None before the first.
        last_proof: When a restore was last rehearsed.
        is_backup_due: Whether a new backup is due.
        is_training: Whether all data are invented.
        is_desk_open: Whether this desk may record; after a restore it is opened first.
    """

    office_th: str
    office_en: str
    last_backup: str | None
    last_proof: str | None
    is_backup_due: bool
    is_training: bool
    is_desk_open: bool

    def office(self, language: Language) -> str:
        """Return the name of the office."""
        return (self.office_en or self.office_th) if language == "en" else self.office_th

    def backup(self, speech: Speech) -> str:
        """Return in words how the last backup stands."""
        if not self.last_backup:
            return speech.say("ui.state.no_backup")
        moment = datetime.fromisoformat(self.last_backup)
        day = speech.day(moment.date())
        if self.is_backup_due:
            return speech.say("ui.state.backup_due", day=day)
        key = "ui.state.backed_up_proved" if self.last_proof else "ui.state.backed_up"
        return speech.say(key, day=day, time=f"{moment:%H:%M}")


def standing(workspace: Workspace) -> Standing:
    """Return how the registry stands."""
    from cso_registry.workspace.keeping import is_due

    office = workspace.office
    identity = None if office is None else office.identity
    return Standing(
        office_th="" if identity is None else identity.name_th,
        office_en="" if identity is None else identity.name_en or "",
        last_backup=workspace.last_backup,
        last_proof=workspace.last_proof,
        is_backup_due=is_due(workspace.last_backup, workspace.today),
        is_training=workspace.is_training,
        is_desk_open=workspace.is_desk_open,
    )
