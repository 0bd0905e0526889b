"""What each kind of record of delivery shows: heading, cards, papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.delivery.commissioning import CommissioningPlan
from cso_registry.domain.delivery.complaints import Complaint
from cso_registry.domain.delivery.compliance import ComplianceCheck
from cso_registry.domain.delivery.consultations import Consultation
from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.delivery.findings import Finding
from cso_registry.domain.delivery.indicators import Indicator
from cso_registry.domain.delivery.problems import Problem
from cso_registry.domain.delivery.reports import ProgressReport
from cso_registry.domain.delivery.surveys import Survey
from cso_registry.domain.delivery.visits import SiteVisit
from cso_registry.workspace.delivery.work_page import WorkPage, work_page
from ui.cases.kind import CaseKind
from ui.delivery import lists, trails
from ui.delivery.figures_card import MEASURE, FiguresCard
from ui.delivery.files_card import FilesCard
from ui.delivery.members_card import CLEAR, DECLARE, MembersCard
from ui.delivery.promises import PromisesCard
from ui.delivery.report_card import ReportCard
from ui.delivery.survey_card import ResultsCard
from ui.delivery.trail_card import TrailCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.domain.record import Record
    from ui.lists.kind import ListKind
    from ui.lists.statuses import Statuses
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

    Files = tuple[tuple[str, Attachment], ...]

ROOM: Final = "delivery"
REVIEW, CORRECT = "progress_report.review", "progress_report.correct"
ANSWER, STEP, FEED_BACK = "problem.answer", "complaint.take_step", "consultation.feed_back"
TALLY, TELL = "survey.tally", "survey.tell_partner"
DONE, VERIFY, EXTEND = "finding.report_done", "finding.verify", "finding.extend"
REPLY = "compliance.reply"


OWN_CARD_FIRST: Final = (ProgressReport, EvaluationCommittee, ComplianceCheck)
"""Records whose own cards say what they are about; what is kept follows."""


def _heading(view: WorkPage[Any], words: Words) -> tuple[str, str]:
    agreement = view.agreement
    under = "" if agreement is None else f"{agreement.number} {agreement.title}"
    line = view.record.shadow().listing
    title = str(line[2]) if line else view.work.code
    if isinstance(view.record, ProgressReport) and view.record.file is not None:
        file = view.record.file
        title = f"{words.day(file.covers_from)} – {words.day(file.covers_to)}"
    return title, " · ".join(one for one in (view.work.code, under) if one)


def _links(view: WorkPage[Any]) -> tuple[tuple[str, str], ...]:
    return () if view.agreement is None else (("agreement", str(view.agreement.id)),)


def _enclosed(view: WorkPage[ProgressReport]) -> Files:
    report = view.record
    body = report.body
    return () if body is None else tuple(("", one) for one in body.enclosed)


def _scans(view: WorkPage[Problem]) -> Files:
    problem = view.record
    return () if problem.file is None else tuple(("", one) for one in problem.file.scans)


def _photographs(view: WorkPage[SiteVisit]) -> Files:
    visit = view.record
    found = () if visit.file is None else visit.file.photographs
    return tuple((one.caption, one.picture) for one in found)


def _report_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        TrailCard(
            around, "ui.delivery.review", trails.of_report, "ui.delivery.nothing_done",
            REVIEW, CORRECT,
        ),
        ReportCard(around),
        FilesCard(around, "ui.delivery.evidence", _enclosed),
    )  # fmt: skip


def _problem_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        TrailCard(around, "ui.delivery.replies", trails.of_problem, "ui.delivery.no_reply", ANSWER),
        FilesCard(around, "ui.delivery.evidence", _scans),
    )


def _complaint_parts(around: Surroundings) -> tuple[Any, ...]:
    card = TrailCard(
        around, "ui.delivery.trail", trails.of_complaint, "ui.delivery.nothing_done", STEP
    )
    return (card,)


def _consultation_parts(around: Surroundings) -> tuple[Any, ...]:
    card = TrailCard(
        around, "ui.delivery.used", trails.of_consultation, "ui.delivery.not_told", FEED_BACK
    )
    return (card,)


def _visit_parts(around: Surroundings) -> tuple[Any, ...]:
    return (FilesCard(around, "ui.delivery.photographs", _photographs),)


def _survey_parts(around: Surroundings) -> tuple[Any, ...]:
    trail = TrailCard(
        around, "ui.delivery.trail", trails.of_survey, "ui.delivery.not_counted", TALLY, TELL
    )
    return ResultsCard(around), trail


def _indicator_parts(around: Surroundings) -> tuple[Any, ...]:
    return (FiguresCard(around),)


def _finding_parts(around: Surroundings) -> tuple[Any, ...]:
    card = TrailCard(
        around, "ui.delivery.trail", trails.of_finding, "ui.delivery.nothing_done",
        DONE, VERIFY, EXTEND,
    )  # fmt: skip
    return card, FilesCard(around, "ui.delivery.evidence", _proofs)


def _proofs(view: WorkPage[Finding]) -> Files:
    finding = view.record
    return tuple((one.what, scan) for one in finding.trail for scan in one.scans)


def _committee_parts(around: Surroundings) -> tuple[Any, ...]:
    return (MembersCard(around),)


def _plan_parts(_around: Surroundings) -> tuple[Any, ...]:
    return ()


def _check_parts(around: Surroundings) -> tuple[Any, ...]:
    replies = TrailCard(
        around, "ui.delivery.both_sides", trails.of_check, "ui.delivery.no_reply", REPLY
    )
    return PromisesCard(around), replies


def _kind(
    record: type[Record],
    shown: tuple[ListKind, Statuses],
    parts: Callable[[Surroundings], tuple[Any, ...]],
    papers: tuple[str, ...],
    *,
    apart: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
) -> CaseKind:
    return CaseKind(
        room=ROOM,
        list=shown[0],
        record=record,
        look=partial(work_page, record),
        heading=_heading,
        tone=shown[1].tone,
        links=_links,
        parts=parts,
        papers=papers,
        apart=frozenset(apart),
        hidden=frozenset(hidden),
        follows=frozenset({"agreement"}),
        kept_first=record not in OWN_CARD_FIRST,
    )


REPORT_CASES: Final = _kind(
    ProgressReport, (lists.REPORTS, lists.REPORTED), _report_parts, ("D-18",),
    apart=(REVIEW, CORRECT), hidden=("submissions", "reviews"),
)  # fmt: skip
PROBLEM_CASES: Final = _kind(
    Problem, (lists.PROBLEMS, lists.TROUBLED), _problem_parts, ("D-19",),
    apart=(ANSWER,), hidden=("replies",),
)  # fmt: skip
COMPLAINT_CASES: Final = _kind(
    Complaint, (lists.COMPLAINTS, lists.COMPLAINED), _complaint_parts, ("D-35",),
    apart=(STEP,), hidden=("steps",),
)  # fmt: skip
VISIT_CASES: Final = _kind(SiteVisit, (lists.VISITS, lists.VISITED), _visit_parts, ("S-41",))
CONSULTATION_CASES: Final = _kind(
    Consultation, (lists.CONSULTATIONS, lists.CONSULTED), _consultation_parts, ("D-20",),
    apart=(FEED_BACK,), hidden=("feedback",),
)  # fmt: skip
INDICATOR_CASES: Final = _kind(
    Indicator, (lists.INDICATORS, lists.MEASURED), _indicator_parts, (),
    apart=(MEASURE,), hidden=("readings",),
)  # fmt: skip
SURVEY_CASES: Final = _kind(
    Survey, (lists.SURVEYS, lists.ASKED), _survey_parts, ("D-23",),
    apart=(TALLY, TELL), hidden=("tallies", "told"),
)  # fmt: skip
FINDING_CASES: Final = _kind(
    Finding, (lists.FINDINGS, lists.FOUND), _finding_parts, (),
    apart=(DONE, VERIFY, EXTEND), hidden=("steps",),
)  # fmt: skip
COMMITTEE_CASES: Final = _kind(
    EvaluationCommittee, (lists.COMMITTEES, lists.SEATED), _committee_parts, ("D-21",),
    apart=(DECLARE, CLEAR),
)  # fmt: skip
PLAN_CASES: Final = _kind(CommissioningPlan, (lists.PLANS, lists.PLANNED), _plan_parts, ("D-27",))
CHECK_CASES: Final = _kind(
    ComplianceCheck, (lists.CHECKS, lists.CHECKED), _check_parts, ("D-37",),
    apart=(REPLY,), hidden=("replies",),
)  # fmt: skip
