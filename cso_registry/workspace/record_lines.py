"""A record as one line on the page of another: what it is called, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.record import Record
    from cso_registry.kernel.ids import RecordId


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a line.

    Attributes:
        type: Its type.
        title: What its list calls it.
        number: The code that a person names it by, or nothing.
        status: Where it stands, as a code.
        note: What the page says of it besides.
    """

    type: str
    id: RecordId
    title: str
    number: str
    status: str
    note: str = ""


def record_line(record: Record, note: str = "") -> RecordLine | None:
    """Return the line of a record; None when its list does not show it."""
    listing = record.shadow().listing
    if listing is None:
        return None
    _, _, title, number, _, status, *_ = listing
    return RecordLine(record.type, record.id, str(title), str(number or ""), str(status), note)


def record_lines(records: Iterable[Record]) -> tuple[RecordLine, ...]:
    """Return the lines of records, in their order."""
    return tuple(one for record in records if (one := record_line(record)) is not None)
