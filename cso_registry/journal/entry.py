"""An entry of the journal: what one act changed in one scope.

An entry is stored and hashed as the very bytes that travel. Its personal parts
stand in it only by salted hashes and travel beside it, so that a person can be
erased while the chain still verifies (design, section 4).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
)

from cso_registry.domain.record import Change, personal_fields
from cso_registry.kernel.canonical import digest, read_canonical
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = 1
LARGEST_ENTRY = 4_000_000
GENESIS = "0" * 64
SALT_BYTES = 16

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Identity = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Scope = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
Time = Annotated[str, StringConstraints(pattern=r"^[0-9]{13}-[0-9a-f]{4}$")]
"""A hybrid logical time, which sorts as text."""


def _is_moment(wall: str) -> str:
    datetime.fromisoformat(wall)
    return wall


Wall = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}\+07:00$"),
    AfterValidator(_is_moment),
]
"""What the clock said, in Thailand."""


class GroupChange(BaseModel):
    """One field group that an entry changes.

    Attributes:
        parents: The heads of the group that the officer had seen.
        value: The open and confidential fields; None takes an item away.
        personal: The salted hash of the personal part, if there is one.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    group: str
    parents: tuple[Hash, ...] = ()
    value: dict[str, Any] | None = None
    personal: Hash | None = None


class RecordChange(BaseModel):
    """Everything that an entry changes in one record."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    type: str
    record: Identity
    groups: tuple[GroupChange, ...]


class EntryChange(NamedTuple):
    """One field group of one record, as the entry changes it."""

    type: str
    record: str
    group: str
    parents: tuple[str, ...]
    value: dict[str, Any] | None
    personal: str | None


class Entry(BaseModel):
    """Everything an entry says."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    form: int = FORM
    replica: Identity
    scope: Scope
    seq: int
    prev: Hash
    act: Identity
    kind: str
    version: int
    officer: Identity
    acting_for: Identity | None = None
    order_number: str | None = None
    rights: tuple[Hash, ...] = ()
    reason: str | None = None
    time: Time
    wall: Wall
    batch: Identity | None = None
    basis: dict[str, str]
    records: tuple[RecordChange, ...]
    relied: tuple[tuple[str, str, tuple[Hash, ...]], ...] = ()
    seen: tuple[tuple[Identity, str, int], ...] = ()
    """Streams of other replicas that came since the entry before in this stream, and up
    to which number: says who knew what."""

    @cached_property
    def changes(self) -> tuple[EntryChange, ...]:
        """Return the changes in the order in which personal parts count them."""
        return tuple(
            EntryChange(kept.type, kept.record, one.group, one.parents, one.value, one.personal)
            for kept in self.records
            for one in kept.groups
        )


def read_entry(data: bytes) -> Entry:
    """Return the entry that `data` spells.

    Raises:
        InputError: `entry.malformed`, when the bytes are not exactly one entry.
    """
    try:
        read_canonical(data, limit=LARGEST_ENTRY)
        return Entry.model_validate_json(data)
    except ValidationError:
        raise InputError("entry.malformed") from None


def entry_hash(data: bytes) -> str:
    """Return the hash of an entry's bytes; the bytes hold the hash before it."""
    return digest(data).hex()


def personal_hash(salt: bytes, body: bytes) -> str:
    """Return the salted hash by which an entry names a personal part."""
    return hashlib.sha256(salt + body).hexdigest()


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """The personal fields of one change, beside the entry.

    Attributes:
        change: Position of the change in the entry.
        salt: Random bytes, so that the hash betrays no guessable value.
        body: Canonical JSON of the personal fields.
    """

    change: int
    salt: bytes
    body: bytes

    @property
    def hash(self) -> str:
        """Return the salted hash that stands in the entry."""
        return personal_hash(self.salt, self.body)


@dataclass(frozen=True, slots=True)
class SplitValue:
    """The value of a change, its personal fields apart."""

    value: dict[str, Any] | None
    personal: dict[str, Any] = field(default_factory=dict)

    def merged(self) -> Mapping[str, Any] | None:
        """Return the value as the fold keeps it."""
        return None if self.value is None else {**self.value, **self.personal}


def split(change: Change) -> SplitValue:
    """Return the value of `change` as plain JSON values, personal fields apart.

    Empty fields are left out: an absent field reads as its default in every
    later version.
    """
    if change.value is None:
        return SplitValue(None)
    plain = change.value.model_dump(mode="json", exclude_defaults=True)
    apart = personal_fields(type(change.value))
    if not apart:
        return SplitValue(plain)
    return SplitValue(
        {name: value for name, value in plain.items() if name not in apart},
        {name: value for name, value in plain.items() if name in apart},
    )
