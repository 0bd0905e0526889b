"""The costing sheets of a mission, side by side, in words (D-16, R-34)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.missions.analysis_shadow import COSTING_OF
from cso_registry.domain.missions.costings import Costing

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.missions.costings import CostLine
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.workspace import Workspace

METHODS = "V-13"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One costing sheet.

    Attributes:
        total: In satang.
        more: How much more than the lowest sheet of the mission, in satang.
        reason: Why it was chosen; nothing when it was not.
    """

    id: RecordId
    code: str
    method: str
    lines: tuple[CostLine, ...]
    total: int
    more: int
    price_source: str
    price_date: date | None
    argued: str
    is_chosen: bool
    reason: str


def sheets_of(workspace: Workspace, mission: str, language: Language) -> tuple[Sheet, ...]:
    """Return the sheets of a mission, the lowest total first."""
    found = [
        one
        for one in workspace.read.records_under(COSTING_OF, str(mission))
        if isinstance(one, Costing) and one.sheet is not None
    ]
    lowest = min((one.sheet.total for one in found if one.sheet is not None), default=0)
    made = [_sheet(workspace, one, lowest, language) for one in found]
    return tuple(sorted(made, key=lambda one: (one.total, one.code)))


def _sheet(workspace: Workspace, costing: Costing, lowest: int, language: Language) -> Sheet:
    sheet = costing.sheet
    if sheet is None:
        raise TypeError(costing.id)
    return Sheet(
        id=costing.id,
        code=sheet.code,
        method=workspace.program.vocabulary.label(METHODS, sheet.method, language),
        lines=sheet.lines,
        total=sheet.total,
        more=sheet.total - lowest,
        price_source=sheet.price_source or "",
        price_date=sheet.price_date,
        argued=sheet.argued,
        is_chosen=bool(costing.choices),
        reason=next((one.reason for one in costing.choices.values()), ""),
    )
