"""What is delegated to whom: scope of responsibility and form of relationship (D-09, R-13)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import AreaCode, Code, Day, Line, Lines, NumberText
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.kernel.ids import (
    AgencyId,
    CallId,
    MissionId,
    OfficerId,
    OrganizationId,
    ProposalId,
)

DELEGATION_OF = "DELEGATION-OF"
"""Under this scheme the scope decisions of a proposal are found."""

if TYPE_CHECKING:
    from datetime import date


class Extent(StrEnum):
    """How much of the mission is delegated (002 1E-cso(3))."""

    WHOLE = "whole"
    PARTS = "parts"
    AREAS = "areas"


class ScopeDecision(FieldGroup):
    """What one subject does of one mission of one agency, and what stays with the agency.

    The agency stays responsible (R-14); roles and limits of both sides are fixed from the
    start (R-89).
    """

    proposal: ProposalId
    call: CallId
    organization: OrganizationId
    agency: AgencyId
    mission: MissionId
    code: NumberText
    extent: Extent
    parts: Lines | None = None
    areas: tuple[AreaCode, ...] = ()
    model: Code
    participation_form: Code
    agency_role: Lines
    partner_role: Lines
    limits: Lines
    effective: Day
    ends: Day | None = None
    resolution: Line
    decided: Day
    by: OfficerId
    acting_for: OfficerId | None = None


class ScopeEnd(FieldGroup):
    """The scope holds no more from a day on, by a resolution (R-74)."""

    effective: Day
    resolution: Line
    reason: Lines
    by: OfficerId


class Delegation(Record, type="delegation"):
    """One scope decision for a subject, an agency and a mission."""

    decision = Group(ScopeDecision, legal=True)
    endings = Items(ScopeEnd, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, and the proposal it is found by."""
        decision = self.decision
        if decision is None:
            return EMPTY
        ended = self.ended
        line = record_line(
            self.type,
            title=decision.code,
            sort=f"{decision.decided.isoformat()}{decision.code}",
            status="in_force" if ended is None else "ended",
            province=self.scope,
            number=decision.code,
            about=decision.organization,
            since=ended,
            before="in_force",
            until=decision.ends,
        )
        return Shadow(
            listing=line,
            search=search_of((decision.code,)),
            identifiers=((DELEGATION_OF, decision.proposal),),
            numbers=code_in_use(decision.code),
        )

    @property
    def ended(self) -> date | None:
        """Return the first day on which it holds no more, None while nobody ended it."""
        return min((one.effective for one in self.endings.values()), default=None)

    def holds_on(self, day: date) -> bool:
        """Return whether an agreement may rest on it on a day (R-13)."""
        decision = self.decision
        if decision is None or day < decision.effective:
            return False
        over = decision.ends is not None and day > decision.ends
        return not over and (self.ended is None or day < self.ended)
