"""Takes invented subjects of a desk from screening to a granted or issued certificate."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification import case_acts
from cso_registry.domain.certification.groups import Capacity, Evidence
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.committee import taking_over
from cso_registry.domain.committee.acts import ConstituteCommittee
from cso_registry.domain.committee.groups import CommitteeKind
from cso_registry.domain.committee.meeting_groups import Manner
from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.records import (
    Address,
    Identity,
    Kind,
    Names,
    PostHeld,
)
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.decision_acts import AcceptScreening
from cso_registry.domain.screening.parts import Ground, Outcome
from cso_registry.domain.screening.results import failed
from cso_registry.kernel.ids import (
    CertificateId,
    CommitteeId,
    MeetingId,
    OfficerId,
    OrganizationId,
    RecordId,
)
from cso_registry.seal.secret import Secret
from cso_registry.workspace.certification.issuing import CertificateIssuer, IssueOrder
from cso_registry.workspace.performing import Session
from tests.support.screening_case import CaseMaker

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.workspace.certification.issuing import Issued
    from tests.support.desk import Desk

WHY = "ตามเอกสารสมมติ"
BASIS = "PMO-2551"


@dataclass
class Certifying:
    """An office that screens, assesses, checks, decides and issues."""

    desk: Desk
    people: dict[Role, OfficerId] = field(default_factory=dict)
    count: int = 0
    meeting: MeetingId | None = None
    items: int = 0

    def who(self, role: Role) -> Session:
        """A session of an officer with this one role, appointed when first asked for."""
        if role not in self.people:
            officer = OfficerId(self.new())
            act = AppointOfficer(
                officer=officer,
                given=f"เจ้าหน้าที่{len(self.people) + 1}",
                family="สมมติ",
                role=role,
                jurisdiction=self.desk.workspace.performer.home.scope,
                starts=self.desk.workspace.today,
                order_number="12/2569",
            )
            secret = Secret.of_text("รหัสลับของเจ้าหน้าที่สมมติ")
            self.desk.workspace.appoint(act, officer, secret, self.desk.session)
            self.people[role] = officer
        return Session(self.people[role])

    def new(self) -> str:
        return self.desk.program.means.identities.new()

    def perform(self, act: Act, session: Session | None = None) -> Any:
        return self.desk.workspace.perform(act, session or self.desk.session)

    def subject(self, name: str = "ชุมชนบ้านสมมติ") -> OrganizationId:
        self.count += 1
        today = self.desk.workspace.today
        act = RegisterOrganization(
            organization=OrganizationId(self.new()),
            identity=Identity(kind=Kind.COMMUNITY),
            names=Names(th=name),
            address=Address(moo="2", area="500103"),
            posts=(PostHeld(post="representative", given="บุญเรือน", has_mandate=True),),
            effective=today,
            order_number="44/2569",
            order_date=today,
            legal_basis=BASIS,
        )
        self.perform(act)
        return act.organization

    def case_of(self, organization: OrganizationId) -> CaseMaker:
        """What leads a subject through its screening."""
        return CaseMaker(
            perform=self.perform,
            new=self.new,
            today=lambda: self.desk.workspace.today,
            find=lambda one: self.desk.workspace.read.record(RecordId(one)),
            organization=organization,
            screener=self.who(Role.OFFICER).officer,
            checker=self.who(Role.CHECKER).officer,
            head=self.who(Role.HEAD).officer,
        )

    def screened(self, organization: OrganizationId) -> CaseMaker:
        """Accept a subject that lacks some papers, with a reason for each exception."""
        case = self.case_of(organization)
        case.to_checked(Outcome.RETURNED)
        case.declare(case.head)
        figures = case.case.standing.figures
        assert figures is not None
        excused = tuple(
            Ground(criterion=one.criterion, reason=WHY) for one in failed(figures.results)
        )
        act = AcceptScreening(screening=case.screening, exceptions=excused, reason=WHY)
        self.perform(act, Session(case.head))
        return case

    def assessed(self, case: CaseMaker, **fields: Any) -> CertificateId:
        today = self.desk.workspace.today
        shown = Evidence(what="รายงานผลงานสมมติ", dated=today - timedelta(days=30))
        said: dict[str, Any] = {
            "level": "CL2",
            "capacities": (Capacity(what="ฟื้นฟูป่าต้นน้ำร่วมกับชุมชน", evidence=(shown,)),),
            "missions": ("MT3",),
            "areas": ("5001",),
            "summary": "มีผลงานต่อเนื่องสามปีตามเอกสารสมมติ",
            "criteria_version": "เกณฑ์สมมติ ฉบับที่ 1",
        }
        act = case_acts.AssessCapacity(
            certificate=CertificateId(self.new()),
            organization=case.organization,
            screening=case.screening,
            **said | fields,
        )
        self.perform(act, self.who(Role.OFFICER))
        return act.certificate

    def decided(self, certificate: CertificateId, organization: OrganizationId) -> None:
        check = case_acts.CheckAssessment(certificate=certificate, passed=True)
        self.perform(check, self.who(Role.CHECKER))
        decision = case_acts.RecordDecision(
            certificate=certificate,
            organization=organization,
            granted=True,
            decided=self.desk.workspace.today,
            meeting="3/2569",
            resolution=self.resolved(certificate),
        )
        self.perform(decision, self.who(Role.COMMITTEE_SECRETARY))

    def resolved(self, certificate: CertificateId) -> str:
        """The item under which the third meeting of the year resolved on a case, from paper."""
        if self.meeting is None:
            self.meeting = self._held()
        self.items += 1
        act = taking_over.TakeOverResolution(
            meeting=self.meeting,
            item=f"4.{self.items}",
            title="พิจารณารับรองศักยภาพ (สมมติ)",
            text="เห็นชอบ",
            manner=Manner.CONSENSUS,
            about=RecordId(certificate),
            about_type="certificate",
        )
        self.perform(act)
        return act.item

    def _held(self) -> MeetingId:
        today = self.desk.workspace.today
        committee = ConstituteCommittee(
            committee=CommitteeId(self.new()),
            committee_kind=CommitteeKind.PROVINCIAL,
            name_th="คณะกรรมการส่งเสริมประชาสังคมจังหวัด (สมมติ)",
            effective=today - timedelta(days=30),
            order_number="9/2569",
            order_date=today - timedelta(days=30),
            legal_basis=BASIS,
        )
        self.perform(committee)
        act = taking_over.TakeOverMeeting(
            meeting=MeetingId(self.new()),
            committee=committee.committee,
            number=3,
            held=today,
            kept_at="แฟ้มรายงานการประชุมสมมติ",
        )
        self.perform(act)
        return act.meeting

    def granted(self, name: str = "ชุมชนบ้านสมมติ", **fields: Any) -> CertificateId:
        case = self.screened(self.subject(name))
        certificate = self.assessed(case, **fields)
        self.decided(certificate, case.organization)
        return certificate

    def issuer(self, **order: Any) -> CertificateIssuer:
        return CertificateIssuer(self.desk.workspace, "th", replace(IssueOrder(), **order))

    def issued(self, name: str = "ชุมชนบ้านสมมติ", **fields: Any) -> Issued:
        return self.issuer().issue(self.granted(name, **fields), self.who(Role.HEAD))

    def certificate(self, identity: str) -> Certificate:
        found = self.desk.workspace.read.record(RecordId(identity))
        assert isinstance(found, Certificate)
        return found
