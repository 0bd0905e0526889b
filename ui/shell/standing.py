"""How the registry stands, for title bar and navigation; asked on a reading thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.look.speech import Speech

NATION: Final = "00"


@dataclass(frozen=True, slots=True)
class State:
    """One line at the foot of the navigation, and the room and place it leads to."""

    icon: str
    words: str
    tone: Tone
    room: str
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What title bar and navigation show of a registry.

    Attributes:
        last_backup: When, as ISO 8601 in Thailand; None before the first.
        last_proof: When a restore was last rehearsed.
        is_backup_due: Whether a new backup is due.
        is_training: Whether all data are invented.
        is_desk_open: Whether this desk may record; after a restore it is opened first.
        unread: Bundles in the folder of exchange that were not taken in.
        unsent: Entries of this computer that some other office is not known to have.
    """

    office_th: str
    office_en: str
    last_backup: str | None
    last_proof: str | None
    is_backup_due: bool
    is_training: bool
    is_desk_open: bool
    unread: int
    unsent: int

    def states(self, speech: Speech) -> tuple[State, ...]:
        """Return what is said at the foot of the navigation, and where each line leads."""
        is_good = bool(self.last_backup) and not self.is_backup_due
        tone: Tone = "good" if is_good else "soon"
        said = [State("shield-check", self.backup(speech), tone, "settings", "backup")]
        for name, count, icon, errand in (
            ("unsent", self.unsent, "send", "send"),
            ("unread", self.unread, "inbox", "take"),
        ):
            if count:
                words = speech.say(f"ui.state.{name}", count=f"{count:,}")
                said.insert(0, State(icon, words, "soon", "exchange", errand))
        return tuple(said)

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


def standing(folder: Path | None, workspace: Workspace) -> Standing:
    """Return how the registry stands; `folder` is where bundles are carried."""
    from cso_registry.workspace.exchanging.news import news
    from cso_registry.workspace.keeping import is_due

    waits = None if workspace.office is None else news(workspace, folder)
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
        unread=0 if waits is None else waits.unread,
        unsent=0 if waits is None else waits.unsent,
    )
