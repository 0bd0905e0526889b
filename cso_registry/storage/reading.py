"""Reads for screens, papers and the command line: lists, search, records, history.

Lists are ids first: the sorted keys once, then rows in blocks by key, never by
OFFSET, so that the cost is that of what is shown.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.numbering import is_series_of
from cso_registry.domain.offices.records import Office
from cso_registry.journal.entry import Entry, read_entry
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage import desk
from cso_registry.storage.about import About
from cso_registry.storage.beyond import Beyond
from cso_registry.storage.duties import AskedDuties, Duties
from cso_registry.storage.errors import told
from cso_registry.storage.exchange_reading import ExchangeReading
from cso_registry.storage.journal import personal_parts
from cso_registry.storage.listing import OF_INSTRUMENT, Listing
from cso_registry.storage.number_books import NumberBooks
from cso_registry.storage.personal_reading import PersonalReading
from cso_registry.storage.projector import ERASED, VALUE
from cso_registry.storage.searching import search_condition
from cso_registry.storage.serials import Serials
from cso_registry.storage.sums import Sums
from cso_registry.thai.searching import search_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.storage.connection import Connection


class OrganizationRow(NamedTuple):
    """One line of the list of subjects."""

    rec: int
    id: str
    name: str
    number: str | None
    kind: str
    form: str | None
    purpose: str | None
    province: str
    area: str | None
    status: str


@dataclass(frozen=True, slots=True)
class OrganizationFilter:
    """What a list shows; filters combine."""

    text: str = ""
    province: str | None = None
    kind: str | None = None
    status: str | None = None
    purpose: str | None = None


class RecordRow(NamedTuple):
    """One line of the list of a type of record; `about` names the subject it is about."""

    rec: int
    id: str
    title: str
    number: str | None
    about: str | None
    status: str
    until: str | None
    province: str


class FoundLine(NamedTuple):
    """A record that a search found; `about_name` names the subject it is about."""

    id: RecordId
    type: str
    title: str
    number: str | None
    about_name: str


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What a list of records shows; filters combine.

    `until` keeps what ends on that day or before it; `under` is the identity of a record that
    it stands under, such as a call or an agreement; `instrument` is that of an agreement.
    """

    text: str = ""
    about: str | None = None
    status: str | None = None
    province: str | None = None
    until: date | None = None
    under: str | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry in the history of a record, with what it changed there."""

    entry: int
    hash: str
    said: Entry
    changes: tuple[tuple[str, dict[str, Any] | None, bool], ...]
    """Group, whole value, and whether its personal part was erased."""


MOST_SUBJECTS = 20
"""So many subjects a search looks behind for what is about them."""
_ROW = (
    "SELECT l.rec, r.id, l.name, l.number, l.kind, l.form, l.purpose, l.province, l.area,"
    " CASE WHEN l.status_since IS NULL OR l.status_since <= ? THEN l.status"
    " ELSE l.status_before END"
    " FROM organization_list l JOIN records r ON r.rec = l.rec"
)

_RECORD_STATUS = (
    "CASE WHEN l.status_since IS NULL OR l.status_since <= ? THEN l.status"
    " ELSE coalesce(l.status_before, l.status) END"
)


class Reading:
    """Answers what screens and commands ask; never writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.about = About(connection)
        self.books = NumberBooks(connection)
        self.serials = Serials(connection)
        self.lists = Listing(connection)
        self.exchange = ExchangeReading(connection)
        self.personal = PersonalReading(connection)
        self.beyond = Beyond(connection)
        self.sums = Sums(connection)

    def record(self, identity: RecordId) -> Record | None:
        """Return a record as it stands, None when it is not held."""
        with told():
            row = self._connection.one(
                "SELECT type, scope, body FROM records WHERE id = ?", (identity.to_bytes(),)
            )
        return None if row is None else _record(identity, *row)

    def records(self, type_name: str) -> Iterator[Record]:
        """Yield every record of one of the rarer types."""
        with told():
            rows = self._connection.execute(
                "SELECT id, type, scope, body FROM records"
                " WHERE type = ? AND type <> 'organization' ORDER BY rec",
                (type_name,),
            ).fetchall()
        for identity, *rest in rows:
            yield _record(RecordId.from_bytes(identity), *rest)

    @told()
    def conflicts(self, identity: RecordId) -> tuple[str, ...]:
        """Return the names of the groups of a record that wait for a decision."""
        found = self._connection.column(
            "SELECT grp FROM conflicts JOIN records USING(rec) WHERE id = ? ORDER BY grp",
            (identity.to_bytes(),),
        )
        return tuple(found)

    def organization_keys(self, chosen: OrganizationFilter, day: date) -> array[int]:
        """Return the keys of all subjects that `chosen` shows, in Thai order."""
        where, values = _conditions(chosen, day)
        with told():
            found = self._connection.execute(
                f"SELECT l.rec FROM organization_list l{where} ORDER BY l.sort, l.rec", values
            )
            return array("q", (row[0] for row in found))

    def first_organizations(
        self, chosen: OrganizationFilter, day: date, limit: int
    ) -> list[OrganizationRow]:
        """Return the first `limit` lines of a list, without fetching all keys."""
        where, values = _conditions(chosen, day)
        with told():
            found = self._connection.execute(
                f"{_ROW}{where} ORDER BY l.sort, l.rec LIMIT ?",
                (day.isoformat(), *values, limit),
            )
            return [_line(row) for row in found]

    def organizations(self, keys: Sequence[int], day: date) -> list[OrganizationRow]:
        """Return the lines of a block of keys, in the order of the keys."""
        marks = ", ".join("?" * len(keys))
        with told():
            found = self._connection.execute(
                f"{_ROW} WHERE l.rec IN ({marks})", (day.isoformat(), *keys)
            )
            lines = {row[0]: _line(row) for row in found}
        return [lines[key] for key in keys if key in lines]

    @told()
    def first_records(
        self, type_name: str, chosen: RecordFilter, day: date, limit: int
    ) -> list[RecordRow]:
        """Return the first `limit` lines of the list of a type, as it stands on `day`."""
        where, values = _record_conditions(type_name, chosen, day)
        found = self._connection.execute(
            "SELECT l.rec, r.id, l.title, l.number, l.about,"
            f" {_RECORD_STATUS}, l.until, l.province"
            f" FROM record_list l JOIN records r USING(rec) WHERE {where}"
            " ORDER BY l.sort, l.rec LIMIT ?",
            (day.isoformat(), *values, limit),
        )
        return [RecordRow(row[0], RecordId.from_bytes(row[1]), *row[2:]) for row in found]

    @told()
    def statuses(self, type_name: str) -> tuple[str, ...]:
        """Return every status that stands in the list of a type, now or before."""
        found = self._connection.column(
            "SELECT status FROM record_list WHERE type = ?1"
            " UNION SELECT status_before FROM record_list WHERE type = ?1"
            " AND status_before IS NOT NULL ORDER BY 1",
            (type_name,),
        )
        return tuple(found)

    @told()
    def look_alikes(self, keys: tuple[tuple[str, str], ...], limit: int) -> tuple[RecordId, ...]:
        """Return the subjects that share one of these keys, at most `limit` for each."""
        found: dict[bytes, None] = {}
        for scheme, value in keys:
            found.update(
                dict.fromkeys(
                    self._connection.column(
                        "SELECT r.id FROM identifiers i JOIN records r USING(rec)"
                        " WHERE i.value = ? AND i.scheme = ? LIMIT ?",
                        (value, scheme, limit),
                    )
                )
            )
        return tuple(RecordId.from_bytes(identity) for identity in found)

    @told()
    def records_about(self, identity: RecordId, type_name: str) -> list[Record]:
        """Return the records of a type that are about a subject, in order of their list."""
        found = self._connection.execute(
            "SELECT r.id, r.type, r.scope, r.body FROM record_list l JOIN records r USING(rec)"
            " WHERE l.about = ? AND l.type = ? ORDER BY l.sort, l.rec",
            (str(identity), type_name),
        ).fetchall()
        return [_record(RecordId.from_bytes(one), *rest) for one, *rest in found]

    @told()
    def records_under(self, scheme: str, value: str) -> list[Record]:
        """Return the records that are found under a value of a scheme, oldest first."""
        found = self._connection.execute(
            "SELECT r.id, r.type, r.scope, r.body FROM identifiers i JOIN records r USING(rec)"
            " WHERE i.value = ? AND i.scheme = ? ORDER BY r.rec",
            (value, scheme),
        ).fetchall()
        return [_record(RecordId.from_bytes(one), *rest) for one, *rest in found]

    @told()
    def papers_of_batch(self, batch: RecordId) -> tuple[RecordId, ...]:
        """Return the papers that were frozen in a print batch, in order."""
        found = self._connection.column(
            "SELECT r.id FROM journal j JOIN history h ON h.entry = j.entry"
            " JOIN records r ON r.rec = h.rec"
            " WHERE j.batch = ? AND j.kind = 'paper.issue' ORDER BY j.entry",
            (batch.to_bytes(),),
        )
        return tuple(RecordId.from_bytes(one) for one in found)

    def search(self, text: str, day: date, limit: int = 50) -> list[OrganizationRow]:
        """Return the newest subjects that hold every word of `text` somewhere."""
        terms = search_terms(text)
        if not terms:
            return []
        found, values = search_condition(terms)
        with told():
            keys = self._connection.column(
                f"SELECT f.rec FROM ({found}) f"
                " WHERE EXISTS(SELECT 1 FROM organization_list l WHERE l.rec = f.rec) LIMIT ?",
                (*values, limit),
            )
        return self.organizations(keys, day)

    @told()
    def search_records(self, text: str, limit: int = 50) -> list[FoundLine]:
        """Return the newest records besides subjects that hold every word of `text`.

        What is about a subject is also found by the words of the subject.
        """
        terms = search_terms(text)
        if not terms:
            return []
        found, values = search_condition(terms)
        own = self._connection.column(
            f"SELECT f.rec FROM ({found}) f"
            " WHERE EXISTS(SELECT 1 FROM record_list l WHERE l.rec = f.rec) LIMIT ?",
            (*values, limit),
        )
        subjects = self._connection.column(
            f"SELECT r.id FROM ({found}) f JOIN organization_list o ON o.rec = f.rec"
            " JOIN records r ON r.rec = f.rec LIMIT ?",
            (*values, MOST_SUBJECTS),
        )
        about = self._connection.column(
            "SELECT l.rec FROM record_list l WHERE l.about IN (SELECT value FROM json_each(?))"
            " ORDER BY l.rec DESC LIMIT ?",
            (orjson.dumps([RecordId.from_bytes(one) for one in subjects]).decode(), limit),
        )
        rows = self._connection.execute(
            "SELECT r.id, l.type, l.title, l.number, l.about FROM record_list l"
            " JOIN records r ON r.rec = l.rec"
            " WHERE l.rec IN (SELECT value FROM json_each(?)) ORDER BY l.rec DESC LIMIT ?",
            (orjson.dumps([*own, *about]).decode(), limit),
        ).fetchall()
        names = self.lists.names(row[4] for row in rows)
        return [
            FoundLine(RecordId.from_bytes(one), kind, title, number, names.get(about or "", ""))
            for one, kind, title, number, about in rows
        ]

    @told()
    def by_number(self, number: str, purpose: str | None = None) -> tuple[RecordId, ...]:
        """Return the records that carry a number: of any purpose, or of one, or of none."""
        found = self._connection.column(
            "SELECT DISTINCT r.id FROM numbers n JOIN records r USING(rec)"
            " WHERE n.number = ? AND n.state <> 'opening'"
            " AND (? IS NULL OR n.series IS NULL OR n.series LIKE ? || ':%')",
            (number, purpose, purpose),
        )
        return tuple(RecordId.from_bytes(identity) for identity in found)

    @told()
    def by_identifier(self, scheme: str, value: str) -> tuple[RecordId, ...]:
        """Return the records that are found under a value of a scheme, oldest first."""
        found = self._connection.column(
            "SELECT DISTINCT r.id FROM identifiers i JOIN records r USING(rec)"
            " WHERE i.value = ? AND i.scheme = ? ORDER BY r.rec",
            (value, scheme),
        )
        return tuple(RecordId.from_bytes(identity) for identity in found)

    def history(self, identity: RecordId) -> list[HistoryLine]:
        """Return every entry that touched a record, oldest first."""
        with told():
            rows = self._connection.execute(
                "SELECT j.entry, j.hash, j.body FROM records r JOIN history h USING(rec)"
                " JOIN journal j ON j.entry = h.entry WHERE r.id = ? ORDER BY j.entry",
                (identity.to_bytes(),),
            ).fetchall()
            return [self._line(identity, *row) for row in rows]

    @told()
    def heads(self, identity: RecordId) -> tuple[str, ...]:
        """Return the hashes of all entries that are heads of some group of a record."""
        row = self._connection.one("SELECT body FROM records WHERE id = ?", (identity.to_bytes(),))
        if row is None:
            return ()
        entries = {head[0] for heads in orjson.loads(row[0]).values() for head in heads}
        marks = ", ".join("?" * len(entries))
        found = self._connection.column(
            f"SELECT hash FROM journal WHERE entry IN ({marks})", tuple(entries)
        )
        return tuple(sorted(one.hex() for one in found))

    @told()
    def tallies(self) -> dict[tuple[str, str, str], int]:
        """Return how many subjects there are by province, kind and status."""
        found = self._connection.execute(
            "SELECT province, kind, status, total FROM tallies WHERE type = 'organization'"
        )
        return {(row[0], row[1], row[2]): row[3] for row in found}

    @told()
    def number_gaps(self) -> list[tuple[str, int]]:
        """Return series and counter of every number of ours that nothing explains (X22).

        Of another office's numbers only part may have come.
        """
        code = self._own_code()
        return [
            (series, counter)
            for series, first, last in self._connection.execute(_GAPS)
            if code is None or is_series_of(series, code)
            for counter in range(first, last)
        ]

    def _own_code(self) -> str | None:
        named = desk.setting(self._connection, desk.OFFICE)
        office = None if named is None else self.record(RecordId(named))
        identity = office.identity if isinstance(office, Office) else None
        return None if identity is None else identity.code

    def duties(self, day: date, asked: AskedDuties) -> Duties:
        """Return what answers what is to be done on `day`, as far as it is asked for."""
        return Duties(self._connection, day, asked)

    def assigned_count(self, record_type: str, officer: OfficerId) -> int:
        """Return how many records of a type are an officer's."""
        return int(
            self._connection.value(
                "SELECT count(*) FROM assignments a JOIN records r USING(rec)"
                " WHERE a.officer = ? AND r.type = ?",
                (officer.to_bytes(), record_type),
            )
        )

    def conflict_count(self) -> int:
        """Return how many field groups have several values that wait for a person."""
        return int(self._connection.value("SELECT count(*) FROM conflicts"))

    @told()
    def counts(self) -> tuple[int, int]:
        """Return how many entries and records are kept."""
        return (
            int(self._connection.value("SELECT coalesce(max(entry), 0) FROM journal")),
            int(self._connection.value("SELECT coalesce(max(rec), 0) FROM records")),
        )

    @told()
    def changed_since(self, entry: int, limit: int) -> dict[str, str] | None:
        """Return type by identity of the records that entries after `entry` changed.

        None when there are more than `limit` entries: whoever asks shows everything anew.
        """
        found = self._connection.column(
            "SELECT body FROM journal WHERE entry > ? LIMIT ?", (entry, limit + 1)
        )
        if len(found) > limit:
            return None
        return {one.record: one.type for body in found for one in read_entry(body).records}

    def _line(self, identity: RecordId, entry: int, found: bytes, body: bytes) -> HistoryLine:
        said = read_entry(body)
        parts = personal_parts(self._connection, entry)
        changes = []
        for position, change in enumerate(said.changes):
            if change.record != identity:
                continue
            value = change.value
            if value is not None and position in parts:
                value = {**value, **orjson.loads(parts[position][1])}
            erased = change.personal is not None and position not in parts
            changes.append((change.group, value, erased))
        return HistoryLine(entry, found.hex(), said, tuple(changes))


_GAPS = """
SELECT series, previous + 1, counter FROM (
  SELECT series, counter, state,
         lag(counter, 1, 0) OVER (PARTITION BY series ORDER BY counter) AS previous,
         max(CASE state WHEN 'opening' THEN counter ELSE 0 END) OVER (PARTITION BY series) AS book
  FROM numbers WHERE series IS NOT NULL
) WHERE counter > previous + 1 AND counter > book ORDER BY series, counter
"""


def _record(identity: RecordId, type_name: str, scope: str, body: bytes) -> Record:
    groups = orjson.loads(body)
    return RECORDS[type_name](
        identity,
        scope,
        {
            group: heads[0][VALUE]
            for group, heads in groups.items()
            if heads and heads[0][VALUE] is not None
        },
        conflicts=(group for group, heads in groups.items() if len(heads) > 1),
        erased=(group for group, heads in groups.items() if heads and len(heads[0]) > ERASED),
    )


def _line(row: tuple[Any, ...]) -> OrganizationRow:
    return OrganizationRow(row[0], RecordId.from_bytes(row[1]), *row[2:])


def _conditions(chosen: OrganizationFilter, day: date) -> tuple[str, tuple[Any, ...]]:
    parts: list[str] = []
    values: list[Any] = []
    for column in ("province", "kind", "purpose"):
        wanted = getattr(chosen, column)
        if wanted is not None:
            parts.append(f"l.{column} = ?")
            values.append(wanted)
    if chosen.status is not None:
        parts.append(
            "CASE WHEN l.status_since IS NULL OR l.status_since <= ? THEN l.status"
            " ELSE l.status_before END = ?"
        )
        values += [day.isoformat(), chosen.status]
    terms = search_terms(chosen.text)
    if terms:
        found, wanted = search_condition(terms)
        parts.append(f"l.rec IN ({found})")
        values += wanted
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), tuple(values)


def _record_conditions(
    type_name: str, chosen: RecordFilter, day: date
) -> tuple[str, tuple[Any, ...]]:
    parts, values = ["l.type = ?"], [type_name]
    for column in ("about", "province"):
        wanted = getattr(chosen, column)
        if wanted is not None:
            parts.append(f"l.{column} = ?")
            values.append(wanted)
    if chosen.status is not None:
        parts.append(f"{_RECORD_STATUS} = ?")
        values += [day.isoformat(), chosen.status]
    if chosen.until is not None:
        parts.append("l.until <= ?")
        values.append(chosen.until.isoformat())
    if chosen.under is not None:
        parts.append("l.rec IN (SELECT rec FROM identifiers WHERE value = ?)")
        values.append(chosen.under)
    if chosen.instrument is not None:
        parts.append(OF_INSTRUMENT)
        values.append(chosen.instrument)
    terms = search_terms(chosen.text)
    if terms:
        found, wanted = search_condition(terms)
        parts.append(f"l.rec IN ({found})")
        values += wanted
    return " AND ".join(parts), tuple(values)
