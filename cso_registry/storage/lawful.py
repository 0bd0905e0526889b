"""Whether an entry from elsewhere counts: its office's place in the roster, its officer's right.

Rights are judged at the heads that the entry itself names, never by what is known
today: an officer who left later was an officer then. What cannot be judged yet is
withheld, and judged again when more has come; nothing is thrown away.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from pydantic import ValidationError

from cso_registry.domain.offices.records import Delegation, Departure, HeldRight, Officer
from cso_registry.domain.permission import FOUNDING
from cso_registry.domain.record import ITEM_MARK, TRANSFERS, Items, erased_form, slot_name
from cso_registry.domain.roles import Role, covers
from cso_registry.journal.entry import GENESIS, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.projector import Effect, homes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import FieldGroup, Record
    from cso_registry.journal.entry import Entry, EntryChange
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.entry_rows import EntryRows
    from cso_registry.storage.projector import Kept

_RIGHTS = f"{Officer.rights.name}{ITEM_MARK}"
_DELEGATIONS = f"{Officer.delegations.name}{ITEM_MARK}"
_DEPARTURES = f"{Officer.departures.name}{ITEM_MARK}"
_DAY = 10
_ADMINISTRATION = frozenset({Role.ADMINISTRATOR, Role.HEAD})
_GUARDS = {
    _RIGHTS: frozenset({Role.ADMINISTRATOR}),
    _DEPARTURES: frozenset({Role.ADMINISTRATOR}),
    _DELEGATIONS: _ADMINISTRATION,
}
"""Who may say who may do what."""
_BEYOND = "bundle.outside_jurisdiction"
_NOT_HELD = "exchange.right_not_held"
_NEVER = "9" * 20
"""After every logical time."""
_FEWEST_VALUES = 2
_GUARDED_TYPES = frozenset({"office", "word_list", "policy_book", "holiday_book"})


class Claim(NamedTuple):
    """Who says when that they may do what: all of an entry that a verdict is made of.

    Attributes:
        rights: Hashes of the entries that gave the rights it names.
        roles: Who may do an act that changes what it changes.
        homes: Every other home that a move in it names.
    """

    replica: str
    scope: str
    seq: int
    hash: str
    kind: str
    officer: str
    acting_for: str | None
    order_number: str | None
    rights: tuple[str, ...]
    time: str
    wall: str
    roles: frozenset[Role]
    homes: tuple[str, ...]

    @property
    def day(self) -> date:
        """Return the day on which its writer's clock stood."""
        return date.fromisoformat(self.wall[:_DAY])

    @property
    def grounds(self) -> tuple[Any, ...]:
        """Return what the verdict is made of, besides when within the day it was written."""
        who = (self.replica, self.scope, self.kind == FOUNDING, self.wall[:_DAY])
        return (*who, *self[_OFFICER:_TIME], self.roles, self.homes)


_OFFICER, _TIME = Claim._fields.index("officer"), Claim._fields.index("time")


def claim_of(declared: type[Act], entry: Entry, entry_hash: str) -> Claim:
    """Return what an entry of a known kind claims."""
    return Claim(
        entry.replica,
        entry.scope,
        entry.seq,
        entry_hash,
        entry.kind,
        entry.officer,
        entry.acting_for,
        entry.order_number,
        entry.rights,
        entry.time,
        entry.wall,
        _roles_for(declared, entry),
        tuple(sorted(_homes_named(entry) - {entry.scope})),
    )


class Judge:
    """Judges entries against the journal and the roster.

    Args:
        connection: Within a transaction of the caller.
        roster_fault: Says why an entry (replica, scope, number, hash) does not count by
            the roster; None when it does.
        entries: Those that are held beside the journal.
    """

    def __init__(
        self,
        connection: Connection,
        roster_fault: Callable[[str, str, int, str], str | None],
        entries: EntryRows,
    ) -> None:
        self._connection = connection
        self._roster_fault = roster_fault
        self._entries = entries
        self._read: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._verdicts: dict[tuple[Any, ...], str | None] = {}
        self._losses: dict[tuple[str, str], str] = {}
        self._histories: dict[str, list[int]] = {}
        self._withheld: dict[int, bool] = {}

    def fault_of(self, claim: Claim) -> str | None:
        """Return why an entry of a known kind does not count, None when it does."""
        fault = self._roster_fault(claim.replica, claim.scope, claim.seq, claim.hash)
        if fault is not None:
            return fault
        if claim.kind == FOUNDING:
            return None if claim.seq == 1 else "exchange.second_founding"
        officer = claim.acting_for or claim.officer
        if claim.time > self._first_loss(officer, claim.replica):
            return self._verdict(claim, officer)
        # Whoever works on does so day after day by the same rights.
        grounds = claim.grounds
        if grounds not in self._verdicts:
            verdict = self._verdict(claim, officer)
            if verdict == _NOT_HELD:
                return verdict
            self._verdicts[grounds] = verdict
        return self._verdicts[grounds]

    def _first_loss(self, officer: str, replica: str) -> str:
        """Return when a replica first wrote what may take a right from an officer."""
        known = self._losses.get((officer, replica))
        if known is None:
            losses = (
                said.time
                for said in self._history(officer)
                if said.replica == replica and _may_take_rights(said)
            )
            known = self._losses[officer, replica] = min(losses, default=_NEVER)
        return known

    def _verdict(self, claim: Claim, officer: str) -> str | None:
        day = claim.day
        if claim.acting_for is not None and not self._is_delegated(claim, day):
            return "exchange.no_delegation"
        if self._has_left(officer, claim, day):
            return "exchange.no_right"
        for scope in claim.homes:
            # Whoever moves a record must be responsible for both homes, by the roster too.
            if self._roster_fault(claim.replica, scope, 0, GENESIS) == _BEYOND:
                return _BEYOND
            fault = self._fault_of_right(claim, officer, day, scope)
            if fault is not None:
                return fault
        return self._fault_of_right(claim, officer, day, claim.scope)

    def _fault_of_right(self, claim: Claim, officer: str, day: date, scope: str) -> str | None:
        fault: str | None = "exchange.no_right"
        for named in claim.rights:
            granting = self._entry(named)
            if granting is None:
                fault = _NOT_HELD
                continue
            number, said = granting
            if self._is_withheld(number):
                continue
            for change in _changes(said, officer, _RIGHTS):
                right = _read(HeldRight, change.value)
                if (
                    right is not None
                    and right.role in claim.roles
                    and covers(right.jurisdiction, scope)
                    and (right.starts is None or right.starts <= day)
                    and (right.ends is None or day <= right.ends)
                    and not self._was_replaced(officer, change.group, named, claim)
                ):
                    return None
        return fault

    def _was_replaced(self, officer: str, group: str, head: str, claim: Claim) -> bool:
        """Return whether the writer of an entry had itself replaced a right it names."""
        return any(
            said.replica == claim.replica
            and said.time < claim.time
            and any(head in change.parents for change in said.changes if change.group == group)
            for said in self._history(officer)
        )

    def _has_left(self, officer: str, claim: Claim, day: date) -> bool:
        return any(
            (left := _read(Departure, change.value)) is not None and left.left <= day
            for said in self._history(officer)
            if said.replica == claim.replica and said.time < claim.time
            for change in _changes(said, officer, _DEPARTURES)
        )

    def _is_delegated(self, claim: Claim, day: date) -> bool:
        principal = claim.acting_for or ""
        return any(
            (order := _read(Delegation, change.value)) is not None
            and order.to == claim.officer
            and order.starts <= day <= order.ends
            and order.order_number == claim.order_number
            for said in self._history(principal)
            for change in _changes(said, principal, _DELEGATIONS)
        )

    def forget_histories(self) -> None:
        """Ask anew which entries are folded into the records of officers, and which are not."""
        self._histories.clear()
        self._withheld.clear()
        self._verdicts.clear()
        self._losses.clear()

    def _history(self, record: str) -> Iterator[Entry]:
        numbers = self._histories.get(record)
        if numbers is None:
            numbers = self._histories[record] = self._connection.column(
                "SELECT h.entry FROM records r JOIN history h USING(rec) WHERE r.id = ?"
                " ORDER BY h.entry",
                (RecordId(record).to_bytes(),),
            )
        return map(self._entry_at, numbers)

    def _entry(self, named: str) -> tuple[int, Entry] | None:
        number = self._numbers.get(named)
        if number is None:
            number = self._entries.number_of(bytes.fromhex(named))
            if number is None:
                return None
            self._numbers[named] = number
        return number, self._entry_at(number)

    def _entry_at(self, number: int) -> Entry:
        """Return an entry that gives or takes rights; the same few are asked for all others."""
        known = self._read.get(number)
        if known is None:
            known = self._read[number] = read_entry(self._entries.body_of(number))
        return known

    def _is_withheld(self, entry: int) -> bool:
        known = self._withheld.get(entry)
        if known is None:
            found = self._connection.one("SELECT 1 FROM withheld WHERE entry = ?", (entry,))
            known = self._withheld[entry] = found is not None
        return known


def _roles_for(declared: type[Act], entry: Entry) -> frozenset[Role]:
    """Return who may do an act that changes what this entry changes.

    The kind alone does not say it: another program than ours can write any change under
    any kind, and nobody gives rights to themselves.
    """
    guards = [guard for change in entry.changes if (guard := _guard_of(change)) is not None]
    if guards and declared.changes_any_record:
        return frozenset.intersection(*guards)
    return declared.roles.intersection(*guards)


def _guard_of(change: EntryChange) -> frozenset[Role] | None:
    if change.type == Officer.type:
        return next((few for start, few in _GUARDS.items() if change.group.startswith(start)), None)
    return _ADMINISTRATION if change.type in _GUARDED_TYPES else None


def formed(
    declared: type[Act], effects: Iterable[Effect], records: Mapping[str, type[Record]]
) -> tuple[str | None, tuple[Effect, ...]]:
    """Return why the changes of an entry cannot be folded, None when they can, and them built.

    A signature proves who wrote an entry, not that a program of ours did.
    """
    made = []
    for effect in effects:
        fault, built = _formed(declared, effect, records)
        if fault is not None:
            return fault, ()
        kind, record, group, parents, plain, _, erased = effect
        made.append(Effect(kind, record, group, parents, plain, built, erased))
    return None, tuple(made)


def _formed(
    declared: type[Act], effect: Effect, records: Mapping[str, type[Record]]
) -> tuple[str | None, FieldGroup | None]:
    kept = records.get(effect.type)
    slot = None if kept is None else kept.slots.get(slot_name(effect.group))
    if slot is None or isinstance(slot, Items) != (ITEM_MARK in effect.group):
        return "exchange.malformed", None
    if not _is_declared(declared, effect, is_legal=slot.legal):
        return "exchange.outside_act", None
    may_repeat = declared.changes_legal_groups and effect.plain is not None
    if slot.legal and not may_repeat and (effect.parents or effect.plain is None):
        return "exchange.legal_act_changed", None
    if effect.plain is None:
        return (None if isinstance(slot, Items) else "exchange.malformed"), None
    model: Any = slot.model
    built = _read(erased_form(model) if effect.erased else model, effect.plain)
    return (None if built is not None else "exchange.malformed"), built


def _is_declared(declared: type[Act], effect: Effect, *, is_legal: bool) -> bool:
    """Return whether an act may change a group; what chooses a value needs several."""
    if declared.changes_any_record and (is_legal or len(effect.parents) < _FEWEST_VALUES):
        return False
    return declared.may_write(effect.type, effect.group)


def fault_of_place(
    declared: type[Act],
    scope: str,
    effects: Iterable[Effect],
    fetch: Callable[[bytes], Kept | None],
) -> str | None:
    """Return why an entry of this scope cannot change its records, None when it can.

    A record is changed where it has its home, or where it is moved to; only an act that
    makes such a record begins one.
    """
    by_record: dict[bytes, list[Effect]] = {}
    for effect in effects:
        by_record.setdefault(effect.record, []).append(effect)
    for record, changes in by_record.items():
        fault = _fault_at_record(declared, scope, changes, fetch(record))
        if fault is not None:
            return fault
    return None


def _fault_at_record(
    declared: type[Act], scope: str, changes: Sequence[Effect], kept: Kept | None
) -> str | None:
    moved_from = {
        home
        for effect in changes
        if effect.group.startswith(TRANSFERS) and (home := _left_for(effect, scope)) is not None
    }
    if declared.changes_legal_groups and not moved_from and not _is_farewell(changes):
        # What was recorded as a legal act is written again only where a record arrives.
        return "exchange.outside_act"
    if kept is None or not kept.groups:
        begins = declared.may_make(changes[0].type)
        if declared.changes_legal_groups:
            begins = bool(moved_from)
        return None if begins else "exchange.record_not_held"
    if any(effect.type != kept.type for effect in changes):
        return "exchange.malformed"
    if scope == kept.scope:
        return None
    homes = homes_of(kept)
    return None if scope in homes or moved_from & homes else "exchange.outside_home"


def _left_for(effect: Effect, scope: str) -> str | None:
    """Return the home that a record leaves for `scope` by this move, if it does."""
    said = effect.plain or {}
    is_move = said.get("home") == scope
    return said.get("former_home") if is_move and said.get("former_home") != scope else None


def _is_farewell(changes: Sequence[Effect]) -> bool:
    """Return whether nothing but its leaving is written of a record, as its old home does."""
    return all(one.group.startswith(TRANSFERS) and not one.parents for one in changes)


def _may_take_rights(said: Entry) -> bool:
    return any(
        change.group.startswith(_DEPARTURES)
        or (change.parents and change.group.startswith(_RIGHTS))
        for change in said.changes
    )


def _homes_named(entry: Entry) -> set[str]:
    """Return every home that a move in this entry names."""
    moves = (one.value or {} for one in entry.changes if one.group.startswith(TRANSFERS))
    named = {str(move.get(name)) for move in moves for name in ("home", "former_home")}
    return named | {entry.scope}


def _changes(said: Entry, record: str, start: str) -> Iterator[EntryChange]:
    for change in said.changes:
        if change.record == record and change.group.startswith(start):
            yield change


def _read(model: Any, value: Mapping[str, Any] | None) -> Any:
    if value is None:
        return None
    try:
        return model.model_validate_json(orjson.dumps(value))
    except ValidationError:
        return None
