"""Resolutions taken over from paper: of the years before, or of a meeting held without (F:D7).

What such a paper says is typed, with where the paper is kept; nothing is computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.committee import meeting_rules as rules_of
from cso_registry.domain.committee.meeting_acts import SECRETARIAT, OnMeeting, same_number
from cso_registry.domain.committee.meeting_groups import (
    Called,
    Cast,
    Item,
    ItemNumber,
    Manner,
    Matter,
    MeetingNumber,
    Misread,
    Mode,
    OnPaper,
    Resolution,
    Votes,
)
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.records import Committee
from cso_registry.domain.fields import Code, Day, Line, Lines, ReasonText
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import CommitteeId, MeetingId, RecordId
from cso_registry.thai.era import buddhist_year

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

CITE = "features D7, X22"
ON_PAPER = MeetingStatus.ON_PAPER


@rule("F:D7", cite=CITE)
def meeting_was_held(act: Any, facts: Facts) -> Verdict:
    """Only a meeting that has taken place has a paper."""
    return fault("held") if act.held > facts.today else None


@act("meeting.take_over", *SECRETARIAT)
class TakeOverMeeting(Act):
    """Takes a meeting over from its paper: of the years before, or held without the program."""

    writes = (Meeting.call, Meeting.papers)
    makes = (Meeting,)
    reads: ClassVar[Mapping[str, Read]] = {"committee": Committee, "same_number": same_number}
    rules = (rules_of.committee_sits_on_that_day, rules_of.number_is_free, meeting_was_held)

    meeting: MeetingId
    committee: CommitteeId
    number: MeetingNumber
    held: Day
    place: Line | None = None
    mode: Mode = Mode.IN_PERSON
    kept_at: Line

    def scope(self, facts: Facts) -> str:
        """Return the home of the committee."""
        return facts.record("committee", Committee).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the call, and where the paper is kept."""
        called = Called(
            committee=self.committee,
            committee_name=facts.record("committee", Committee).name,
            number=self.number,
            year=buddhist_year(self.held),
            held=self.held,
            place=self.place,
            mode=self.mode,
            called_by=facts.actor.officer,
        )
        paper = OnPaper(kept_at=self.kept_at, recorded_by=facts.actor.officer)
        return (
            Meeting.call.set(self.meeting, called),
            Meeting.papers.put(self.meeting, facts.act_id, paper),
        )


@act("meeting.take_over_resolution", *SECRETARIAT)
class TakeOverResolution(OnMeeting):
    """Takes over what a paper says was resolved, with the case it decided."""

    writes = (Meeting.agenda, Meeting.resolutions)
    rules = (rules_of.meeting_is(ON_PAPER), rules_of.item_was_not_resolved)

    item: ItemNumber
    title: Line
    text: Lines
    manner: Manner
    passed: bool = True
    votes: Cast | None = None
    minority: Lines | None = None
    about: RecordId | None = None
    about_type: Code | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the item and what was resolved on it."""
        meeting = facts.record("meeting", Meeting)
        point = Item(
            title=self.title, matter=Matter.DECIDE, about=self.about, about_type=self.about_type
        )
        resolved = Resolution(
            number=f"{meeting.number}-{self.item}",
            item=self.item,
            text=self.text,
            manner=self.manner,
            votes=None if self.votes is None else Votes(**self.votes.model_dump()),
            passed=self.passed,
            minority=self.minority,
            about=self.about,
            resolved=facts.today if meeting.call is None else meeting.call.held,
            recorded_by=facts.actor.officer,
        )
        return (
            Meeting.agenda.put(self.meeting, self.item, point),
            Meeting.resolutions.put(self.meeting, facts.act_id, resolved),
        )


@act("meeting.strike_taken_over", *SECRETARIAT)
class StrikeTakenOver(OnMeeting):
    """Strikes out a resolution that was read wrongly from its paper; it can be taken anew."""

    writes = (Meeting.misreadings,)
    rules = (rules_of.meeting_is(ON_PAPER), rules_of.resolution_is_in_force)

    resolution: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it was struck out."""
        struck = Misread(resolution=self.resolution, reason=self.reason)
        return (Meeting.misreadings.put(self.meeting, facts.act_id, struck),)


ACTS = (TakeOverMeeting, TakeOverResolution, StrikeTakenOver)
