"""What a meeting may do: quorum, recusal, votes, and the order in which things happen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cso_registry.domain.committee.meeting_groups import Manner, Matter, Mode, Voice, Votes
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.records import Committee
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.committee.groups import Procedure
    from cso_registry.domain.facts import Facts

CITE = "002 3.3.5; features D7, X14"
CONSENSUS = "R-65; 004 องค์ประกอบ(5)"
NOTICE = "พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 80; 002 3.3.5"
WHOLE = 100


def meeting_is(*allowed: MeetingStatus) -> Rule:
    """Return the rule that a meeting stands where this can be done."""

    @rule("F:D7", cite=CITE)
    def meeting_stands_there(_act: Any, facts: Facts) -> Verdict:
        """Each step of a meeting follows on another."""
        status = facts.record("meeting", Meeting).status
        return None if status in allowed else fault("meeting", meeting_status=status.value)

    return meeting_stands_there


@rule("F:D7", cite=CITE)
def meeting_is_of_this_committee(act: Any, facts: Facts) -> Verdict:
    """The meeting and the act name the same committee."""
    call = facts.record("meeting", Meeting).call
    same = call is not None and call.committee == act.committee
    return None if same else fault("committee")


@rule("F:D7", cite=CITE)
def committee_sits_on_that_day(act: Any, facts: Facts) -> Verdict:
    """A committee meets while it exists."""
    committee = facts.record("committee", Committee)
    return None if committee.sits_on(act.held) else fault("held", name=committee.name)


@rule("F:D7", cite=CITE)
def number_is_free(act: Any, facts: Facts) -> Verdict:
    """Each meeting of a committee has a number of its own in its year."""
    return fault("number", number=act.number) if facts.answers.get("same_number") else None


@rule("F:D7", cite=CITE)
def circulated_has_a_day_to_answer_by(act: Any, _facts: Facts) -> Verdict:
    """What is sent around is answered by a day; a meeting has a place and no such day."""
    circulated = act.mode is Mode.CIRCULATED
    if circulated != (act.answer_by is not None):
        return fault("answer_by")
    return fault("answer_by") if circulated and act.answer_by < act.held else None


@rule("F:D7", cite=NOTICE)
def short_notice_says_why(act: Any, facts: Facts) -> Verdict:
    """Members are called some days ahead; what is urgent says why.

    A meeting that was held before it was entered here is not judged: its notice was another.
    """
    least = facts.setting.policies.number("committee.notice_days", facts.today)
    days = (act.held - facts.today).days
    short = 0 <= days < least and act.mode is not Mode.CIRCULATED and act.reason is None
    return fault("reason", days=days, least=least) if short else None


@rule("F:D7", cite=CITE)
def late_item_says_why(act: Any, facts: Facts) -> Verdict:
    """An item that comes while the meeting sits says why it could not wait."""
    is_open = facts.record("meeting", Meeting).status is MeetingStatus.OPEN
    return fault("reason") if is_open and act.reason is None else None


@rule("F:D7", cite=CITE)
def item_was_not_resolved(act: Any, facts: Facts) -> Verdict:
    """What was resolved stays on the agenda as it was."""
    resolved = facts.record("meeting", Meeting).resolution_on(act.item)
    return None if resolved is None else fault("item", item=act.item, number=resolved.number)


@rule("F:D7", cite=CITE)
def item_is_on_the_agenda(act: Any, facts: Facts) -> Verdict:
    """Only what stands on the agenda is dealt with."""
    there = act.item in facts.record("meeting", Meeting).agenda
    return None if there else fault("item", item=act.item)


@rule("F:D7", cite=CITE)
def every_item_is_named_once(act: Any, facts: Facts) -> Verdict:
    """A new order names each item of the agenda, and no other, and changes something."""
    there = list(facts.record("meeting", Meeting).points)
    named = list(act.items)
    return None if sorted(named) == sorted(there) and named != there else fault("items")


@rule("F:D7", cite=CITE)
def began_on_its_day(act: Any, facts: Facts) -> Verdict:
    """A meeting begins on the day it was called for or later, and has begun."""
    call = facts.record("meeting", Meeting).call
    early = call is not None and act.began < call.held
    return fault("began") if early or act.began > facts.today else None


@rule("F:D7", cite=CITE)
def those_named_serve(act: Any, facts: Facts) -> Iterable[Fault]:
    """Who is noted as present, represented or excused is a member on that day, once."""
    serving = facts.record("committee", Committee).serving(act.began)
    seen: set[str] = set()
    named = [("present", one) for one in act.present]
    named += [("proxies", one.member) for one in act.proxies]
    named += [("excused", one) for one in act.excused]
    for where, member in named:
        if member not in serving or member in seen:
            yield fault(where, member=member)
        seen.add(member)


@rule("F:D7", cite=CITE)
def chair_is_there(act: Any, facts: Facts) -> Verdict:
    """Who chairs is present; at a circulated resolution, a member."""
    circulated = facts.record("meeting", Meeting).is_circulated
    there = facts.record("committee", Committee).serving(act.began) if circulated else act.present
    return None if act.chaired_by in there else fault("chaired_by")


@rule("F:D7", cite=CITE)
def quorum_is_there(act: Any, facts: Facts) -> Verdict:
    """Enough members are there."""
    if facts.record("meeting", Meeting).is_circulated:
        return None
    committee = facts.record("committee", Committee)
    serving = committee.serving(act.began)
    needed = needed_for(committee.procedure(facts.setting.policies, act.began), len(serving))
    there = len(counted_at(act) & serving.keys())
    if there >= needed and serving:
        return None
    return fault("present", there=there, needed=needed, members=len(serving))


@rule("F:D7", cite=CITE)
def every_group_is_there(act: Any, facts: Facts) -> Verdict:
    """Somebody of each group that serves is there, when the procedure asks for it."""
    committee = facts.record("committee", Committee)
    procedure = committee.procedure(facts.setting.policies, act.began)
    if facts.record("meeting", Meeting).is_circulated or not procedure.each_group:
        return None
    serving = committee.serving(act.began)
    there = {serving[key].group for key in counted_at(act) if key in serving}
    lacking = sorted({one.group.value for one in serving.values()} - {one.value for one in there})
    return fault("present", groups=", ".join(lacking)) if lacking else None


def counted_at(act: Any) -> frozenset[str]:
    """Return who counts for the quorum: who came, and whose proxy came."""
    return frozenset((*act.present, *(one.member for one in act.proxies)))


def needed_for(procedure: Procedure, members: int) -> int:
    """Return how many members make a quorum: at least the share, never a part of a person."""
    return -(-members * procedure.quorum_percent // WHOLE)


@rule("F:D7", cite=CITE)
def member_was_there(act: Any, facts: Facts) -> Verdict:
    """Who takes no part or answers, counted when the meeting began."""
    sitting = facts.record("meeting", Meeting).sitting
    there = sitting is not None and act.member in sitting.counted
    return None if there else fault("member")


@rule("F:D7", cite=CITE)
def answers_are_asked_for(_act: Any, facts: Facts) -> Verdict:
    """Members answer one by one only what was sent around."""
    return None if facts.record("meeting", Meeting).is_circulated else fault("meeting")


@rule("F:D7", cite=CITE)
def answer_came_in_time(act: Any, facts: Facts) -> Verdict:
    """An answer counts up to the day it was asked for, and has come."""
    call = facts.record("meeting", Meeting).call
    last = None if call is None else call.answer_by
    late = last is not None and act.received > last
    return fault("received") if late or act.received > facts.today else None


@rule("F:D7", cite=CITE)
def answers_are_in(act: Any, facts: Facts) -> Verdict:
    """What was sent around is resolved when all answered, or the day has passed."""
    meeting = facts.record("meeting", Meeting)
    if not meeting.is_circulated or meeting.call is None:
        return None
    waiting = set(meeting.entitled_to(act.item)) - meeting.answers_to(act.item).keys()
    last = meeting.call.answer_by
    if not waiting or (last is not None and facts.today > last):
        return None
    return fault("item", waiting=len(waiting))


@rule("R-65", cite=CONSENSUS)
def votes_fit_the_manner(act: Any, facts: Facts) -> Verdict:
    """Votes are counted when it came to a vote, and only then; letters count themselves."""
    circulated = facts.record("meeting", Meeting).is_circulated
    wanted = act.manner is Manner.VOTE and not circulated
    return None if wanted == (act.votes is not None) else fault("votes")


@rule("F:D7", cite=CITE)
def votes_are_not_more_than_members(act: Any, facts: Facts) -> Verdict:
    """No more votes than members who took part in the item."""
    meeting = facts.record("meeting", Meeting)
    entitled = len(meeting.entitled_to(act.item))
    votes = votes_of(act, meeting)
    cast = 0 if votes is None else votes.in_favour + votes.against + votes.abstained
    if cast > entitled or not entitled:
        return fault("votes", cast=cast, entitled=entitled)
    return None


@rule("R-65", cite=CONSENSUS)
def consensus_has_nobody_against(act: Any, facts: Facts) -> Verdict:
    """Who is against is not part of a consensus; it came to a vote then."""
    meeting = facts.record("meeting", Meeting)
    votes = votes_of(act, meeting)
    against = votes is not None and votes.against > 0
    return fault("manner") if act.manner is not Manner.VOTE and against else None


@rule("F:D7", cite=CITE)
def casting_vote_is_due(act: Any, facts: Facts) -> Verdict:
    """The chair decides when both sides are equal and the procedure says so, never else."""
    meeting = facts.record("meeting", Meeting)
    votes = votes_of(act, meeting)
    if votes is None or meeting.sitting is None:
        return None
    equal = votes.in_favour == votes.against and votes.in_favour > 0
    procedure = meeting.sitting.procedure
    one_stops = meeting.is_circulated and procedure.circulated_unanimous
    due = equal and procedure.casting_vote and not one_stops
    said = votes.casting in {Voice.FOR, Voice.AGAINST}
    return None if due == said else fault("casting")


def votes_of(act: Any, meeting: Meeting) -> Votes | None:
    """Return the votes as typed, or as the letters of the members say."""
    if not meeting.is_circulated:
        said = act.votes
        return None if said is None else Votes(**said.model_dump(), casting=act.casting)
    voices = [
        one.voice
        for member, one in meeting.answers_to(act.item).items()
        if member in meeting.entitled_to(act.item)
    ]
    return Votes(
        in_favour=voices.count(Voice.FOR),
        against=voices.count(Voice.AGAINST),
        abstained=voices.count(Voice.ABSTAIN),
        casting=act.casting,
    )


def has_passed(votes: Votes | None, procedure: Procedure, *, circulated: bool) -> bool:
    """Return whether the votes carry a resolution; without a vote it was agreed to."""
    if votes is None:
        return True
    if circulated and procedure.circulated_unanimous:
        return votes.against == 0 and votes.in_favour > 0
    said = votes.in_favour + votes.against
    if not said:
        return False
    if votes.casting is not None and votes.in_favour == votes.against:
        return votes.casting is Voice.FOR
    return Fraction(votes.in_favour, said) > Fraction(procedure.pass_percent, WHOLE)


@rule("F:D7", cite=CITE)
def every_item_is_dealt_with(_act: Any, facts: Facts) -> Iterable[Fault]:
    """A meeting ends when each item has a resolution or a note of what was said."""
    meeting = facts.record("meeting", Meeting)
    for number, point in meeting.points.items():
        resolved = meeting.resolution_on(number) is not None
        asks = point.matter is Matter.DECIDE and meeting.is_circulated
        if not resolved and (asks or number not in meeting.minutes):
            yield fault("meeting", item=number)


@rule("F:D7", cite=CITE)
def later_meeting_adopts(act: Any, facts: Facts) -> Verdict:
    """Minutes are adopted by a later meeting of the same committee."""
    own, later = facts.record("meeting", Meeting).call, facts.record("by_meeting", Meeting).call
    if own is None or later is None or own.committee != later.committee:
        return fault("by_meeting")
    is_later = (later.held, later.year, later.number) > (own.held, own.year, own.number)
    return None if is_later and act.meeting != act.by_meeting else fault("by_meeting")


@rule("F:D7", cite=CITE)
def resolution_is_in_force(act: Any, facts: Facts) -> Verdict:
    """What is taken back is a resolution of this meeting that holds."""
    there = act.resolution in facts.record("meeting", Meeting).in_force()
    return None if there else fault("resolution")


@rule("F:D7", cite=CITE)
def another_resolution_takes_back(act: Any, facts: Facts) -> Verdict:
    """A resolution is taken back by another one of the same committee that passed."""
    own, other = facts.record("meeting", Meeting).call, facts.record("by_meeting", Meeting)
    found = other.in_force().get(act.by_resolution)
    same = own is not None and other.call is not None and own.committee == other.call.committee
    if not same or found is None or not found.passed or act.by_resolution == act.resolution:
        return fault("by_resolution")
    return None
