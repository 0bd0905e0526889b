"""Examples of the acts of committees and their meetings; all invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.committee import acts, meeting_acts
from cso_registry.domain.committee import taking_over as taking
from cso_registry.domain.committee.groups import CommitteeKind, Departure, MemberGroup, Seat
from cso_registry.domain.committee.meeting_groups import Cast, Manner, Matter, Mode, Voice
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.ids import CommitteeId, MeetingId, RecordId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
T = TypeVar("T")
SEATS = (
    (Seat.CHAIR, MemberGroup.GOVERNMENT, "ประธาน"),
    (Seat.SECRETARY, MemberGroup.CIVIL_SERVICE, "เลขานุการ"),
    (Seat.MEMBER, MemberGroup.CIVIL_SOCIETY, "ภาคประชาสังคม"),
    (Seat.MEMBER, MemberGroup.EXPERT, "ผู้ทรงคุณวุฒิ"),
)


def once(scene: Scene, name: str, make: Callable[[], T]) -> T:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("committee", {})
    if name not in known:
        known[name] = make()
    return known[name]


def ordered(scene: Scene) -> dict[str, Any]:
    day = scene.today - timedelta(days=10)
    return {"effective": day, "order_number": "สมมติ 9/2569", "order_date": day}


def constituting(scene: Scene, **fields: Any) -> acts.ConstituteCommittee:
    said = {
        "committee": CommitteeId(scene.new()),
        "committee_kind": CommitteeKind.PROVINCIAL,
        "name_th": "คณะกรรมการส่งเสริมประชาสังคมจังหวัด (สมมติ)",
        "name_en": "Provincial Committee (invented)",
        "legal_basis": "PMO-2551",
        **ordered(scene),
    }
    return acts.ConstituteCommittee(**said | fields)


def committee(scene: Scene) -> CommitteeId:
    def make() -> CommitteeId:
        act = constituting(scene)
        scene.registry.perform(act)
        return act.committee

    return once(scene, "committee", make)


def appointing(scene: Scene, **fields: Any) -> acts.AppointMember:
    said = {
        "committee": committee(scene),
        "title": "นาย",
        "given": "ตัวอย่าง",
        "family": "สมมติ",
        "group": MemberGroup.EXPERT,
        **ordered(scene),
    }
    return acts.AppointMember(**said | fields)


def seated(scene: Scene) -> dict[Seat, str]:
    """A committee of four, by seat; two of them are plain members."""

    def make() -> dict[Seat, str]:
        for seat, group, family in SEATS:
            scene.registry.perform(appointing(scene, seat=seat, group=group, family=family))
        record = scene.registry.record(committee(scene))
        assert isinstance(record, Committee)
        return {one.seat: key for key, one in record.serving(scene.today).items()}

    return once(scene, "seated", make)


def everybody(scene: Scene) -> tuple[str, ...]:
    seated(scene)
    record = scene.registry.record(committee(scene))
    assert isinstance(record, Committee)
    return tuple(record.serving(scene.today))


def calling(scene: Scene, **fields: Any) -> meeting_acts.CallMeeting:
    said = {
        "meeting": MeetingId(scene.new()),
        "committee": committee(scene),
        "number": next_number(scene),
        "held": scene.today,
        "clock": "09:30",
        "place": "ห้องประชุมสมมติ",
        "mode": Mode.IN_PERSON,
        "reason": "เรื่องเร่งด่วนตามเอกสารสมมติ",
    }
    return meeting_acts.CallMeeting(**said | fields)


def next_number(scene: Scene) -> int:
    """A number that no meeting of this scene has yet."""
    known = vars(scene).setdefault("committee", {})
    known["meetings"] = known.get("meetings", 0) + 1
    return int(known["meetings"])


def called(scene: Scene, name: str = "called", **fields: Any) -> MeetingId:
    """A meeting with two items for decision."""

    def make() -> MeetingId:
        seated(scene)
        act = calling(scene, **fields)
        scene.registry.perform(act)
        for item in ("4.1", "4.2"):
            scene.registry.perform(putting(act.meeting, item))
        return act.meeting

    return once(scene, name, make)


def putting(meeting: MeetingId, item: str, **fields: Any) -> meeting_acts.PutItem:
    said = {"meeting": meeting, "item": item, "title": "เรื่องสมมติ", "matter": Matter.DECIDE}
    return meeting_acts.PutItem(**said | fields)


def opening(scene: Scene, meeting: MeetingId, **fields: Any) -> meeting_acts.OpenMeeting:
    said = {
        "meeting": meeting,
        "committee": committee(scene),
        "began": scene.today,
        "clock": "09:35",
        "chaired_by": seated(scene)[Seat.CHAIR],
        "present": everybody(scene)[:3],
        "proxies": (meeting_acts.Proxy(member=everybody(scene)[3], name="ผู้แทน สมมติ"),),
        "guests": ("ผู้เข้าร่วม สมมติ",),
    }
    return meeting_acts.OpenMeeting(**said | fields)


def opened(scene: Scene, name: str = "opened") -> MeetingId:
    def make() -> MeetingId:
        meeting = called(scene, f"{name} called")
        scene.registry.perform(opening(scene, meeting))
        return meeting

    return once(scene, name, make)


def circulated(scene: Scene) -> MeetingId:
    def make() -> MeetingId:
        meeting = called(
            scene,
            "circulated called",
            mode=Mode.CIRCULATED,
            answer_by=scene.today,
            place=None,
            clock=None,
        )
        scene.registry.perform(opening(scene, meeting, present=(), proxies=(), guests=()))
        return meeting

    return once(scene, "circulated", make)


def resolving(scene: Scene, meeting: MeetingId, **fields: Any) -> meeting_acts.Resolve:
    said = {
        "meeting": meeting,
        "item": "4.1",
        "text": "เห็นชอบตามที่เสนอ (สมมติ)",
        "manner": Manner.VOTE,
        "votes": Cast(in_favour=2, against=1, abstained=1),
        "minority": "ฝ่ายข้างน้อยขอให้ทบทวน (สมมติ)",
    }
    return meeting_acts.Resolve(**said | fields)


def resolved(scene: Scene, name: str = "opened") -> MeetingId:
    """A meeting whose first item is resolved."""

    def make() -> MeetingId:
        meeting = opened(scene, name)
        scene.registry.perform(resolving(scene, meeting))
        return meeting

    return once(scene, f"{name} resolved", make)


def on_paper(scene: Scene) -> MeetingId:
    """A meeting that was taken over from its paper."""

    def make() -> MeetingId:
        act = taking_over(scene)
        scene.registry.perform(act)
        return act.meeting

    return once(scene, "on paper", make)


def taking_over(scene: Scene, **fields: Any) -> taking.TakeOverMeeting:
    said = {
        "meeting": MeetingId(scene.new()),
        "committee": committee(scene),
        "number": next_number(scene),
        "held": scene.today,
        "kept_at": "แฟ้มรายงานการประชุมสมมติ",
    }
    return taking.TakeOverMeeting(**said | fields)


def resolution_on_paper(scene: Scene, **fields: Any) -> taking.TakeOverResolution:
    """The next resolution of the meeting on paper."""
    known = vars(scene).setdefault("committee", {})
    known["items"] = known.get("items", 0) + 1
    said = {
        "meeting": on_paper(scene),
        "item": f"4.{known['items']}",
        "title": "เรื่องสมมติ",
        "text": "เห็นชอบตามที่เสนอ (สมมติ)",
        "manner": Manner.CONSENSUS,
    }
    return taking.TakeOverResolution(**said | fields)


def decided_on_paper(scene: Scene, about: str, record_type: str) -> str:
    """The number of a resolution that decides a case; taken over when first asked for."""

    def make() -> str:
        act = resolution_on_paper(scene, about=RecordId(about), about_type=record_type)
        scene.registry.perform(act)
        return f"{meeting_number(scene, act.meeting)}-{act.item}"

    return once(scene, f"on paper about {about}", make)


def taken_over(scene: Scene) -> str:
    """The key of a resolution that was taken over from paper."""

    def make() -> str:
        scene.registry.perform(resolution_on_paper(scene))
        return resolution(scene, on_paper(scene))

    return once(scene, "taken over", make)


def meeting_number(scene: Scene, meeting: MeetingId) -> str:
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    return record.number


def number_of(scene: Scene, meeting: MeetingId) -> int:
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    assert record.call is not None
    return record.call.number


def resolution(scene: Scene, meeting: MeetingId) -> str:
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    return next(iter(record.in_force()))


def dealt_with(scene: Scene, name: str = "opened") -> MeetingId:
    def make() -> MeetingId:
        meeting = resolved(scene, name)
        scene.registry.perform(meeting_acts.NoteItem(meeting=meeting, item="4.2", text="เลื่อนไป"))
        return meeting

    return once(scene, f"{name} dealt with", make)


def closed(scene: Scene) -> MeetingId:
    def make() -> MeetingId:
        meeting = dealt_with(scene)
        scene.registry.perform(meeting_acts.CloseMeeting(meeting=meeting, clock="12:00"))
        return meeting

    return once(scene, "closed", make)


def later(scene: Scene) -> MeetingId:
    return resolved(scene, "later")


def ended(scene: Scene) -> CommitteeId:
    def make() -> CommitteeId:
        act = constituting(scene)
        scene.registry.perform(act)
        over = acts.DissolveCommittee(committee=act.committee, reason=WHY, **ordered(scene))
        scene.registry.perform(over)
        return act.committee

    return once(scene, "ended", make)


def examples(example: type[Example]) -> Mapping[str, Example]:
    """An example of every act, by kind."""
    return {
        "committee.constitute": example(
            lambda s, _: constituting(s),
            lambda _s, _: {"committee_kind": "sub"},
            "F:D7.sub_committee_has_a_parent",
        ),
        "committee.appoint": example(
            lambda s, _: appointing(s),
            lambda s, _: {"ends": (s.today - timedelta(days=400)).isoformat()},
            "F:D7.term_is_in_order",
        ),
        "committee.end_membership": example(
            lambda s, _: acts.EndMembership(
                committee=committee(s),
                member=seated(s)[Seat.MEMBER],
                last_day=s.today,
                why=Departure.RESIGNED,
                reason=WHY,
            ),
            lambda _s, _: {"member": "somebody else"},
            "F:D7.member_serves",
        ),
        "committee.set_procedure": example(
            lambda s, _: acts.SetProcedure(
                committee=committee(s),
                effective=s.today,
                quorum_percent=60,
                each_group=True,
                pass_percent=66,
                citation="ระเบียบที่ประชุมสมมติ ข้อ 3",
            ),
            lambda s, _: {"effective": (s.today - timedelta(days=400)).isoformat()},
            "F:D7.committee_sits_then",
        ),
        "committee.dissolve": example(
            lambda s, _: acts.DissolveCommittee(committee=committee(s), reason=WHY, **ordered(s)),
            lambda s, _: {"committee": ended(s)},
            "F:D7.has_not_ended",
        ),
        "meeting.call": example(
            lambda s, _: calling(s),
            lambda s, _: {"number": number_of(s, called(s))},
            "F:D7.number_is_free",
        ),
        "meeting.cancel": example(
            lambda s, _: meeting_acts.CancelMeeting(meeting=called(s), reason=WHY),
            lambda s, _: {"meeting": opened(s)},
            "F:D7.meeting_stands_there",
        ),
        "meeting.put_item": example(
            lambda s, _: putting(called(s), "5"),
            lambda s, _: {"meeting": opened(s)},
            "F:D7.late_item_says_why",
        ),
        "meeting.drop_item": example(
            lambda s, _: meeting_acts.DropItem(meeting=called(s), item="4.2", reason=WHY),
            lambda _s, _: {"item": "9.9"},
            "F:D7.item_is_on_the_agenda",
        ),
        "meeting.arrange": example(
            lambda s, _: meeting_acts.ArrangeAgenda(meeting=called(s), items=("4.2", "4.1")),
            lambda _s, _: {"items": ["4.2"]},
            "F:D7.every_item_is_named_once",
        ),
        "meeting.open": example(
            lambda s, _: opening(s, called(s)),
            lambda s, _: {"present": [seated(s)[Seat.CHAIR]], "proxies": []},
            "F:D7.quorum_is_there",
        ),
        "meeting.recuse": example(
            lambda s, _: meeting_acts.Recuse(
                meeting=opened(s), item="4.1", member=seated(s)[Seat.CHAIR], reason=WHY
            ),
            lambda _s, _: {"member": "somebody else"},
            "F:D7.member_was_there",
        ),
        "meeting.answer": example(
            lambda s, _: meeting_acts.RecordAnswer(
                meeting=circulated(s),
                item="4.1",
                member=seated(s)[Seat.CHAIR],
                voice=Voice.FOR,
                received=s.today,
            ),
            lambda s, _: {"received": (s.today + timedelta(days=1)).isoformat()},
            "F:D7.answer_came_in_time",
        ),
        "meeting.note": example(
            lambda s, _: meeting_acts.NoteItem(meeting=opened(s), item="4.2", text="หารือ (สมมติ)"),
            lambda _s, _: {"item": "9.9"},
            "F:D7.item_is_on_the_agenda",
        ),
        "meeting.resolve": example(
            lambda s, _: resolving(s, opened(s)),
            lambda _s, _: {"manner": "consensus"},
            "R-65.votes_fit_the_manner",
        ),
        "meeting.close": example(
            lambda s, _: meeting_acts.CloseMeeting(meeting=dealt_with(s), clock="12:00"),
            lambda s, _: {"meeting": opened(s, "later")},
            "F:D7.every_item_is_dealt_with",
        ),
        "meeting.adopt_minutes": example(
            lambda s, _: meeting_acts.AdoptMinutes(meeting=closed(s), by_meeting=later(s)),
            lambda s, _: {"by_meeting": closed(s)},
            "F:D7.later_meeting_adopts",
        ),
        "meeting.rescind": example(
            lambda s, _: meeting_acts.RescindResolution(
                meeting=resolved(s),
                resolution=resolution(s, resolved(s)),
                by_meeting=later(s),
                by_resolution=resolution(s, later(s)),
                reason=WHY,
            ),
            lambda _s, _: {"resolution": "none such"},
            "F:D7.resolution_is_in_force",
        ),
        "meeting.take_over": example(
            lambda s, _: taking_over(s),
            lambda s, _: {"held": (s.today + timedelta(days=1)).isoformat()},
            "F:D7.meeting_was_held",
        ),
        "meeting.take_over_resolution": example(
            lambda s, _: resolution_on_paper(s),
            lambda s, _: {"meeting": called(s)},
            "F:D7.meeting_stands_there",
        ),
        "meeting.strike_taken_over": example(
            lambda s, _: taking.StrikeTakenOver(
                meeting=on_paper(s), resolution=taken_over(s), reason=WHY
            ),
            lambda _s, _: {"resolution": "none such"},
            "F:D7.resolution_is_in_force",
        ),
    }
