"""Lists of any type of record: the sorted keys once, then rows in blocks by key.

Every filter combines with every other and with every order; nothing is paged by OFFSET,
so that the cost is that of what is shown, with a million records as with a hundred.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage.errors import told
from cso_registry.storage.searching import named_condition
from cso_registry.thai.searching import search_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cso_registry.storage.connection import Connection

SUBJECTS: Final = "organization"
"""The type of record that has a list of its own."""
AGREEMENTS: Final = "agreement"
"""The type of record whose lines have an instrument."""


class ListRow(NamedTuple):
    """One line of a list; what a type of record does not have is None.

    `until` is the first day on which something of it ends or falls due; `about` is the
    subject that it is about, `about_name` what that is called. Of a letter `kind` is its
    series, `day` what it is dated, and `party` whom it came from or goes to; of an agreement
    `kind` is its instrument, `begins` its first day and `amount` what was agreed, in satang.
    """

    rec: int
    id: str
    title: str
    number: str | None
    kind: str | None
    form: str | None
    purpose: str | None
    province: str
    area: str | None
    status: str
    until: str | None
    officer: str | None
    about: str | None
    about_name: str | None
    day: str | None = None
    party: str | None = None
    begins: str | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows, and in which order.

    Attributes:
        record_type: The type of record.
        text: Words, each of which stands somewhere in the record.
        codes: Of a column the codes that may stand there; columns combine.
        until: Something ends or falls due on that day or before it.
        since: And not before this day.
        officer: The officer whose case it is.
        about: The subject that it is about.
        under: Identities of records it stands under, such as calls or agreements.
        order: The column that orders it; `title` is in Thai order.
        ranks: Places of the codes of that column, where it holds codes.
        descending: Whether the last comes first.
    """

    record_type: str
    text: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    until: date | None = None
    since: date | None = None
    officer: str | None = None
    about: str | None = None
    under: tuple[str, ...] = ()
    order: str = "title"
    ranks: Mapping[str, int] | None = None
    descending: bool = False


_STATUS: Final = (
    "CASE WHEN l.status_since IS NULL OR l.status_since <= :day THEN l.status"
    " ELSE coalesce(l.status_before, l.status) END"
)
_A_DUE_IS: Final = "l.rec IN (SELECT rec FROM dues WHERE past = 0 AND day"
_FIRST_DUE: Final = "(SELECT min(d.day) FROM dues d WHERE d.rec = l.rec)"


@dataclass(frozen=True, slots=True)
class _Table:
    """How the columns of a list are said in SQL."""

    name: str
    columns: Mapping[str, str]
    has_type: bool
    joins: Mapping[str, str]
    """What is joined for a column, where it is used."""

    def column(self, name: str) -> str:
        return self.columns[name]


# A letter is ordered by its series and its counter of nine digits: letter_out:พล/2569/000000012.
_LETTER_SERIES: Final = (
    "CASE l.type WHEN 'letter' THEN substr(l.sort, 1, instr(l.sort, ':') - 1) END"
)
_LETTER_YEAR: Final = "CASE l.type WHEN 'letter' THEN substr(l.sort, -14, 4) END"
_DAY: Final = (
    "CASE WHEN l.type IN ('contact_note', 'return', 'intake', 'appeal', 'breach') THEN l.sort END"
)
# A list of agreements says what stands in them; only the lines that are shown are looked into.
_SAID: Final = "CASE l.type WHEN 'agreement' THEN json_extract(CAST(r.body AS TEXT), '$.{}') END"
_INSTRUMENT: Final = _SAID.format("file[0][1].instrument")
_KIND: Final = f"coalesce({_LETTER_SERIES}, {_INSTRUMENT})"
_BEGINS, _AMOUNT = _SAID.format("terms[0][1].starts"), _SAID.format("terms[0][1].amount")
_OFFICER: Final = {"officer": " LEFT JOIN assignments a ON a.rec = l.rec"}
# The words of the index, which alone is read.
_INSTRUMENT_KEPT: Final = "json_extract(CAST(body AS TEXT), '$.file[0][1].instrument')"
_FROM_INSTRUMENTS: Final = "FROM records INDEXED BY records_instrument WHERE type = 'agreement'"
OF_INSTRUMENT: Final = f"l.rec IN (SELECT rec {_FROM_INSTRUMENTS} AND {_INSTRUMENT_KEPT} = ?)"
_SUBJECT_LIST: Final = _Table(
    "organization_list",
    {
        "title": "l.sort",
        "number": "l.number",
        "kind": "l.kind",
        "form": "l.form",
        "purpose": "l.purpose",
        "province": "l.province",
        "area": "l.area",
        "status": _STATUS,
        "until": _FIRST_DUE,
        "officer": "a.officer",
    },
    has_type=False,
    joins=_OFFICER,
)
_RECORD_LIST: Final = _Table(
    "record_list",
    {
        "title": "l.sort",
        "number": "l.number",
        "province": "l.province",
        "status": _STATUS,
        "until": "l.until",
        "officer": "a.officer",
        "about": "l.about",
        "kind": _LETTER_SERIES,
        "year": _LETTER_YEAR,
    },
    has_type=True,
    joins=_OFFICER,
)
_AGREEMENT_LIST: Final = replace(
    _RECORD_LIST,
    columns={**_RECORD_LIST.columns, "kind": "i.instrument"},
    joins={
        **_OFFICER,
        "kind": f" JOIN (SELECT rec, {_INSTRUMENT_KEPT} AS instrument {_FROM_INSTRUMENTS}) i"
        " ON i.rec = l.rec",
    },
)
_SUBJECT_ROW: Final = (
    "SELECT l.rec, r.id, l.name, l.number, l.kind, l.form, l.purpose, l.province, l.area,"
    f" {_STATUS}, {_FIRST_DUE}, a.officer, NULL, NULL, NULL, NULL"
    " FROM organization_list l JOIN records r ON r.rec = l.rec"
    " LEFT JOIN assignments a ON a.rec = l.rec"
)
_RECORD_ROW: Final = (
    f"SELECT l.rec, r.id, l.title, l.number, {_KIND}, NULL, NULL, l.province, NULL,"
    f" {_STATUS}, l.until, a.officer, l.about, {_DAY}, {_BEGINS}, {_AMOUNT}"
    " FROM record_list l JOIN records r ON r.rec = l.rec"
    " LEFT JOIN assignments a ON a.rec = l.rec"
)


class Listing:
    """Answers what lists ask; never writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def keys(self, wanted: Wanted, day: date) -> array[int]:
        """Return the keys of all records that are shown, in order, as they stand on `day`."""
        table = _table(wanted.record_type)
        where, values = _where(table, wanted)
        joined, order = _order(table, wanted)
        values |= {"day": day.isoformat(), "ranks": _ranks(wanted)}
        found = self._connection.execute(
            f"SELECT l.rec FROM {table.name} l{joined}{where} ORDER BY {order}", values
        )
        return array("q", (row[0] for row in found))

    @told()
    def rows(self, record_type: str, keys: Sequence[int], day: date) -> list[ListRow]:
        """Return the lines of a block of keys, in their order; what is gone is left out."""
        select = _SUBJECT_ROW if record_type == SUBJECTS else _RECORD_ROW
        values = {"day": day.isoformat(), "keys": orjson.dumps(list(keys)).decode()}
        found = self._connection.execute(
            f"{select} WHERE l.rec IN (SELECT value FROM json_each(:keys))", values
        ).fetchall()
        names = self.names(row[12] for row in found)
        lines = {row[0]: _line(row, names) for row in found}
        return [lines[key] for key in keys if key in lines]

    @told()
    def identities(self, keys: Sequence[int]) -> list[RecordId]:
        """Return the identities of keys, in their order."""
        found = self._connection.execute(
            "SELECT j.key, r.id FROM json_each(?) j JOIN records r ON r.rec = j.value"
            " ORDER BY j.key",
            (orjson.dumps(list(keys)).decode(),),
        )
        return [RecordId.from_bytes(row[1]) for row in found]

    @told()
    def key_of(self, identity: RecordId) -> int | None:
        """Return the key of a record, None when it is not held."""
        found: int | None = self._connection.value(
            "SELECT rec FROM records WHERE id = ?", (identity.to_bytes(),)
        )
        return found

    @told()
    def names(self, abouts: Iterable[str | None]) -> dict[str, str]:
        """Return what subjects are called, by identity."""
        identities = sorted({RecordId(one).to_bytes() for one in abouts if one})
        marks = ", ".join("?" * len(identities))
        found = self._connection.execute(
            "SELECT r.id, l.name FROM records r JOIN organization_list l USING(rec)"
            f" WHERE r.id IN ({marks})",
            identities,
        )
        return {str(RecordId.from_bytes(identity)): name for identity, name in found}


def _table(record_type: str) -> _Table:
    own = {SUBJECTS: _SUBJECT_LIST, AGREEMENTS: _AGREEMENT_LIST}
    return own.get(record_type, _RECORD_LIST)


def _where(table: _Table, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    parts: list[str] = ["l.type = :type"] if table.has_type else []
    values: dict[str, Any] = {"type": wanted.record_type} if table.has_type else {}
    for at, (column, codes) in enumerate(wanted.codes.items()):
        if codes:
            name = f"codes{at}"
            parts.append(f"{table.column(column)} IN (SELECT value FROM json_each(:{name}))")
            values[name] = orjson.dumps(codes).decode()
    if wanted.since is not None or wanted.until is not None:
        parts.append("l.until" if table.has_type else _A_DUE_IS)
        parts[-1] += " BETWEEN :since AND :until" + ("" if table.has_type else ")")
        values["since"] = (wanted.since or date.min).isoformat()
        values["until"] = (wanted.until or date.max).isoformat()
    if wanted.officer is not None:
        parts.append("l.rec IN (SELECT rec FROM assignments WHERE officer = :officer)")
        values["officer"] = OfficerId(wanted.officer).to_bytes()
    if wanted.about is not None:
        parts.append("l.about = :about")
        values["about"] = wanted.about
    if wanted.under:
        parts.append(
            "l.rec IN (SELECT rec FROM identifiers"
            " WHERE value IN (SELECT value FROM json_each(:under)))"
        )
        values["under"] = orjson.dumps(wanted.under).decode()
    terms = search_terms(wanted.text)
    if terms:
        found, said = named_condition(terms)
        parts.append(f"l.rec IN (SELECT rec FROM ({found}))")
        values |= said
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _order(table: _Table, wanted: Wanted) -> tuple[str, str]:
    """Return what is joined for the order and the codes, and the order."""
    way = " DESC" if wanted.descending else ""
    column = table.column(wanted.order)
    used = dict.fromkeys((wanted.order, *(name for name, codes in wanted.codes.items() if codes)))
    joined = "".join(table.joins.get(name, "") for name in used)
    if wanted.order == "title":
        return joined, f"l.sort{way}, l.rec{way}"
    if wanted.ranks is None:
        return joined, f"{column} IS NULL, {column}{way}, l.sort, l.rec"
    joined += f" LEFT JOIN json_each(:ranks) k ON k.key = {column}"
    return joined, f"k.value IS NULL, k.value{way}, l.sort, l.rec"


def _ranks(wanted: Wanted) -> str:
    return orjson.dumps(dict(wanted.ranks or {})).decode()


def _line(row: tuple[Any, ...], names: Mapping[str, str]) -> ListRow:
    officer = None if row[11] is None else str(OfficerId.from_bytes(row[11]))
    about = row[12]
    name = names.get(about) if about else None
    first = (row[0], RecordId.from_bytes(row[1]), *row[2:11], officer, about, name)
    return ListRow._make((*first, row[13], None, row[14], row[15]))
