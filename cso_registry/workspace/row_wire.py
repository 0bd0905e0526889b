"""How the process that reads and understands a sheet hands its rows over: lines of JSON.

What comes is checked again like anything else from outside: an act is made of it only
through the act's own validation, and the rest serves to look records up.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.domain.organizations.same_name import SameName
from cso_registry.domain.organizations.sheet import Problem
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.tables import wire
from cso_registry.tables.heading_map import Column, HeadingMap, Match
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.domain.organizations.sheet import RowReading
    from cso_registry.tables.rows import SheetRow
    from cso_registry.tables.sheet import RawRow

KEY_COLUMN = "record"
GROUPS = ("names", "address", "contact", "purposes", "resources")
"""Field groups that a sheet may give a subject anew."""
_SINGLE = ("identity", "names", "person", "address", "residence", "contact", "purposes")
_SEVERAL = ("identifiers", "posts")


class ReadRow(NamedTuple):
    """One row as it came from the process.

    Attributes:
        number: Its number in the sheet.
        cells: Its original form, packed.
        problems: Why it could not be understood; the rest is empty then.
        body: Field groups and numbers of the act that registers it, as JSON.
        record: What stands in the column of identities.
        paper_number: Its number in the paper book.
        identifiers: Its numbers in other registers, (scheme, value).
        effective: When it was registered.
        same_name: The question who is registered under its name.
    """

    number: int
    cells: str
    problems: tuple[Problem, ...] = ()
    body: str = ""
    record: str | None = None
    paper_number: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    effective: date | None = None
    same_name: SameName | None = None

    def original(self) -> RawRow:
        """Return the row as it stands in the file."""
        (row,) = wire.unpack_rows(b"[" + self.cells.encode() + b"]")
        return row


def pack_reading(row: SheetRow, cells: bytes, reading: RowReading) -> bytes:
    """Return what a row says, or why it could not be understood.

    Args:
        row: The row.
        cells: Its original form, packed.
        reading: What was understood.
    """
    original = cells.decode()
    if reading.problems:
        told = [(one.column, one.key, one.params) for one in reading.problems]
        return orjson.dumps((row.number, original, told))
    named = row.values.get(KEY_COLUMN)
    return orjson.dumps(
        (
            row.number,
            original,
            _body(reading),
            named.strip() if isinstance(named, str) else None,
            reading.number,
            _identifiers(reading),
            reading.effective,
            _same_name(reading),
        )
    )


def unpack_readings(line: bytes) -> Iterator[ReadRow]:
    """Yield the rows of one line."""
    for number, cells, said, *rest in orjson.loads(line):
        if not rest:
            yield ReadRow(number, cells, tuple(Problem(*one) for one in said))
            continue
        named, paper_number, identifiers, effective, same = rest
        yield ReadRow(
            number,
            cells,
            (),
            said,
            named,
            paper_number,
            tuple([(scheme, value) for scheme, value in identifiers]),
            None if effective is None else date.fromisoformat(effective),
            None if same is None else SameName(*same),
        )


def _body(reading: RowReading) -> str:
    said: dict[str, Any] = {}
    for name in (*_SINGLE, "resources"):
        group = getattr(reading, name)
        if group is not None:
            said[name] = group.model_dump(mode="json", exclude_defaults=True)
    for name in _SEVERAL:
        items = getattr(reading, name)
        if items:
            said[name] = [one.model_dump(mode="json", exclude_defaults=True) for one in items]
    if reading.number is not None:
        said["paper_number"] = reading.number
    if reading.order_number is not None:
        said["order_number"] = reading.order_number
    if reading.order_date is not None:
        said["order_date"] = reading.order_date.isoformat()
    return canonical_bytes(said).decode()


def _identifiers(reading: RowReading) -> list[tuple[str, str]]:
    found = [(one.scheme, one.value) for one in reading.identifiers]
    if reading.person is not None and reading.person.citizen_id is not None:
        found.append(("TH-CID", reading.person.citizen_id))
    return found


def _same_name(reading: RowReading) -> tuple[str, str, str] | None:
    place = reading.address or reading.residence
    if reading.identity is None or place is None:
        return None
    name = "" if reading.names is None else reading.names.th
    if reading.person is not None:
        person = reading.person
        name = f"{person.title or ''}{person.given} {person.family}"
    return sort_key(name), reading.identity.kind.value, place.area[:2]


def pack_headings(headings: HeadingMap) -> dict[str, Any]:
    """Return how the columns are understood, as plain JSON values."""
    return {
        "rows": (headings.first_row, headings.last_row),
        "headings": headings.headings,
        "matches": {
            name: (one.index, one.heading, one.certain, one.score)
            for name, one in headings.matches.items()
        },
        "unknown": headings.unknown,
        "doubled": headings.doubled,
        "missing": [column.name for column in headings.missing],
        "ignored": headings.ignored,
    }


def unpack_headings(said: dict[str, Any], columns: Sequence[Column]) -> HeadingMap:
    """Return how the columns are understood."""
    missing = frozenset(said["missing"])
    first, last = said["rows"]
    return HeadingMap(
        first_row=first,
        last_row=last,
        headings=tuple(said["headings"]),
        matches={name: Match(*one) for name, one in said["matches"].items()},
        unknown=tuple(said["unknown"]),
        doubled=tuple(said["doubled"]),
        missing=tuple(column for column in columns if column.name in missing),
        ignored=tuple(said["ignored"]),
    )
