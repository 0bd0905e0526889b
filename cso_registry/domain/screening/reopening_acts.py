"""The file comes back: corrected, late, or because an appeal was allowed (F:B3, B7)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.clocks.kinds import due_now
from cso_registry.domain.fields import Day, ReasonText
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import Group, Items
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import decision_rules, rules
from cso_registry.domain.screening.acts import CaseAct, open_cases
from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.parts import Admission, Reopening, Resubmission
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.kernel.ids import AppealId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

Slots = tuple[Group[Any] | Items[Any], ...]
CORRECTION_CLOCK = "screening:correction"
WHOLE_SUBJECT: Slots = (
    Organization.identity,
    Organization.names,
    Organization.other_names,
    Organization.person,
    Organization.identifiers,
    Organization.address,
    Organization.residence,
    Organization.contact,
    Organization.areas,
    Organization.purposes,
    Organization.resources,
    Organization.posts,
    Organization.documents,
    Organization.life,
)
"""What a subject says of itself: the heads say what changed between two rounds (F:B3)."""


@act("screening.resubmit", Role.OFFICER, Role.HEAD)
class ResubmitFile(CaseAct):
    """Takes a corrected file in; one that is late waits for the head (F:B3)."""

    writes = (Screening.resubmissions,)
    reads = {"screening": Screening, "organization": Organization, "open_cases": open_cases}
    relies_on = (Screening.decisions, *WHOLE_SUBJECT)
    rules = (
        rules.stage_is(CaseStatus.RETURNED, CaseStatus.INCOMPLETE),
        rules.case_is_about_the_subject,
        rules.no_other_case_is_open,
        decision_rules.file_came_back_after_it_went,
    )

    organization: OrganizationId
    received: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file's return, marked late when its deadline has passed."""
        standing, scope = facts.record("screening", Screening).standing, self.scope(facts)
        due, decision = standing.due, standing.decision
        sent = None if decision is None else decision.decided
        last = None if due is None else due_now(facts.setting, CORRECTION_CLOCK, due, sent, scope)
        late = last is None or self.received > last
        came = Resubmission(
            received=self.received,
            recorded=facts.today,
            by=facts.actor.officer,
            due=due,
            late=late,
        )
        return (Screening.resubmissions.put(self.screening, facts.act_id, came),)


@act("screening.admit_late", Role.HEAD)
class AdmitLateFile(CaseAct):
    """Lets a file in that came after the deadline, with a reason (F:B3, R-74)."""

    writes = (Screening.admissions,)
    relies_on = (Screening.resubmissions,)
    rules = (
        rules.stage_is(CaseStatus.CAME_LATE),
        decision_rules.late_file_is_let_in_by_another,
    )

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that the file is let in."""
        admitted = Admission(admitted=facts.today, by=facts.actor.officer, reason=self.reason)
        return (Screening.admissions.put(self.screening, facts.act_id, admitted),)


@act("screening.reopen", Role.HEAD)
class ReopenScreening(CaseAct):
    """Goes on with a closed case in a new round, because an appeal was allowed (F:B7)."""

    writes = (Screening.reopenings,)
    reads = {
        "screening": Screening,
        "organization": Organization,
        "appeal": Appeal,
        "open_cases": open_cases,
    }
    relies_on = (Screening.decisions, Appeal.decisions)
    rules = (
        rules.stage_is(CaseStatus.REJECTED, CaseStatus.INCOMPLETE, CaseStatus.RETURNED),
        rules.case_is_about_the_subject,
        rules.no_other_case_is_open,
        decision_rules.appeal_was_allowed,
    )

    organization: OrganizationId
    appeal: AppealId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the reopening."""
        reopened = Reopening(
            appeal=self.appeal,
            reopened=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Screening.reopenings.put(self.screening, facts.act_id, reopened),)


ACTS = (ResubmitFile, AdmitLateFile, ReopenScreening)
