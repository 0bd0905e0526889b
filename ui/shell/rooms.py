"""The rooms, in the order of the navigation, group by group: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.agreements.room import ROOM as AGREEMENTS
from ui.calendar.room import ROOM as CALENDAR
from ui.calls.room import ROOM as CALLS
from ui.certification.room import ROOM as CERTIFICATION
from ui.committee.room import ROOM as COMMITTEE
from ui.delivery.room import ROOM as DELIVERY
from ui.exchange.room import ROOM as EXCHANGE
from ui.guided.room import ROOM as GUIDED
from ui.help.room import ROOM as HELP
from ui.journal.room import ROOM as JOURNAL
from ui.letters.room import ROOM as LETTERS
from ui.missions.room import ROOM as MISSIONS
from ui.notices.room import ROOM as NOTICES
from ui.organizations.room import ROOM as ORGANIZATIONS
from ui.screening.room import ROOM as SCREENING
from ui.selection.room import ROOM as SELECTION
from ui.settings.room import ROOM as SETTINGS
from ui.supervision.room import ROOM as SUPERVISION
from ui.today.room import ROOM as TODAY
from ui.upkeep.room import ROOM as UPKEEP

if TYPE_CHECKING:
    from ui.shell.room import Room

ROOMS: Final[tuple[Room, ...]] = (
    TODAY,
    ORGANIZATIONS,
    SCREENING,
    CERTIFICATION,
    MISSIONS,
    CALLS,
    SELECTION,
    COMMITTEE,
    AGREEMENTS,
    DELIVERY,
    NOTICES,
    CALENDAR,
    SUPERVISION,
    UPKEEP,
    JOURNAL,
    LETTERS,
    EXCHANGE,
    GUIDED,
    HELP,
    SETTINGS,
)
