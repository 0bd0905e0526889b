"""Writes the entries of one decided act: one for each scope it touches.

An act over many records (an undone import, a hand-over) writes one entry for each
record instead, so that every entry stays small and is folded by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cso_registry.domain.record import is_erased
from cso_registry.journal.chain import Link
from cso_registry.journal.entry import FORM, SALT_BYTES, PersonalPart, entry_hash, split
from cso_registry.kernel.canonical import canonical_bytes

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.journal.moment import Moment

Randomness = Callable[[int], bytes]


Seen = tuple[tuple[str, str, int], ...]
"""Streams of other replicas, (replica, scope, number of the last entry that came)."""


def nothing_seen(_scope: str) -> Seen:
    """Say that nothing has come from elsewhere."""
    return ()


class Placed(NamedTuple):
    """A change with its home and the heads that it replaces."""

    change: Change
    scope: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands in every entry of one act, whoever's record it touches."""

    replica: str
    moment: Moment
    rights: tuple[str, ...]
    relied: tuple[tuple[str, str, tuple[str, ...]], ...]
    batch: str | None


class Folded(NamedTuple):
    """A change as the fold wants it: its whole value, and the model it was made from."""

    change: Change
    parents: tuple[str, ...]
    plain: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """One entry, ready to be written."""

    scope: str
    seq: int
    hash: str
    body: bytes
    personal: tuple[PersonalPart, ...]
    changes: tuple[Folded, ...]
    seen: Seen = ()


def compose(
    act: Act,
    facts: Facts,
    placed: Sequence[Placed],
    signature: Signature,
    *,
    link: Callable[[str], Link],
    random: Randomness,
    seen: Callable[[str], Seen] = nothing_seen,
) -> tuple[Drafted, ...]:
    """Return the entries of `act` in the order in which they continue their streams.

    Args:
        act: What was decided.
        facts: What it was decided on.
        placed: Its changes, each with its home and the heads that it replaces.
        signature: What stands in every entry.
        link: Gives where the stream of a scope stands.
        random: Draws the salts of personal parts.
        seen: Gives what came from other replicas since the last entry of the stream of a
            scope.
    """
    head = _head(act, facts, signature)
    parts: dict[tuple[str, str], list[Placed]] = {}
    for one in placed:
        apart = one.change.record if act.entry_per_record else ""
        parts.setdefault((one.scope, apart), []).append(one)
    links: dict[str, Link] = {}
    drafted: list[Drafted] = []
    for (scope, _), part in parts.items():
        come = seen(scope) if scope not in links else ()
        here = {**head, "seen": come} if come else head
        draft = _draft(here, scope, part, links.get(scope) or link(scope), random)
        links[scope] = Link(draft.seq, draft.hash)
        drafted.append(draft)
    return tuple(drafted)


def _head(act: Act, facts: Facts, signature: Signature) -> dict[str, Any]:
    actor = facts.actor
    said = {
        "form": FORM,
        "replica": signature.replica,
        "act": facts.act_id,
        "kind": act.kind,
        "version": act.version,
        "officer": actor.officer,
        "acting_for": actor.acting_for,
        "order_number": actor.order_number,
        "rights": signature.rights,
        "reason": act.reason,
        "time": str(signature.moment.time),
        "wall": signature.moment.wall,
        "batch": signature.batch,
        "basis": {
            "vocabulary": facts.setting.vocabulary.version,
            "policies": facts.setting.policies.content_version,
        },
        "relied": signature.relied,
    }
    return _said(said)


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: an absent field reads as empty."""
    return {name: value for name, value in fields.items() if value is not None and value != ()}


def _draft(
    head: Mapping[str, Any],
    scope: str,
    placed: Sequence[Placed],
    link: Link,
    random: Randomness,
) -> Drafted:
    records: dict[str, dict[str, Any]] = {}
    for one in placed:
        name = one.change.record
        records.setdefault(name, {"type": one.change.record_type, "record": name, "groups": []})
    personal: list[PersonalPart] = []
    folded: list[Folded] = []
    if len(records) > 1:
        places = {name: place for place, name in enumerate(records)}
        placed = sorted(placed, key=lambda one: places[one.change.record])
    for position, one in enumerate(placed):
        parts = split(one.change)
        part, whole = None, parts.value
        if parts.personal:
            part = PersonalPart(position, random(SALT_BYTES), canonical_bytes(parts.personal))
            personal.append(part)
            whole = {**(whole or {}), **parts.personal}
        gone = random(SALT_BYTES).hex() * 2 if is_erased(one.change.value) else None
        records[one.change.record]["groups"].append(_group(one, parts.value, part, gone))
        folded.append(Folded(one.change, one.parents, whole))
    body = canonical_bytes(
        {
            **head,
            "scope": scope,
            "seq": link.seq + 1,
            "prev": link.hash,
            "records": list(records.values()),
        }
    )
    return Drafted(
        scope,
        link.seq + 1,
        entry_hash(body),
        body,
        tuple(personal),
        tuple(folded),
        head.get("seen", ()),
    )


def _group(
    one: Placed, value: dict[str, Any] | None, part: PersonalPart | None, gone: str | None
) -> dict[str, Any]:
    """Return a change as it stands in the entry.

    A value whose personal part was removed keeps the place of a part, which is of nothing:
    wherever it is read, it reads as one that was erased.
    """
    said: dict[str, Any] = {"group": one.change.group}
    if one.parents:
        said["parents"] = one.parents
    if value is not None:
        said["value"] = value
    if part is not None:
        said["personal"] = part.hash
    elif gone is not None:
        said["personal"] = gone
    return said
