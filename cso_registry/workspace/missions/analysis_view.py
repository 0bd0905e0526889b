"""What the pages of an analysis and of a costing sheet show (D-05, D-16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.missions.analyses import Analysis, Outcome
from cso_registry.domain.missions.analysis_rules import fitting_outcomes
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.missions.sheets import Sheet, sheets_of
from cso_registry.workspace.record_lines import RecordLine, record_line

if TYPE_CHECKING:
    from cso_registry.domain.missions.missions import MissionClasses
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

SIDES = ("mission_side", "level_side", "people_side")
"""The three dimensions, in their order (V-08)."""


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """An analysis as its page shows it.

    Attributes:
        mission: The mission that is looked at.
        classes: How the mission itself is classed.
        missing: The dimensions that nobody answered yet.
        fitting: What may be decided, as the answers stand; nothing before all are in.
        candidates: Names of the subjects that come to mind.
    """

    case: CaseView
    analysis: Analysis
    status: str
    mission: RecordLine | None
    classes: MissionClasses | None
    missing: tuple[str, ...]
    fitting: tuple[Outcome, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostingView:
    """A costing sheet as its page shows it, beside every other sheet of its mission."""

    case: CaseView
    costing: Costing
    status: str
    mission: RecordLine | None
    sheets: tuple[Sheet, ...]

    @property
    def own(self) -> Sheet | None:
        """Return the sheet of the page."""
        return next((one for one in self.sheets if one.id == self.costing.id), None)


def analysis_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> AnalysisView:
    """Return everything that the page of an analysis shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Analysis)
    people = found.people_side
    named = () if people is None else people.candidates
    subjects = (workspace.read.record(RecordId(one)) for one in named)
    mission = _held(workspace, None if found.file is None else found.file.mission)
    return AnalysisView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        analysis=found,
        status=found.status,
        mission=None if mission is None else record_line(mission),
        classes=mission.classes if isinstance(mission, Mission) else None,
        missing=tuple(name for name in SIDES if getattr(found, name) is None),
        fitting=tuple(one for one in Outcome if one in fitting_outcomes(found)),
        candidates=tuple(one.display_name for one in subjects if isinstance(one, Organization)),
    )


def costing_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> CostingView:
    """Return everything that the page of a costing sheet shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Costing)
    mission = None if found.sheet is None else found.sheet.mission
    line, held = record_line(found), _held(workspace, mission)
    return CostingView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        costing=found,
        status="" if line is None else line.status,
        mission=None if held is None else record_line(held),
        sheets=() if mission is None else sheets_of(workspace, mission, language),
    )


def _held(workspace: Workspace, identity: str | None) -> Record | None:
    return None if identity is None else workspace.read.record(RecordId(identity))
