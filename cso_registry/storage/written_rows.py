"""Reads the derived rows of records as they stand, those of many records at once."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.domain.organizations.shadow import COLUMNS
from cso_registry.domain.shadow import EVERY_PART, Due, Figure, NumberUse, Parts, Shadow
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cso_registry.storage.connection import Connection

SUBJECT = "organization"
_ASKED = "(SELECT value FROM json_each(:recs))"
_LINES = {
    True: f"SELECT * FROM organization_list WHERE rec IN {_ASKED}",
    False: f"SELECT * FROM record_list WHERE rec IN {_ASKED}",
}
"""Asks for the lines of subjects, or of all other records."""
_SETS = {
    "identifiers": (
        "SELECT 'identifiers', rec, rowid, scheme, value, NULL, NULL FROM identifiers"
        f" WHERE rec IN {_ASKED}"
    ),
    "schemes": (
        "SELECT 'identifiers', rec, rowid, scheme, value, NULL, NULL FROM identifiers"
        f" WHERE rec IN {_ASKED} AND scheme IN (SELECT value FROM json_each(:schemes))"
    ),
    "numbers": (
        "SELECT 'numbers', rec, rowid, number, series, counter, state FROM numbers"
        f" WHERE rec IN {_ASKED}"
    ),
    "dues": f"SELECT 'dues', rec, rowid, day, what, item, NULL FROM dues WHERE rec IN {_ASKED}",
    "assigned": (
        "SELECT 'assigned', rec, rec, officer, NULL, NULL, NULL FROM assignments"
        f" WHERE rec IN {_ASKED}"
    ),
    "search": (
        f"SELECT 'search', rec, rec, text, NULL, NULL, NULL FROM findings WHERE rec IN {_ASKED}"
    ),
    "registered": (
        "SELECT 'registered', rec, rec, day, NULL, NULL, NULL FROM first_returns"
        f" WHERE rec IN {_ASKED}"
    ),
}
"""Everything else that stands of a record, by the part of its shadow."""
_FIGURES = (
    "SELECT rec, theme, year, province, by, key, times, amount FROM figures"
    f" WHERE rec IN {_ASKED} ORDER BY rowid"
)
_TALLIED = [COLUMNS.index(name) for name in ("province", "kind", "status")]
"""Columns of the list by which subjects are counted."""
_NOTHING: Mapping[str, Sequence[Any]] = {}

Sets = dict[str, list[tuple[Any, ...]]]


class Changed(NamedTuple):
    """A record whose derived rows are to be written.

    Attributes:
        rec: Its key.
        shadow: What is derived from it.
        parts: The parts of the shadow that are told; the others stay as they are.
    """

    rec: int
    type: str
    shadow: Shadow
    is_new: bool
    parts: Parts = EVERY_PART


def written(connection: Connection, changed: Iterable[Changed]) -> dict[int, Shadow]:
    """Return what was derived from each record when it was last written, by its key."""
    alike: dict[tuple[bool, Parts], list[int]] = defaultdict(list)
    for one in changed:
        alike[one.type == SUBJECT, one.parts].append(one.rec)
    found: dict[int, Shadow] = {}
    for (are_subjects, parts), recs in alike.items():
        rows = _Rows(connection, recs, parts, are_subjects=are_subjects)
        found.update((rec, rows.shadow_of(rec)) for rec in recs)
    return found


class _Rows:
    """What stands of records of one kind, as far as some parts of them are asked for."""

    def __init__(
        self, connection: Connection, recs: list[int], parts: Parts, *, are_subjects: bool
    ) -> None:
        schemes = sorted(scheme for scheme in parts.apart if scheme in parts)
        asked = {"recs": orjson.dumps(recs).decode(), "schemes": orjson.dumps(schemes).decode()}
        self._parts, self._are_subjects = parts, are_subjects
        self._lines: dict[int, tuple[Any, ...]] = {}
        if "listing" in parts:
            lines = connection.execute(_LINES[are_subjects], asked)
            self._lines = {rec: tuple(line) for rec, *line in lines}
        self._sets: dict[int, Sets] = defaultdict(lambda: defaultdict(list))
        sql = _asking_for(parts)
        if sql:
            for name, rec, _, *row in connection.execute(sql, asked):
                self._sets[rec][name].append(tuple(row))
        if not are_subjects and "figures" in parts:
            for rec, *row in connection.execute(_FIGURES, asked):
                self._sets[rec]["figures"].append(tuple(row))

    def shadow_of(self, rec: int) -> Shadow:
        """Return the derived rows of one of the records."""
        line, sets = self._lines.get(rec), self._sets.get(rec, _NOTHING)
        has_scheme = self._parts.has_scheme
        officer = _first(sets, "assigned")
        return Shadow(
            listing=line,
            search=_first(sets, "search"),
            identifiers=tuple(
                (scheme, value)
                for scheme, value, *_ in sets.get("identifiers", ())
                if has_scheme(scheme)
            ),
            numbers=tuple(NumberUse(*row) for row in sets.get("numbers", ())),
            tally=_cell_of(line) if self._are_subjects and line is not None else None,
            dues=tuple(Due(*row[:3]) for row in sets.get("dues", ())),
            assigned=None if officer is None else RecordId.from_bytes(officer),
            figures=tuple(Figure(*row) for row in sets.get("figures", ())),
            registered=_first(sets, "registered"),
        )


@cache
def _asking_for(parts: Parts) -> str:
    """Return what asks for all sets of some parts at once; empty for none."""
    names = [name for name in _SETS if name in parts and name != "schemes"]
    if parts.have_identifiers and "identifiers" not in names:
        # A subject has many, and a change touches those of few schemes.
        names.append("schemes")
    asked = " UNION ALL ".join(_SETS[name] for name in names)
    return f"{asked} ORDER BY 3" if asked else ""


def _first(sets: Mapping[str, Sequence[Any]], name: str) -> Any:
    return next((row[0] for row in sets.get(name, ())), None)


def _cell_of(line: tuple[Any, ...]) -> tuple[str, str, str]:
    province, kind, status = (line[at] for at in _TALLIED)
    return province, kind, status
