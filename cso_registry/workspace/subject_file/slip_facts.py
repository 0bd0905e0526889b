"""What the slip shows that an applicant takes home from the counter (S-01; X25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_facts import CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.intake.records import Intake
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

DAYS = "registration.correction_days"


def slip_facts(intake: Intake, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-01.

    Raises:
        InputError: `paper.removed_by_law`, when what was received was erased.
    """
    received = intake.received
    if received is None:
        raise InputError("paper.removed_by_law", paper=intake.id)
    officer = reading.record(received.received_by)
    return {
        "office": showing.office_name(),
        "number": received.number,
        "received": showing.day(received.received),
        "clock": received.clock,
        "applicant": received.applicant or "",
        "subject_name": received.subject_name or "",
        "form_code": received.form_code or "",
        "has_form_code": received.form_code is not None,
        "seen": _items(received.seen_originals, showing),
        "has_seen": bool(received.seen_originals),
        "copies": _items(received.copies, showing),
        "has_copies": bool(received.copies),
        "missing": _items(received.missing, showing),
        "has_missing": bool(received.missing),
        "is_complete": not received.missing,
        "days": str(showing.program.policies.number(DAYS, received.received)),
        "officer": officer.display_name if isinstance(officer, Officer) else "",
    }


def _items(codes: Iterable[str], showing: Showing) -> list[FactRow]:
    return [{"text": showing.label(CHECKLIST, code), "checked": True} for code in codes]
