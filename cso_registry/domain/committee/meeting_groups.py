"""What is kept of a meeting: its call, its agenda, who sat, what was said and resolved."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cso_registry.domain.committee.groups import MemberGroup, Procedure, Seat
from cso_registry.domain.fields import (
    Code,
    Count,
    Day,
    Line,
    Lines,
    Personal,
    ReasonText,
)
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import CommitteeId, MeetingId, OfficerId, RecordId

MeetingNumber = Annotated[int, Field(ge=1, le=9_999)]
ItemNumber = Annotated[str, StringConstraints(pattern=r"^[1-9]\d?(\.[1-9]\d{0,2})?$")]
"""A number of the agenda: 4, or 4.12."""
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3])[:.][0-5]\d$")]


class Mode(StrEnum):
    """How a committee comes to its resolutions."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    MIXED = "mixed"
    CIRCULATED = "circulated"


class Matter(StrEnum):
    """What an item of the agenda is for; the order of a Thai agenda."""

    INFORM = "inform"
    ADOPT_MINUTES = "adopt_minutes"
    FOLLOW_UP = "follow_up"
    DECIDE = "decide"
    OTHER = "other"


class Attendance(StrEnum):
    """How a member took part."""

    PRESENT = "present"
    PROXY = "proxy"
    EXCUSED = "excused"
    ABSENT = "absent"
    ASKED = "asked"
    """Was sent a circulated resolution."""


class Manner(StrEnum):
    """How a resolution was reached (R-65)."""

    CONSENSUS = "consensus"
    ACCEPTED_BY_ALL = "accepted_by_all"
    VOTE = "vote"


class Voice(StrEnum):
    """What one member says to a circulated resolution."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Called(FieldGroup):
    """A meeting was called, or resolutions were sent around with a day to answer by."""

    committee: CommitteeId
    committee_name: Line
    number: MeetingNumber
    year: Count
    held: Day
    clock: Clock | None = None
    place: Line | None = None
    mode: Mode
    answer_by: Day | None = None
    called_by: OfficerId


class Item(FieldGroup):
    """An item of the agenda; `about` is the case that waits for the committee."""

    title: Line
    matter: Matter
    text: Lines | None = None
    about: RecordId | None = None
    about_type: Code | None = None


class Place(FieldGroup):
    """How one member took part, as it was on that day."""

    member: Line
    name: Line
    group: MemberGroup
    seat: Seat
    represents: Line | None = None
    attendance: Attendance
    proxy: Line | None = None


class Sitting(FieldGroup):
    """The meeting began, with the quorum that was asked and the one that was there.

    `counted` are the keys of those who count for the quorum and may vote.
    """

    began: Day
    clock: Clock | None = None
    chaired_by: Line
    counted: tuple[Line, ...]
    members: Count
    needed: Count
    procedure: Procedure
    places: Personal[tuple[Place, ...]]
    guests: Personal[tuple[Line, ...]] = ()
    recorded_by: OfficerId


class Recusal(FieldGroup):
    """A member took no part in an item, and why."""

    item: ItemNumber
    member: Line
    reason: ReasonText


class Answered(FieldGroup):
    """What a member answered to a circulated resolution."""

    item: ItemNumber
    member: Line
    voice: Voice
    received: Day
    remarks: Lines | None = None


class Minute(FieldGroup):
    """What was said on an item, in short."""

    text: Lines


class Cast(FieldGroup):
    """The votes on a resolution, counted."""

    in_favour: Count
    against: Count
    abstained: Count = 0


class Votes(Cast):
    """The votes, and that of the chair when both sides were equal."""

    casting: Voice | None = None


class Resolution(FieldGroup):
    """What the committee resolved on an item.

    `entitled` is who counted less who took no part, None on paper; `passed` follows from the
    votes and the procedure of that day, and is typed only from a paper.
    """

    number: Line
    item: ItemNumber
    text: Lines
    manner: Manner
    entitled: Count | None = None
    votes: Votes | None = None
    passed: bool
    minority: Lines | None = None
    about: RecordId | None = None
    resolved: Day
    recorded_by: OfficerId


class Rescinded(FieldGroup):
    """A later resolution took one back."""

    resolution: Line
    by_meeting: MeetingId
    by_resolution: Line
    reason: ReasonText


class OnPaper(FieldGroup):
    """The meeting was taken over from its paper, which is kept there."""

    kept_at: Line
    recorded_by: OfficerId


class Misread(FieldGroup):
    """A resolution was taken over wrongly and struck out."""

    resolution: Line
    reason: ReasonText


class Closed(FieldGroup):
    """The meeting ended."""

    ended: Day
    clock: Clock | None = None
    note: Lines | None = None


class Cancelled(FieldGroup):
    """A meeting that was called did not take place."""

    reason: ReasonText


class Adopted(FieldGroup):
    """The minutes were adopted by a later meeting, with or without corrections."""

    by_meeting: MeetingId
    by_number: Line
    adopted: Day
    corrections: Lines | None = None
