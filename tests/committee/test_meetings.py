"""A meeting from its call to its adopted minutes, and what is refused on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.committee import acts, meeting_acts
from cso_registry.domain.committee.groups import Departure, MemberGroup, Seat
from cso_registry.domain.committee.meeting_groups import Attendance, Cast, Manner, Voice
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.records import Committee
from tests.support import examples_committee as made
from tests.support.examples import Scene, refusals

if TYPE_CHECKING:
    from cso_registry.kernel.ids import MeetingId

WHY = made.WHY


def meeting_of(scene: Scene, meeting: MeetingId) -> Meeting:
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    return record


def test_a_meeting_goes_its_way(scene):
    meeting = made.closed(scene)
    record = meeting_of(scene, meeting)
    assert record.status is MeetingStatus.CLOSED
    assert record.resolution_on("4.1").number == f"{record.number}-4.1"
    scene.registry.perform(meeting_acts.AdoptMinutes(meeting=meeting, by_meeting=made.later(scene)))
    assert meeting_of(scene, meeting).status is MeetingStatus.ADOPTED
    assert scene.registry.prove().is_sound


def test_everybody_has_a_place_as_it_was_on_that_day(scene):
    record = meeting_of(scene, made.opened(scene))
    places = {one.member: one for one in record.sitting.places}
    everybody = made.everybody(scene)
    assert [places[key].attendance for key in everybody] == [
        *[Attendance.PRESENT] * 3,
        Attendance.PROXY,
    ]
    scene.registry.perform(
        acts.EndMembership(
            committee=made.committee(scene),
            member=everybody[0],
            last_day=scene.today,
            why=Departure.DIED,
            reason=WHY,
        )
    )
    assert meeting_of(scene, made.opened(scene)).sitting == record.sitting


def test_a_member_serves_up_to_the_last_day(scene):
    member = made.everybody(scene)[-1]
    scene.registry.perform(
        acts.EndMembership(
            committee=made.committee(scene),
            member=member,
            last_day=scene.today,
            why=Departure.TERM_ENDED,
            reason=WHY,
        )
    )
    committee = scene.registry.record(made.committee(scene))
    assert isinstance(committee, Committee)
    assert member in committee.serving(scene.today)
    assert member not in committee.serving(scene.today + timedelta(days=1))


def test_a_second_chair_waits_for_the_first_to_leave(scene):
    made.seated(scene)
    chair = made.appointing(scene, seat=Seat.CHAIR, group=MemberGroup.GOVERNMENT)
    assert refusals(scene, chair) == {"F:D7.seat_is_free"}


def test_without_a_quorum_it_does_not_begin(scene):
    meeting = made.called(scene)
    alone = made.opening(scene, meeting, present=made.everybody(scene)[:1], proxies=())
    assert refusals(scene, alone) == {"F:D7.quorum_is_there"}


def test_each_group_is_there_when_the_procedure_says_so(scene):
    meeting = made.called(scene)
    scene.registry.perform(
        acts.SetProcedure(
            committee=made.committee(scene),
            effective=scene.today,
            quorum_percent=50,
            each_group=True,
            pass_percent=50,
            citation="ข้อบังคับสมมติ ข้อ 4",
        )
    )
    lacking = made.opening(scene, meeting, proxies=())
    assert refusals(scene, lacking) == {"F:D7.every_group_is_there"}
    scene.registry.perform(made.opening(scene, meeting))


def test_who_takes_no_part_does_not_vote(scene):
    meeting = made.opened(scene)
    for member in made.everybody(scene)[:2]:
        scene.registry.perform(
            meeting_acts.Recuse(meeting=meeting, item="4.1", member=member, reason=WHY)
        )
    many = made.resolving(scene, meeting, votes=Cast(in_favour=2, against=1))
    assert refusals(scene, many) == {"F:D7.votes_are_not_more_than_members"}
    scene.registry.perform(made.resolving(scene, meeting, votes=Cast(in_favour=2, against=0)))
    assert meeting_of(scene, meeting).resolution_on("4.1").entitled == 2


def test_equal_sides_need_the_chair(scene):
    meeting = made.opened(scene)
    equal = Cast(in_favour=2, against=2)
    assert refusals(scene, made.resolving(scene, meeting, votes=equal)) == {
        "F:D7.casting_vote_is_due"
    }
    scene.registry.perform(made.resolving(scene, meeting, votes=equal, casting=Voice.AGAINST))
    assert not meeting_of(scene, meeting).resolution_on("4.1").passed


def test_nobody_against_in_a_consensus(scene):
    meeting = made.opened(scene)
    agreed = {"manner": Manner.CONSENSUS, "votes": None, "minority": None}
    scene.registry.perform(made.resolving(scene, meeting, **agreed))
    assert meeting_of(scene, meeting).resolution_on("4.1").passed


def test_what_was_sent_around_waits_for_answers(scene):
    meeting = made.circulated(scene)
    said = {"manner": Manner.VOTE, "votes": None, "minority": None}
    assert refusals(scene, made.resolving(scene, meeting, **said)) == {"F:D7.answers_are_in"}
    for member in made.everybody(scene):
        answer = meeting_acts.RecordAnswer(
            meeting=meeting, item="4.1", member=member, voice=Voice.FOR, received=scene.today
        )
        scene.registry.perform(answer)
    scene.registry.perform(made.resolving(scene, meeting, **said))
    resolution = meeting_of(scene, meeting).resolution_on("4.1")
    assert (resolution.passed, resolution.votes.in_favour) == (True, 4)


def test_the_last_answer_of_a_member_counts(scene):
    meeting, member = made.circulated(scene), made.everybody(scene)[0]
    for voice in (Voice.FOR, Voice.AGAINST):
        scene.registry.perform(
            meeting_acts.RecordAnswer(
                meeting=meeting, item="4.1", member=member, voice=voice, received=scene.today
            )
        )
    assert meeting_of(scene, meeting).answers_to("4.1")[member].voice is Voice.AGAINST


def test_a_resolution_is_taken_back_by_a_later_one_and_both_stay(scene):
    meeting, other = made.resolved(scene), made.later(scene)
    gone = made.resolution(scene, meeting)
    scene.registry.perform(
        meeting_acts.RescindResolution(
            meeting=meeting,
            resolution=gone,
            by_meeting=other,
            by_resolution=made.resolution(scene, other),
            reason=WHY,
        )
    )
    record = meeting_of(scene, meeting)
    assert gone in record.resolutions
    assert record.resolution_on("4.1") is None


def test_items_stand_in_the_order_of_their_numbers(scene):
    meeting = made.called(scene)
    for item in ("4.10", "1", "4.9"):
        scene.registry.perform(made.putting(meeting, item))
    assert list(meeting_of(scene, meeting).points) == ["1", "4.1", "4.2", "4.9", "4.10"]


def test_the_agenda_is_put_into_another_order_before_the_meeting(scene):
    meeting = made.called(scene)
    named = [
        made.putting(meeting, item, title=title) for item, title in (("4.3", "ก"), ("4.10", "ข"))
    ]
    for act in named:
        scene.registry.perform(act)
    order = ("4.10", "4.1", "4.2", "4.3")
    scene.registry.perform(meeting_acts.ArrangeAgenda(meeting=meeting, items=order))
    points = meeting_of(scene, meeting).points
    assert [(key, one.title) for key, one in points.items()] == [
        ("4.1", "ข"), ("4.2", "เรื่องสมมติ"), ("4.3", "เรื่องสมมติ"), ("4.10", "ก"),
    ]  # fmt: skip
    for wrong in (("4.1", "4.2", "4.3"), ("4.1", "4.1", "4.2", "4.3"), tuple(points)):
        act = meeting_acts.ArrangeAgenda(meeting=meeting, items=wrong)
        assert refusals(scene, act) == {"F:D7.every_item_is_named_once"}
    scene.registry.perform(made.opening(scene, meeting))
    late = meeting_acts.ArrangeAgenda(meeting=meeting, items=order)
    assert refusals(scene, late) == {"F:D7.meeting_stands_there"}


def dues(scene, record) -> list[tuple[str, str]]:
    found = scene.registry.record(record)
    return [(one.what, one.day) for one in found.shadow().dues]


def test_a_meeting_is_due_until_it_begins_and_answers_until_they_are_closed(scene):
    meeting = made.called(scene)
    assert dues(scene, meeting) == [("meeting", scene.today.isoformat())]
    scene.registry.perform(made.opening(scene, meeting))
    assert dues(scene, meeting) == []
    assert dues(scene, made.circulated(scene)) == [("answers", scene.today.isoformat())]


def test_a_term_is_due_until_somebody_follows_or_the_end_is_recorded(scene):
    soon = scene.today + timedelta(days=20)
    group = {"group": MemberGroup.CIVIL_SOCIETY}
    for day in (soon, soon, soon + timedelta(days=1)):
        scene.registry.perform(made.appointing(scene, ends=day, **group))
    committee = made.committee(scene)
    days = [soon.isoformat(), (soon + timedelta(days=1)).isoformat()]
    assert dues(scene, committee) == [("seat:member", day) for day in days]
    other = made.appointing(scene, group=MemberGroup.EXPERT, effective=scene.today)
    scene.registry.perform(other)
    assert len(dues(scene, committee)) == 2
    for _ in range(2):
        scene.registry.perform(made.appointing(scene, effective=scene.today, **group))
    assert len(dues(scene, committee)) == 1
    (member,) = scene.registry.record(committee).open_terms()
    over = acts.EndMembership(
        committee=committee,
        member=member,
        last_day=soon + timedelta(days=1),
        why=Departure.TERM_ENDED,
        reason=WHY,
    )
    scene.registry.perform(over)
    assert dues(scene, committee) == []
    assert refusals(scene, over) == {"F:D7.member_serves"}


@pytest.mark.parametrize(("days", "allowed"), [(-1, True), (0, False), (2, False), (3, True)])
def test_a_short_notice_says_why_it_is_urgent(scene, days, allowed):
    act = made.calling(scene, held=scene.today + timedelta(days=days), reason=None)
    if allowed:
        scene.registry.perform(act)
    else:
        assert refusals(scene, act) == {"F:D7.short_notice_says_why"}
        scene.registry.perform(act.model_copy(update={"reason": WHY}))


def test_resolutions_are_sent_around_without_days_of_notice(scene):
    act = made.calling(
        scene, mode=made.Mode.CIRCULATED, answer_by=scene.today, place=None, reason=None
    )
    scene.registry.perform(act)
