"""The papers of missions: analysis (D-05) and costing sheet (D-16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.missions import paper_facts
from cso_registry.workspace.paper_kinds.kind import PaperKind

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.missions.analyses import Analysis
    from cso_registry.domain.missions.costings import Costing


def _require_decision(analysis: Analysis, _day: date) -> None:
    if analysis.decision is None:
        raise InputError("analysis.not_decided")


def _code_of_analysis(analysis: Analysis) -> str | None:
    return None if analysis.file is None else analysis.file.code


def _code_of_costing(costing: Costing) -> str | None:
    return None if costing.sheet is None else costing.sheet.code


PAPERS = (
    PaperKind(
        "D-05",
        "analysis",
        paper_facts.analysis_facts,
        refuse_unless=_require_decision,
        number=_code_of_analysis,
        form=True,
        blank=True,
    ),
    PaperKind(
        "D-16",
        "costing",
        paper_facts.costing_facts,
        number=_code_of_costing,
        form=True,
        blank=True,
    ),
)
