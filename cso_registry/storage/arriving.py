"""Entries from elsewhere: written to the journal as they came, judged, folded, marked.

The state afterwards is a function of the set of entries held: any order and any
repetition of arrivals ends in the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.domain.erasure import ERASURES
from cso_registry.domain.record import ITEM_MARK
from cso_registry.journal.chain import Link, break_of
from cso_registry.journal.entry import entry_hash, proved_entry, read_entry
from cso_registry.journal.moment import wall_ms_of
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.hybrid import DAY_MS
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.aide import proved
from cso_registry.storage.contested import mark_contests
from cso_registry.storage.effects import UNREADABLE, check_parts, effects_of, is_readable
from cso_registry.storage.erasing import erase
from cso_registry.storage.journal import personal_parts
from cso_registry.storage.lawful import Judge, fault_of_place, formed
from cso_registry.storage.projector import Projector
from cso_registry.storage.seeing import write_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.aide import Aide
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.effects import Parts
    from cso_registry.storage.projector import Effect

BLOCK = 500
_ERASING = f"{ERASURES}{ITEM_MARK}"
SEVERAL = ""
"""In the place of the one replica that made a record."""
NOT_HELD = "exchange.record_not_held"
RIGHTS_TYPES = frozenset({"office", "officer"})
"""Types of record by which entries are judged."""


@dataclass(slots=True)
class Taken:
    """What arriving segments brought.

    Attributes:
        new: Entries that were not held before.
        parts: Personal parts that came for entries held before.
        records: Records that changed.
        latest: The latest logical time that was seen.
        ahead: Entries whose clock stood more than a day ahead of ours.
    """

    new: int = 0
    parts: int = 0
    records: set[bytes] = field(default_factory=set)
    latest: str = ""
    ahead: int = 0


class Arrivals:
    """Takes the segments of one import, inside one transaction.

    Args:
        connection: Within a transaction of the caller.
        roster_fault: Says why an entry (replica, scope, number, hash) does not count by
            the roster; None when it does.
        wall_ms: What the clock says, to tell entries of clocks that are far ahead.
        judge_withheld: Whether what was withheld before is judged again in any case, as
            once in each import; else only when something came that may change a verdict.
        aide: Works beside; it knows the records and acts of this program only.
    """

    def __init__(
        self,
        connection: Connection,
        roster_fault: Callable[[str, str, int, str], str | None],
        *,
        wall_ms: int | None = None,
        judge_withheld: bool = True,
        aide: Aide | None = None,
        records: Mapping[str, type[Record]] = RECORDS,
        acts: Mapping[str, type[Act]] = ACTS,
    ) -> None:
        self._connection = connection
        self._records, self._acts = records, acts
        self._aide = aide
        if aide is not None:
            # What a segment that was refused half way had asked is of no use.
            aide.begin_anew()
        self._projector = Projector(connection, records, defers=True, aide=aide)
        self._judge = Judge(connection, acts, roster_fault)
        self._since_flush = 0
        self._number: int | None = None
        self._made: dict[bytes, str] = {}
        self._to_erase: set[bytes] = set()
        self._verdicts_may_change = self._reads_again = judge_withheld
        self._latest_wall = None if wall_ms is None else wall_ms + DAY_MS
        self.taken = Taken()

    def link(self, replica: str, scope: str) -> Link:
        """Return where a stream stands."""
        row = self._connection.one(
            "SELECT j.seq, j.hash FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? ORDER BY j.seq DESC LIMIT 1",
            (RecordId(replica).to_bytes(), scope),
        )
        return Link() if row is None else Link(row[0], row[1].hex())

    def take(
        self,
        replica: str,
        scope: str,
        lo: int,
        entries: Sequence[bytes],
        parts: Mapping[int, Parts],
    ) -> None:
        """Take a run of entries that begins at or before the next one of its stream.

        Args:
            replica: Whose entries they are.
            scope: In which scope.
            lo: Number of the first in its stream.
            entries: The very bytes.
            parts: Personal parts by number of the entry; those not given were not sent.

        Raises:
            KnownError: `exchange.fork`, when another entry is held under a number;
                `bundle.bad_segment`, when the run is not one.
            InputError: `entry.personal_part_wrong`.
        """
        stream = self._stream(replica, scope)
        link = self.link(replica, scope)
        wrong = KnownError("bundle.bad_segment", lo=lo, hi=lo + len(entries) - 1)
        first = max(lo, link.seq + 1)
        coming = [
            (body, parts.get(seq, {})) for seq, body in enumerate(entries[first - lo :], first)
        ]
        proofs = proved(self._aide, coming)
        for seq, body in enumerate(entries, start=lo):
            said_hash = entry_hash(body)
            own_parts = parts.get(seq, {})
            if seq <= link.seq:
                self._meet(stream, seq, said_hash, own_parts, replica)
                continue
            is_sound = next(proofs)
            entry = proved_entry(body) if is_sound else _read(body, wrong)
            is_its = entry.replica == replica and entry.scope == scope and entry.seq == seq
            if not is_its or break_of(link, entry) is not None:
                raise wrong
            if not is_sound:
                check_parts(entry, own_parts)
            number = self._write(stream, entry, said_hash, body, own_parts)
            link = link.next(said_hash)
            self._settle(number, entry, said_hash, own_parts, is_sound=is_sound)
        self.taken.latest = max(self.taken.latest, self._time_of(stream))

    def finish(self) -> Taken:
        """Judge what was withheld once more, write everything, and mark what is contested."""
        self._flush()
        if self._reads_again:
            self._read_again()
        if self._verdicts_may_change:
            self._release()
        elif self.taken.new:
            self._release(NOT_HELD)
        self._erase()
        self._flush()
        self._projector.settle()
        several = [one for one in self.taken.records if not self._made.get(one)]
        mark_contests(self._connection, several)
        return self.taken

    def judge_again(self, replica: str) -> None:
        """Judge every entry of a replica again, after the roster has changed."""
        rows = self._connection.execute(
            "SELECT j.entry, j.hash, j.body FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND j.entry NOT IN (SELECT entry FROM withheld)"
            " ORDER BY j.entry",
            (RecordId(replica).to_bytes(),),
        ).fetchall()
        touched: set[str] = set()
        for number, found, body in rows:
            entry = read_entry(body)
            if is_readable(entry, self._acts):
                fault = self._judge.fault_of(entry, found.hex())
                if fault is not None:
                    self._withhold(number, entry, fault)
                    touched.update(change.record for change in entry.changes)
        for record in sorted(touched):
            self._unfold(RecordId(record).to_bytes())

    def _flush(self) -> None:
        self._projector.flush()
        self._judge.forget_histories()
        self._since_flush = 0

    def _stream(self, replica: str, scope: str) -> int:
        name = (RecordId(replica).to_bytes(), scope)
        self._connection.execute("INSERT OR IGNORE INTO streams(replica, scope) VALUES(?, ?)", name)
        return int(
            self._connection.value(
                "SELECT stream FROM streams WHERE replica = ? AND scope = ?", name
            )
        )

    def _meet(self, stream: int, seq: int, said: str, parts: Parts, replica: str) -> None:
        row = self._connection.one(
            "SELECT entry, hash, body FROM journal WHERE stream = ? AND seq = ?", (stream, seq)
        )
        if row is None or row[1].hex() != said:
            raise KnownError("exchange.fork", replica=replica[:8], seq=seq)
        if parts:
            self._complete(row[0], read_entry(row[2]), parts)

    def _complete(self, number: int, entry: Entry, parts: Parts) -> None:
        """Take personal parts that an earlier bundle had left out."""
        missing = set(
            self._connection.column("SELECT change FROM unsent WHERE entry = ?", (number,))
        )
        come = {change: parts[change] for change in parts if change in missing}
        if not come:
            return
        check_parts(entry, parts)
        self._put_parts(number, come)
        self._connection.executemany(
            "DELETE FROM unsent WHERE entry = ? AND change = ?",
            [(number, change) for change in come],
        )
        self.taken.parts += len(come)
        self._verdicts_may_change = True
        self._flush()
        fault = self._fault_of_whole(number, entry)
        if fault is not None:
            self._withhold(number, entry, fault)
            return
        for record in {entry.changes[change].record for change in come}:
            self._refold(RecordId(record).to_bytes())

    def _fault_of_whole(self, number: int, entry: Entry) -> str | None:
        """Return why a folded entry cannot stay so with the parts that have come."""
        is_folded = is_readable(entry, self._acts) and not self._connection.one(
            "SELECT 1 FROM withheld WHERE entry = ?", (number,)
        )
        if not is_folded:
            return None
        try:
            effects = effects_of(entry, personal_parts(self._connection, number), self._acts)
        except UNREADABLE:
            return "exchange.malformed"
        return formed(self._acts[entry.kind], effects, self._records)[0]

    def _write(self, stream: int, entry: Entry, said_hash: str, body: bytes, parts: Parts) -> int:
        number = self._next_number()
        self._connection.execute(
            "INSERT INTO journal(entry, stream, seq, hash, act, kind, officer, time, batch, body)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                stream,
                entry.seq,
                bytes.fromhex(said_hash),
                RecordId(entry.act).to_bytes(),
                entry.kind,
                RecordId(entry.officer).to_bytes(),
                entry.time,
                None if entry.batch is None else RecordId(entry.batch).to_bytes(),
                body,
            ),
        )
        write_seen(self._connection, stream, entry.seq, entry.seen)
        self._put_parts(number, parts)
        unsent = [
            (number, position)
            for position, change in enumerate(entry.changes)
            if change.personal is not None and position not in parts
        ]
        if unsent:
            self._connection.executemany("INSERT INTO unsent(entry, change) VALUES(?, ?)", unsent)
        self.taken.new += 1
        if self._latest_wall is not None and wall_ms_of(entry.wall) > self._latest_wall:
            self.taken.ahead += 1
        return number

    def _next_number(self) -> int:
        if self._number is None:
            found = self._connection.value("SELECT coalesce(max(entry), 0) FROM journal")
            self._number = int(found)
        self._number += 1
        return self._number

    def _put_parts(self, number: int, parts: Parts) -> None:
        if not parts:
            return
        self._connection.executemany(
            "INSERT INTO personal(entry, change, salt, body) VALUES(?, ?, ?, ?)",
            [(number, change, salt, body) for change, (salt, body) in parts.items()],
        )

    def _settle(
        self, number: int, entry: Entry, said_hash: str, parts: Parts, *, is_sound: bool = False
    ) -> None:
        if not is_readable(entry, self._acts):
            self._connection.executemany(
                "INSERT OR IGNORE INTO unread(record, entry) VALUES(?, ?)",
                [(RecordId(one.record).to_bytes(), number) for one in entry.changes],
            )
            return
        fault = self._judge.fault_of(entry, said_hash) or self._fold(
            number, entry, said_hash, parts, is_sound=is_sound
        )
        if fault is not None:
            self._put_withheld(number, fault)

    def _fold(
        self, number: int, entry: Entry, said_hash: str, parts: Parts, *, is_sound: bool = False
    ) -> str | None:
        try:
            effects = effects_of(entry, parts, self._acts)
        except UNREADABLE:
            return "exchange.malformed"
        declared = self._acts[entry.kind]
        fault = None
        if not is_sound:
            fault, effects = formed(declared, effects, self._records)
        if fault is None:
            fault = fault_of_place(declared, entry.scope, effects, self._projector.fetch)
        if fault is not None:
            return fault
        self._projector.apply(number, bytes.fromhex(said_hash), entry.scope, effects)
        self._note_changed({effect.record for effect in effects}, entry.replica)
        self._since_flush += 1
        tells_rights = any(effect.type in RIGHTS_TYPES for effect in effects)
        self._verdicts_may_change |= tells_rights
        if self._since_flush >= BLOCK or tells_rights:
            # Whoever is judged next is judged by what is written.
            self._flush()
        return None

    def _read_again(self) -> None:
        """Fold what an older program could not read and this one can."""
        for number in self._connection.column("SELECT DISTINCT entry FROM unread ORDER BY entry"):
            found, body = self._written(number)
            entry = read_entry(body)
            if is_readable(entry, self._acts):
                self._connection.execute("DELETE FROM unread WHERE entry = ?", (number,))
                parts = personal_parts(self._connection, number)
                self._settle(number, entry, found.hex(), parts)
        self._flush()

    def _release(self, only: str | None = None) -> None:
        """Fold what can be judged lawful now, until nothing changes.

        Args:
            only: Only what is withheld for this reason.
        """
        again = True
        while again:
            again = False
            rows = self._connection.execute(
                "SELECT entry, why FROM withheld WHERE ? IS NULL OR why = ? ORDER BY entry",
                (only, only),
            ).fetchall()
            for number, why in rows:
                found, body = self._written(number)
                entry = read_entry(body)
                parts = personal_parts(self._connection, number)
                fault = self._judge.fault_of(entry, found.hex()) or self._fold(
                    number, entry, found.hex(), parts
                )
                if fault is None:
                    self._connection.execute("DELETE FROM withheld WHERE entry = ?", (number,))
                    self._judge.forget_histories()
                    again = True
                elif fault != why:
                    self._connection.execute(
                        "UPDATE withheld SET why = ? WHERE entry = ?", (fault, number)
                    )
            self._flush()

    def _written(self, number: int) -> tuple[bytes, bytes]:
        row = self._connection.one("SELECT hash, body FROM journal WHERE entry = ?", (number,))
        if row is None:
            raise LookupError(number)
        return row[0], row[1]

    def _unfold(self, record: bytes) -> None:
        """Hold back what else is known of a record until it is judged anew.

        What made the record, or moved it, may be what does not count any more.
        """
        rows = self._connection.execute(
            "SELECT j.entry, j.body FROM records r JOIN history h USING(rec)"
            " JOIN journal j ON j.entry = h.entry WHERE r.id = ? ORDER BY j.entry",
            (record,),
        ).fetchall()
        for number, body in rows:
            self._withhold(number, read_entry(body), NOT_HELD)

    def _put_withheld(self, number: int, fault: str) -> None:
        self._connection.execute("INSERT INTO withheld(entry, why) VALUES(?, ?)", (number, fault))
        self._judge.forget_histories()

    def _withhold(self, number: int, entry: Entry, fault: str) -> None:
        self._put_withheld(number, fault)
        self._connection.execute("DELETE FROM history WHERE entry = ?", (number,))
        for record in {change.record for change in entry.changes}:
            self._refold(RecordId(record).to_bytes())

    def _refold(self, record: bytes) -> None:
        rows = self._connection.execute(
            "SELECT j.entry, j.hash, j.body FROM records r JOIN history h USING(rec)"
            " JOIN journal j ON j.entry = h.entry WHERE r.id = ? ORDER BY j.entry",
            (record,),
        ).fetchall()
        self._projector.refold(record, (self._effects(*row) for row in rows))
        self._note_changed({record}, SEVERAL)
        self._flush()

    def _note_changed(self, records: set[bytes], replica: str) -> None:
        self.taken.records |= records
        for record in records:
            kept = self._projector.fetch(record)
            if kept is None:
                continue
            # What one replica alone made and changed, nobody can have contested.
            maker = self._made.setdefault(record, replica if kept.is_new else SEVERAL)
            if maker != replica:
                self._made[record] = SEVERAL
            if any(group.startswith(_ERASING) for group in kept.groups):
                self._to_erase.add(record)

    def _effects(
        self, number: int, found: bytes, body: bytes
    ) -> tuple[int, bytes, str, tuple[Effect, ...]]:
        entry = read_entry(body)
        parts = personal_parts(self._connection, number)
        return number, found, entry.scope, effects_of(entry, parts, self._acts)

    def _erase(self) -> None:
        for record in sorted(self._to_erase):
            kept = self._projector.fetch(record)
            if kept is None:
                continue
            groups = {
                group
                for name, heads in kept.groups.items()
                if name.startswith(_ERASING)
                for head in heads
                for group in (head[1] or {}).get("groups", ())
            }
            if groups:
                erase(self._connection, self._projector, record, frozenset(groups))

    def _time_of(self, stream: int) -> str:
        found = self._connection.value(
            "SELECT time FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,)
        )
        return str(found or "")


def _read(body: bytes, wrong: KnownError) -> Entry:
    try:
        return read_entry(body)
    except InputError:
        raise wrong from None
