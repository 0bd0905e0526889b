"""The papers of delivery: reports, problems, evaluations, surveys, plans (D-18 to D-37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.workspace.delivery import (
    asking_facts,
    committee_facts,
    evaluation_facts,
    hearing_facts,
    joint_facts,
    report_facts,
)
from cso_registry.workspace.paper_kinds.agreements import require_some
from cso_registry.workspace.paper_kinds.kind import PaperKind

if TYPE_CHECKING:
    from collections.abc import Callable


def _code(record: Any) -> str | None:
    return None if record.file is None else str(record.file.code)


def _form(code: str, record_type: str, facts: Callable[..., Any]) -> PaperKind:
    return PaperKind(code, record_type, facts, number=_code, form=True, blank=True)


PAPERS = (
    PaperKind(
        "D-22",
        "agreement",
        evaluation_facts.evaluation_facts,
        refuse_unless=require_some("evaluations", "agreement.no_evaluation"),
    ),
    PaperKind(
        "D-28",
        "agreement",
        evaluation_facts.training_facts,
        refuse_unless=require_some("trainings", "agreement.no_training"),
    ),
    PaperKind("D-21", "evaluation_committee", committee_facts.committee_facts, number=_code),
    _form("D-18", "progress_report", report_facts.report_facts),
    _form("D-19", "problem", report_facts.problem_facts),
    _form("D-20", "consultation", asking_facts.consultation_facts),
    _form("D-23", "survey", hearing_facts.survey_facts),
    _form("D-27", "commissioning_plan", joint_facts.plan_facts),
    _form("D-35", "complaint", hearing_facts.complaint_facts),
    _form("D-37", "compliance_check", joint_facts.compliance_facts),
    _form("S-41", "site_visit", asking_facts.visit_facts),
)
