"""What a mission, an agency, an analysis and a costing sheet show: headings, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analyses import Analysis
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.missions.analysis_view import (
    AnalysisView,
    CostingView,
    analysis_view,
    costing_view,
)
from cso_registry.workspace.missions.views import (
    AgencyView,
    MissionView,
    agency_view,
    mission_view,
)
from ui.calls.lists import CALLED
from ui.cases.blocks import RecordsCard
from ui.cases.kind import CaseKind
from ui.missions.analysis_cards import DecisionCard, DimensionCard, Side
from ui.missions.costing_cards import SheetLinesCard, SheetsCard
from ui.missions.lists import (
    AGENCIES,
    ANALYSED,
    ANALYSES,
    AT_WORK,
    COSTED,
    COSTINGS,
    IN_WORK,
    MISSIONS,
)
from ui.missions.mission_cards import ClassesCard, StandardsCard

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

ROOM: Final = "missions"


def _mission_heading(view: MissionView, words: Words) -> tuple[str, str]:
    profile = view.mission.profile
    if profile is None:
        return "", ""
    agency = "" if view.agency is None else view.agency.title
    return _named(profile, words), " · ".join(one for one in (profile.code, agency) if one)


def _agency_heading(view: AgencyView, words: Words) -> tuple[str, str]:
    profile = view.agency.profile
    if profile is None:
        return "", ""
    parts = (profile.code, words.term("V-03", profile.provider), profile.in_charge or "")
    return _named(profile, words), " · ".join(one for one in parts if one)


def _named(profile: Any, words: Words) -> str:
    name = profile.name_en if words.language == "en" else None
    return str(name or profile.name_th)


def _analysis_heading(view: AnalysisView, words: Words) -> tuple[str, str]:
    file = view.analysis.file
    mission = "" if view.mission is None else f"{view.mission.number} {view.mission.title}"
    if file is None:
        return "", mission
    opened = words.program.texts.text(
        "ui.analysis.opened", words.language, day=words.day(file.opened)
    )
    return file.code, f"{mission} · {opened}"


def _costing_heading(view: CostingView, words: Words) -> tuple[str, str]:
    sheet = view.costing.sheet
    if sheet is None:
        return "", ""
    mission = "" if view.mission is None else f"{view.mission.number} {view.mission.title}"
    total = words.program.texts.text(
        "ui.costing.total_is", words.language, amount=format_baht(sheet.total)
    )
    return sheet.code, " · ".join((mission, words.term("V-13", sheet.method), total))


def _to_mission(view: AnalysisView | CostingView) -> tuple[tuple[str, str], ...]:
    return () if view.mission is None else ((Mission.type, str(view.mission.id)),)


def _mission_links(view: MissionView) -> tuple[tuple[str, str], ...]:
    return () if view.agency is None else ((Agency.type, str(view.agency.id)),)


def _agency_links(view: AgencyView) -> tuple[tuple[str, str], ...]:
    return () if view.heir is None else ((Agency.type, str(view.heir.id)),)


def _mission_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        ClassesCard(around),
        RecordsCard(
            around, "ui.missions.similar", lambda view: view.similar,
            empty="ui.missions.no_similar", tone=IN_WORK.tone,
        ),
        RecordsCard(
            around, "ui.list.analyses", lambda view: view.analyses,
            empty="ui.missions.no_analysis", tone=ANALYSED.tone, acts=("analysis.open",),
        ),
        StandardsCard(around),
        SheetsCard(around),
        RecordsCard(
            around, "ui.list.calls", lambda view: view.calls,
            empty="ui.missions.no_call", tone=CALLED.tone, acts=("call.draft",),
        ),
    )  # fmt: skip


def _agency_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        RecordsCard(
            around, "ui.room.missions", lambda view: view.missions,
            empty="ui.missions.no_mission", tone=IN_WORK.tone, acts=("mission.register",),
        ),
    )  # fmt: skip


def _analysis_parts(around: Surroundings) -> tuple[Any, ...]:
    return (DecisionCard(around), *(DimensionCard(around, side) for side in Side))


def _costing_parts(around: Surroundings) -> tuple[Any, ...]:
    return SheetLinesCard(around), SheetsCard(around)


MISSION_CASES: Final = CaseKind(
    room=ROOM,
    list=MISSIONS,
    record=Mission,
    look=mission_view,
    heading=_mission_heading,
    tone=IN_WORK.tone,
    links=_mission_links,
    parts=_mission_parts,
    papers=(),
    apart=frozenset({"mission.set_standards", "costing.draw_up", "analysis.open", "call.draft"}),
    hidden=frozenset({"classes", "similar", "standards"}),
    kept_first=True,
    follows=frozenset({"analysis", "costing", "call"}),
)
AGENCY_CASES: Final = CaseKind(
    room=ROOM,
    list=AGENCIES,
    record=Agency,
    look=agency_view,
    heading=_agency_heading,
    tone=AT_WORK.tone,
    links=_agency_links,
    parts=_agency_parts,
    papers=(),
    apart=frozenset({"mission.register"}),
    kept_first=True,
    follows=frozenset({"mission"}),
)
ANALYSIS_CASES: Final = CaseKind(
    room=ROOM,
    list=ANALYSES,
    record=Analysis,
    look=analysis_view,
    heading=_analysis_heading,
    tone=ANALYSED.tone,
    links=_to_mission,
    parts=_analysis_parts,
    papers=("D-05",),
    previews=frozenset({"D-05"}),
    apart=frozenset({"analysis.answer_mission", "analysis.answer_level", "analysis.answer_people"}),
    hidden=frozenset(Analysis.slots),
)
COSTING_CASES: Final = CaseKind(
    room=ROOM,
    list=COSTINGS,
    record=Costing,
    look=costing_view,
    heading=_costing_heading,
    tone=COSTED.tone,
    links=_to_mission,
    parts=_costing_parts,
    papers=("D-16",),
    hidden=frozenset(Costing.slots),
    follows=frozenset({"costing"}),
)
