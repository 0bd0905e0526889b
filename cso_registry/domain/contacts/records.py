"""What is kept of a contact with a subject; what was said is personal."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Day, Line, Lines, Personal
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.kernel.ids import OfficerId, OrganizationId

CONTACT_OF = "CONTACT-OF"
"""Under this scheme a contact is found by its subject."""


class Means(StrEnum):
    """How a subject was reached, or reached us."""

    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    LETTER = "letter"
    EMAIL = "email"
    MESSAGE = "message"


class Spoken(FieldGroup):
    """One contact; `reached` is false for a call that nobody answered."""

    organization: OrganizationId
    contacted: Day
    means: Means
    reached: bool = True
    spoke_with: Personal[Line | None] = None
    topic: Line
    said: Personal[Lines | None] = None
    spoken_by: OfficerId
    next_step: Line | None = None
    next_day: Day | None = None


class NextStepDone(FieldGroup):
    """The next step that was agreed is done."""

    done_on: Day
    note: Lines | None = None


class ContactNote(Record, type="contact_note"):
    """One contact with a subject."""

    spoken = Group(Spoken, legal=True)
    done = Items(NextStepDone, legal=True)
    erasures = Items(Erasure, legal=True)

    def shadow(self) -> Shadow:
        """Return its line in the list, and the day of the next step while it is open."""
        spoken = self.spoken
        if spoken is None:
            return EMPTY
        is_open = spoken.next_day is not None and not self.done
        line = record_line(
            self.type,
            title=spoken.topic,
            sort=spoken.contacted.isoformat(),
            status="open" if is_open else "noted" if spoken.reached else "not_reached",
            province=self.scope,
            about=spoken.organization,
            until=spoken.next_day,
        )
        dues = (
            (Due(spoken.next_day.isoformat(), "next_step", spoken.next_step or ""),)
            if is_open and spoken.next_day is not None
            else ()
        )
        return Shadow(listing=line, identifiers=((CONTACT_OF, spoken.organization),), dues=dues)
