"""The life cycle of a registration, and the one function that says where it stands.

Events are legal acts: they are added, never changed (F:A5). The standing is
computed from them, with a date, and is kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Day, Line, Lines, NumberText, OrderNumber, Public
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Step(StrEnum):
    """What happened to a registration."""

    REGISTERED = "registered"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REMOVED = "removed"
    RESTORED = "restored"
    UNDONE = "undone"
    MERGED = "merged"
    UNMERGED = "unmerged"
    DISSOLVED = "dissolved"
    REFORMED = "reformed"
    """Its legal form changed; the standing stays."""
    DIVIDED = "divided"
    """Others were split off it and it goes on; the standing stays."""


class Status(StrEnum):
    """Where a registration stands."""

    NONE = "none"
    REGISTERED = "registered"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    UNDONE = "undone"
    MERGED = "merged"
    DISSOLVED = "dissolved"


class EndedBy(StrEnum):
    """Who dissolved a subject."""

    OWN_RESOLUTION = "own_resolution"
    OWN_RULES = "own_rules"
    """Its term ran out, its purpose was reached, or its own rules end it."""
    REGISTRAR = "registrar"
    COURT = "court"
    BANKRUPTCY = "bankruptcy"
    NO_MEMBERS = "no_members"
    DIVISION = "division"
    """It was divided into others."""
    UNION = "union"
    """It was united with others in a new one."""


class LifeEvent(FieldGroup):
    """One legal act in the life of a registration, with its basis and order."""

    step: Public[Step]
    recorded: Day
    effective: Public[Day]
    order_number: Public[OrderNumber | None] = None
    order_date: Public[Day | None] = None
    legal_basis: Line
    number: Public[NumberText | None] = None
    series: Line | None = None
    from_paper: bool = False
    into: OrganizationId | None = None
    ended_by: EndedBy | None = None
    reason: Lines | None = None


AFTER: Mapping[Step, Status] = {
    Step.REGISTERED: Status.REGISTERED,
    Step.SUSPENDED: Status.SUSPENDED,
    Step.LIFTED: Status.REGISTERED,
    Step.REMOVED: Status.REMOVED,
    Step.RESTORED: Status.REGISTERED,
    Step.UNDONE: Status.UNDONE,
    Step.MERGED: Status.MERGED,
    Step.DISSOLVED: Status.DISSOLVED,
}
"""Where a step leads; a step that is not named here is looked up in what was before."""
ALLOWED: Mapping[Step, frozenset[Status]] = {
    Step.REGISTERED: frozenset({Status.NONE}),
    Step.SUSPENDED: frozenset({Status.REGISTERED}),
    Step.LIFTED: frozenset({Status.SUSPENDED}),
    Step.REMOVED: frozenset({Status.REGISTERED, Status.SUSPENDED}),
    Step.RESTORED: frozenset({Status.REMOVED, Status.DISSOLVED}),
    Step.UNDONE: frozenset({Status.REGISTERED}),
    Step.MERGED: frozenset({Status.REGISTERED, Status.SUSPENDED}),
    Step.UNMERGED: frozenset({Status.MERGED}),
    Step.DISSOLVED: frozenset({Status.REGISTERED, Status.SUSPENDED}),
    Step.REFORMED: frozenset({Status.REGISTERED, Status.SUSPENDED}),
    Step.DIVIDED: frozenset({Status.REGISTERED, Status.SUSPENDED}),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, since when it holds, and what held the day before."""

    status: Status
    since: date | None
    before: Status

    def on(self, day: date) -> Status:
        """Return the status on `day`; an order may take effect later."""
        return self.before if self.since is not None and day < self.since else self.status


def standing_of(events: Mapping[str, LifeEvent]) -> Standing:
    """Return the standing after all events, in order of effect, then of recording.

    Args:
        events: By act id; ids of one replica grow with time.
    """
    ordered = sorted(events.items(), key=lambda kept: (kept[1].effective, kept[0]))
    status = before = Status.NONE
    since: date | None = None
    unmerged = Status.REGISTERED
    for _, event in ordered:
        if event.step in (Step.REFORMED, Step.DIVIDED):
            continue
        if event.step is Step.MERGED:
            unmerged = status
        before, since = status, event.effective
        status = unmerged if event.step is Step.UNMERGED else AFTER[event.step]
    return Standing(status, since, before)
