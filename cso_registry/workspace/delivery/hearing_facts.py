"""The facts of a survey of satisfaction (D-23) and of a complaint (D-35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.money import format_baht
from cso_registry.workspace.delivery.report_facts import work_facts
from cso_registry.workspace.missions.paper_facts import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.delivery.complaints import Complaint
    from cso_registry.domain.delivery.surveys import Survey
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

EMPTY = "–"


def survey_facts(
    survey: Survey | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-23: the form while nothing is counted, then the result."""
    file = None if survey is None else survey.file
    if survey is None or file is None:
        return work_facts(None, showing, reading)
    texts, told = dict(enumerate(file.asked_questions, start=1)), survey.told.values()
    return {
        **work_facts(file, showing, reading),
        "asked": f"{showing.day(file.asked_from)} – {showing.day(file.asked_to)}",
        "asked_whom": file.asked_whom,
        "highest": str(file.highest),
        "status": word(showing, f"survey_status.{survey.status}"),
        "respondents": f"{survey.respondents:,}",
        "results": [
            {
                "nth": str(one.question),
                "text": texts[one.question],
                "given": " / ".join(str(count) for count in one.given_scores),
                "answers": f"{one.answers:,}",
                "mean": EMPTY if one.mean is None else format_baht(one.mean),
            }
            for one in survey.summed()
        ],
        "remarks": "\n".join(one.remarks for one in survey.tallies.values() if one.remarks),
        "told": [
            {
                "day": showing.short_day(one.told_on),
                "how": one.told_how,
                "next_step": one.next_step or "",
            }
            for one in sorted(told, key=lambda one: one.told_on)
        ],
    }


def complaint_facts(
    complaint: Complaint | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-35; of a form to fill by hand when there is no complaint."""
    file = None if complaint is None else complaint.file
    if complaint is None or file is None:
        return work_facts(None, showing, reading)
    return {
        **work_facts(file, showing, reading),
        "received": showing.day(file.received),
        "kind": word(showing, f"complaint_kind.{file.complaint_kind.value}"),
        "concerned": word(showing, f"side.{file.concerned.value}"),
        "topic": file.topic,
        "what": file.what or "",
        "happened": showing.day(file.happened),
        "spot": file.spot or "",
        "complainant": file.complainant or "",
        "answer_by": showing.day(file.answer_by),
        "status": word(showing, f"complaint_status.{complaint.status}"),
        "trail": [
            {
                "nth": str(one.nth),
                "day": showing.short_day(one.done_on),
                "stage": word(showing, f"complaint_status.{one.stage.value}"),
                "what": one.what,
                "late": f"{one.late_days:,}",
            }
            for one in complaint.trail
        ],
    }
