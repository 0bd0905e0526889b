"""Opening a case of screening, naming its reviewers, declaring interests (F:B1, B2, B6)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Day, Line, Lines, NumberText, ReasonText
from cso_registry.domain.offices.questions import NumberHolder
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import rules
from cso_registry.domain.screening.interest import shared_interests
from cso_registry.domain.screening.parts import Assigned, Declaration, Opening, Settlement
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.shadow import SCREENING_OPEN
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.ids import OfficerId, OrganizationId, ScreeningId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def open_cases(act: Any, _setting: Setting) -> Question[Any]:
    """Ask which cases of the subject are open."""
    return RecordsUnder(SCREENING_OPEN, act.organization)


def _intake(act: Any, _setting: Setting) -> Question[Any] | None:
    return None if act.intake_number is None else NumberHolder(act.intake_number)


class CaseAct(Act):
    """Base of acts on a case that is open."""

    reads = {"screening": Screening}

    screening: ScreeningId

    def scope(self, facts: Facts) -> str:
        """Return the home of the case, which is that of its subject."""
        return facts.record("screening", Screening).scope


@act("screening.open", Role.OFFICER, Role.HEAD)
class OpenScreening(Act):
    """Opens a case for a registered subject and names its two reviewers (F:B1, B2, R-01).

    The case keeps the criteria as they stand today for this kind of subject.
    """

    writes = (Screening.opening, Screening.criteria, Screening.assignments)
    makes = (Screening,)
    reads = {
        "organization": Organization,
        "screener": Officer,
        "checker": Officer,
        "open_cases": open_cases,
        "intake": _intake,
    }
    relies_on = (Organization.life,)
    rules = (
        rules.registration_file_is_there,
        rules.no_other_case_is_open,
        rules.received_is_not_of_the_future,
        rules.intake_is_known,
        rules.rule_set_asks_something,
        rules.screener_and_checker_are_two,
        rules.reviewers_have_the_roles,
    )

    screening: ScreeningId
    organization: OrganizationId
    received: Day
    screener: OfficerId
    checker: OfficerId
    intake_number: NumberText | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the case with its criteria and reviewers."""
        organization = facts.record("organization", Organization)
        kind = organization.identity.kind.value if organization.identity is not None else ""
        criteria = facts.setting.criteria
        opening = Opening(
            organization=self.organization,
            subject_name=organization.display_name or None,
            kind=kind,
            received=self.received,
            opened=facts.today,
            by=facts.actor.officer,
            intake_number=self.intake_number,
            rules_version=criteria.content_version,
        )
        return (
            Screening.opening.set(self.screening, opening),
            *(
                Screening.criteria.put(self.screening, one.code, one)
                for one in criteria.asked_of(kind, facts.today)
            ),
            *(
                Screening.assignments.put(
                    self.screening,
                    facts.identities.new(),
                    Assigned(part=part, officer=officer, since=facts.today),
                )
                for part, officer in (
                    (ReviewPart.SUBSTANCE, self.screener),
                    (ReviewPart.FIGURES, self.checker),
                )
            ),
        )


@act("screening.assign", Role.OFFICER, Role.HEAD)
class AssignReviewer(CaseAct):
    """Names another reviewer, for instance in place of one with an interest (F:B2, B6)."""

    writes = (Screening.assignments,)
    reads = {"screening": Screening, "officer": Officer}
    rules = (
        rules.case_is_not_closed,
        rules.assigned_has_the_role,
        rules.assigned_is_not_the_other_reviewer,
    )

    part: ReviewPart
    officer: OfficerId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return who reviews from today on."""
        named = Assigned(
            part=self.part, officer=self.officer, since=facts.today, reason=self.reason
        )
        return (Screening.assignments.put(self.screening, facts.act_id, named),)


@act("screening.declare", Role.OFFICER, Role.CHECKER, Role.HEAD)
class DeclareInterest(CaseAct):
    """Declares whether a reviewer has an interest; the program looks for it too (F:B6)."""

    writes = (Screening.declarations,)
    reads = {"screening": Screening, "organization": Organization, "reviewer": Officer}
    rules = (
        rules.case_is_not_closed,
        rules.case_is_about_the_subject,
        rules.declares_only_for_oneself,
        rules.interest_is_described,
    )

    organization: OrganizationId
    reviewer: OfficerId
    has_interest: bool
    statement: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the declaration and what was found."""
        declared = Declaration(
            reviewer=self.reviewer,
            round=facts.record("screening", Screening).standing.round,
            declared=facts.today,
            has_interest=self.has_interest,
            statement=self.statement,
            flags=shared_interests(
                facts.record("reviewer", Officer),
                facts.record("organization", Organization),
                facts.today,
            ),
        )
        return (Screening.declarations.put(self.screening, facts.act_id, declared),)


@act("screening.settle_interest", Role.HEAD)
class SettleInterest(CaseAct):
    """Lets a reviewer go on in spite of a conflict of interest, with a reason (F:B6, R-74)."""

    writes = (Screening.settlements,)
    relies_on = (Screening.declarations,)
    rules = (
        rules.case_is_not_closed,
        rules.there_is_a_conflict_to_settle,
        rules.another_settles_it,
    )

    declaration: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision about the conflict."""
        settled = Settlement(
            declaration=self.declaration,
            settled=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Screening.settlements.put(self.screening, facts.act_id, settled),)


ACTS = (OpenScreening, AssignReviewer, DeclareInterest, SettleInterest)
