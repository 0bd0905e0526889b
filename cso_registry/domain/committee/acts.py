"""Setting up a committee, appointing its members, deciding its procedure (F:D7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.committee.groups import (
    CommitteeKind,
    Constituted,
    DecidedProcedure,
    Departure,
    Dissolved,
    Left,
    MemberGroup,
    Membership,
    Percent,
    Procedure,
    Seat,
)
from cso_registry.domain.committee.records import Committee
from cso_registry.domain.fields import Code, Day, Line, OrderNumber, Personal, ReasonText
from cso_registry.domain.organizations.rules import (
    legal_basis_is_in_force,
    order_precedes_effect,
)
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import CommitteeId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

CITE = "002 3.3.5(1); features D7"
SECRETARIAT = (Role.COMMITTEE_SECRETARY, Role.HEAD)
ONLY_ONE = frozenset({Seat.CHAIR, Seat.SECRETARY})


@rule("F:D7", cite=CITE)
def sub_committee_has_a_parent(act: Any, _facts: Facts) -> Verdict:
    """A sub-committee belongs to a committee, and only it does."""
    is_sub = act.committee_kind is CommitteeKind.SUB
    return None if is_sub == (act.parent is not None) else fault("parent")


@rule("F:D7", cite=CITE)
def committee_sits_then(act: Any, facts: Facts) -> Verdict:
    """The committee exists on the day from which this holds."""
    committee = facts.record("committee", Committee)
    sits = committee.sits_on(act.effective)
    return None if sits else fault("effective", name=committee.name)


@rule("F:D7", cite=CITE)
def term_is_in_order(act: Any, _facts: Facts) -> Verdict:
    """A term ends after it began."""
    return fault("ends") if act.ends is not None and act.ends < act.effective else None


@rule("F:D7", cite=CITE)
def seat_is_free(act: Any, facts: Facts) -> Verdict:
    """There is one chair and one secretary at a time."""
    if act.seat not in ONLY_ONE:
        return None
    serving = facts.record("committee", Committee).serving(act.effective)
    taken = any(one.seat is act.seat for one in serving.values())
    return fault("seat", seat=act.seat.value) if taken else None


@rule("F:D7", cite=CITE)
def member_serves(act: Any, facts: Facts) -> Verdict:
    """Who leaves is a member whose term has not ended before; its very end may be recorded."""
    committee = facts.record("committee", Committee)
    one = committee.members.get(act.member)
    if one is None or act.last_day < one.starts:
        return fault("member")
    if one.ends is not None and one.ends < act.last_day:
        return fault("member")
    left = [gone.last_day for gone in committee.departures.values() if gone.member == act.member]
    return fault("member") if left and min(left) <= act.last_day else None


@rule("F:D7", cite=CITE)
def has_not_ended(_act: Any, facts: Facts) -> Verdict:
    """A committee ends once."""
    committee = facts.record("committee", Committee)
    return fault("committee", name=committee.name) if committee.ends else None


class _OnCommittee(Act):
    """Base of the acts on a committee."""

    reads: ClassVar[Mapping[str, Read]] = {"committee": Committee}

    committee: CommitteeId

    def scope(self, facts: Facts) -> str:
        """Return the home of the committee."""
        return facts.record("committee", Committee).scope


@act("committee.constitute", Role.HEAD)
class ConstituteCommittee(Act):
    """Sets up a committee, sub-committee, joint committee or board by an order."""

    writes = (Committee.constitution,)
    makes = (Committee,)
    rules = (legal_basis_is_in_force, order_precedes_effect, sub_committee_has_a_parent)

    committee: CommitteeId
    committee_kind: CommitteeKind
    name_th: Line
    name_en: Line | None = None
    parent: CommitteeId | None = None
    effective: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Code

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return the constitution."""
        set_up = Constituted(
            kind=self.committee_kind,
            name_th=self.name_th,
            name_en=self.name_en,
            parent=self.parent,
            starts=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
        )
        return (Committee.constitution.set(self.committee, set_up),)


@act("committee.appoint", *SECRETARIAT)
class AppointMember(_OnCommittee):
    """Records that a person was appointed to a committee, for which group and which term."""

    writes = (Committee.members,)
    rules = (order_precedes_effect, committee_sits_then, term_is_in_order, seat_is_free)

    title: Personal[Line | None] = None
    given: Personal[Line]
    family: Personal[Line | None] = None
    group: MemberGroup
    seat: Seat = Seat.MEMBER
    represents: Line | None = None
    organization: OrganizationId | None = None
    officer: OfficerId | None = None
    effective: Day
    ends: Day | None = None
    order_number: OrderNumber
    order_date: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the membership."""
        appointed = Membership(
            title=self.title,
            given=self.given,
            family=self.family,
            group=self.group,
            seat=self.seat,
            represents=self.represents,
            organization=self.organization,
            officer=self.officer,
            starts=self.effective,
            ends=self.ends,
            order_number=self.order_number,
            order_date=self.order_date,
        )
        return (Committee.members.put(self.committee, facts.act_id, appointed),)


@act("committee.end_membership", *SECRETARIAT)
class EndMembership(_OnCommittee):
    """Records that a member serves no longer, from which day and why."""

    writes = (Committee.departures,)
    rules = (member_serves,)

    member: Line
    last_day: Day
    why: Departure
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the departure."""
        left = Left(member=self.member, last_day=self.last_day, why=self.why, reason=self.reason)
        return (Committee.departures.put(self.committee, facts.act_id, left),)


@act("committee.set_procedure", Role.HEAD)
class SetProcedure(_OnCommittee):
    """Decides quorum, votes and circulated resolutions of one committee from a day on."""

    writes = (Committee.procedures,)
    rules = (committee_sits_then,)

    effective: Day
    quorum_percent: Percent
    each_group: bool = False
    pass_percent: Percent
    casting_vote: bool = True
    circulated_unanimous: bool = False
    citation: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the procedure."""
        procedure = Procedure(
            quorum_percent=self.quorum_percent,
            each_group=self.each_group,
            pass_percent=self.pass_percent,
            casting_vote=self.casting_vote,
            circulated_unanimous=self.circulated_unanimous,
            citation=self.citation,
        )
        decided = DecidedProcedure(starts=self.effective, procedure=procedure)
        return (Committee.procedures.put(self.committee, facts.act_id, decided),)


@act("committee.dissolve", Role.HEAD)
class DissolveCommittee(_OnCommittee):
    """Ends a committee by an order; its meetings and resolutions stay."""

    writes = (Committee.ends,)
    rules = (has_not_ended, order_precedes_effect)

    effective: Day
    order_number: OrderNumber
    order_date: Day
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        ended = Dissolved(
            last_day=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            reason=self.reason,
        )
        return (Committee.ends.put(self.committee, facts.act_id, ended),)


ACTS = (ConstituteCommittee, AppointMember, EndMembership, SetProcedure, DissolveCommittee)
