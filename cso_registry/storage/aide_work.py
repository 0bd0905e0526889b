"""What an aide does: proves entries and derives the rows of records, by value."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.errors import InputError
from cso_registry.storage.aide import DERIVE, PROVE
from cso_registry.storage.effects import UNREADABLE, check_parts, effects_of, is_readable
from cso_registry.storage.lawful import formed
from cso_registry.storage.projector import record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cso_registry.storage.effects import Parts

Derived = tuple[Any, ...]
"""A shadow as plain values."""


def answered(task: str, questions: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Return what an aide answers."""
    answer = _TASKS[task]
    return [answer(*one) for one in questions]


def is_sound(body: bytes, parts: Parts) -> bool:
    """Return whether an entry is one that this program can fold, with the parts beside it.

    True says that reading it, checking its parts and building its changes would find
    nothing; what is wrong with any other is for those to say who refuse it.
    """
    try:
        entry = read_entry(body)
        check_parts(entry, parts)
        if not is_readable(entry):
            return False
        fault, _ = formed(ACTS[entry.kind], effects_of(entry, parts), RECORDS)
    except (InputError, *UNREADABLE):
        return False
    return fault is None


def _derived(kind: str, identity: bytes, scope: str, groups: bytes) -> Derived | None:
    """Return what is derived from a record, None when it cannot be read."""
    try:
        made = record_of(RECORDS[kind], identity, scope, orjson.loads(groups)).shadow()
    except UNREADABLE:
        return None
    return (
        made.listing,
        made.search,
        made.identifiers,
        tuple((use.number, use.series, use.counter, use.state) for use in made.numbers),
        made.tally,
        tuple((due.day, due.what, due.item) for due in made.dues),
        None if made.assigned is None else str(made.assigned),
        tuple(astuple(one) for one in made.figures),
    )


_TASKS: Mapping[str, Callable[..., Any]] = {PROVE: is_sound, DERIVE: _derived}
