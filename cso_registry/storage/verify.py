"""Proof: every chain and hash, and the tables against the journal folded again.

`integrity_check` alone passes more than half of the bit flips that change a
record; a hash per entry and the comparison of every derived row pass none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.erasure import ERASURES
from cso_registry.journal.chain import Link, break_of
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import Durability, open_writer
from cso_registry.storage.contested import contests_in
from cso_registry.storage.effects import (
    UNREADABLE,
    Parts,
    check_parts,
    effects_of,
    is_readable,
)
from cso_registry.storage.errors import told
from cso_registry.storage.journal import Stored, personal_parts, stored_entries
from cso_registry.storage.projector import Projector
from cso_registry.storage.seeing import write_seen

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.journal.entry import Entry
    from cso_registry.storage.connection import Connection

DERIVED = {
    "records": "rec",
    "awaited": "parent, record, grp, entry",
    "unread": "record, entry",
    "history": "rec, entry",
    "conflicts": "rec, grp",
    "organization_list": "rec",
    "record_list": "rec",
    "numbers": "rec, number, state, counter",
    "identifiers": "rec, scheme, value",
    "dues": "rec, day, what, item",
    "first_returns": "rec",
    "assignments": "rec",
    "figures": "rec, theme, year, by, key",
    "sums": "theme, year, province, by, key",
    "tallies": "type, province, kind, status",
    "seen": "stream, replica, scope, seq",
    "findings": "rec",
}
"""Every table that is made from the journal, and an order that fixes its rows."""

BLOCK = 1_000
MIN_REPLICAS = 2
SCRATCH = Durability(journal_mode="off", synchronous="off")
"""The empty database of a proof is thrown away: it need not survive anything."""

Progress = Callable[[int, int], None]
"""Called with how many entries are done and how many there are; may raise to cancel."""


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(slots=True)
class Finding:
    """One thing that is not as it must be; `key` finds its sentence."""

    key: str
    where: str


@dataclass(slots=True)
class Verification:
    """What a proof found.

    Attributes:
        heads: Replica, scope, number and hash of the last entry of every stream.
    """

    entries: int = 0
    records: int = 0
    streams: int = 0
    erased_parts: int = 0
    unread_entries: int = 0
    withheld_entries: int = 0
    heads: list[tuple[str, str, int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings


class Prover:
    """Folds the journal of `connection` into an empty database beside it."""

    def __init__(self, connection: Connection, database: Path, key: bytes) -> None:
        self._kept = connection
        self._database = database
        self._key = key
        self._links: dict[int, Link] = {}
        self._result = Verification()
        self._gone: dict[tuple[str, str], str] = {}
        self._erased: set[tuple[str, str]] = set()
        self._relied: set[bytes] = set()
        self._missing = 0

    def prove(self, progress: Progress = no_progress) -> Verification:
        """Return everything that is not as it must be.

        Raises:
            KnownError: `storage.damaged`, when a page cannot be read at all.
        """
        scratch_path = self._database.with_name("verify.scratch.db")
        _remove(scratch_path)
        scratch = open_writer(scratch_path, self._key, SCRATCH)
        try:
            with told():
                self._check_pages()
                self._prepare(scratch)
                self._fold(scratch, progress)
                self._compare(scratch)
                self._check_personal()
                self._check_contested()
                self._check_erased()
                self._check_search()
        finally:
            scratch.close()
            _remove(scratch_path)
        return self._result

    def _check_pages(self) -> None:
        # An index page that no proof below happens to read is authenticated here. The
        # check reads the file alone, so what stands in the log is brought in first; within
        # an open transaction that cannot be done.
        if self._kept.raw.in_transaction:
            return
        self._kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for fault in self._kept.column("PRAGMA cipher_integrity_check"):
            self._found("verify.page_damaged", str(fault)[:80])

    def _prepare(self, scratch: Connection) -> None:
        names = ", ".join("?" * len(DERIVED))
        for sql in self._kept.column(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({names}) AND sql IS NOT NULL"
            " ORDER BY type DESC",
            tuple(DERIVED),
        ):
            scratch.execute(sql)
        for sql in self._kept.column(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND"
            " (name IN ('streams', 'found') OR tbl_name = 'journal' AND type <> 'trigger')"
            " ORDER BY type DESC"
        ):
            scratch.execute(sql)
        scratch.execute("PRAGMA foreign_keys=OFF")

    def _fold(self, scratch: Connection, progress: Progress) -> None:
        total = int(self._kept.value("SELECT count(*) FROM journal"))
        for row in self._kept.execute("SELECT stream, replica, scope FROM streams"):
            scratch.execute("INSERT INTO streams VALUES(?, ?, ?)", row)
        projector = Projector(scratch, RECORDS, numbered=self._row_of)
        scratch.execute("BEGIN")
        for done, stored in enumerate(stored_entries(self._kept), start=1):
            entry = self._check(stored)
            if entry is not None:
                _copy(scratch, stored, entry)
                self._apply(projector, scratch, stored, entry)
            if done % BLOCK == 0:
                projector.flush()
                progress(done, total)
        projector.flush()
        scratch.execute("COMMIT")
        progress(total, total)
        self._result.entries = total
        self._result.streams = len(self._links)
        self._result.records = int(self._kept.value("SELECT count(*) FROM records"))
        self._result.heads = list(self._heads())

    def _row_of(self, record: bytes) -> int:
        """Return the row in which a record is kept.

        Rows are given out as records come to be folded, and what was withheld came late.
        """
        found = self._kept.value("SELECT rec FROM records WHERE id = ?", (record,))
        if found is None:
            self._missing -= 1
            return self._missing
        return int(found)

    def _check(self, stored: Stored) -> Entry | None:
        where = f"entry {stored.entry}"
        if digest(stored.body) != stored.hash:
            self._found("verify.entry_changed", where)
            return None
        try:
            entry = read_entry(stored.body)
        except InputError:
            self._found("verify.entry_changed", where)
            return None
        link = self._links.get(stored.stream, Link())
        broken = break_of(link, entry)
        if broken is not None or entry.seq != stored.seq:
            self._found("verify.chain_broken", where)
        self._links[stored.stream] = Link(entry.seq, stored.hash.hex())
        try:
            self._check_columns(stored, entry, where)
        except ValueError:
            self._found("verify.entry_changed", where)
            return None
        return entry

    def _check_columns(self, stored: Stored, entry: Entry, where: str) -> None:
        row = self._kept.one(
            "SELECT j.act, j.kind, j.officer, j.time, j.batch, s.replica, s.scope"
            " FROM journal j JOIN streams s USING(stream) WHERE j.entry = ?",
            (stored.entry,),
        )
        expected = (
            RecordId(entry.act).to_bytes(),
            entry.kind,
            RecordId(entry.officer).to_bytes(),
            entry.time,
            None if entry.batch is None else RecordId(entry.batch).to_bytes(),
            RecordId(entry.replica).to_bytes(),
            entry.scope,
        )
        if row != expected:
            self._found("verify.columns_changed", where)

    def _apply(
        self, projector: Projector, scratch: Connection, stored: Stored, entry: Entry
    ) -> None:
        where = f"entry {stored.entry}"
        parts = personal_parts(self._kept, stored.entry)
        try:
            gone = check_parts(entry, parts)
        except InputError:
            self._found("verify.personal_changed", where)
            return
        self._result.erased_parts += gone
        self._note_erasures(stored, entry, parts, where)
        self._relied.update(RecordId(named).to_bytes() for named, _, _ in entry.relied)
        if self._is_withheld(stored.entry):
            self._result.withheld_entries += 1
            return
        if not is_readable(entry):
            self._result.unread_entries += 1
            scratch.executemany(
                "INSERT OR IGNORE INTO unread(record, entry) VALUES(?, ?)",
                [(RecordId(one.record).to_bytes(), stored.entry) for one in entry.changes],
            )
            return
        try:
            projector.apply(stored.entry, stored.hash, entry.scope, effects_of(entry, parts))
        except UNREADABLE:
            self._found("verify.entry_changed", where)

    def _is_withheld(self, entry: int) -> bool:
        return self._kept.one("SELECT 1 FROM withheld WHERE entry = ?", (entry,)) is not None

    def _note_erasures(self, stored: Stored, entry: Entry, parts: Parts, where: str) -> None:
        unsent = set(
            self._kept.column("SELECT change FROM unsent WHERE entry = ?", (stored.entry,))
        )
        for position, change in enumerate(entry.changes):
            if change.personal is not None and position not in parts and position not in unsent:
                self._gone.setdefault((change.record, change.group), where)
            if change.group.startswith(ERASURES) and change.value is not None:
                erased = change.value.get("groups", ())
                self._erased.update((change.record, group) for group in erased)

    def _check_erased(self) -> None:
        for name, where in self._gone.items():
            if name not in self._erased:
                self._found("verify.personal_gone", where)

    def _compare(self, scratch: Connection) -> None:
        for table, order in DERIVED.items():
            sql = f"SELECT * FROM {table} ORDER BY {order}"
            for made, kept in _pairs(scratch.execute(sql), self._kept.execute(sql)):
                if made != kept:
                    self._found("verify.table_differs", f"{table} {_key_of(made, kept)}")
                    break

    def _check_contested(self) -> None:
        kept = self._kept.execute("SELECT rec, entry, other, slot FROM contested").fetchall()
        try:
            made = list(self._contests())
        except (InputError, ValueError):
            # An entry that cannot be read is a finding of its own already.
            return
        if sorted(kept) != sorted(made):
            self._found("verify.table_differs", "contested")

    def _contests(self) -> Iterator[tuple[int, int, int, str]]:
        # Only another replica's entries can contest one of ours.
        if int(self._kept.value("SELECT count(DISTINCT replica) FROM streams")) < MIN_REPLICAS:
            return
        for record in sorted(self._relied):
            rec = self._kept.value("SELECT rec FROM records WHERE id = ?", (record,))
            if rec is not None:
                for one in contests_in(self._kept, record):
                    yield rec, one.entry, one.other, one.slot

    def _check_personal(self) -> None:
        for entry in self._kept.column(
            "SELECT DISTINCT p.entry FROM personal p LEFT JOIN journal j USING(entry)"
            " WHERE j.entry IS NULL"
        ):
            self._found("verify.personal_changed", f"entry {entry}")

    def _check_search(self) -> None:
        from sqlcipher3 import dbapi2 as sqlcipher  # noqa: PLC0415

        try:
            self._kept.execute("INSERT INTO found(found, rank) VALUES('integrity-check', 1)")
        except sqlcipher.DatabaseError:
            self._found("verify.search_differs", "found")

    def _heads(self) -> Iterator[tuple[str, str, int, str]]:
        for stream, link in sorted(self._links.items()):
            row = self._kept.one("SELECT replica, scope FROM streams WHERE stream = ?", (stream,))
            if row is not None:
                yield RecordId.from_bytes(row[0]), row[1], link.seq, link.hash

    def _found(self, key: str, where: str) -> None:
        self._result.findings.append(Finding(key, where))


def _copy(scratch: Connection, stored: Stored, entry: Entry) -> None:
    write_seen(scratch, stored.stream, stored.seq, entry.seen)
    # The fold looks up hashes and times of parents; the bytes themselves are not needed.
    scratch.execute(
        "INSERT INTO journal VALUES(?, ?, ?, ?, x'', '', x'', ?, NULL, x'')",
        (stored.entry, stored.stream, stored.seq, stored.hash, entry.time),
    )


def _pairs(left: Iterator[Any], right: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
    while True:
        first, second = next(left, None), next(right, None)
        if first is None and second is None:
            return
        yield first, second


def _key_of(made: tuple[Any, ...] | None, kept: tuple[Any, ...] | None) -> str:
    row = kept if kept is not None else made
    key = row[0] if row else ""
    return key.hex() if isinstance(key, bytes) else str(key)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
