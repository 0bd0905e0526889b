"""The orders for an end before the lawful day as rows of D-32, each read off its record (R-56)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.supervision.compliance import override_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.documents.facts import FactRow
    from cso_registry.workspace.showing import Showing
    from cso_registry.workspace.supervision.telling import Teller


def override_rows(teller: Teller, showing: Showing, by: str, key: str) -> Iterator[FactRow]:
    """Yield such orders of all years, each once, with its number, its days and its reason."""
    lines = override_lines(teller.reading, teller.asked.province, by, key)
    # A notice that was ordered in two years stands behind the sum of each.
    for line in {line.id: line for line in lines}.values():
        found = teller.reading.record(RecordId(line.id))
        if not isinstance(found, Notice) or found.file is None:
            continue
        agency = found.file.agency
        for order in found.overrides.values():
            lawful = order.lawful_end
            yield {
                "agency": "" if agency is None else teller.name("agency", str(agency)),
                "record": "\n".join(part for part in (line.title, line.number) if part),
                "order": f"{order.order_number}\n{showing.short_day(order.ordered)}",
                "ends": showing.short_day(order.last_day),
                "lawful": "–" if lawful is None else showing.short_day(lawful),
                "reason": order.rationale,
            }
