"""What an arriving entry says, read and proved before anything of it is written.

It touches no table, so that it may be done in a process beside this one (`aide`).
"""

from __future__ import annotations

from dataclasses import astuple
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.domain.erasure import ERASURES
from cso_registry.domain.record import ITEM_MARK, TRANSFERS
from cso_registry.domain.roles import Role
from cso_registry.domain.shadow import Due, Figure, NumberUse, Shadow
from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.beginnings import Beginning, pieces_of
from cso_registry.storage.effects import UNREADABLE, check_parts, effects_of, is_readable
from cso_registry.storage.lawful import Claim, claim_of, formed
from cso_registry.storage.projector import Effect, head_of, record_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from cso_registry.journal.chain import Link
    from cso_registry.journal.compose import Seen
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.effects import Parts

MALFORMED = "exchange.malformed"
RIGHTS_TYPES = frozenset({"office", "officer"})
"""Types of record by which entries are judged."""
ERASING = f"{ERASURES}{ITEM_MARK}"
LOOKED_AT = (TRANSFERS, ERASING)
"""Begins the groups that move a record, or have something of it removed."""


class Coming(NamedTuple):
    """An entry that is well formed, and whose personal parts are its own.

    Attributes:
        claim: Who says that they may do what; None when this program cannot read it.
        records: What it is about.
        effects: What it changes.
        fault: Why what it changes cannot be folded, None when it can.
        unsent: Positions of the changes whose personal part is not here.
        beginning: The record that it makes, where that was spelt already; then what it
            changes is not told beside.
    """

    hash: str
    replica: str
    scope: str
    seq: int
    prev: str
    act: str
    kind: str
    officer: str
    time: str
    wall: str
    batch: str | None
    seen: Seen
    claim: Claim | None
    records: tuple[bytes, ...]
    effects: tuple[Effect, ...]
    fault: str | None
    unsent: tuple[int, ...]
    beginning: Beginning | None = None

    def follows(self, link: Link, replica: str, scope: str) -> bool:
        """Return whether it is the next entry of a stream."""
        is_next = self.seq == link.seq + 1 and self.prev == link.hash
        return is_next and self.replica == replica and self.scope == scope


def read_coming(
    body: bytes,
    parts: Parts,
    acts: Mapping[str, type[Act]] = ACTS,
    records: Mapping[str, type[Record]] = RECORDS,
) -> Coming:
    """Return what an entry says.

    Args:
        body: Its bytes.
        parts: The personal parts that came with it.
        acts: Every kind of act.
        records: Every type of record.

    Raises:
        InputError: `entry.malformed`; `entry.personal_part_wrong`.
    """
    said, said_hash = read_entry(body), entry_hash(body)
    check_parts(said, parts)
    claim: Claim | None = None
    fault: str | None = None
    effects: tuple[Effect, ...] = ()
    if is_readable(said, acts):
        claim = claim_of(acts[said.kind], said, said_hash)
        fault, effects = changes_of(said, parts, acts, records)
    return Coming(
        said_hash,
        said.replica,
        said.scope,
        said.seq,
        said.prev,
        said.act,
        said.kind,
        said.officer,
        said.time,
        said.wall,
        said.batch,
        said.seen,
        claim,
        tuple(RecordId(kept.record).to_bytes() for kept in said.records),
        effects,
        fault,
        tuple(
            at
            for at, change in enumerate(said.changes)
            if change.personal is not None and at not in parts
        ),
    )


def changes_of(
    said: Entry,
    parts: Parts,
    acts: Mapping[str, type[Act]] = ACTS,
    records: Mapping[str, type[Record]] = RECORDS,
) -> tuple[str | None, tuple[Effect, ...]]:
    """Return why the changes of an entry cannot be folded, None when they can, and them built."""
    try:
        effects = effects_of(said, parts, acts)
    except UNREADABLE:
        return MALFORMED, ()
    return formed(acts[said.kind], effects, records)


def spelt(coming: Coming, records: Mapping[str, type[Record]] = RECORDS) -> Coming:
    """Return an entry with the record that it makes, if it makes one alone and it can be read."""
    if coming.claim is None or coming.fault is not None:
        return coming
    try:
        beginning = _beginning_of(coming, records)
    except UNREADABLE:
        return coming
    return coming if beginning is None else coming._replace(effects=(), beginning=beginning)


def on_the_wire(coming: Coming) -> tuple[Any, ...] | None:
    """Return an entry as plain values.

    None for one that cannot be folded: why is found where it is told.
    """
    if coming.claim is None or coming.fault is not None:
        return None
    claim = (*coming.claim[:-2], tuple(map(str, coming.claim.roles)), coming.claim.homes)
    effects = tuple((*one[:5], None, one.erased) for one in coming.effects)
    begun = coming.beginning
    made = None if begun is None else (begun.type, begun.pieces, _plain(begun.shadow))
    return (*coming[:_SAID], claim, coming.records, coming.unsent, effects, made)


def off_the_wire(told: tuple[Any, ...]) -> Coming:
    """Return the entry that was told as plain values."""
    (*said, claim, records, unsent, effects, begun) = told
    (*claimed, roles, homes) = claim
    beginning = None
    if begun is not None:
        kind, pieces, shadow = begun
        beginning = Beginning(kind, pieces, _shadow(*shadow))
    claimed_by = Claim._make((*claimed, _roles(roles), homes))
    changes = tuple(map(Effect._make, effects))
    return Coming._make((*said, claimed_by, records, changes, None, unsent, beginning))


_SAID = Coming._fields.index("claim")


@cache
def _roles(names: tuple[str, ...]) -> frozenset[Role]:
    return frozenset(map(Role, names))


def _beginning_of(coming: Coming, records: Mapping[str, type[Record]]) -> Beginning | None:
    """Return the record that an entry makes alone, None for any other entry."""
    groups = {one.group: one for one in coming.effects}
    makes_one = len(coming.records) == 1 and groups and len(groups) == len(coming.effects)
    if not makes_one or any(map(_asks_for_more, coming.effects)):
        return None
    first = coming.effects[0]
    heads = {group: [head_of(0, one)] for group, one in groups.items()}
    built = {group: one.built for group, one in groups.items() if one.built is not None}
    made = record_of(records[first.type], first.record, coming.scope, heads, built)
    return Beginning(first.type, pieces_of(groups), made.shadow())


def _asks_for_more(effect: Effect) -> bool:
    """Return whether a change is looked at beyond its being folded."""
    is_looked_at = effect.type in RIGHTS_TYPES or effect.group.startswith(LOOKED_AT)
    return is_looked_at or bool(effect.parents)


def _plain(made: Shadow) -> tuple[Any, ...]:
    return (
        made.listing,
        made.search,
        made.identifiers,
        tuple(map(tuple, made.numbers)),
        made.tally,
        tuple(map(tuple, made.dues)),
        None if made.assigned is None else str(made.assigned),
        tuple(map(astuple, made.figures)),
        made.registered,
    )


def _shadow(*plain: Any) -> Shadow:
    """Return what `_plain` took apart."""
    listing, search, identifiers, numbers, tally, dues, assigned, figures, registered = plain
    return Shadow(
        listing=listing,
        search=search,
        identifiers=identifiers,
        numbers=tuple(map(NumberUse._make, numbers)),
        tally=tally,
        dues=tuple(map(Due._make, dues)),
        assigned=assigned,
        figures=tuple(Figure(*one) for one in figures),
        registered=registered,
    )
