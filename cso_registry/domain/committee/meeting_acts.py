"""Calling a meeting, holding it, resolving, and adopting its minutes (F:D7, X14, R-65)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.committee import meeting_rules as rules_of
from cso_registry.domain.committee.meeting_groups import (
    Adopted,
    Answered,
    Attendance,
    Called,
    Cancelled,
    Cast,
    Clock,
    Closed,
    Item,
    ItemNumber,
    Manner,
    Matter,
    MeetingNumber,
    Minute,
    Mode,
    Place,
    Recusal,
    Rescinded,
    Resolution,
    Sitting,
    Voice,
)
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus, meeting_key
from cso_registry.domain.committee.records import Committee
from cso_registry.domain.fields import Code, Day, Line, Lines, Personal, ReasonText
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import CommitteeId, MeetingId, RecordId
from cso_registry.thai.era import buddhist_year

if TYPE_CHECKING:
    from cso_registry.domain.committee.groups import Membership
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

SECRETARIAT = (Role.COMMITTEE_SECRETARY, Role.HEAD)
CALLED, OPEN, CLOSED = MeetingStatus.CALLED, MeetingStatus.OPEN, MeetingStatus.CLOSED
ADOPTED, ON_PAPER = MeetingStatus.ADOPTED, MeetingStatus.ON_PAPER


class Proxy(FieldGroup):
    """Somebody came for a member."""

    member: Line
    name: Line


def same_number(act: Any, _setting: Setting) -> Question[Any]:
    """Ask which meeting of the committee has this number in its year."""
    year = buddhist_year(act.held)
    return IdentifierHolders((meeting_key(act.committee, year, act.number),))


class OnMeeting(Act):
    """Base of the acts on a meeting."""

    reads: ClassVar[Mapping[str, Read]] = {"meeting": Meeting}

    meeting: MeetingId

    def scope(self, facts: Facts) -> str:
        """Return the home of the meeting."""
        return facts.record("meeting", Meeting).scope


@act("meeting.call", *SECRETARIAT)
class CallMeeting(Act):
    """Calls a meeting of a committee, or sends resolutions around to be answered by a day."""

    writes = (Meeting.call,)
    makes = (Meeting,)
    reads: ClassVar[Mapping[str, Read]] = {"committee": Committee, "same_number": same_number}
    rules = (
        rules_of.committee_sits_on_that_day,
        rules_of.number_is_free,
        rules_of.circulated_has_a_day_to_answer_by,
        rules_of.short_notice_says_why,
    )

    meeting: MeetingId
    committee: CommitteeId
    number: MeetingNumber
    held: Day
    clock: Clock | None = None
    place: Line | None = None
    mode: Mode
    answer_by: Day | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the committee."""
        return facts.record("committee", Committee).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the call."""
        called = Called(
            committee=self.committee,
            committee_name=facts.record("committee", Committee).name,
            number=self.number,
            year=buddhist_year(self.held),
            held=self.held,
            clock=self.clock,
            place=self.place,
            mode=self.mode,
            answer_by=self.answer_by,
            called_by=facts.actor.officer,
        )
        return (Meeting.call.set(self.meeting, called),)


@act("meeting.cancel", *SECRETARIAT)
class CancelMeeting(OnMeeting):
    """Says that a meeting that was called does not take place; its number stays used."""

    writes = (Meeting.cancellations,)
    rules = (rules_of.meeting_is(CALLED),)

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the cancellation."""
        cancelled = Cancelled(reason=self.reason)
        return (Meeting.cancellations.put(self.meeting, facts.act_id, cancelled),)


@act("meeting.put_item", *SECRETARIAT)
class PutItem(OnMeeting):
    """Puts an item on the agenda, or changes one that was not resolved yet."""

    writes = (Meeting.agenda,)
    rules = (
        rules_of.meeting_is(CALLED, OPEN),
        rules_of.late_item_says_why,
        rules_of.item_was_not_resolved,
    )

    item: ItemNumber
    title: Line
    matter: Matter
    text: Lines | None = None
    about: RecordId | None = None
    about_type: Code | None = None

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return the item."""
        point = Item(
            title=self.title,
            matter=self.matter,
            text=self.text,
            about=self.about,
            about_type=self.about_type,
        )
        return (Meeting.agenda.put(self.meeting, self.item, point),)


@act("meeting.drop_item", *SECRETARIAT)
class DropItem(OnMeeting):
    """Takes an item off the agenda, with the reason."""

    writes = (Meeting.agenda,)
    rules = (
        rules_of.meeting_is(CALLED, OPEN),
        rules_of.item_is_on_the_agenda,
        rules_of.item_was_not_resolved,
    )

    item: ItemNumber
    reason: ReasonText

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return that the item is gone."""
        return (Meeting.agenda.put(self.meeting, self.item, None),)


@act("meeting.arrange", *SECRETARIAT)
class ArrangeAgenda(OnMeeting):
    """Puts the items of an agenda into another order; the numbers stay, what they name moves."""

    writes = (Meeting.agenda,)
    relies_on = (Meeting.agenda,)
    rules = (rules_of.meeting_is(CALLED), rules_of.every_item_is_named_once)

    items: tuple[ItemNumber, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the items that have another number now."""
        points = facts.record("meeting", Meeting).points
        return tuple(
            Meeting.agenda.put(self.meeting, number, points[item])
            for number, item in zip(points, self.items, strict=True)
            if number != item
        )


@act("meeting.open", *SECRETARIAT)
class OpenMeeting(OnMeeting):
    """Records who was there when a meeting began; without a quorum it does not begin."""

    writes = (Meeting.sittings,)
    reads: ClassVar[Mapping[str, Read]] = {"meeting": Meeting, "committee": Committee}
    relies_on = (Committee.members, Committee.departures)
    rules = (
        rules_of.meeting_is_of_this_committee,
        rules_of.meeting_is(CALLED),
        rules_of.began_on_its_day,
        rules_of.those_named_serve,
        rules_of.chair_is_there,
        rules_of.quorum_is_there,
        rules_of.every_group_is_there,
    )

    committee: CommitteeId
    began: Day
    clock: Clock | None = None
    chaired_by: Line
    present: tuple[Line, ...] = ()
    proxies: Personal[tuple[Proxy, ...]] = ()
    excused: tuple[Line, ...] = ()
    guests: Personal[tuple[Line, ...]] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the sitting, with everybody's place and the procedure of that day."""
        committee = facts.record("committee", Committee)
        circulated = facts.record("meeting", Meeting).is_circulated
        serving = committee.serving(self.began)
        procedure = committee.procedure(facts.setting.policies, self.began)
        counted = serving.keys() if circulated else rules_of.counted_at(self)
        sitting = Sitting(
            began=self.began,
            clock=self.clock,
            chaired_by=self.chaired_by,
            counted=tuple(key for key in serving if key in counted),
            members=len(serving),
            needed=0 if circulated else rules_of.needed_for(procedure, len(serving)),
            procedure=procedure,
            places=tuple(
                self._place(key, one, circulated=circulated) for key, one in serving.items()
            ),
            guests=self.guests,
            recorded_by=facts.actor.officer,
        )
        return (Meeting.sittings.put(self.meeting, facts.act_id, sitting),)

    def _place(self, key: str, one: Membership, *, circulated: bool) -> Place:
        proxy = next((sent.name for sent in self.proxies if sent.member == key), None)
        if circulated:
            attendance = Attendance.ASKED
        elif key in self.present:
            attendance = Attendance.PRESENT
        elif proxy is not None:
            attendance = Attendance.PROXY
        else:
            attendance = Attendance.EXCUSED if key in self.excused else Attendance.ABSENT
        return Place(
            member=key,
            name=one.full_name or "–",
            group=one.group,
            seat=one.seat,
            represents=one.represents,
            attendance=attendance,
            proxy=proxy,
        )


@act("meeting.recuse", *SECRETARIAT)
class Recuse(OnMeeting):
    """Records that a member took no part in an item, and why (F:B6)."""

    writes = (Meeting.recusals,)
    rules = (
        rules_of.meeting_is(OPEN),
        rules_of.item_is_on_the_agenda,
        rules_of.item_was_not_resolved,
        rules_of.member_was_there,
    )

    item: ItemNumber
    member: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the recusal."""
        gone = Recusal(item=self.item, member=self.member, reason=self.reason)
        return (Meeting.recusals.put(self.meeting, facts.act_id, gone),)


@act("meeting.answer", *SECRETARIAT)
class RecordAnswer(OnMeeting):
    """Records what a member answered to a circulated resolution; the last answer counts."""

    writes = (Meeting.answers,)
    rules = (
        rules_of.meeting_is(OPEN),
        rules_of.answers_are_asked_for,
        rules_of.item_is_on_the_agenda,
        rules_of.item_was_not_resolved,
        rules_of.member_was_there,
        rules_of.answer_came_in_time,
    )

    item: ItemNumber
    member: Line
    voice: Voice
    received: Day
    remarks: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answer."""
        said = Answered(
            item=self.item,
            member=self.member,
            voice=self.voice,
            received=self.received,
            remarks=self.remarks,
        )
        return (Meeting.answers.put(self.meeting, facts.act_id, said),)


@act("meeting.note", *SECRETARIAT)
class NoteItem(OnMeeting):
    """Notes in short what was said on an item."""

    writes = (Meeting.minutes,)
    rules = (rules_of.meeting_is(OPEN), rules_of.item_is_on_the_agenda)

    item: ItemNumber
    text: Lines

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return the note."""
        return (Meeting.minutes.put(self.meeting, self.item, Minute(text=self.text)),)


@act("meeting.resolve", *SECRETARIAT)
class Resolve(OnMeeting):
    """Records what the committee resolved; whether it passed follows from the votes (R-65)."""

    writes = (Meeting.resolutions,)
    relies_on = (Meeting.recusals, Meeting.sittings)
    rules = (
        rules_of.meeting_is(OPEN),
        rules_of.item_is_on_the_agenda,
        rules_of.item_was_not_resolved,
        rules_of.answers_are_in,
        rules_of.votes_fit_the_manner,
        rules_of.votes_are_not_more_than_members,
        rules_of.consensus_has_nobody_against,
        rules_of.casting_vote_is_due,
    )

    item: ItemNumber
    text: Lines
    manner: Manner
    votes: Cast | None = None
    casting: Voice | None = None
    minority: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the resolution with its number."""
        meeting = facts.record("meeting", Meeting)
        votes = rules_of.votes_of(self, meeting)
        procedure = meeting.sitting.procedure if meeting.sitting is not None else None
        passed = procedure is not None and rules_of.has_passed(
            votes, procedure, circulated=meeting.is_circulated
        )
        resolved = Resolution(
            number=f"{meeting.number}-{self.item}",
            item=self.item,
            text=self.text,
            manner=self.manner,
            entitled=len(meeting.entitled_to(self.item)),
            votes=votes,
            passed=passed,
            minority=self.minority,
            about=meeting.points[self.item].about,
            resolved=facts.today,
            recorded_by=facts.actor.officer,
        )
        return (Meeting.resolutions.put(self.meeting, facts.act_id, resolved),)


@act("meeting.close", *SECRETARIAT)
class CloseMeeting(OnMeeting):
    """Ends a meeting whose every item has a resolution or a note."""

    writes = (Meeting.closings,)
    rules = (rules_of.meeting_is(OPEN), rules_of.every_item_is_dealt_with)

    clock: Clock | None = None
    note: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        ended = Closed(ended=facts.today, clock=self.clock, note=self.note)
        return (Meeting.closings.put(self.meeting, facts.act_id, ended),)


@act("meeting.adopt_minutes", *SECRETARIAT)
class AdoptMinutes(OnMeeting):
    """Records that a later meeting adopted the minutes, with or without corrections."""

    writes = (Meeting.adoptions,)
    reads: ClassVar[Mapping[str, Read]] = {"meeting": Meeting, "by_meeting": Meeting}
    rules = (rules_of.meeting_is(CLOSED), rules_of.later_meeting_adopts)

    by_meeting: MeetingId
    corrections: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the adoption."""
        later = facts.record("by_meeting", Meeting)
        adopted = Adopted(
            by_meeting=self.by_meeting,
            by_number=later.number,
            adopted=facts.today,
            corrections=self.corrections,
        )
        return (Meeting.adoptions.put(self.meeting, facts.act_id, adopted),)


@act("meeting.rescind", *SECRETARIAT)
class RescindResolution(OnMeeting):
    """Records that a later resolution took one back; both stay to be read."""

    writes = (Meeting.rescissions,)
    reads: ClassVar[Mapping[str, Read]] = {"meeting": Meeting, "by_meeting": Meeting}
    rules = (
        rules_of.meeting_is(OPEN, CLOSED, ADOPTED, ON_PAPER),
        rules_of.resolution_is_in_force,
        rules_of.another_resolution_takes_back,
    )

    resolution: Line
    by_meeting: MeetingId
    by_resolution: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it was taken back."""
        gone = Rescinded(
            resolution=self.resolution,
            by_meeting=self.by_meeting,
            by_resolution=self.by_resolution,
            reason=self.reason,
        )
        return (Meeting.rescissions.put(self.meeting, facts.act_id, gone),)


ACTS = (
    CallMeeting,
    CancelMeeting,
    PutItem,
    DropItem,
    ArrangeAgenda,
    OpenMeeting,
    Recuse,
    RecordAnswer,
    NoteItem,
    Resolve,
    CloseMeeting,
    AdoptMinutes,
    RescindResolution,
)
