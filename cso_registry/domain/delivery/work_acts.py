"""What the acts of delivery share: their bases, and what they put on file for the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import FiledPaper
from cso_registry.domain.delivery.under_agreement import (
    BEGINNING,
    BEGINS,
    BeginsWork,
    UnderAgreement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

MOST_SUMMARY = 500


def put_on_file(
    facts: Facts, opens: Iterable[str], *, dated: date, summary: str, kept_as: str
) -> tuple[Change, ...]:
    """Return the papers that a record is for the course of its agreement.

    So a gate opens and a duty is fulfilled by the record itself, and nobody writes it twice.
    What the map does not ask for is left out, and so is everything once the course is over.

    Args:
        facts: With the agreement.
        opens: Codes of gates and duties.
        dated: The day of the record.
        summary: What it says, in few words.
        kept_as: Its code.
    """
    agreement = facts.record("agreement", Agreement)
    course = agreement.course
    if course is None or agreement.is_over:
        return ()
    gates = {one.code for one in course.gates if one.shown_by == "paper"}
    known = gates | {one.code for one in course.duties}
    return tuple(
        Agreement.filed.put(
            agreement.id,
            facts.identities.new(),
            FiledPaper(
                opens=code,
                round=agreement.round,
                dated=dated,
                summary=summary[:MOST_SUMMARY],
                kept_as=kept_as,
                filed=facts.today,
                by=facts.actor.officer,
            ),
        )
        for code in opens
        if code in known
    )


__all__ = ["BEGINNING", "BEGINS", "BeginsWork", "UnderAgreement", "put_on_file"]
