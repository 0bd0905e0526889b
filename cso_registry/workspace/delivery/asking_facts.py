"""The facts of a consultation (D-20) and of a visit to a site (S-41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.delivery.consultations import INITIATIVE, TOOLS
from cso_registry.workspace.delivery.report_facts import work_facts
from cso_registry.workspace.missions.paper_facts import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.delivery.consultations import Consultation
    from cso_registry.domain.delivery.visits import SiteVisit
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.showing import Showing


def tool_label(program: Program, language: Language, code: str) -> str:
    """Return what a tool of consultation is called; it stands in one of three lists."""
    words = program.vocabulary
    listed = next((one for one in TOOLS if code in words.get(one).by_code), None)
    return code if listed is None else words.label(listed, code, language)


def consultation_facts(
    consultation: Consultation | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-20; of a form to fill by hand when there is no record."""
    file = None if consultation is None else consultation.file
    if consultation is None or file is None:
        return work_facts(None, showing, reading)
    return {
        **work_facts(file, showing, reading),
        "held": showing.day(file.held),
        "initiator": showing.label(INITIATIVE, file.initiator),
        "tool": tool_label(showing.program, showing.language, file.tool),
        "topic": file.topic,
        "took_part": [{"what": one.what, "people": f"{one.people:,}"} for one in file.took_part],
        "users_took_part": word(showing, f"active.{'yes' if file.users_took_part else 'no'}"),
        "selected_how": file.selected_how or "",
        "has_panel": file.selected_how is not None,
        "opinions": file.opinions,
        "agreed_on": file.agreed_on or "",
        "next_step": file.next_step or "",
        "feedback": [
            {"day": showing.short_day(one.told_on), "used_for": one.used_for, "how": one.told_how}
            for one in sorted(consultation.feedback.values(), key=lambda one: one.told_on)
        ],
    }


def visit_facts(
    visit: SiteVisit | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-41; of a form to fill by hand when there is no visit."""
    file = None if visit is None else visit.file
    if file is None:
        return work_facts(None, showing, reading)
    area = "" if file.area is None else showing.area(file.area)
    return {
        **work_facts(file, showing, reading),
        "visited": showing.day(file.visited),
        "spot": file.spot,
        "area": area,
        "visitors": file.visitors or "",
        "seen": file.seen,
        "next_step": file.next_step or "",
        "photographs": [
            {
                "nth": str(nth),
                "caption": one.caption,
                "name": one.picture.name,
                "sha256": one.picture.sha256[:32],
            }
            for nth, one in enumerate(file.photographs, start=1)
        ],
    }
