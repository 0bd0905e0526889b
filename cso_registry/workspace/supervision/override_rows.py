"""The orders for an end before the lawful day as rows of D-32, each read off its record (R-56)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.supervision.compliance import override_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.documents.facts import FactRow
    from cso_registry.domain.record import Record
    from cso_registry.workspace.showing import Showing
    from cso_registry.workspace.supervision.telling import Teller


def override_rows(teller: Teller, showing: Showing, by: str, key: str) -> Iterator[FactRow]:
    """Yield every end before the lawful day of all years, with its days and its reason."""
    lines = override_lines(teller.reading, teller.asked.province, by, key)
    # A record stands behind the sum of each year of its orders, and is told once with all.
    for line in {one.id: one for one in lines}.values():
        found = teller.reading.record(RecordId(line.id))
        agency = getattr(getattr(found, "file", None), "agency", None)
        record = {
            "agency": "" if agency is None else teller.name("agency", str(agency)),
            "record": "\n".join(part for part in (line.title, line.number) if part),
        }
        for told in _told(found, showing):
            yield record | told


def _told(found: Record | None, showing: Showing) -> Iterator[dict[str, str]]:
    """Yield what is told of the orders of a notice, or of the shortenings of an agreement."""
    if isinstance(found, Notice):
        for order in found.overrides.values():
            said = f"{order.order_number}\n{showing.short_day(order.ordered)}"
            yield _row(showing, said, order.last_day, order.lawful_end, order.rationale)
    elif isinstance(found, Agreement):
        for one in found.amendments.values():
            if one.short_days and one.lawful_end is not None:
                ends = one.lawful_end - timedelta(days=one.short_days)
                said = f"{one.kept_as}\n{showing.short_day(one.effective)}"
                yield _row(showing, said, ends, one.lawful_end, one.rationale)


def _row(
    showing: Showing, order: str, ends: date, lawful: date | None, reason: str
) -> dict[str, str]:
    return {
        "order": order,
        "ends": showing.short_day(ends),
        "lawful": "–" if lawful is None else showing.short_day(lawful),
        "reason": reason,
    }
