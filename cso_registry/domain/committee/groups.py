"""What is kept of a committee: how it was set up, by which procedure it sits, who serves."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cso_registry.domain.fields import (
    Code,
    Day,
    Line,
    OrderNumber,
    PersonName,
    ReasonText,
)
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import CommitteeId, OfficerId, OrganizationId

KNOWN_AS = "KNOWN-AS"
"""Committees and meetings are found by what they are called, as it is searched for."""
Percent = Annotated[int, Field(ge=1, le=100)]


class CommitteeKind(StrEnum):
    """What a committee is for (domain 1, glossary 89, 90, 123)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    SUB = "sub"
    JOINT = "joint"
    BOARD = "board"
    EVALUATION = "evaluation"


class MemberGroup(StrEnum):
    """The four groups of members (002 3.3.5(1))."""

    GOVERNMENT = "government"
    CIVIL_SERVICE = "civil_service"
    CIVIL_SOCIETY = "civil_society"
    EXPERT = "expert"


class Seat(StrEnum):
    """What a member is in the committee."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    ASSISTANT_SECRETARY = "assistant_secretary"


class Departure(StrEnum):
    """Why a member serves no longer."""

    TERM_ENDED = "term_ended"
    RESIGNED = "resigned"
    REPLACED = "replaced"
    REMOVED = "removed"
    DIED = "died"


class Constituted(FieldGroup):
    """A committee was set up by an order."""

    kind: CommitteeKind
    name_th: Line
    name_en: Line | None = None
    parent: CommitteeId | None = None
    starts: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Code


class Procedure(FieldGroup):
    """By which numbers a committee sits and decides; the sources leave it to the committee.

    Attributes:
        quorum_percent: Least share of the serving members who are present.
        each_group: Whether each of the groups that serve must be present.
        pass_percent: A vote passes with more than this share of the votes for and against.
        casting_vote: Whether the chair decides when both sides are equal.
        circulated_unanimous: Whether one vote against stops a circulated resolution.
        citation: Where it is laid down.
    """

    quorum_percent: Percent
    each_group: bool
    pass_percent: Percent
    casting_vote: bool
    circulated_unanimous: bool
    citation: Line


class DecidedProcedure(FieldGroup):
    """The committee's own procedure from a day on."""

    starts: Day
    procedure: Procedure


class Membership(PersonName):
    """A person serves in a committee for a term, for one of the groups.

    `organization` is the subject of the register they come from, `officer` the officer of
    this registry they are: both are looked at when a case concerns them.
    """

    group: MemberGroup
    seat: Seat
    represents: Line | None = None
    organization: OrganizationId | None = None
    officer: OfficerId | None = None
    starts: Day
    ends: Day | None = None
    order_number: OrderNumber
    order_date: Day

    @property
    def full_name(self) -> str:
        """Return the name as it is written; empty once it was erased by law."""
        parts = (f"{self.title or ''}{self.given or ''}", self.family)
        return " ".join(part for part in parts if part)


class Left(FieldGroup):
    """A member serves to this day and not longer."""

    member: Line
    last_day: Day
    why: Departure
    reason: ReasonText


class Dissolved(FieldGroup):
    """A committee came to its end."""

    last_day: Day
    order_number: OrderNumber
    order_date: Day
    reason: ReasonText
