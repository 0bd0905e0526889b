"""The lists of the room: one of each kind of record of delivery, across all agreements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.agreement import Agreement
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
from ui.lists.kind import Column, Filter, FilterKind, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

if TYPE_CHECKING:
    from cso_registry.storage.listing import ListRow
    from ui.widgets.words import Words

STATUS_WIDTH: Final = 190
BY_AGREEMENT: Final = Filter(
    "under", "ui.delivery.of_agreement", FilterKind.UNDER, of=Agreement.type
)
REPORTED: Final = Statuses(
    ProgressReport.type,
    ("received", "corrected", "returned", "accepted"),
    {"received": "accent", "corrected": "accent", "returned": "soon", "accepted": "good"},
)
TROUBLED: Final = Statuses(
    Problem.type,
    ("open", "answered", "settled"),
    {"open": "late", "answered": "soon", "settled": "good"},
)
COMPLAINED: Final = Statuses(
    Complaint.type,
    ("received", "forwarded", "looked_into", "answered", "closed"),
    {"received": "late", "forwarded": "soon", "looked_into": "soon", "answered": "good"},
)
VISITED: Final = Statuses(
    SiteVisit.type, ("recorded", "with_photographs"), {"with_photographs": "good"}
)
CONSULTED: Final = Statuses(
    Consultation.type, ("held", "fed_back"), {"held": "soon", "fed_back": "good"}
)
MEASURED: Final = Statuses(
    Indicator.type,
    ("not_measured", "on_the_way", "reached"),
    {"not_measured": "soon", "on_the_way": "accent", "reached": "good"},
)
ASKED: Final = Statuses(
    Survey.type,
    ("asked", "tallied", "told"),
    {"asked": "accent", "tallied": "soon", "told": "good"},
)


def _left(row: ListRow, words: Words) -> str:
    """Return the day until which something is due, and by how many days it is late."""
    if not row.until:
        return EMPTY
    late = (words.today - date.fromisoformat(row.until)).days
    day = words.day(row.until)
    texts = words.program.texts
    key = "ui.delivery.days_late"
    return texts.text(key, words.language, day=day, count=late) if late > 0 else day


def _list(name: str, title: str, statuses: Statuses, due: str = "") -> ListKind:
    """Return a list; `due` heads the day until which somebody has to act."""
    until = (Column("until", due, _left, width=200),) if due else ()
    return ListKind(
        name=name,
        record_type=statuses.record_type,
        columns=(
            Column("title", title, lambda row, _: row.title, width=300),
            Column("number", "ui.agreements.code", lambda row, _: row.number or EMPTY, width=130),
            ABOUT,
            statuses.column(STATUS_WIDTH),
            *until,
            PROVINCE,
        ),
        filters=(statuses.filter, BY_AGREEMENT, *((BY_DAYS,) if due else ()), BY_PROVINCE),
        empty=f"ui.{name}.empty",
        descending=True,
    )


FOUND: Final = Statuses(
    Finding.type,
    ("open", "done", "sent_back", "verified"),
    {"open": "late", "done": "accent", "sent_back": "soon", "verified": "good"},
)
SEATED: Final = Statuses(
    EvaluationCommittee.type,
    ("undeclared", "conflict", "ready"),
    {"undeclared": "soon", "conflict": "late", "ready": "good"},
)
PLANNED: Final = Statuses(
    CommissioningPlan.type,
    ("ranked", "needs_assessed", "resources_allocated", "providers_met"),
    {"ranked": "accent", "providers_met": "good"},
)
CHECKED: Final = Statuses(
    ComplianceCheck.type,
    ("checked", "one_side", "replied"),
    {"checked": "soon", "one_side": "soon", "replied": "good"},
)
REPORTS: Final = _list(
    "progress_reports", "ui.delivery.first_activity", REPORTED, "ui.delivery.correct_by"
)
PROBLEMS: Final = _list("problems", "ui.delivery.topic", TROUBLED, "ui.delivery.answer_by")
COMPLAINTS: Final = _list("complaints", "ui.delivery.topic", COMPLAINED, "ui.delivery.answer_by")
VISITS: Final = _list("site_visits", "ui.delivery.spot", VISITED)
CONSULTATIONS: Final = _list("consultations", "ui.delivery.topic", CONSULTED)
INDICATORS: Final = _list("indicators", "ui.delivery.counted", MEASURED)
FINDINGS: Final = _list("findings", "ui.delivery.topic", FOUND, "ui.delivery.correct_by")
COMMITTEES: Final = _list("evaluation_committees", "ui.delivery.sent_by", SEATED)
PLANS: Final = _list("commissioning_plans", "ui.delivery.first_mission", PLANNED)
CHECKS: Final = _list("compliance_checks", "ui.delivery.checked_by", CHECKED)
SURVEYS: Final = _list("surveys", "ui.delivery.first_question", ASKED)
