"""What waits at the conflict desk: values of groups, and contested legal acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import ValidationError

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.conflicts.questions import Contested, Rivals, Unsettled
from cso_registry.domain.conflicts.records import Verdict, settled_entries
from cso_registry.domain.record import ITEM_MARK, erased_form
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told
from cso_registry.storage.journal import personal_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.conflicts.records import Settlement
    from cso_registry.domain.record import FieldGroup
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.connection import Connection

ENTRY = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """One group of one record with several values."""

    record: RecordId
    type: str
    group: str


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several values: who gave it, when, why, and what stood there before."""

    hash: str
    said: Entry
    value: dict[str, Any] | None
    base: str | None


@dataclass(frozen=True, slots=True)
class ContestedAct:
    """A legal act, and the other entry that contests it."""

    record: RecordId
    type: str
    slot: str
    hash: str
    said: Entry
    other_hash: str
    other: Entry


class ConflictTable:
    """Answers for the conflict desk; never writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def waiting(self) -> list[Waiting]:
        """Return every group that has several values, by record."""
        rows = self._connection.execute(
            "SELECT r.id, r.type, c.grp FROM conflicts c JOIN records r USING(rec) ORDER BY r.id, 3"
        )
        return [Waiting(RecordId.from_bytes(row[0]), row[1], row[2]) for row in rows]

    @told()
    def rivals(self, record: RecordId, group: str) -> list[Rival]:
        """Return the values of a group that nobody has replaced, the shown one first."""
        body = self._connection.value("SELECT body FROM records WHERE id = ?", (record.to_bytes(),))
        heads = [] if body is None else orjson.loads(body).get(group, [])
        return [self._rival(record, group, head[ENTRY]) for head in heads]

    @told()
    def base(self, record: RecordId, group: str, parent: str) -> Rival | None:
        """Return the value that an entry, named by hash, gave a group."""
        number = self._connection.value(
            "SELECT entry FROM journal WHERE hash = ?", (bytes.fromhex(parent),)
        )
        return None if number is None else self._rival(record, group, number)

    @told()
    def contested(self, record: RecordId | None = None) -> list[ContestedAct]:
        """Return contested legal acts, of one record or of all."""
        wanted = None if record is None else record.to_bytes()
        rows = self._connection.execute(
            "SELECT r.id, r.type, c.slot, a.hash, a.body, b.hash, b.body FROM contested c"
            " JOIN records r USING(rec) JOIN journal a ON a.entry = c.entry"
            " JOIN journal b ON b.entry = c.other WHERE ? IS NULL OR r.id = ?"
            " ORDER BY r.id, c.entry, c.other",
            (wanted, wanted),
        ).fetchall()
        return [
            ContestedAct(
                RecordId.from_bytes(row[0]),
                row[1],
                row[2],
                row[3].hex(),
                read_entry(row[4]),
                row[5].hex(),
                read_entry(row[6]),
            )
            for row in rows
        ]

    def _rival(self, record: RecordId, group: str, number: int) -> Rival:
        row = self._connection.one("SELECT hash, body FROM journal WHERE entry = ?", (number,))
        if row is None:
            raise LookupError(number)
        said = read_entry(row[1])
        parts = personal_parts(self._connection, number)
        for position, change in enumerate(said.changes):
            if change.record == record and change.group == group:
                value = change.value
                if value is not None and position in parts:
                    value = {**value, **orjson.loads(parts[position][1])}
                base = change.parents[0] if change.parents else None
                return Rival(row[0].hex(), said, value, base)
        raise LookupError(number)


def rivals_of(connection: Connection, record: RecordId, group: str) -> Rivals:
    """Return the values of a group, as an act that chooses one of them wants them."""
    row = connection.one("SELECT type, scope, body FROM records WHERE id = ?", (record.to_bytes(),))
    if row is None:
        return Rivals("", "", {})
    slot = RECORDS[row[0]].slots.get(group.partition(ITEM_MARK)[0])
    if slot is None:
        return Rivals(row[0], row[1], {})
    values: dict[str, FieldGroup | None] = {}
    incomplete = set()
    for head in orjson.loads(row[2]).get(group, []):
        found = connection.value("SELECT hash FROM journal WHERE entry = ?", (head[ENTRY],)).hex()
        model: Any = slot.model
        if len(head) > 2:  # noqa: PLR2004 - the mark of a part that is not here
            incomplete.add(found)
            model = erased_form(model)
        values[found] = None if head[1] is None else _built(model, head[1])
    return Rivals(row[0], row[1], values, frozenset(incomplete))


def contested_of(connection: Connection, record: RecordId) -> Contested:
    """Return the contested legal acts of a record, as an act that settles one wants them."""
    row = connection.one("SELECT type, scope FROM records WHERE id = ?", (record.to_bytes(),))
    if row is None:
        return Contested("", "", frozenset())
    found = ConflictTable(connection).contested(record)
    pairs = frozenset((one.hash, one.other_hash, one.slot) for one in found)
    return Contested(row[0], row[1], pairs)


def unsettled_of(
    connection: Connection, record: RecordId, settling: Callable[[str], tuple[Settlement, ...]]
) -> Unsettled:
    """Return what of a record is contested and not settled, and what is to be undone.

    Args:
        connection: The registry.
        record: Of which record.
        settling: Answers which decisions were made about an entry, by its hash.
    """
    found = ConflictTable(connection).contested(record)
    decisions = {one.hash: settling(one.hash) for one in found}
    settled = settled_entries(one for made in decisions.values() for one in made)
    undone = {
        entry
        for entry, made in decisions.items()
        for one in made
        if one.settled is not None and one.settled.verdict is Verdict.TO_BE_UNDONE
    }
    return Unsettled(
        frozenset(
            one.slot for one in found if one.other_hash not in settled.get(one.hash, frozenset())
        ),
        frozenset(one.said.act for one in found if one.hash in undone),
    )


def _built(model: Any, plain: dict[str, Any]) -> Any:
    try:
        return model.model_validate_json(orjson.dumps(plain))
    except ValidationError:
        return erased_form(model).model_validate_json(orjson.dumps(plain))
