"""The derived rows of analyses and costing sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.shadow import EMPTY, Shadow, record_line

if TYPE_CHECKING:
    from cso_registry.domain.missions.analyses import Analysis
    from cso_registry.domain.missions.costings import Costing

ANALYSIS_OF, COSTING_OF = "ANALYSIS-OF", "COSTING-OF"
"""Schemes under which analyses and costing sheets are found by their mission."""


def analysis_shadow(analysis: Analysis) -> Shadow:
    """Return the derived rows of an analysis."""
    file, decision = analysis.file, analysis.decision
    if file is None:
        return EMPTY
    line = record_line(
        analysis.type,
        title=file.code,
        sort=f"{file.opened.isoformat()}{file.code}",
        status=analysis.status,
        province=analysis.scope,
        number=file.code,
        since=None if decision is None else decision.decided,
        before="open",
    )
    return Shadow(
        listing=line,
        search=search_of((file.code,)),
        identifiers=((ANALYSIS_OF, file.mission),),
        numbers=code_in_use(file.code),
    )


def costing_shadow(costing: Costing) -> Shadow:
    """Return the derived rows of a costing sheet."""
    sheet = costing.sheet
    if sheet is None:
        return EMPTY
    chosen = min((one.chosen for one in costing.choices.values()), default=None)
    line = record_line(
        costing.type,
        title=sheet.code,
        sort=f"{sheet.drawn.isoformat()}{sheet.code}",
        status="drawn" if chosen is None else "chosen",
        province=costing.scope,
        number=sheet.code,
        since=chosen,
        before="drawn",
    )
    return Shadow(
        listing=line,
        search=search_of((sheet.code,)),
        identifiers=((COSTING_OF, sheet.mission),),
        numbers=code_in_use(sheet.code),
    )
