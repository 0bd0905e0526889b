"""Entries from elsewhere: written to the journal as they came, judged, folded, marked.

The state afterwards is a function of the set of entries held: any order and any
repetition of arrivals ends in the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.journal.chain import Link
from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.journal.moment import wall_of
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.hybrid import DAY_MS
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.aide import ReadAhead
from cso_registry.storage.coming import ERASING, RIGHTS_TYPES, changes_of, read_coming, spelt
from cso_registry.storage.contested import mark_contests
from cso_registry.storage.effects import check_parts, effects_of, is_readable
from cso_registry.storage.entry_rows import EntryRow, EntryRows
from cso_registry.storage.erasing import erase
from cso_registry.storage.journal import personal_parts
from cso_registry.storage.lawful import Judge, claim_of, fault_of_place
from cso_registry.storage.projector import Projector, homes_of
from cso_registry.storage.seeing import write_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.aide import Run
    from cso_registry.storage.beginnings import Beginning
    from cso_registry.storage.coming import Coming
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.effects import Parts
    from cso_registry.storage.lawful import Claim
    from cso_registry.storage.projector import Effect, Kept

WRITTEN_AT_ONCE = 1_000
"""Entries after which what they changed is written: the more at once, the fewer pages twice."""
SEVERAL = ""
"""In the place of the one replica that made a record."""
NOT_HELD = "exchange.record_not_held"
_SCOPES_OF_ONE = "SELECT scope FROM streams GROUP BY scope HAVING count(*) = 1"
"""Scopes in which one replica alone has written."""


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
        ahead: Reads what comes, and what comes next; whoever helps it knows the records and
            acts of this program only.
    """

    def __init__(
        self,
        connection: Connection,
        roster_fault: Callable[[str, str, int, str], str | None],
        *,
        wall_ms: int | None = None,
        judge_withheld: bool = True,
        ahead: ReadAhead | None = None,
        records: Mapping[str, type[Record]] = RECORDS,
        acts: Mapping[str, type[Act]] = ACTS,
    ) -> None:
        self._connection = connection
        self._records, self._acts = records, acts
        self._ahead = ahead or ReadAhead(None)
        self._rows = EntryRows(connection)
        self._projector = Projector(connection, records, self._rows, defers=True)
        self._judge = Judge(connection, roster_fault, self._rows)
        self._since_flush = 0
        self._made: dict[bytes, str] = {}
        self._scopes_of_one: frozenset[str] = frozenset()
        self._to_erase: set[bytes] = set()
        self._verdicts_may_change = self._reads_again = judge_withheld
        # Walls are spelt alike, all in Thailand's time, so that they sort as text.
        self._latest_wall = None if wall_ms is None else wall_of(wall_ms + DAY_MS)
        self.taken = Taken()

    def link(self, replica: str, scope: str) -> Link:
        """Return where a stream stands."""
        row = self._connection.one(
            "SELECT j.seq, j.hash FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? ORDER BY j.seq DESC LIMIT 1",
            (RecordId(replica).to_bytes(), scope),
        )
        return Link() if row is None else Link(row[0], row[1].hex())

    def take(self, run: Run) -> None:
        """Take a run of entries that begins at or before the next one of its stream.

        Raises:
            KnownError: `exchange.fork`, when another entry is held under a number;
                `bundle.bad_segment`, when the run is not one.
            InputError: `entry.personal_part_wrong`.
        """
        replica, scope, lo, entries, parts = run
        stream = self._stream(replica, scope)
        self._scopes_of_one = frozenset(self._connection.column(_SCOPES_OF_ONE))
        link = self.link(replica, scope)
        wrong = KnownError("bundle.bad_segment", lo=lo, hi=lo + len(entries) - 1)
        first = max(lo, link.seq + 1)
        for seq, body in enumerate(entries[: first - lo], start=lo):
            self._meet(stream, seq, entry_hash(body), parts.get(seq, {}), replica)
        left = run.since(first)
        for block, read in self._ahead.read(left, partial(self._read, wrong)):
            self._look_ahead(read)
            for coming, (body, own_parts) in zip(read, block, strict=True):
                if not coming.follows(link, replica, scope):
                    raise wrong
                link = link.next(coming.hash)
                self._take_one(stream, coming, body, own_parts)
        self._flush()
        self.taken.latest = max(self.taken.latest, self._time_of(stream))

    def _read(self, wrong: KnownError, body: bytes, parts: Parts) -> Coming:
        try:
            return spelt(read_coming(body, parts, self._acts, self._records), self._records)
        except InputError as error:
            if error.key == "entry.personal_part_wrong":
                raise
            raise wrong from None

    def _look_ahead(self, read: Sequence[Coming]) -> None:
        """Ask at once for what many entries are about, and for what they replace."""
        replaced = {hash_ for one in read for it in one.effects for hash_ in it.parents}
        self._rows.look_ahead(replaced)
        self._projector.look_ahead({record for one in read for record in one.records})

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
                fault = self._judge.fault_of(self._claim(entry, found))
                if fault is not None:
                    self._withhold(number, entry, fault)
                    touched.update(change.record for change in entry.changes)
        for record in sorted(touched):
            self._unfold(RecordId(record).to_bytes())

    def _claim(self, entry: Entry, found: bytes) -> Claim:
        return claim_of(self._acts[entry.kind], entry, found.hex())

    def _flush(self) -> None:
        self._rows.flush()
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
        self._rows.add_parts(number, come)
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
        parts = personal_parts(self._connection, number)
        return changes_of(entry, parts, self._acts, self._records)[0]

    def _take_one(self, stream: int, coming: Coming, body: bytes, parts: Parts) -> None:
        number = self._rows.next_number()
        row = EntryRow(
            number,
            stream,
            coming.seq,
            bytes.fromhex(coming.hash),
            RecordId(coming.act).to_bytes(),
            coming.kind,
            RecordId(coming.officer).to_bytes(),
            coming.time,
            None if coming.batch is None else RecordId(coming.batch).to_bytes(),
            body,
        )
        self._rows.add(row, parts, coming.unsent)
        write_seen(self._connection, stream, coming.seq, coming.seen)
        self.taken.new += 1
        if self._latest_wall is not None:
            self.taken.ahead += coming.wall > self._latest_wall
        self._settle(number, coming)

    def _settle(self, number: int, coming: Coming) -> None:
        """Fold an entry, or keep it aside with the reason."""
        if coming.claim is None:
            self._connection.executemany(
                "INSERT OR IGNORE INTO unread(record, entry) VALUES(?, ?)",
                [(record, number) for record in coming.records],
            )
            return
        fault = self._fold(number, coming, coming.claim)
        if fault is not None:
            self._put_withheld(number, fault)

    def _fold(self, number: int, coming: Coming, claim: Claim) -> str | None:
        """Fold an entry; return why it does not count when it does not."""
        fault = self._judge.fault_of(claim) or coming.fault
        if fault is not None:
            return fault
        if coming.beginning is not None:
            if self._begin(number, coming, coming.beginning):
                return None
            # Somebody has made it before: what the entry changes is read once more.
            coming = self._written(number)
        declared, effects = self._acts[coming.kind], coming.effects
        fault = fault_of_place(declared, coming.scope, effects, self._projector.fetch)
        if fault is not None:
            return fault
        said_hash = bytes.fromhex(coming.hash)
        changed = self._projector.apply(number, said_hash, coming.scope, effects)
        self._note_changed(changed, coming.replica)
        tells_rights = any(effect.type in RIGHTS_TYPES for effect in effects)
        self._verdicts_may_change |= tells_rights
        self._note_folded(must_be_written=tells_rights)
        return None

    def _begin(self, number: int, coming: Coming, beginning: Beginning) -> bool:
        """Take the record that an entry makes; return whether it may, and makes it alone."""
        (record,) = coming.records
        declared = self._acts[coming.kind]
        may_begin = declared.may_make(beginning.type) and not declared.changes_legal_groups
        if not may_begin or self._projector.fetch(record) is not None:
            return False
        said_hash = bytes.fromhex(coming.hash)
        kept = self._projector.begin(number, said_hash, record, coming.scope, beginning)
        self._note_maker(kept, coming.replica)
        self._note_folded(must_be_written=False)
        return True

    def _note_folded(self, *, must_be_written: bool) -> None:
        """Count an entry that was folded, and write what is held when it is time."""
        self._since_flush += 1
        if self._since_flush >= WRITTEN_AT_ONCE or must_be_written:
            # Whoever is judged next is judged by what is written.
            self._flush()

    def _read_again(self) -> None:
        """Fold what an older program could not read and this one can."""
        for number in self._connection.column("SELECT DISTINCT entry FROM unread ORDER BY entry"):
            coming = self._written(number)
            if coming.claim is not None:
                self._connection.execute("DELETE FROM unread WHERE entry = ?", (number,))
                self._settle(number, coming)
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
                coming = self._written(number)
                if coming.claim is None:
                    continue
                fault = self._fold(number, coming, coming.claim)
                if fault is None:
                    self._connection.execute("DELETE FROM withheld WHERE entry = ?", (number,))
                    self._judge.forget_histories()
                    again = True
                elif fault != why:
                    self._connection.execute(
                        "UPDATE withheld SET why = ? WHERE entry = ?", (fault, number)
                    )
            self._flush()

    def _written(self, number: int) -> Coming:
        """Return what an entry says that is held or was written before."""
        self._rows.flush()
        parts = personal_parts(self._connection, number)
        return read_coming(self._rows.body_of(number), parts, self._acts, self._records)

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
        self._rows.flush()
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
        kept = self._projector.fetch(record)
        self.taken.records.add(record)
        self._note_changed(() if kept is None else (kept,), SEVERAL)
        self._flush()

    def _note_changed(self, changed: Iterable[Kept], replica: str) -> None:
        for kept in changed:
            self._note_maker(kept, replica)
            if any(group.startswith(ERASING) for group in kept.groups):
                self._to_erase.add(kept.id)

    def _note_maker(self, kept: Kept, replica: str) -> None:
        """Note a record that changed; what one replica alone made, nobody can have contested."""
        self.taken.records.add(kept.id)
        is_alone = kept.is_new or self._is_written_by_one(kept)
        maker = self._made.setdefault(kept.id, replica if is_alone else SEVERAL)
        if maker != replica:
            self._made[kept.id] = SEVERAL

    def _is_written_by_one(self, kept: Kept) -> bool:
        """Return whether all that is known of a record was written by one replica.

        What never moved was written in its home alone, where often one computer works.
        """
        return kept.scope in self._scopes_of_one and homes_of(kept) == {kept.scope}

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
                if name.startswith(ERASING)
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
