"""What the pages of an agency and of a mission show: what they are, and all that hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analysis_shadow import ANALYSIS_OF
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.missions.shadow import MISSION_OF
from cso_registry.domain.selection.shadow import CALL_OF
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.missions.sheets import Sheet, sheets_of
from cso_registry.workspace.record_lines import RecordLine, record_line, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.missions.missions import MissionClasses, ServiceStandards
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

IN_WORK, CLOSED, AT_WORK = "in_work", "closed", "at_work"


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency as its page shows it.

    Attributes:
        missions: Its missions, the oldest first.
        heir: The agency that took over, when it was closed.
    """

    case: CaseView
    agency: Agency
    status: str
    missions: tuple[RecordLine, ...]
    heir: RecordLine | None


@dataclass(frozen=True, slots=True)
class MissionView:
    """A mission as its page shows it.

    Attributes:
        agency: The agency that answers for it (R-14).
        similar: Missions that looked like it, the most alike first, each with its score.
        analyses: Its analyses, the last one first.
        opened: The identity of the last analysis that opened it, None when none did.
        sheets: Its costing sheets, side by side.
        calls: Its calls, the last one first.
    """

    case: CaseView
    mission: Mission
    status: str
    agency: RecordLine | None
    similar: tuple[RecordLine, ...]
    analyses: tuple[RecordLine, ...]
    opened: RecordId | None
    sheets: tuple[Sheet, ...]
    calls: tuple[RecordLine, ...]

    @property
    def classes(self) -> MissionClasses | None:
        """Return its three classifications."""
        return self.mission.classes

    @property
    def standards(self) -> ServiceStandards | None:
        """Return its service standards."""
        return self.mission.standards


def agency_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> AgencyView:
    """Return everything that the page of an agency shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Agency)
    heir = next((one.heir for one in found.ends.values() if one.heir is not None), None)
    return AgencyView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        agency=found,
        status=CLOSED if found.is_closed else AT_WORK,
        missions=record_lines(workspace.read.records_under(MISSION_OF, str(identity))),
        heir=_held_line(workspace, heir),
    )


def mission_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> MissionView:
    """Return everything that the page of a mission shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Mission)
    read, profile = workspace.read, found.profile
    analyses = read.records_under(ANALYSIS_OF, str(identity))
    opening = [one.id for one in analyses if getattr(one, "opens", False)]
    return MissionView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        mission=found,
        status=CLOSED if found.is_closed else IN_WORK,
        agency=None if profile is None else _held_line(workspace, profile.agency),
        similar=tuple(_similar(workspace, found, language)),
        analyses=record_lines(reversed(analyses)),
        opened=opening[-1] if opening else None,
        sheets=sheets_of(workspace, identity, language),
        calls=record_lines(reversed(read.records_under(CALL_OF, str(identity)))),
    )


def _held_line(workspace: Workspace, identity: RecordId | None) -> RecordLine | None:
    held = None if identity is None else workspace.read.record(RecordId(identity))
    return None if held is None else record_line(held)


def _similar(workspace: Workspace, mission: Mission, language: Language) -> Iterator[RecordLine]:
    texts = workspace.program.texts
    for one in () if mission.similar is None else mission.similar.alike:
        held = workspace.read.record(RecordId(one.mission))
        said = texts.text("mission.alike", language, score=one.score)
        line = None if held is None else record_line(held, said)
        if line is not None:
            yield line
