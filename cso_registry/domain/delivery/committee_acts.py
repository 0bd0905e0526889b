"""Appointing an evaluation committee, and the interests of its members (R-53, F:H6, D-21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.questions import linked, linked_records
from cso_registry.domain.delivery.evaluation_committees import (
    CommitteeFile,
    CommitteeMember,
    CommitteePlace,
    CommitteeSeat,
    EvaluationCommittee,
    MemberCleared,
    MemberInterest,
)
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Count, Day, Lines, OrderNumber, ReasonText
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import EvaluationCommitteeId
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

ABOUT = {"evaluation_committee": EvaluationCommittee, "agreement": Agreement}


@rule("R-53", cite="002 3.3.3(7)")
def committee_has_one_chair(act: Any, _facts: Facts) -> Verdict:
    """A committee has members, and one of them is its chair."""
    chairs = sum(one.committee_seat is CommitteeSeat.CHAIR for one in act.members)
    return None if chairs == 1 else fault("members", chairs=chairs)


@rule("F:H6", cite="features H6; 002 3.3.3(7)")
def members_are_different_people(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Nobody sits in a committee twice."""
    seen: set[tuple[str, str]] = set()
    for one in act.members:
        who = (search_key(one.name), search_key(one.comes_from))
        if who in seen:
            yield fault("members", name=one.name)
        seen.add(who)


@rule("R-53", cite="002 3.3.3(7); domain D-21")
def order_runs_forward(act: Any, facts: Facts) -> Iterable[Fault]:
    """An order was given before today, and its committee serves from the first day to the last."""
    if act.order_date > facts.today:
        yield fault("order_date")
    if act.until is not None and act.until < act.starts:
        yield fault("until")


@rule("F:H6", cite="features H6")
def member_is_of_the_committee(act: Any, facts: Facts) -> Verdict:
    """Who declares an interest or is cleared sits in the committee."""
    seats = facts.record("evaluation_committee", EvaluationCommittee).seats
    known = any(one.nth == act.member for one in seats)
    return None if known else fault("member", highest=len(seats))


@rule("F:H6", cite="features H6, X12")
def interest_is_told(act: Any, _facts: Facts) -> Verdict:
    """Whoever has an interest says which."""
    return fault("statement") if act.has_interest and act.statement is None else None


@rule("F:H6", cite="features H6, X12; R-74")
def interest_waits_for_a_decision(act: Any, facts: Facts) -> Verdict:
    """Only a member whom an interest keeps out is cleared."""
    committee = facts.record("evaluation_committee", EvaluationCommittee)
    return None if committee.stands(act.member) == "conflict" else fault("member")


@act("evaluation_committee.appoint", Role.HEAD)
class AppointEvaluationCommittee(BeginsWork):
    """Appoints a committee of all concerned, each member by name and organisation (R-53)."""

    writes = (EvaluationCommittee.file, EvaluationCommittee.members)
    makes = (EvaluationCommittee,)
    reads = BEGINS
    rules = (*BEGINNING, committee_has_one_chair, members_are_different_people, order_runs_forward)

    evaluation_committee: EvaluationCommitteeId
    order_number: OrderNumber
    order_date: Day
    starts: Day
    until: Day | None = None
    tasks: Lines | None = None
    members: tuple[CommitteeMember, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the order, and each member by itself."""
        own = CommitteeFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        places = (
            EvaluationCommittee.members.put(
                self.evaluation_committee,
                facts.identities.new(),
                CommitteePlace(**dict(one), nth=nth),
            )
            for nth, one in enumerate(self.members, start=1)
        )
        file = CommitteeFile(**said)
        return (EvaluationCommittee.file.set(self.evaluation_committee, file), *places)


def _posts_of(name: str, partner: Organization | None, facts: Facts) -> Iterator[str]:
    """Return the posts of the partner that somebody of this name holds today.

    A member's name may carry a title; who is known by a given name alone is no match.
    """
    if partner is None:
        return
    for post in partner.posts.values():
        over = post.ends is not None and post.ends < facts.today
        full = f"{post.given} {post.family}" if post.given and post.family else ""
        if full and not over and search_key(full) in search_key(name):
            yield post.post


@act("evaluation_committee.declare", Role.OFFICER, Role.HEAD)
class DeclareMemberInterest(UnderAgreement):
    """Records what a member declared on paper; the program compares with the partner's posts."""

    writes = (EvaluationCommittee.interests,)
    reads = ABOUT | {"linked": linked_records}
    rules = (work_is_of_the_agreement, member_is_of_the_committee, interest_is_told)

    evaluation_committee: EvaluationCommitteeId
    member: Count
    has_interest: bool
    statement: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the declaration and what was found."""
        committee = facts.record("evaluation_committee", EvaluationCommittee)
        name = next(one.name for one in committee.seats if one.nth == self.member)
        posts = _posts_of(name or "", linked(facts, Organization), facts)
        declared = MemberInterest(
            member=self.member,
            declared=facts.today,
            has_interest=self.has_interest,
            statement=self.statement,
            found_in=tuple(dict.fromkeys(posts)),
            by=facts.actor.officer,
        )
        place = EvaluationCommittee.interests
        return (place.put(self.evaluation_committee, facts.act_id, declared),)


@act("evaluation_committee.clear", Role.HEAD)
class ClearMemberInterest(UnderAgreement):
    """Lets a member take part in spite of an interest, with a reason (R-74)."""

    writes = (EvaluationCommittee.clearings,)
    reads = ABOUT
    relies_on = (EvaluationCommittee.interests,)
    rules = (work_is_of_the_agreement, member_is_of_the_committee, interest_waits_for_a_decision)

    evaluation_committee: EvaluationCommitteeId
    member: Count
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        committee = facts.record("evaluation_committee", EvaluationCommittee)
        cleared = MemberCleared(
            member=self.member,
            declarations=committee.conflicts_of(self.member),
            cleared=facts.today,
            rationale=self.reason,
            by=facts.actor.officer,
        )
        place = EvaluationCommittee.clearings
        return (place.put(self.evaluation_committee, facts.act_id, cleared),)


ACTS = (AppointEvaluationCommittee, DeclareMemberInterest, ClearMemberInterest)
