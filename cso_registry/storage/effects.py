"""Reads a stored entry as the changes that the fold wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.domain.catalogue import ACTS
from cso_registry.journal.entry import Entry, EntryChange, personal_hash
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.projector import Effect

if TYPE_CHECKING:
    from cso_registry.domain.act import Act

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What reading the changes of an entry raises that no program of ours has written."""
Parts = Mapping[int, tuple[bytes, bytes]]
"""Salt and body of the personal parts of an entry, by position of the change."""


def is_readable(entry: Entry, acts: Mapping[str, type[Act]] = ACTS) -> bool:
    """Return whether this program knows the kind and version of an entry."""
    known = acts.get(entry.kind)
    return known is not None and entry.version <= known.version


def effects_of(
    entry: Entry, parts: Parts, acts: Mapping[str, type[Act]] = ACTS
) -> tuple[Effect, ...]:
    """Return the changes of `entry`, an older version read as the present one.

    Raises:
        InputError: `entry.personal_part_wrong`, when a personal part is not the one
            whose hash stands in the entry.
    """
    changes = entry.changes
    values = [_value(position, change, parts) for position, change in enumerate(changes)]
    known = acts[entry.kind]
    for version in range(entry.version, known.version):
        values = known.upgrades[version](values)
    raw = {kept.record: RecordId(kept.record).to_bytes() for kept in entry.records}
    return tuple(
        Effect(
            change.type,
            raw[change.record],
            change.group,
            tuple(map(bytes.fromhex, change.parents)),
            value,
            None,
            change.personal is not None and position not in parts,
        )
        for position, (change, value) in enumerate(zip(changes, values, strict=True))
    )


def _value(position: int, change: EntryChange, parts: Parts) -> dict[str, Any] | None:
    if change.value is None or change.personal is None or position not in parts:
        return change.value
    return {**change.value, **orjson.loads(parts[position][1])}


def check_parts(entry: Entry, parts: Parts) -> int:
    """Check the personal parts of an entry against their hashes; return how many are gone.

    Raises:
        InputError: `entry.personal_part_wrong`.
    """
    if parts.keys() - range(len(entry.changes)):
        raise InputError("entry.personal_part_wrong", change=max(parts))
    gone = 0
    for position, change in enumerate(entry.changes):
        held = parts.get(position)
        if change.personal is None:
            if held is not None:
                raise InputError("entry.personal_part_wrong", change=position)
        elif held is None:
            gone += 1
        elif personal_hash(*held) != change.personal:
            raise InputError("entry.personal_part_wrong", change=position)
    return gone
