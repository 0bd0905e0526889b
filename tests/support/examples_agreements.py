"""An example of every act on agreements; partners, papers and amounts are invented."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements import (
    begin_acts,
    clause_acts,
    course_acts,
    negotiation_acts,
    scan_acts,
    terms_acts,
)
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import (
    AmendmentReason,
    Contribution,
    GivenTerms,
    Instrument,
    Side,
    Signer,
    SignerRole,
)
from cso_registry.domain.agreements.negotiation_groups import Reply, ScannedPage
from cso_registry.domain.agreements.signing_rules import SHOWN_DIGITS
from cso_registry.domain.missions import costing_acts
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.papers import acts as paper_acts
from cso_registry.domain.papers import template_acts
from cso_registry.domain.papers.shelf import TemplateForm, TemplateLanguage
from cso_registry.kernel.ids import AgreementId, CostingId, DelegationId, PaperId, ProposalId
from tests.support import examples_missions
from tests.support.examples_conflicts import arrived
from tests.support.registry import PROVINCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.kernel.ids import OrganizationId
    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
AMOUNT = 100_000_01
CONTENT = "5c" * 32
TEMPLATE = b"an invented template"
SIGNERS = (
    Signer(
        side=Side.AGENCY,
        signer_role=SignerRole.SIGNATORY,
        name="นายสมมติ ลงนาม",
        position="หัวหน้าสำนักงาน",
        authority="โดยตำแหน่ง",
    ),
    Signer(
        side=Side.PARTNER,
        signer_role=SignerRole.SIGNATORY,
        name="นางบุญเรือน สมมติ",
        position="ประธาน",
        authority="หนังสือมอบอำนาจ 1/2569",
    ),
    Signer(
        side=Side.PARTNER,
        signer_role=SignerRole.WITNESS,
        name="นายพยาน สมมติ",
        position="กรรมการ",
    ),
)


def once(scene: Scene, name: str, make: Callable[[], Any]) -> Any:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("agreements", {})
    return known[name] if name in known else known.setdefault(name, make())


def partner(scene: Scene) -> OrganizationId:
    """A registered community."""
    return once(scene, "partner", lambda: scene.registered(scene.community_act()))


def clause_act(scene: Scene, **fields: Any) -> clause_acts.DecideClause:
    """A clause on personal data; its words are invented."""
    said: dict[str, Any] = {
        "code": "privacy",
        "edition": "1",
        "th": "การคุ้มครองข้อมูลส่วนบุคคล",
        "en": "Personal data",
        "text_th": "ภาคีใช้ข้อมูลของ {target_group} เพื่องานตามข้อตกลงนี้เท่านั้น",
        "text_en": "Data of {target_group} serve the work of this agreement only.",
        "compulsory": ("contract",),
        "fields": ("target_group",),
        "owner": "สำนักงานสมมติ",
        "cite": "คำสั่งสมมติ 2/2569",
        "effective_from": scene.today,
        "after": "target",
        "reason": WHY,
    }
    return clause_acts.DecideClause(**said | fields)


def scan_act(scene: Scene) -> scan_acts.KeepScan:
    """A scan of two pages; its file is invented."""
    agreement = written(scene)
    pages = ({"page": page, "digits": CONTENT[:SHOWN_DIGITS]} for page in (1, 2))
    return scan_acts.KeepScan(
        agreement=agreement,
        paper=paper_of(scene, agreement),
        page_count=2,
        pages=tuple(ScannedPage(**one) for one in pages),
        files=(
            Attachment(
                sha256="7f" * 32, size=4_096, name="สแกนสมมติ.pdf", media_type="application/pdf"
            ),
        ),
    )


def template_act(scene: Scene, **fields: Any) -> template_acts.ImportTemplate:
    """A template of the office; its words are invented."""
    said: dict[str, Any] = {
        "paper": "D-26",
        "edition": "2570-1",
        "template_form": TemplateForm.BUILT_IN,
        "template_language": TemplateLanguage.BOTH,
        "content": base64.b64encode(TEMPLATE).decode(),
        "sha256": hashlib.sha256(TEMPLATE).hexdigest(),
        "owner": "กลุ่มนิติการ สมมติ",
        "cite": "คำสั่งสมมติ 3/2569",
        "reason": WHY,
    }
    del scene
    return template_acts.ImportTemplate(**said | fields)


def imported(scene: Scene) -> str:
    """The edition of a template that was imported."""

    def make() -> str:
        act = template_act(scene)
        scene.registry.perform(act)
        return act.edition

    return once(scene, "template", make)


def in_use(scene: Scene) -> str:
    """The edition of a template that is in force."""
    edition = imported(scene)
    begun = template_acts.PutTemplateInForce(
        paper="D-26", edition=edition, effective_from=scene.today, cite=WHY, reason=WHY
    )
    return once(scene, "template in use", lambda: scene.registry.perform(begun) and edition)


def begin_act(scene: Scene, **fields: Any) -> begin_acts.BeginAgreement:
    said: dict[str, Any] = {
        "code": "ส-01/2570",
        "name_th": "สัญญาดูแลผู้สูงอายุที่บ้าน",
        "agency": examples_missions.agency(scene),
        "mission": examples_missions.mission(scene),
        "model": "PBC",
    }
    return begin_acts.BeginAgreement(agreement=AgreementId(scene.new()), **said | fields)


def begun(scene: Scene, name: str = "begun", **fields: Any) -> AgreementId:
    """An agreement in preparation; each name is another one."""

    def make() -> AgreementId:
        act = begin_act(scene, **fields)
        scene.registry.perform(act)
        return act.agreement

    return once(scene, name, make)


def compact(scene: Scene) -> AgreementId:
    sector = {"mission": None, "model": None, "instrument": Instrument.COMPACT}
    words = {"code": "ค-01", "name_th": "คอมแพคจังหวัดสมมติ"}
    return begun(scene, "compact", **sector, **words)


def delegated(scene: Scene, model: str = "PBC") -> DelegationId:
    """A scope that another office decided, whose bundle came in."""

    def make() -> DelegationId:
        delegation = DelegationId(scene.new())
        decision = {
            "proposal": ProposalId(scene.new()),
            "call": scene.new(),
            "organization": partner(scene),
            "agency": examples_missions.agency(scene),
            "mission": examples_missions.mission(scene),
            "code": "ม-01/2570",
            "extent": "whole",
            "model": model,
            "participation_form": "PM3",
            "agency_role": "สนับสนุนและประเมินผล",
            "partner_role": "เยี่ยมบ้าน",
            "limits": "ไม่รวมการรักษาพยาบาล",
            "effective": scene.today.isoformat(),
            "resolution": "4.3/2569",
            "decided": scene.today.isoformat(),
            "by": "00000008-0000-7000-8000-0000000000aa",
        }
        arrived(scene, delegation, "delegation.decide", "decision", decision, "delegation")
        return delegation

    return once(scene, f"delegated {model}", make)


def costing(scene: Scene) -> CostingId:
    """A costing sheet that was chosen."""

    def make() -> CostingId:
        mission, sheet = examples_missions.mission(scene), CostingId(scene.new())
        line = costing_acts.CostLine(what="เยี่ยมบ้าน", unit="ครั้ง", quantity=1, unit_price=AMOUNT)
        draw = costing_acts.DrawUpCosting(
            costing=sheet, mission=mission, code="ต-01", method="CO2", lines=(line,), argued=WHY
        )
        scene.registry.perform(draw)
        scene.registry.perform(
            costing_acts.ChooseCosting(costing=sheet, mission=mission, reason=WHY)
        )
        return sheet

    return once(scene, "costing", make)


def terms(scene: Scene, **fields: Any) -> GivenTerms:
    """Terms in which nothing compulsory is empty."""
    said: dict[str, Any] = {
        "goals": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแล",
        "scope_of_work": "เยี่ยมบ้านทุกสัปดาห์",
        "expected_results": "เยี่ยมครบทุกคน",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง 40 คน",
        "areas": ("5001",),
        "starts": date(2027, 2, 1),
        "activities_end": date(2027, 12, 31),
        "ends": date(2028, 1, 31),
        "agency_role": "สนับสนุนงบประมาณและประเมินผล",
        "partner_role": "เยี่ยมบ้านและรายงาน",
        "contributions": (
            Contribution(side=Side.AGENCY, what="วิทยากร", people=2),
            Contribution(side=Side.PARTNER, what="อาสาสมัคร", people=12),
        ),
        "budget_source": "งบประมาณรายจ่ายประจำปีสมมติ",
        "amount": AMOUNT,
        "costing": costing(scene),
        "standards": "เยี่ยมอย่างน้อยเดือนละครั้ง ตามประกาศสมมติ",
        "deliverables": ("รายงานการเยี่ยมบ้าน",),
        "evaluation": "คณะกรรมการร่วม ภายในและภายนอก",
        "evaluation_kinds": ("EK1", "EK2"),
        "evaluation_timing": "ET1",
        "evaluation_days": (date(2027, 8, 1),),
        "report_months": 3,
        "consultation": "ประชุมร่วม",
        "consultation_months": 6,
        "structure": "คณะกรรมการร่วมเฉพาะกิจ",
        "committee": "คณะกรรมการร่วมดูแลผู้สูงอายุสมมติ",
        "conditions": "ใช้เงินตามแผนเท่านั้น",
        "chosen_clauses": ("problems",),
    }
    return GivenTerms(**said | fields)


def linking(scene: Scene, agreement: AgreementId) -> begin_acts.LinkAgreement:
    found = scene.registry.record(agreement)
    assert isinstance(found, Agreement)
    assert found.file is not None
    model = found.file.model or "PBC"
    return begin_acts.LinkAgreement(
        agreement=agreement, organization=partner(scene), delegation=delegated(scene, model)
    )


def written(scene: Scene, name: str = "written", **fields: Any) -> AgreementId:
    """An agreement with a partner and whole terms."""

    def make() -> AgreementId:
        made = begun(scene, f"begun {name}", code=f"ส-{scene.new()[-6:]}")
        scene.registry.perform(linking(scene, made))
        scene.registry.perform(terms_acts.WriteTerms(agreement=made, terms=terms(scene, **fields)))
        return made

    return once(scene, name, make)


def paper_of(scene: Scene, agreement: AgreementId) -> PaperId:
    """The paper of the present terms, as the printer froze it."""
    found = scene.registry.record(agreement)
    assert isinstance(found, Agreement)
    number = found.edition
    return once(scene, f"paper {number}", lambda: _issued(scene, agreement, number))


def _issued(scene: Scene, agreement: AgreementId, number: str) -> PaperId:
    act = paper_acts.IssuePaper(
        paper=PaperId(scene.new()),
        home=PROVINCE,
        code="D-12",
        subject_type="agreement",
        subject=agreement,
        number=number,
        template_version="1",
        template_sha256="1a" * 32,
        content_sha256=CONTENT,
        heads=("2b" * 32,),
        content={"title": "สัญญาข้อตกลง"},
        pdf_sha256="3d" * 32,
    )
    scene.registry.perform(act)
    return act.paper


def signing(scene: Scene, agreement: AgreementId, **fields: Any) -> terms_acts.SignAgreement:
    said: dict[str, Any] = {
        "page_hash": CONTENT[:SHOWN_DIGITS],
        "signed": scene.today,
        "kept_as": "แฟ้มสัญญา 1/2570",
        "signers": SIGNERS,
    }
    paper = fields.pop("paper", None) or paper_of(scene, agreement)
    return terms_acts.SignAgreement(agreement=agreement, paper=paper, **said | fields)


def signed(scene: Scene, name: str = "signed", **fields: Any) -> AgreementId:
    """An agreement that both sides signed."""

    def make() -> AgreementId:
        made = written(scene, f"written {name}", **fields)
        scene.registry.perform(signing(scene, made))
        return made

    return once(scene, name, make)


def in_force(scene: Scene, name: str = "in force", **fields: Any) -> AgreementId:
    """An agreement in force."""

    def make() -> AgreementId:
        made = signed(scene, f"signed {name}", **fields)
        scene.registry.perform(terms_acts.BringIntoForce(agreement=made, effective=scene.today))
        return made

    return once(scene, name, make)


def filing(agreement: AgreementId, opens: str, day: date) -> course_acts.FilePaper:
    return course_acts.FilePaper(
        agreement=agreement, opens=opens, dated=day, summary="บันทึกสมมติ", kept_as="แฟ้ม 2"
    )


def commissioned(scene: Scene) -> AgreementId:
    """A joint contract whose first step has all its papers."""

    def make() -> AgreementId:
        made = begun(scene, "begun commission", code="ร-01", model="CM")
        for gate in ("priorities_set", "structure_formed"):
            scene.registry.perform(filing(made, gate, scene.today))
        return made

    return once(scene, "commissioned", make)


def advanced(scene: Scene) -> AgreementId:
    """A joint contract at its second step."""

    def make() -> AgreementId:
        made = commissioned(scene)
        scene.registry.perform(course_acts.AdvanceAgreement(agreement=made, to_step="CM-2"))
        return made

    return once(scene, "advanced", make)


def replying(scene: Scene, agreement: AgreementId, **fields: Any) -> negotiation_acts.ReplyToOffer:
    said = {"reply": Reply.ACCEPT, "received": scene.today, "kept_as": "แฟ้มคำตอบ 1"}
    return negotiation_acts.ReplyToOffer(agreement=agreement, **said | fields)


def proposing(agreement: AgreementId, **fields: Any) -> negotiation_acts.ProposeWording:
    said = {
        "side": Side.PARTNER,
        "clause": "conditions",
        "wording": "ใช้เงินตามแผน ปรับได้เมื่อตกลงร่วมกัน",
        "why": "ให้ปรับตามฤดูกาลได้",
    }
    return negotiation_acts.ProposeWording(agreement=agreement, **said | fields)


def worded(scene: Scene) -> AgreementId:
    """An agreement for which the partner proposed other words."""

    def make() -> AgreementId:
        made = written(scene, "written worded")
        scene.registry.perform(proposing(made))
        return made

    return once(scene, "worded", make)


def answering(agreement: AgreementId, **fields: Any) -> negotiation_acts.AnswerWording:
    said = {"nth": 1, "accepted": True, "comments": "รับได้"}
    return negotiation_acts.AnswerWording(agreement=agreement, **said | fields)


def annexing(agreement: AgreementId, **fields: Any) -> negotiation_acts.WriteAnnex:
    said = {
        "agency_author": "กลุ่มนโยบาย",
        "partner_author": "คณะทำงานชุมชน",
        "project_document": "เยี่ยมบ้านทุกสัปดาห์\nบันทึกและส่งต่อ",
    }
    return negotiation_acts.WriteAnnex(agreement=agreement, **said | fields)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act on agreements."""

    made = example.made

    return {
        "agreement.reply": made(
            lambda s: replying(s, written(s)), "R-29.negotiation_says_its_points", reply="negotiate"
        ),
        "agreement.propose_wording": made(
            lambda s: proposing(written(s)), "F:E2.clause_stands", clause="review"
        ),
        "agreement.answer_wording": made(
            lambda s: answering(worded(s)), "R-29.wording_waits_for_an_answer", nth=7
        ),
        "agreement.write_annex": made(
            lambda s: annexing(begun(s)),
            "R-31.annex_has_an_author",
            agency_author=None,
            partner_author=None,
        ),
        "agreement.keep_scan": made(scan_act, "F:E4.no_page_is_missing", page_count=4),
        "template.import": made(template_act, "F:J1.template_file_is_whole", sha256="0" * 64),
        "template.put_in_force": made(
            lambda s: template_acts.PutTemplateInForce(
                paper="D-26", edition=imported(s), effective_from=s.today, cite=WHY, reason=WHY
            ),
            "F:J1.template_was_imported",
            edition="none",
        ),
        "template.retire": made(
            lambda s: template_acts.RetireTemplate(
                paper="D-26", edition=in_use(s), effective_to=s.today, reason=WHY
            ),
            "F:J1.retirement_is_not_past",
            effective_to="2026-01-01",
        ),
        "clause.decide": made(
            clause_act, "F:E2.clause_fields_are_known", text_th="{goals} ตาม {stars}"
        ),
        "agreement.begin": made(begin_act, "R-27.model_decides_the_instrument", instrument="mou"),
        "agreement.link": made(
            lambda s: linking(s, begun(s)), "F:E7.partner_is_one", counterparty="บริษัทสมมติ"
        ),
        "agreement.write_terms": made(
            lambda s: terms_acts.WriteTerms(agreement=begun(s), terms=terms(s)),
            "F:E4.nothing_is_signed_yet",
            agreement=signed,
        ),
        "agreement.sign": made(
            lambda s: signing(s, written(s)),
            "F:E4.signed_paper_is_this_edition",
            page_hash="0" * SHOWN_DIGITS,
        ),
        "agreement.bring_into_force": made(
            lambda s: terms_acts.BringIntoForce(agreement=signed(s), effective=s.today),
            "F:E7.agreement_takes_effect_once",
            effective="2029-01-01",
        ),
        "agreement.amend": made(
            lambda s: terms_acts.AmendAgreement(
                agreement=in_force(s),
                terms=terms(s, amount=AMOUNT + 5_000_00),
                effective=s.today,
                why=AmendmentReason.MONEY,
                kept_as="บันทึกแก้ไข 1/2570",
                reason=WHY,
            ),
            "F:E5.agreement_was_in_force",
            agreement=written,
        ),
        "agreement.file_paper": made(
            lambda s: filing(begun(s), "vision_presented", s.today),
            "F:X9.paper_is_there_already",
            dated="2029-01-01",
        ),
        "agreement.advance": made(
            lambda s: course_acts.AdvanceAgreement(agreement=commissioned(s), to_step="CM-2"),
            "F:F1.map_has_that_way",
            to_step="CM-5",
        ),
        "agreement.step_back": made(
            lambda s: course_acts.StepBack(agreement=advanced(s), reason=WHY),
            "F:F7.there_is_a_step_before",
            agreement=begun,
        ),
        "agreement.end": made(
            lambda s: course_acts.EndAgreement(
                agreement=begun(s),
                effective=s.today + timedelta(days=10),
                ended_by=Side.PARTNER,
                order_number="ที่ สม 9/2570",
                reason=WHY,
            ),
            "R-29.agreement_may_end_here",
            effective="2026-01-01",
        ),
    }
