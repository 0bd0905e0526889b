"""Committees that evaluate: who sits in them, from where, and with which interests (R-53, D-21)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import (
    Code,
    Confidential,
    Count,
    Day,
    Line,
    Lines,
    OrderNumber,
    Personal,
)
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.shadow import Shadow

NEEDED: Final = (EvaluatorKind.STATE, EvaluatorKind.CIVIL_SOCIETY, EvaluatorKind.PROFESSIONAL)
"""A committee of all concerned; others join as there are any (002 3.3.3(7))."""
WHOLE: Final = 100


class CommitteeSeat(StrEnum):
    """What a member is in an evaluation committee."""

    CHAIR = "chair"
    MEMBER = "member"
    SECRETARY = "secretary"


class CommitteeFile(Work):
    """The order that appoints a committee.

    Attributes:
        tasks: What it looks at, when the order says more than the agreement does.
        starts: From when it serves; `until` is the last day, None as long as the agreement asks.
    """

    order_number: OrderNumber
    order_date: Day
    starts: Day
    until: Day | None = None
    tasks: Lines | None = None


class CommitteeMember(FieldGroup):
    """One person of a committee.

    Attributes:
        evaluator_kind: Whom the member stands for (R-53).
        comes_from: The organisation that the member comes from (F:H6).
        is_external: Belongs to neither side of the agreement.
    """

    evaluator_kind: EvaluatorKind
    committee_seat: CommitteeSeat = CommitteeSeat.MEMBER
    name: Personal[Line]
    position: Line | None = None
    comes_from: Line
    is_external: bool = False


class CommitteePlace(CommitteeMember):
    """One person of a committee as it is kept; `nth` is the place in the order, from 1."""

    nth: Count


class MemberInterest(FieldGroup):
    """What one member declared, and what the program found.

    Attributes:
        member: The place of the member.
        found_in: Posts of the partner that somebody of the same name holds.
    """

    member: Count
    declared: Day
    has_interest: bool
    statement: Confidential[Lines | None] = None
    found_in: tuple[Code, ...] = ()
    by: OfficerId

    @property
    def conflicts(self) -> bool:
        """Return whether it keeps the member out until somebody decides."""
        return self.has_interest or bool(self.found_in)


class MemberCleared(FieldGroup):
    """A member takes part in spite of what was declared or found, with a reason (R-74).

    `declarations` are those that the decision is about; a later one waits for its own.
    """

    member: Count
    declarations: tuple[Line, ...]
    cleared: Day
    rationale: Lines
    by: OfficerId


class EvaluationCommittee(Record, type="evaluation_committee"):
    """One committee that evaluates under an agreement."""

    file = Group(CommitteeFile, legal=True)
    members = Items(CommitteePlace, legal=True)
    interests = Items(MemberInterest, legal=True)
    clearings = Items(MemberCleared, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        title = ", ".join(dict.fromkeys(one.comes_from for one in self.seats)) or file.code
        words = (file.order_number,)
        return work_shadow(
            self, file, title=title, day=file.order_date, status=self.status, words=words
        )

    @property
    def seats(self) -> tuple[CommitteePlace, ...]:
        """Return its members in the order of their places."""
        return tuple(sorted(self.members.values(), key=lambda one: one.nth))

    @property
    def status(self) -> str:
        """Return whether every member declared interests, and none keeps one out."""
        states = {self.stands(one.nth) for one in self.seats}
        if "undeclared" in states:
            return "undeclared"
        return "conflict" if "conflict" in states else "ready"

    def stands(self, member: int) -> str:
        """Return whether a member may take part: `free`, `cleared`, `conflict`, `undeclared`."""
        if all(one.member != member for one in self.interests.values()):
            return "undeclared"
        if self.conflicts_of(member):
            return "conflict"
        return "cleared" if any(one.member == member for one in self.clearings.values()) else "free"

    def conflicts_of(self, member: int) -> tuple[str, ...]:
        """Return the keys of the declarations of a member that nobody has decided about."""
        decided = {key for one in self.clearings.values() for key in one.declarations}
        found = self.interests.items()
        return tuple(
            key
            for key, one in found
            if one.member == member and one.conflicts and key not in decided
        )

    def kinds_of(self, members: Iterable[int]) -> tuple[EvaluatorKind, ...]:
        """Return the kinds of some members, each once, in the order of the list."""
        chosen = set(members)
        found = {one.evaluator_kind for one in self.seats if one.nth in chosen}
        return tuple(kind for kind in EvaluatorKind if kind in found)

    @property
    def missing(self) -> tuple[EvaluatorKind, ...]:
        """Return the kinds of members that it should have and has not (R-53)."""
        there = self.kinds_of(one.nth for one in self.seats)
        return tuple(kind for kind in NEEDED if kind not in there)

    def share_of(self, kind: EvaluatorKind) -> int:
        """Return how many of a hundred members are of a kind, rounded down."""
        seats = self.seats
        count = sum(one.evaluator_kind is kind for one in seats)
        return WHOLE * count // len(seats) if seats else 0
