"""Keeps the records and everything derived from them in step with the journal.

The same code runs when an act is done, when a bundle is imported and when the
whole journal is folded again to prove the tables. It knows no act and no area.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.domain.record import TRANSFERS, slot_name
from cso_registry.domain.shadow import EMPTY, Shadow
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.entry_rows import EntryRows
from cso_registry.storage.pending import Pending
from cso_registry.storage.shadows import ShadowRows
from cso_registry.storage.written_rows import Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cso_registry.domain.record import FieldGroup, Record
    from cso_registry.storage.beginnings import Beginning
    from cso_registry.storage.connection import Connection

ENTRY, VALUE, ERASED = 0, 1, 2
Groups = dict[str, list[list[Any]]]

_RECORD = "SELECT rec, id, type, scope, body FROM records WHERE id = ?"
_RECORDS = (
    "SELECT rec, id, type, scope, body FROM records"
    " WHERE id IN (SELECT unhex(value) FROM json_each(?))"
)
_FORGET = (
    "DELETE FROM organization_list WHERE rec = ?",
    "DELETE FROM record_list WHERE rec = ?",
    "DELETE FROM records WHERE rec = ?",
)


class Effect(NamedTuple):
    """One change of an entry, ready to be folded.

    Attributes:
        parents: Hashes of the heads it replaces.
        plain: The whole value as plain JSON, None when the item is taken away.
        built: The same value as its model, when it was just made here.
        erased: Whether its personal part was removed by law.
    """

    type: str
    record: bytes
    group: str
    parents: tuple[bytes, ...]
    plain: dict[str, Any] | None
    built: FieldGroup | None = None
    erased: bool = False


@dataclass(slots=True)
class Kept:
    """A record while it is being changed.

    `spelt` is its body as it is written, until its groups are asked for. `shadow` is what
    is derived from it as it stands, once it was asked for; `touched` are the groups that
    were changed since it was last written, None for all.
    """

    rec: int
    id: bytes
    type: str
    scope: str
    is_new: bool
    spelt: bytes | None = None
    shadow: Shadow | None = None
    built: dict[str, FieldGroup] = field(default_factory=dict)
    changed: bool = False
    touched: set[str] | None = field(default_factory=set)
    _groups: Groups = field(default_factory=dict)

    @property
    def groups(self) -> Groups:
        """Return, for each group, its heads, the shown one first.

        A head is entry number, plain value, and 1 if the personal part was erased.
        """
        if self.spelt is not None:
            self._groups, self.spelt = orjson.loads(self.spelt), None
        return self._groups

    @property
    def body(self) -> bytes:
        """Return what is written of its groups."""
        return canonical_bytes(self._groups) if self.spelt is None else self.spelt

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is known of it any more."""
        return self.spelt is None and not self._groups

    def begin_anew(self) -> None:
        """Forget what is known of it, before all its entries are folded again."""
        self.change()
        self.spelt, self._groups = None, {}
        self.built.clear()

    def change(self, group: str | None = None) -> None:
        """Note that a group is changed, or with None that anything may be."""
        self.changed, self.shadow = True, None
        if group is None:
            self.touched = None
        elif self.touched is not None:
            self.touched.add(group)

    @property
    def is_whole(self) -> bool:
        """Return whether all that is derived from it is to be written, not some parts only."""
        return self.is_new or self.touched is None or self.shadow is not None

    def settle_in(self, home: str) -> None:
        """Note the home that its entries give it."""
        if home != self.scope:
            self.scope = home
            self.change()


def head_of(entry: int, effect: Effect) -> list[Any]:
    """Return a change as a head of its group."""
    return [entry, effect.plain, 1] if effect.erased else [entry, effect.plain]


def home_of(groups: Mapping[str, list[list[Any]]]) -> str | None:
    """Return the home that a record was last moved to, None when it never was.

    The home of a record that was not moved is the lowest scope of its entries: two
    offices that made it apart agree in any order of arrival.
    """
    moves = [
        (heads[0][VALUE]["effective"], group, heads[0][VALUE]["home"])
        for group, heads in groups.items()
        if group.startswith(TRANSFERS) and heads and heads[0][VALUE]
    ]
    return str(max(moves)[2]) if moves else None


def homes_of(kept: Kept) -> frozenset[str]:
    """Return every home that a record has or had: entries of each of them are about it."""
    moves = [
        head[VALUE]
        for group, heads in kept.groups.items()
        if group.startswith(TRANSFERS)
        for head in heads
        if head[VALUE]
    ]
    named = (str(move[name]) for move in moves for name in ("home", "former_home"))
    return frozenset((kept.scope, *named))


class Projector:
    """Folds entries into the records table, a block at a time.

    Args:
        connection: Within a transaction of the caller.
        records: Every type of record.
        entries: The entries that are held beside; those of the journal without them.
        numbered: Gives the row number of a new record, where another than the next is wanted.
        defers: Derive the rows of a record only when they are written: nobody asks what
            is pending while whole runs of entries are folded.
    """

    def __init__(
        self,
        connection: Connection,
        records: Mapping[str, type[Record]],
        entries: EntryRows | None = None,
        *,
        numbered: Callable[[bytes], int] | None = None,
        defers: bool = False,
    ) -> None:
        self._connection = connection
        self._entries = entries or EntryRows(connection)
        self._numbered = numbered
        self._records = records
        self._defers = defers
        self._kept: dict[bytes, Kept] = {}
        self._absent: set[bytes] = set()
        self._highest: bytes | None = None
        self._history: dict[tuple[int, int], None] = {}
        self._refolded: set[int] | None = None
        self._awaits: bool | None = None
        self._shadows = ShadowRows(connection)
        self.pending = Pending()
        self._next_rec: int | None = None

    def fetch(self, record: bytes) -> Kept | None:
        """Return the record as it stands, None when it is not held."""
        kept = self._kept.get(record)
        if kept is not None or record in self._absent or record > self._highest_id():
            return kept
        row = self._connection.one(_RECORD, (record,))
        if row is None:
            self._absent.add(record)
            return None
        return self._keep(*row)

    def _keep(self, rec: int, identity: bytes, kind: str, scope: str, body: bytes) -> Kept:
        kept = Kept(rec, identity, kind, scope, is_new=False, spelt=body)
        self._kept[identity] = kept
        return kept

    def _highest_id(self) -> bytes:
        """Return the highest identity that is kept; identities made here rise beyond it."""
        if self._highest is None:
            found = self._connection.value("SELECT max(id) FROM records")
            self._highest = b"" if found is None else bytes(found)
        return self._highest

    def view(self, kept: Kept) -> Record:
        """Return the record as the rules see it."""
        return self._record_of(kept)

    def heads(self, kept: Kept, group: str) -> tuple[bytes, ...]:
        """Return the hashes of the heads of one group."""
        return tuple(self._entries.hash_of(head[ENTRY]) for head in kept.groups.get(group, ()))

    def look_ahead(self, records: set[bytes]) -> None:
        """Fetch at once the records that many entries are about."""
        wanted = {one for one in records if one not in self._kept and one not in self._absent}
        if not wanted:
            return
        asked = orjson.dumps([one.hex() for one in wanted]).decode()
        for row in self._connection.execute(_RECORDS, (asked,)):
            self._keep(*row)
        self._absent |= wanted - self._kept.keys()

    def apply(
        self,
        entry: int,
        entry_hash: bytes,
        scope: str,
        effects: Iterable[Effect],
    ) -> Iterable[Kept]:
        """Fold one entry that has just been written to the journal, or is held for it.

        Args:
            entry: Its number.
            entry_hash: Its hash.
            scope: Its home.
            effects: What it changes.

        Returns:
            The records that it changed.
        """
        self._entries.note(entry, entry_hash)
        touched: dict[bytes, Kept] = {}
        for effect in effects:
            kept = touched.get(effect.record)
            if kept is None:
                kept = self.fetch(effect.record) or self._new(effect, scope)
                touched[effect.record] = kept
            self._fold(kept, entry, entry_hash, effect)
        for kept in touched.values():
            kept.settle_in(home_of(kept.groups) or min(kept.scope, scope))
            self._history[kept.rec, entry] = None
            if not self._defers:
                self.pending.add(kept.id, kept.type, self.shadow_of(kept))
        return touched.values()

    def begin(
        self, entry: int, entry_hash: bytes, record: bytes, scope: str, beginning: Beginning
    ) -> Kept:
        """Take a record, which is not held, as one entry makes it; as `apply` would, folded."""
        self._entries.note(entry, entry_hash)
        number = self._number(record)
        kept = Kept(number, record, beginning.type, scope, is_new=True, spelt=beginning.body(entry))
        kept.changed, kept.shadow = True, beginning.shadow
        self._kept[record] = kept
        self._history[number, entry] = None
        return kept

    def shadow_of(self, kept: Kept) -> Shadow:
        """Return what is derived from a record as it stands."""
        if kept.shadow is None:
            # A record that proves unreadable, which the caller is told once, has no rows.
            kept.shadow = EMPTY
            if not kept.is_empty:
                kept.shadow = self._record_of(kept).shadow()
        return kept.shadow

    def _step(self, kept: Kept) -> Changed:
        """Return what is written of a record: the whole, or the parts that were touched."""
        if kept.is_whole or kept.is_empty:
            return Changed(kept.rec, kept.type, self.shadow_of(kept), kept.is_new)
        division = self._records[kept.type].shadow_division
        parts = division.touched_by(map(slot_name, kept.touched or ()))
        shadow = self._record_of(kept).shadow_of(parts)
        return Changed(kept.rec, kept.type, shadow, kept.is_new, parts)

    def forget_personal(
        self, record: bytes, group: str, entry: int, value: dict[str, Any] | None
    ) -> None:
        """Show a head without the personal part that was removed by law."""
        kept = self.fetch(record)
        if kept is None:
            return
        kept.change(group)
        kept.groups[group] = [
            [entry, value, 1] if head[ENTRY] == entry else head for head in kept.groups[group]
        ]
        kept.built.pop(group, None)

    def refold(
        self, record: bytes, entries: Iterable[tuple[int, bytes, str, Iterable[Effect]]]
    ) -> None:
        """Fold a record again from all its entries; what is held must be written before.

        Args:
            record: Its identity.
            entries: Number, hash, scope and changes of each, in order of arrival.
        """
        kept = self.fetch(record)
        if kept is None:
            return
        self._connection.execute("DELETE FROM conflicts WHERE rec = ?", (kept.rec,))
        self._connection.execute("DELETE FROM awaited WHERE record = ?", (record,))
        kept.begin_anew()
        scopes = set()
        self._refolded = set()
        for entry, entry_hash, scope, effects in entries:
            self._entries.note(entry, entry_hash)
            for effect in effects:
                if effect.record == record:
                    scopes.add(scope)
                    self._fold(kept, entry, entry_hash, effect)
            self._refolded.add(entry)
        self._refolded = None
        kept.scope = home_of(kept.groups) or min(scopes, default=kept.scope)

    def flush(self) -> None:
        """Write every changed record and its derived rows."""
        changed = [(k, k.body) for k in self._kept.values() if k.changed]
        new = [kept for kept, _ in changed if kept.is_new]
        self._connection.executemany(
            "INSERT INTO records(rec, id, type, scope, body) VALUES(?, ?, ?, ?, ?)",
            [
                (k.rec, bytearray(k.id), k.type, k.scope, bytearray(body))
                for k, body in changed
                if k.is_new
            ],
        )
        if new and self._highest is not None:
            self._highest = max(self._highest, *(kept.id for kept in new))
        self._connection.executemany(
            "UPDATE records SET scope = ?, body = ? WHERE rec = ?",
            [(k.scope, bytearray(body), k.rec) for k, body in changed if not k.is_new],
        )
        self._connection.executemany("INSERT INTO history(rec, entry) VALUES(?, ?)", self._history)
        emptied = [kept for kept, _ in changed if kept.is_empty]
        self._shadows.write(self._step(kept) for kept, _ in changed)
        self._forget_emptied(emptied)
        self._let_go()

    def _forget_emptied(self, emptied: list[Kept]) -> None:
        """Take away records all of whose entries were withheld after they had been folded."""
        for kept in emptied:
            for sql in _FORGET:
                self._connection.execute(sql, (kept.rec,))

    def forget(self) -> None:
        """Drop everything that is remembered, when the transaction ends."""
        self._highest = None
        self._let_go()

    def _let_go(self) -> None:
        self._kept.clear()
        self._absent.clear()
        self._entries.let_go()
        self._history.clear()
        self._awaits = None
        self.pending.clear()
        self._next_rec = None

    def _new(self, effect: Effect, scope: str) -> Kept:
        kept = Kept(self._number(effect.record), effect.record, effect.type, scope, is_new=True)
        self._kept[effect.record] = kept
        return kept

    def _number(self, record: bytes) -> int:
        if self._numbered is not None:
            return self._numbered(record)
        if self._next_rec is None:
            self._next_rec = 1 + int(
                self._connection.value("SELECT coalesce(max(rec), 0) FROM records")
            )
        number = self._next_rec
        self._next_rec += 1
        return number

    def _fold(self, kept: Kept, entry: int, entry_hash: bytes, effect: Effect) -> None:
        kept.change(effect.group)
        heads = kept.groups.get(effect.group, [])
        if kept.is_new and not heads and not effect.parents:
            # Nothing was before it, and nothing that arrived earlier can have replaced it.
            kept.groups[effect.group] = [head_of(entry, effect)]
            if effect.built is not None:
                kept.built[effect.group] = effect.built
            return
        replaced = set(map(self._entries.number_of, effect.parents)) if heads else ()
        remaining = [head for head in heads if head[ENTRY] not in replaced]
        self._remember_absent_parents(kept, entry, effect, len(heads) - len(remaining))
        if not self._is_replaced_already(kept, entry_hash, effect.group):
            remaining.append(head_of(entry, effect))
        self._settle(kept, entry, effect, remaining)

    def _settle(self, kept: Kept, entry: int, effect: Effect, heads: list[list[Any]]) -> None:
        group = effect.group
        if len(heads) > 1:
            heads.sort(key=lambda head: self._entries.order_of(head[ENTRY]), reverse=True)
            self._connection.execute(
                "INSERT OR IGNORE INTO conflicts(rec, grp) VALUES(?, ?)", (kept.rec, group)
            )
        elif len(kept.groups.get(group, ())) > 1:
            self._connection.execute(
                "DELETE FROM conflicts WHERE rec = ? AND grp = ?", (kept.rec, group)
            )
        kept.groups[group] = heads
        # What arrives after it was replaced is not what is shown.
        if effect.built is not None and [head[ENTRY] for head in heads] == [entry]:
            kept.built[group] = effect.built
        else:
            kept.built.pop(group, None)

    def _remember_absent_parents(self, kept: Kept, entry: int, effect: Effect, found: int) -> None:
        if found == len(effect.parents):
            return
        for parent in effect.parents:
            if not self._is_folded(kept.rec, parent):
                self._awaits = True
                self._connection.execute(
                    "INSERT OR IGNORE INTO awaited(parent, record, grp, entry) VALUES(?, ?, ?, ?)",
                    (parent, kept.id, effect.group, entry),
                )

    def _is_replaced_already(self, kept: Kept, entry_hash: bytes, group: str) -> bool:
        if kept.is_new and not kept.groups.get(group):
            return False
        if self._awaits is None:
            self._awaits = self._connection.one("SELECT 1 FROM awaited LIMIT 1") is not None
        if not self._awaits:
            return False
        name = (entry_hash, kept.id, group)
        found = self._connection.one(
            "SELECT 1 FROM awaited WHERE parent = ? AND record = ? AND grp = ?", name
        )
        if found is None:
            return False
        self._connection.execute(
            "DELETE FROM awaited WHERE parent = ? AND record = ? AND grp = ?", name
        )
        return True

    def _is_folded(self, rec: int, parent: bytes) -> bool:
        """Return whether an entry that a change replaces was folded into the record before."""
        entry = self._entries.number_of(parent)
        if entry is None:
            return False
        if self._refolded is not None:
            return entry in self._refolded
        return (rec, entry) in self._history or (
            self._connection.one("SELECT 1 FROM history WHERE rec = ? AND entry = ?", (rec, entry))
            is not None
        )

    def _record_of(self, kept: Kept) -> Record:
        return record_of(self._records[kept.type], kept.id, kept.scope, kept.groups, kept.built)


def record_of(
    kind: type[Record],
    identity: bytes,
    scope: str,
    groups: Mapping[str, list[list[Any]]],
    built: Mapping[str, FieldGroup] | None = None,
) -> Record:
    """Return a record as the rules see it.

    Args:
        kind: Its type.
        identity: Its 16 bytes.
        scope: Its home.
        groups: As in `Kept`.
        built: Values of groups that were built before.
    """
    state: dict[str, Any] = {}
    conflicts: list[str] = []
    erased: list[str] = []
    for group, heads in groups.items():
        if not heads:
            continue
        shown = heads[0]
        if shown[VALUE] is not None:
            state[group] = (built and built.get(group)) or shown[VALUE]
        if len(heads) > 1:
            conflicts.append(group)
        if len(shown) > ERASED:
            erased.append(group)
    return kind(RecordId.from_bytes(identity), scope, state, conflicts=conflicts, erased=erased)
