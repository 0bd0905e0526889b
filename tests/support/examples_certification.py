"""An example of every act of certification; people, organisations and keys are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification import (
    case_acts,
    issue_acts,
    life_acts,
    list_acts,
    print_acts,
    sheet_acts,
)
from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.groups import Capacity, Edition, Evidence
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.sheets import SheetState
from cso_registry.domain.certification.short_code import short_code
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.status_lists import ExceptionLine, StatusCount
from cso_registry.domain.certification.validity import last_valid_day
from cso_registry.domain.offices.acts import GrantRight, RenewKeys
from cso_registry.domain.offices.records import KeyPurpose, Office, OfficeKey
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.ids import CertificateId, OrganizationId, PaperId, RecordId
from cso_registry.workspace.performing import Session
from tests.support import examples_committee, examples_screening
from tests.support.registry import PROVINCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.act import Act
    from cso_registry.kernel.ids import OfficerId, ScreeningId
    from tests.support.examples import Example, Scene
    from tests.support.screening_case import CaseMaker

WHY = "ตามเอกสารสมมติ"
BASIS = "PMO-2551"
MONTHS = 24
KEY = "5a" * 32
SIGNATURE = "6b" * 64
SHEET, NEXT_SHEET = "ก-000101", "ก-000102"


def once(scene: Scene, name: str, make: Callable[[], Any]) -> Any:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("certification", {})
    return known[name] if name in known else known.setdefault(name, make())


def session(scene: Scene, role: Role) -> Session:
    """A session of an officer with one right."""
    return once(scene, role.value, lambda: Session(scene.registry.appoint(role)))


def case(scene: Scene) -> CaseMaker:
    """The accepted case of screening of a community."""

    def make() -> CaseMaker:
        made = examples_screening.maker(scene)
        made.to_checked(Outcome.ACCEPTED)
        made.accept()
        return made

    return once(scene, "case", make)


def subject(scene: Scene) -> OrganizationId:
    return case(scene).organization


def screening(scene: Scene) -> ScreeningId:
    return case(scene).screening


def capacity(scene: Scene, days: int = 30) -> Capacity:
    shown = Evidence(
        what="รายงานผลงานสมมติ", dated=scene.today - timedelta(days=days), kept_as="แฟ้ม 1/2569"
    )
    return Capacity(what="ฟื้นฟูป่าต้นน้ำร่วมกับชุมชน", evidence=(shown,))


def assessed_fields(scene: Scene) -> dict[str, Any]:
    return {
        "level": "CL2",
        "capacities": (capacity(scene),),
        "missions": ("MT3", "MP7", "CP05"),
        "areas": ("5001",),
        "summary": "มีผลงานต่อเนื่องสามปีตามเอกสารสมมติ",
        "criteria_version": "เกณฑ์สมมติ ฉบับที่ 1",
    }


def assessing(scene: Scene, **fields: Any) -> case_acts.AssessCapacity:
    """An assessment of the community."""
    return case_acts.AssessCapacity(
        certificate=CertificateId(scene.new()),
        organization=subject(scene),
        screening=screening(scene),
        **assessed_fields(scene) | fields,
    )


def assessed(scene: Scene) -> CertificateId:
    """A case that the founder assessed."""

    def make() -> CertificateId:
        act = assessing(scene)
        scene.registry.perform(act)
        return act.certificate

    return once(scene, "assessed", make)


def checking(scene: Scene, *, passed: bool = True) -> case_acts.CheckAssessment:
    return case_acts.CheckAssessment(
        certificate=assessed(scene), passed=passed, reason=None if passed else WHY
    )


def sent_back(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(checking(scene, passed=False), session(scene, Role.CHECKER))
        return assessed(scene)

    return once(scene, "sent_back", make)


def assessed_by_another(scene: Scene) -> CertificateId:
    """A case that the colleague assessed, so that the founder may check it."""

    def make() -> CertificateId:
        act = assessing(scene)
        scene.registry.perform(act, session(scene, Role.OFFICER))
        return act.certificate

    return once(scene, "assessed_by_another", make)


def checked(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(checking(scene), session(scene, Role.CHECKER))
        return assessed(scene)

    return once(scene, "checked", make)


def may_record_decisions(scene: Scene) -> None:
    """Another administrator makes the founder the secretary of the committee."""

    def make() -> bool:
        act = GrantRight(
            officer=scene.registry.founder,
            role=Role.COMMITTEE_SECRETARY,
            jurisdiction=PROVINCE,
            starts=scene.today,
            order_number="16/2569",
        )
        scene.registry.perform(act, session(scene, Role.ADMINISTRATOR))
        return True

    once(scene, "secretary", make)


def deciding(scene: Scene, **fields: Any) -> case_acts.RecordDecision:
    number = examples_committee.decided_on_paper(scene, checked(scene), "certificate")
    meeting, resolution = number.split("-")
    said: dict[str, Any] = {
        "organization": subject(scene),
        "granted": True,
        "decided": scene.today,
        "meeting": meeting,
        "resolution": resolution,
    }
    may_record_decisions(scene)
    return case_acts.RecordDecision(certificate=checked(scene), **said | fields)


def granted(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(deciding(scene))
        return checked(scene)

    return once(scene, "granted", make)


def office_key(scene: Scene) -> str:
    """A signing key of the office; its private half is nobody's."""

    def make() -> str:
        office = scene.registry.record(scene.registry.office)
        assert isinstance(office, Office)
        known = office.key_in_use(KeyPurpose.SIGNING)
        if known is not None:
            return known.public
        key = OfficeKey(purpose=KeyPurpose.SIGNING, public=KEY, since=scene.today)
        scene.registry.perform(RenewKeys(office=scene.registry.office, keys=(key,), reason=WHY))
        return KEY

    return once(scene, "key", make)


def claims_of(scene: Scene, number: str, **said: Any) -> Claims:
    """Claims of the community as a paper would say them."""
    found = scene.registry.record(subject(scene))
    assert isinstance(found, Organization)
    plain: dict[str, Any] = {
        "number": number,
        "office": "สำนักงานจังหวัดสมมติ",
        "name": found.display_name,
        "name_en": "",
        "register_number": found.register_number or "",
        "subject_kind": "องค์กรจดทะเบียนตามกฎหมาย",
        "address": "12/3 หมู่ที่ 4 เชียงใหม่ 50200",
        "capacities": ("ฟื้นฟูป่าต้นน้ำร่วมกับชุมชน",),
        "missions": ("บริการสาธารณะทางสังคมและวัฒนธรรม",),
        "areas": ("อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่",),
        "level": "ระดับดำเนินการร่วมกับหน่วยงานของรัฐ",
        "evidence": "มีผลงานต่อเนื่องสามปีตามเอกสารสมมติ",
        "decision": "การประชุมครั้งที่ 3/2569 มติ 4.1",
        "valid_from": "20 พฤศจิกายน 2569",
        "valid_until": "19 พฤศจิกายน 2571",
        "issued": "20 พฤศจิกายน 2569",
        "legal_basis": ("ระเบียบสมมติ",),
        "criteria": "เกณฑ์สมมติ ฉบับที่ 1",
        "former": "",
        "signatories": (("", "ประธานกรรมการสมมติ"),),
        "first_day": scene.today.isoformat(),
        "last_day": last_valid_day(scene.today, MONTHS).isoformat(),
        "language": "th",
    }
    return Claims(**plain | said)


def issue_fields(scene: Scene, number: str, **said: Any) -> dict[str, Any]:
    """The fields that issuing and replacing share."""
    claims = claims_of(scene, number, **said)
    return {
        "organization": subject(scene),
        "office": scene.registry.office,
        "number": number,
        "effective": scene.today,
        "ends": last_valid_day(scene.today, MONTHS),
        "legal_basis": BASIS,
        "claims": claims.plain(),
        "claims_sha256": claims.digest().hex(),
        "short_code": short_code(claims),
        "key_id": office_key(scene),
        "signature": SIGNATURE,
    }


def issuing(scene: Scene, number: str = "ชม/2570/0001") -> issue_acts.IssueCertificate:
    return issue_acts.IssueCertificate(certificate=granted(scene), **issue_fields(scene, number))


def issued(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(issuing(scene))
        return granted(scene)

    return once(scene, "issued", make)


def replacing(scene: Scene) -> issue_acts.ReplaceCertificate:
    return issue_acts.ReplaceCertificate(
        certificate=CertificateId(scene.new()),
        former=issued(scene),
        reason="ชื่อภาษาอังกฤษผิด",
        **issue_fields(scene, "ชม/2570/0002", name_en="Invented Community"),
    )


def order(scene: Scene, certificate: CertificateId) -> dict[str, Any]:
    """What every order about a certificate says."""
    return {
        "certificate": certificate,
        "effective": scene.today,
        "order_number": "51/2569",
        "order_date": scene.today,
        "legal_basis": BASIS,
        "reason": WHY,
    }


def suspended(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(life_acts.SuspendCertificate(**order(scene, issued(scene))))
        return issued(scene)

    return once(scene, "suspended", make)


def receiving(scene: Scene, **fields: Any) -> sheet_acts.ReceiveSheets:
    said: dict[str, Any] = {
        "security_paper": RecordId(scene.new()),
        "received": scene.today,
        "prefix": "ก-",
        "first": 101,
        "last": 150,
        "digits": 6,
        "delivery_note": "สมมติ 9/2569",
    }
    return sheet_acts.ReceiveSheets(**said | fields)


def batch(scene: Scene) -> RecordId:
    def make() -> RecordId:
        act = receiving(scene)
        scene.registry.perform(act)
        return act.security_paper

    return once(scene, "batch", make)


def printing(scene: Scene, **fields: Any) -> print_acts.PrintCertificate:
    assert batch(scene)
    said: dict[str, Any] = {"edition": Edition.ORIGINAL, "sheet": SHEET}
    return print_acts.PrintCertificate(
        certificate=issued(scene), paper=PaperId(scene.new()), **said | fields
    )


def printed(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(printing(scene))
        return issued(scene)

    return once(scene, "printed", make)


def print_key(scene: Scene) -> str:
    """The key of the print of the certificate that was printed."""
    found = scene.registry.record(printed(scene))
    assert isinstance(found, Certificate)
    return next(iter(found.printings))


def handing_over(scene: Scene) -> print_acts.HandOverCertificate:
    return print_acts.HandOverCertificate(
        certificate=printed(scene),
        collected=scene.today,
        receiver="นายสมมติ ใจงาม",
        authority="หนังสือมอบอำนาจสมมติ ลงวันที่ 20 พ.ย. 2569",
    )


def handed_over(scene: Scene) -> CertificateId:
    def make() -> CertificateId:
        scene.registry.perform(handing_over(scene))
        return printed(scene)

    return once(scene, "handed_over", make)


def listing(scene: Scene) -> list_acts.IssueStatusList:
    return list_acts.IssueStatusList(
        status_list=RecordId(scene.new()),
        office=scene.registry.office,
        number="ชม/2570/0001",
        listed=scene.today,
        counts=(StatusCount(status=Status.SUSPENDED, total=1),),
        exceptions=(
            ExceptionLine(number="ชม/2570/0001", status=Status.SUSPENDED, since=scene.today),
        ),
        content_sha256="7c" * 32,
        key_id=office_key(scene),
        signature=SIGNATURE,
    )


def other_subject(scene: Scene) -> OrganizationId:
    return once(scene, "other", lambda: scene.registered(scene.foundation_act()))


def rows(example: Callable[..., Example]) -> Mapping[str, Example]:
    """Return the examples by kind."""

    def made(make: Callable[[Scene], Act], refusal: str, **wrong: Any) -> Example:
        def changed(scene: Scene, _: OfficerId) -> dict[str, Any]:
            return {
                name: value(scene) if callable(value) else value for name, value in wrong.items()
            }

        return example(lambda scene, _: make(scene), changed, refusal)

    return {
        "certification.assess": made(
            assessing, "R-01.screening_is_accepted", organization=other_subject
        ),
        "certification.reassess": made(
            lambda s: case_acts.ReassessCapacity(certificate=sent_back(s), **assessed_fields(s)),
            "R-05.capacity_has_dated_evidence",
            capacities=[{"what": "ทำได้ทุกอย่าง", "evidence": []}],
        ),
        "certification.check": made(
            lambda s: case_acts.CheckAssessment(certificate=assessed_by_another(s), passed=True),
            "F:B2.assessor_does_not_check",
            certificate=assessed,
        ),
        "certification.decide": made(deciding, "R-74.refusal_says_why", granted=False),
        "certification.issue": made(issuing, "F:C1.number_is_the_next", number="ชม/2570/0009"),
        "certification.replace": made(
            replacing, "F:C1.replacement_keeps_the_last_day", ends="2030-01-01"
        ),
        "certification.suspend": made(
            lambda s: life_acts.SuspendCertificate(**order(s, issued(s))),
            "F:C5.certificate_stands_so",
            certificate=assessed_by_another,
        ),
        "certification.lift": made(
            lambda s: life_acts.LiftCertificate(**order(s, suspended(s))),
            "R-74.order_precedes_effect",
            order_date="2027-01-01",
        ),
        "certification.revoke": made(
            lambda s: life_acts.RevokeCertificate(**order(s, suspended(s))),
            "R-76.legal_basis_is_in_force",
            legal_basis="PMO-1999",
        ),
        "certification.print": made(printing, "F:X19.sheet_is_blank", sheet="ก-000999"),
        "certification.spoil_print": made(
            lambda s: print_acts.SpoilPrint(
                certificate=printed(s), printing=print_key(s), sheet=SHEET, reason=WHY
            ),
            "F:X20.print_can_be_spoiled",
            sheet=NEXT_SHEET,
        ),
        "certification.hand_over": made(handing_over, "F:X21.authority_is_named", authority=None),
        "certification.take_back": made(
            lambda s: print_acts.TakeBackCertificate(certificate=handed_over(s), reason=WHY),
            "F:X21.paper_of_an_ended_certificate_comes_back",
            certificate=assessed_by_another,
        ),
        "security_paper.receive": made(receiving, "F:X19.serials_run_forward", last=100),
        "security_paper.write_off": made(
            lambda s: sheet_acts.WriteOffSheet(
                security_paper=batch(s),
                sheet=SHEET,
                state=SheetState.MISSING,
                day=s.today,
                reason=WHY,
            ),
            "F:X19.sheet_lies_in_this_batch",
            sheet="ข-000101",
        ),
        "status_list.issue": made(listing, "F:X18.list_number_is_the_next", number="ชม/2570/0007"),
    }
