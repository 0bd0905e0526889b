"""Beginning an agreement, and naming what it rests on (R-27, R-40, R-87)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.agreements import begin_rules as rules
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.groups import (
    OF_MODEL,
    AgreementFile,
    AgreementLinks,
    Instrument,
)
from cso_registry.domain.fields import Code, Line, Lines, NumberText
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.running import agency_is_at_work
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import AnyRecord
from cso_registry.kernel.ids import (
    AgencyId,
    AgreementId,
    CallId,
    DelegationId,
    MissionId,
    OrganizationId,
    ProposalId,
    RecordId,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def named_by(field: str) -> Callable[[Any, Setting], Question[Any] | None]:
    """Ask for the record that a field of the act names, if it names one."""

    def asked(act: Any, _setting: Setting) -> Question[Any] | None:
        named = getattr(act, field)
        return None if named is None else AnyRecord(RecordId(named))

    return asked


class OnAgreement(Act):
    """An act on one agreement, at the home of it."""

    agreement: AgreementId

    def scope(self, facts: Facts) -> str:
        """Return the home of the agreement."""
        return facts.record("agreement", Agreement).scope


@act("agreement.begin", Role.OFFICER, Role.HEAD)
class BeginAgreement(Act):
    """Begins an agreement; a model brings its course, in the edition of today (F:F1, R-87)."""

    writes = (Agreement.file, Agreement.clauses, Agreement.course)
    makes = (Agreement,)
    reads = {
        "agency": Agency,
        "served": named_by("mission"),
        "cited": named_by("compact"),
        "holders": code_holders,
    }
    relies_on = (Agency.ends,)
    rules = (
        agency_is_at_work,
        rules.mission_is_of_the_agency,
        rules.model_has_a_course,
        rules.model_decides_the_instrument,
        rules.compact_is_kept_apart,
        code_is_free,
    )

    agreement: AgreementId
    code: NumberText
    name_th: Line
    agency: AgencyId
    mission: MissionId | None = None
    model: Code | None = None
    instrument: Instrument | None = None
    instrument_reason: Lines | None = None
    compact: AgreementId | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the agency."""
        return facts.record("agency", Agency).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file, the editions of clauses, and the whole map that the case keeps."""
        model = self.model
        instrument = self.instrument or OF_MODEL.get(model or "", Instrument.NO_DOCUMENT)
        file = AgreementFile(
            code=self.code,
            name_th=self.name_th,
            instrument=instrument,
            instrument_reason=self.instrument_reason,
            model=model,
            agency=self.agency,
            mission=self.mission,
            compact=self.compact,
            begun=facts.today,
            by=facts.actor.officer,
        )
        editions = facts.setting.clauses.editions_on(facts.today)
        begun: tuple[Change, ...] = (
            Agreement.file.set(self.agreement, file),
            Agreement.clauses.set(self.agreement, editions),
        )
        course = None if model is None else facts.setting.workflows.of(model, facts.today)
        return begun if course is None else (*begun, Agreement.course.set(self.agreement, course))


@act("agreement.link", Role.OFFICER, Role.HEAD)
class LinkAgreement(OnAgreement):
    """Names the call, proposal, partner and scope decision that an agreement rests on."""

    aspect = Aspect.TERMS
    writes = (Agreement.links,)
    reads = {
        "agreement": Agreement,
        "call": named_by("call"),
        "proposal": named_by("proposal"),
        "organization": named_by("organization"),
        "delegation": named_by("delegation"),
    }
    rules = (
        rules.agreement_is_not_over,
        rules.nothing_is_signed_yet,
        rules.partner_is_one,
        rules.papers_belong_together,
    )

    call: CallId | None = None
    proposal: ProposalId | None = None
    organization: OrganizationId | None = None
    counterparty: Line | None = None
    delegation: DelegationId | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the links."""
        del facts
        own = AgreementLinks.model_fields
        links = AgreementLinks(**{name: getattr(self, name) for name in own})
        return (Agreement.links.set(self.agreement, links),)


ACTS = (BeginAgreement, LinkAgreement)
