"""A meeting of a committee as it is kept."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.committee.groups import KNOWN_AS
from cso_registry.domain.committee.meeting_groups import (
    Adopted,
    Answered,
    Called,
    Cancelled,
    Closed,
    Item,
    Minute,
    Misread,
    Mode,
    OnPaper,
    Recusal,
    Rescinded,
    Resolution,
    Sitting,
)
from cso_registry.domain.erasure import Erasure
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.kernel.ids import CommitteeId

MEETING_NUMBER, RESOLUTION_ABOUT, RESOLUTION_NUMBER = (
    "MEETING-NO",
    "RESOLUTION-ABOUT",
    "RESOLUTION-NO",
)
"""A meeting is found by its number in its committee, by what it resolved on, and by the
numbers of its resolutions."""


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    CALLED = "called"
    CANCELLED = "cancelled"
    OPEN = "open"
    CLOSED = "closed"
    ADOPTED = "adopted"
    ON_PAPER = "on_paper"


def item_order(number: str) -> tuple[int, ...]:
    """Return what items of an agenda are ordered by: 4.2 stands before 4.10."""
    return tuple(int(part) for part in number.split("."))


def meeting_key(committee: CommitteeId, year: int, number: int) -> tuple[str, str]:
    """Return under which scheme and value a meeting is found by its number."""
    return MEETING_NUMBER, f"{committee}/{year}/{number}"


class Meeting(Record, type="meeting"):
    """One meeting, or one round of circulated resolutions."""

    call = Group(Called, legal=True)
    agenda = Items(Item)
    sittings = Items(Sitting, legal=True)
    recusals = Items(Recusal, legal=True)
    answers = Items(Answered, legal=True)
    minutes = Items(Minute)
    resolutions = Items(Resolution, legal=True)
    rescissions = Items(Rescinded, legal=True)
    closings = Items(Closed, legal=True)
    cancellations = Items(Cancelled, legal=True)
    adoptions = Items(Adopted, legal=True)
    papers = Items(OnPaper, legal=True)
    misreadings = Items(Misread, legal=True)
    erasures = Items(Erasure, legal=True)

    @property
    def number(self) -> str:
        """Return the number as it is said: 3/2569."""
        return "" if self.call is None else f"{self.call.number}/{self.call.year}"

    @property
    def status(self) -> MeetingStatus:
        """Return where it stands."""
        if self.papers:
            return MeetingStatus.ON_PAPER
        if self.adoptions:
            return MeetingStatus.ADOPTED
        if self.closings:
            return MeetingStatus.CLOSED
        if self.cancellations:
            return MeetingStatus.CANCELLED
        return MeetingStatus.OPEN if self.sittings else MeetingStatus.CALLED

    @property
    def is_circulated(self) -> bool:
        """Return whether members answer by letter instead of meeting."""
        return self.call is not None and self.call.mode is Mode.CIRCULATED

    @property
    def sitting(self) -> Sitting | None:
        """Return how the meeting began; two desks may both have recorded it."""
        return next(iter(self.sittings.values()), None)

    @property
    def points(self) -> dict[str, Item]:
        """Return the agenda by number, in its order."""
        return dict(sorted(self.agenda.items(), key=lambda pair: item_order(pair[0])))

    def recused_from(self, number: str) -> frozenset[str]:
        """Return who took no part in an item."""
        return frozenset(one.member for one in self.recusals.values() if one.item == number)

    def entitled_to(self, number: str) -> tuple[str, ...]:
        """Return who may vote on an item."""
        counted = () if self.sitting is None else self.sitting.counted
        gone = self.recused_from(number)
        return tuple(member for member in counted if member not in gone)

    def answers_to(self, number: str) -> dict[str, Answered]:
        """Return the last answer of each member to a circulated item."""
        said = [one for one in self.answers.items() if one[1].item == number]
        ordered = sorted(said, key=lambda pair: (pair[1].received, pair[0]))
        return {one.member: one for _, one in ordered}

    def in_force(self) -> dict[str, Resolution]:
        """Return the resolutions that were neither taken back nor struck out, by key."""
        gone = {one.resolution for one in self.rescissions.values()}
        gone |= {one.resolution for one in self.misreadings.values()}
        return {key: one for key, one in self.resolutions.items() if key not in gone}

    def resolution_on(self, number: str) -> Resolution | None:
        """Return what holds on an item, None while nothing was resolved."""
        return next((one for one in self.in_force().values() if one.item == number), None)

    def shadow(self) -> Shadow:
        """Return its line in the list, and what it is found by."""
        call = self.call
        if call is None:
            return EMPTY
        line = record_line(
            self.type,
            title=call.committee_name,
            sort=f"{call.held.isoformat()}/{call.number:04d}",
            status=self.status.value,
            province=self.scope,
            number=self.number,
            about=call.committee,
            until=call.answer_by or call.held,
        )
        resolved = self.in_force().values()
        found_by = [
            meeting_key(call.committee, call.year, call.number),
            (KNOWN_AS, search_key(self.number)),
            *((RESOLUTION_ABOUT, str(one.about)) for one in resolved if one.about is not None),
            *sorted({(RESOLUTION_NUMBER, one.number) for one in self.resolutions.values()}),
        ]
        titles = " ".join(item.title for item in self.points.values())
        words = f"{call.committee_name} {self.number} {titles}"
        return Shadow(
            listing=line,
            search=search_key(words),
            identifiers=tuple(found_by),
            dues=tuple(self._dues(call)),
        )

    def _dues(self, call: Called) -> Iterator[Due]:
        """Yield the day it is held, and until when a circulated one is answered."""
        if self.status is MeetingStatus.CALLED:
            yield Due(call.held.isoformat(), "meeting", self.number)
        if self.status is MeetingStatus.OPEN and call.answer_by is not None:
            yield Due(call.answer_by.isoformat(), "answers", self.number)
