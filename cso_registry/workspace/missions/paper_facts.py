"""The facts of the analysis of a mission (D-05) and of its costing sheet (D-16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analysis_shadow import COSTING_OF
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.missions.analyses import Analysis, AnalysisDecision
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

METHODS, FORMS, ORGANIZATION_FORMS, DIMENSIONS = "V-13", "V-06", "V-05", "V-08"


def analysis_facts(
    analysis: Analysis | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-05; of a form to fill by hand when there is no analysis."""
    if analysis is None or analysis.file is None:
        return {"office": showing.office_name(), "legal_basis": showing.basis()}
    return {
        **mission_facts(analysis.file.mission, showing, reading),
        "code": analysis.file.code,
        "opened": showing.day(analysis.file.opened),
        **_mission_side(analysis, showing),
        **_level_side(analysis, showing),
        **_people_side(analysis, showing, reading),
        **_decision(analysis.decision, showing, reading),
    }


def mission_facts(mission: str, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    """Return what every paper about a mission says of it."""
    found = reading.record(RecordId(mission))
    profile = found.profile if isinstance(found, Mission) else None
    classes = found.classes if isinstance(found, Mission) else None
    said: dict[str, FactValue] = {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
    }
    if profile is None or classes is None:
        return said
    agency = reading.record(RecordId(profile.agency))
    known = agency.profile if isinstance(agency, Agency) else None
    return said | {
        "agency": "" if known is None else known.name_th,
        "in_charge": "" if known is None else known.in_charge or "",
        "mission_code": profile.code,
        "mission": _named(profile.name_th, profile.name_en, showing),
        "goal": profile.goal,
        "target_group": profile.target_group,
        "public_interest": profile.public_interest,
        "areas": ", ".join(showing.area(code) for code in profile.areas),
        "duty": profile.duty,
        "clause": profile.clause,
        "strategies": "\n".join(profile.strategies),
        "mission_type": showing.label("V-01", classes.mission_type),
        "process": showing.label("V-02", classes.process),
        "provider": showing.label("V-03", classes.provider),
        "suggested": showing.label(FORMS, classes.suggested),
    }


def costing_facts(
    costing: Costing | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-16, beside every other sheet of the same mission."""
    if costing is None or costing.sheet is None:
        return {"office": showing.office_name(), "legal_basis": showing.basis()}
    sheet = costing.sheet
    choice = next(iter(costing.choices.values()), None)
    others = (
        one
        for one in reading.records_under(COSTING_OF, sheet.mission)
        if isinstance(one, Costing) and one.sheet is not None
    )
    return {
        **mission_facts(sheet.mission, showing, reading),
        "code": sheet.code,
        "method": showing.label(METHODS, sheet.method),
        "lines": [
            {
                "what": one.what,
                "unit": one.unit,
                "quantity": f"{one.quantity:,}",
                "periods": f"{one.periods:,}",
                "unit_price": format_baht(one.unit_price),
                "amount": format_baht(one.amount),
            }
            for one in sheet.lines
        ],
        "total": format_baht(sheet.total),
        "price_source": sheet.price_source or "",
        "price_date": showing.day(sheet.price_date),
        "argued": sheet.argued,
        "compared": _compared(others, showing),
        "is_chosen": choice is not None,
        "choice_reason": "" if choice is None else choice.reason,
        "drawn": showing.day(sheet.drawn),
        **signed("drawer", sheet.by, reading),
        **signed("chooser", None if choice is None else choice.by, reading),
        "chosen": showing.day(None if choice is None else choice.chosen),
    }


def signed(name: str, officer: str | None, reading: Reading) -> dict[str, FactValue]:
    """Return name and post of an officer; empty when there is none."""
    found = None if officer is None else reading.record(RecordId(officer))
    person = found.person if isinstance(found, Officer) else None
    return {
        name: found.display_name if isinstance(found, Officer) else "",
        f"{name}_post": "" if person is None else person.position or "",
    }


def word(showing: Showing, key: str) -> str:
    """Return the words for a value of the program."""
    return showing.program.texts.value(key).say(showing.language)


def _compared(others: Iterable[Costing], showing: Showing) -> list[FactRow]:
    rows = [
        {
            "code": one.sheet.code,
            "method": showing.label(METHODS, one.sheet.method),
            "total": format_baht(one.sheet.total),
            "is_chosen": word(showing, "costing_status.chosen") if one.choices else "",
            "sort": f"{one.sheet.total:018d}{one.sheet.code}",
        }
        for one in others
        if one.sheet is not None
    ]
    return sorted(rows, key=lambda row: row["sort"])


def _named(th: str, en: str | None, showing: Showing) -> str:
    return en or th if showing.language == "en" else th


def _mission_side(analysis: Analysis, showing: Showing) -> dict[str, FactValue]:
    side = analysis.mission_side
    if side is None:
        return {}
    return {
        "mission_type": showing.label("V-01", side.mission_type),
        "process": showing.label("V-02", side.process),
        "room": word(showing, f"degree.{side.room.value}"),
        "nature": side.nature,
        "lawful": word(showing, f"guard.{'passes' if side.lawful else 'fails'}"),
        "lawful_reason": side.lawful_reason,
        "safe": word(showing, f"guard.{'passes' if side.safe else 'fails'}"),
        "safe_reason": side.safe_reason,
    }


def _level_side(analysis: Analysis, showing: Showing) -> dict[str, FactValue]:
    side = analysis.level_side
    if side is None:
        return {}
    return {
        "opening": showing.label(DIMENSIONS, side.opening),
        "participation_form": showing.label(FORMS, side.participation_form),
        "stages": side.stages or "",
        "has_stages": side.stages is not None,
        "level_forms": _forms(side.forms, showing),
        "level_argued": side.argued,
    }


def _people_side(analysis: Analysis, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    side = analysis.people_side
    if side is None:
        return {}
    found = (reading.record(RecordId(one)) for one in side.candidates)
    names = [one.display_name for one in found if isinstance(one, Organization)]
    return {
        "active": word(showing, f"active.{'yes' if side.active else 'no'}"),
        "activity": side.activity,
        "capacity": word(showing, f"degree.{side.capacity.value}"),
        "people_argued": side.argued,
        "people_forms": _forms(side.forms, showing),
        "candidates": "\n".join(names),
    }


def _forms(codes: Iterable[str], showing: Showing) -> str:
    return ", ".join(showing.label(ORGANIZATION_FORMS, code) for code in codes)


def _decision(
    decision: AnalysisDecision | None, showing: Showing, reading: Reading
) -> dict[str, FactValue]:
    if decision is None:
        return {}
    return {
        "outcome": word(showing, f"analysis_outcome.{decision.outcome.value}"),
        "outcome_reason": decision.reason,
        "resolution": decision.resolution or "",
        "has_resolution": decision.resolution is not None,
        "decided": showing.day(decision.decided),
        **signed("decider", decision.by, reading),
    }
