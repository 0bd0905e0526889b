"""An example of every act of delivery; what is reported, found and asked is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery import (
    complaint_acts,
    consultation_acts,
    indicator_acts,
    problem_acts,
    report_acts,
    survey_acts,
    visit_acts,
)
from cso_registry.domain.delivery.complaints import ComplaintKind, ComplaintStage
from cso_registry.domain.delivery.consultations import Consulted
from cso_registry.domain.delivery.reports import ActivityDone, ExpenseLine, ReportVerdict
from cso_registry.domain.delivery.surveys import QuestionTally
from cso_registry.domain.delivery.visits import Photograph
from cso_registry.domain.organizations.records import Attachment
from cso_registry.kernel.ids import (
    ComplaintId,
    ConsultationId,
    IndicatorId,
    ProblemId,
    ReportId,
    SurveyId,
    VisitId,
)
from tests.support import examples_agreements
from tests.support.examples_agreements import in_force, once

if TYPE_CHECKING:
    from cso_registry.kernel.ids import AgreementId
    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
TASK = "เยี่ยมบ้านผู้สูงอายุ"
ACTIVITIES = (
    ActivityDone(task=TASK, planned="40 หลังคาเรือน", done="เยี่ยมแล้ว 38 หลังคาเรือน", percent=95),
)
EXPENSES = (
    ExpenseLine(task=TASK, what="ค่าน้ำมัน", budgeted=20_000_00, amount=12_345_67, voucher="บจ. 1"),
    ExpenseLine(task=TASK, what="ค่าตอบแทนอาสาสมัคร", amount=6_000_00, is_pay=True),
)
PICTURE = Attachment(sha256="6e" * 32, size=2_048, name="เยี่ยมบ้าน-สมมติ.jpg", media_type="image/jpeg")


def report_act(scene: Scene, agreement: AgreementId, **fields: Any) -> report_acts.ReceiveReport:
    said: dict[str, Any] = {
        "code": "รง-1/2570",
        "covers_from": scene.today,
        "covers_to": scene.today,
        "received": scene.today,
        "activities": ACTIVITIES,
        "expenses": EXPENSES,
        "obstacles": "ฝนตกหนัก",
    }
    made = {"progress_report": ReportId(scene.new()), "agreement": agreement}
    return report_acts.ReceiveReport(**made | said | fields)


def reported(scene: Scene, name: str = "report", **fields: Any) -> ReportId:
    """A report that waits for its review."""

    def make() -> ReportId:
        act = report_act(scene, in_force(scene), **fields)
        scene.registry.perform(act)
        return act.progress_report

    return once(scene, name, make)


def reviewing(scene: Scene, report: ReportId, **fields: Any) -> report_acts.ReviewReport:
    said: dict[str, Any] = {"verdict": ReportVerdict.ACCEPTED, "comment": "ครบถ้วน"} | fields
    said.setdefault("agreement", scene.registry.record(report).file.agreement)
    return report_acts.ReviewReport(progress_report=report, **said)


def returning(scene: Scene, report: ReportId) -> report_acts.ReviewReport:
    until = scene.today + timedelta(days=10)
    words = {"comment": "ขาดหลักฐานการจ่าย", "correct_by": until}
    return reviewing(scene, report, verdict=ReportVerdict.RETURNED, **words)


def returned(scene: Scene) -> ReportId:
    """A report that went back."""

    def make() -> ReportId:
        report = reported(scene)
        scene.registry.perform(returning(scene, report))
        return report

    return once(scene, "returned", make)


def correcting(scene: Scene, report: ReportId) -> report_acts.CorrectReport:
    return report_acts.CorrectReport(
        progress_report=report,
        agreement=scene.registry.record(report).file.agreement,
        received=scene.today,
        activities=ACTIVITIES,
        expenses=EXPENSES[:1],
    )


def problem_act(scene: Scene, **fields: Any) -> problem_acts.NotifyProblem:
    said: dict[str, Any] = {
        "code": "ปห-1/2570",
        "raised_by": Side.PARTNER,
        "noticed": scene.today - timedelta(days=3),
        "notified": scene.today,
        "topic": "เข้าพื้นที่ไม่ได้",
        "what": "สะพานขาด เข้าหมู่บ้านสมมติไม่ได้",
        "effect": "เยี่ยมไม่ได้ 5 หลังคาเรือน",
        "remedy": "ขอเลื่อนสองสัปดาห์",
        "kept_as": "ที่ สม 12/2570",
    }
    named = {"problem": ProblemId(scene.new()), "agreement": in_force(scene)}
    return problem_acts.NotifyProblem(**named | said | fields)


def notified(scene: Scene) -> ProblemId:
    """A problem that waits for its answer."""

    def make() -> ProblemId:
        act = problem_act(scene)
        scene.registry.perform(act)
        return act.problem

    return once(scene, "problem", make)


def answering(scene: Scene, problem: ProblemId, **fields: Any) -> problem_acts.AnswerProblem:
    said: dict[str, Any] = {"replied": scene.today, "reply": "เห็นชอบให้เลื่อน", "plan_changed": True}
    named = {"problem": problem, "agreement": in_force(scene)}
    return problem_acts.AnswerProblem(**named | said | fields)


def consultation_act(scene: Scene, **fields: Any) -> consultation_acts.RecordConsultation:
    said: dict[str, Any] = {
        "code": "ปษ-1/2570",
        "held": scene.today,
        "initiator": "CI3",
        "tool": "TG3b-1",
        "topic": "วิธีเยี่ยมบ้านที่ผู้สูงอายุต้องการ",
        "took_part": (
            Consulted(what="ผู้สูงอายุและครอบครัว", people=9),
            Consulted(what="หน่วยงาน", people=2),
        ),
        "users_took_part": True,
        "opinions": "ขอให้เยี่ยมตอนเช้า",
        "agreed_on": "เยี่ยมก่อนเที่ยง",
    }
    named = {"consultation": ConsultationId(scene.new()), "agreement": in_force(scene)}
    return consultation_acts.RecordConsultation(**named | said | fields)


def consulted(scene: Scene) -> ConsultationId:
    """A consultation whose people were not told yet."""

    def make() -> ConsultationId:
        act = consultation_act(scene)
        scene.registry.perform(act)
        return act.consultation

    return once(scene, "consultation", make)


def feeding_back(scene: Scene) -> consultation_acts.FeedBackConsultation:
    return consultation_acts.FeedBackConsultation(
        consultation=consulted(scene),
        agreement=in_force(scene),
        used_for="ปรับเวลาเยี่ยมเป็นช่วงเช้า",
        told_on=scene.today,
        told_how="ประชุมหมู่บ้าน",
    )


def visit_act(scene: Scene, **fields: Any) -> visit_acts.RecordVisit:
    said: dict[str, Any] = {
        "code": "ลพ-1/2570",
        "visited": scene.today,
        "spot": "ศาลาประชาคมหมู่บ้านสมมติ",
        "area": "5001",
        "visitors": "นายสมมติ ลงพื้นที่ (หน่วยงาน)\nนางบุญเรือน สมมติ (ภาคี)",
        "seen": "อาสาสมัครเยี่ยมตามแผน",
        "photographs": (Photograph(caption="อาสาสมัครเยี่ยมบ้าน", picture=PICTURE),),
    }
    named = {"site_visit": VisitId(scene.new()), "agreement": in_force(scene)}
    return visit_acts.RecordVisit(**named | said | fields)


def indicator_act(scene: Scene, **fields: Any) -> indicator_acts.SetIndicator:
    said: dict[str, Any] = {
        "code": "ตช-1/2570",
        "name": "ผู้สูงอายุที่ได้รับการเยี่ยมทุกสัปดาห์",
        "unit": "คน",
        "baseline": "๑๒",
        "target": "40",
        "shown_in": "สมุดเยี่ยมบ้าน",
    }
    named = {"indicator": IndicatorId(scene.new()), "agreement": in_force(scene)}
    return indicator_acts.SetIndicator(**named | said | fields)


def indicator(scene: Scene) -> IndicatorId:
    """An indicator that was not measured yet."""

    def make() -> IndicatorId:
        act = indicator_act(scene)
        scene.registry.perform(act)
        return act.indicator

    return once(scene, "indicator", make)


def measuring(scene: Scene, actual: str = "38.5") -> indicator_acts.MeasureIndicator:
    return indicator_acts.MeasureIndicator(
        indicator=indicator(scene),
        agreement=in_force(scene),
        measured=scene.today,
        actual=actual,
        seen_in="สมุดเยี่ยมบ้าน หน้า 4",
    )


def survey_act(scene: Scene, **fields: Any) -> survey_acts.SetUpSurvey:
    said: dict[str, Any] = {
        "code": "สร-1/2570",
        "asked_from": scene.today,
        "asked_to": scene.today,
        "asked_whom": "ผู้สูงอายุที่ได้รับการเยี่ยม",
        "highest": 5,
        "asked_questions": ("อาสาสมัครสุภาพ", "มาตามเวลา"),
    }
    named = {"survey": SurveyId(scene.new()), "agreement": in_force(scene)}
    return survey_acts.SetUpSurvey(**named | said | fields)


def survey(scene: Scene) -> SurveyId:
    """A survey that was not counted yet."""

    def make() -> SurveyId:
        act = survey_act(scene)
        scene.registry.perform(act)
        return act.survey

    return once(scene, "survey", make)


def tallying(scene: Scene, **fields: Any) -> survey_acts.TallySurvey:
    said: dict[str, Any] = {
        "survey": survey(scene),
        "agreement": in_force(scene),
        "tallied": scene.today,
        "respondents": 10,
        "tallies": (
            QuestionTally(question=1, given_scores=(0, 0, 1, 4, 5)),
            QuestionTally(question=2, given_scores=(1, 0, 2, 3, 3)),
        ),
        "remarks": "ขอให้มาตอนเช้า",
    }
    return survey_acts.TallySurvey(**said | fields)


def tallied(scene: Scene) -> SurveyId:
    """A survey that was counted."""
    once(scene, "tally", lambda: scene.registry.perform(tallying(scene)))
    return survey(scene)


def telling(scene: Scene, of: SurveyId) -> survey_acts.TellPartner:
    return survey_acts.TellPartner(
        survey=of, agreement=in_force(scene), told_on=scene.today, told_how="ประชุมร่วม"
    )


def complaint_act(scene: Scene, **fields: Any) -> complaint_acts.ReceiveComplaint:
    said: dict[str, Any] = {
        "code": "รท-1/2570",
        "received": scene.today,
        "complaint_kind": ComplaintKind.COMPLAINT,
        "concerned": Side.PARTNER,
        "topic": "ไม่มาเยี่ยมตามนัด",
        "what": "นัดวันจันทร์แล้วไม่มา",
        "complainant": "นายร้องเรียน สมมติ",
    }
    named = {"complaint": ComplaintId(scene.new()), "agreement": in_force(scene)}
    return complaint_acts.ReceiveComplaint(**named | said | fields)


def complained(scene: Scene) -> ComplaintId:
    """A complaint that nobody did anything about yet."""

    def make() -> ComplaintId:
        act = complaint_act(scene)
        scene.registry.perform(act)
        return act.complaint

    return once(scene, "complaint", make)


def stepping(
    scene: Scene, stage: ComplaintStage = ComplaintStage.ANSWERED
) -> complaint_acts.TakeComplaintStep:
    return complaint_acts.TakeComplaintStep(
        complaint=complained(scene),
        agreement=in_force(scene),
        stage=stage,
        done_on=scene.today,
        what="อาสาสมัครป่วย นัดใหม่แล้ว",
    )


def examples(example: type[Example]) -> dict[str, Example]:
    """One example for each act of delivery."""

    made = example.made

    other = {"agreement": examples_agreements.begun}
    return {
        "progress_report.receive": made(
            lambda s: report_act(s, in_force(s)), "R-44.report_has_its_expense_table", expenses=[]
        ),
        "progress_report.correct": made(
            lambda s: correcting(s, returned(s)),
            "R-43.expenses_are_of_an_activity",
            activities=[{"task": "กิจกรรมอื่น", "done": "สมมติ"}],
        ),
        "progress_report.review": made(
            lambda s: reviewing(s, reported(s)),
            "F:H3.returned_report_says_what_to_correct",
            verdict="returned",
        ),
        "problem.notify": made(
            problem_act, "R-62.notice_follows_the_problem", notified="2026-01-01"
        ),
        "problem.answer": made(
            lambda s: answering(s, notified(s)),
            "R-62.answer_follows_the_notice",
            replied="2026-01-01",
        ),
        "consultation.record": made(
            consultation_act, "R-91.panel_was_chosen_openly", tool="TG3b-5"
        ),
        "consultation.feed_back": made(feeding_back, "F:E7.work_is_of_the_agreement", **other),
        "indicator.set": made(indicator_act, "F:H1.target_lies_the_right_way", target="12"),
        "indicator.measure": made(measuring, "F:H1.figure_was_measured", measured="2029-01-01"),
        "survey.set_up": made(survey_act, "R-59.survey_asks_something", asked_questions=[]),
        "survey.tally": made(tallying, "R-59.tally_fits_the_survey", respondents=8),
        "survey.tell_partner": made(
            lambda s: telling(s, tallied(s)),
            "R-59.partner_hears_of_a_tally",
            told_on="2029-01-01",
        ),
        "complaint.receive": made(complaint_act, "F:H7.complaint_came", received="2029-01-01"),
        "complaint.take_step": made(stepping, "F:H7.answer_comes_before_closing", stage="closed"),
        "site_visit.record": made(
            visit_act,
            "F:H8.photographs_are_pictures",
            photographs=[
                {"caption": "x", "picture": PICTURE.model_dump() | {"media_type": "text/plain"}}
            ],
        ),
    }
