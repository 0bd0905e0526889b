"""What is kept: records made of field groups.

A field group is the smallest thing that is changed, compared and shown in
conflict: an address is one group, so that a merge never joins the street of one
officer with the postal code of another. A keyed collection (`Items`) is a set of
groups of one shape, each with a history of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Self, TypeVar, overload

import orjson
from pydantic import BaseModel, ConfigDict, create_model

from cso_registry.domain.shadow import EMPTY, EVERY_PART, UNDIVIDED, Division, Parts, Shadow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.kernel.ids import RecordId


class Privacy(Enum):
    """Who may ever see a field (R-06)."""

    PUBLIC = "public"
    """Stands in the public extract of the register."""
    INTERNAL = "internal"
    """For the work of the offices; every field that says nothing else."""
    CONFIDENTIAL = "confidential"
    """Kept in the signed entry, masked until who may look asks for it."""
    PERSONAL = "personal"
    """Kept beside the signed entry, so that it can be erased and the chain still verifies."""


T = TypeVar("T")
Personal = Annotated[T, Privacy.PERSONAL]
Public = Annotated[T, Privacy.PUBLIC]
Confidential = Annotated[T, Privacy.CONFIDENTIAL]


class FieldGroup(BaseModel):
    """Base of the frozen values that records are made of."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


@cache
def privacy_of(model: type[BaseModel]) -> Mapping[str, Privacy]:
    """Return how private each field of `model` is."""
    return {
        name: next((mark for mark in info.metadata if isinstance(mark, Privacy)), Privacy.INTERNAL)
        for name, info in model.model_fields.items()
    }


@cache
def guarded_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields of `model` that only who may look sees (R-06)."""
    marks = privacy_of(model).items()
    guarded = (Privacy.CONFIDENTIAL, Privacy.PERSONAL)
    return frozenset(name for name, mark in marks if mark in guarded)


@cache
def public_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields of `model` that anybody may see, in their order (R-06)."""
    return tuple(name for name, mark in privacy_of(model).items() if mark is Privacy.PUBLIC)


@cache
def personal_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields of `model` that can be erased."""
    marks = privacy_of(model).items()
    return frozenset(name for name, mark in marks if mark is Privacy.PERSONAL)


G = TypeVar("G", bound=FieldGroup)
ModelOf = type[G]
"""The class of a group; a record has a `type` of its own, which hides the word."""
ITEM_MARK = "/"
TRANSFERS = f"transfers{ITEM_MARK}"
"""Begins the groups in which a record that can be moved keeps its moves."""


def slot_name(group: str) -> str:
    """Return the name under which a record declares a group: that of its collection."""
    return group.partition(ITEM_MARK)[0]


@dataclass(frozen=True, slots=True)
class Change:
    """One field group of one record gets a new value; None takes an item away.

    `scope` is said only by what moves a record: it is written in this home and not in
    that of the record.
    """

    record_type: str
    record: RecordId
    group: str
    value: FieldGroup | None
    scope: str | None = None


class _Slot(Generic[G]):
    """What single groups and collections share: their name, owner and model."""

    def __init__(self, model: type[G], *, legal: bool = False) -> None:
        self.model = model
        self.legal = legal
        self.name = ""
        self.record_type = ""

    def __set_name__(self, _owner: type[Record], name: str) -> None:
        self.name = name


class Group(_Slot[G]):
    """A single field group of a record."""

    @overload
    def __get__(self, record: None, owner: type[Record]) -> Self: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> G | None: ...
    def __get__(self, record: Record | None, owner: type[Record]) -> Self | G | None:
        """Return the declaration on the class, the current value on a record."""
        if record is None:
            return self
        return record.value(self.name, self.model)

    def set(self, record: RecordId, value: G) -> Change:
        """Return the change that gives this group of `record` a new value."""
        return Change(self.record_type, record, self.name, value)


class Items(_Slot[G]):
    """A keyed collection of field groups, such as names, posts or documents.

    Args:
        model: The shape of each item.
        legal: Items are legal acts: they are added and never changed; what holds
            is computed from them.
    """

    @overload
    def __get__(self, record: None, owner: type[Record]) -> Self: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> dict[str, G]: ...
    def __get__(self, record: Record | None, owner: type[Record]) -> Self | dict[str, G]:
        """Return the declaration on the class, the items by key on a record."""
        if record is None:
            return self
        return record.items(self.name, self.model)

    def put(self, record: RecordId, key: str, value: G | None) -> Change:
        """Return the change that adds, replaces or (with None) takes away one item."""
        return Change(self.record_type, record, f"{self.name}{ITEM_MARK}{key}", value)


class Record:
    """Base of the current records; a record is the fold of its entries.

    Attributes:
        id: Its identity.
        scope: Its home: a two-digit province code, or "00" for the nation.
        conflicts: Names of groups with several heads, which wait for a person.
        erased: Names of groups whose personal part was removed by law.
    """

    type: ClassVar[str]
    slots: ClassVar[Mapping[str, Group[Any] | Items[Any]]]
    shadow_division: ClassVar[Division] = UNDIVIDED

    def __init_subclass__(cls, *, type: str, **kwargs: Any) -> None:  # noqa: A002 - the word of the domain
        super().__init_subclass__(**kwargs)
        cls.type = type
        cls.slots = {
            name: slot for name, slot in vars(cls).items() if isinstance(slot, Group | Items)
        }
        for slot in cls.slots.values():
            slot.record_type = type

    def __init__(
        self,
        id: RecordId,  # noqa: A002 - the word of the domain
        scope: str,
        state: Mapping[str, Mapping[str, Any] | FieldGroup],
        *,
        conflicts: Iterable[str] = (),
        erased: Iterable[str] = (),
    ) -> None:
        """Hold folded `state`: group name to plain or already built value."""
        self.id = id
        self.scope = scope
        self.conflicts = frozenset(conflicts)
        self.erased = frozenset(erased)
        self._state = state
        self._collections: dict[str, list[tuple[str, str, Any]]] | None = None
        self._built: dict[str, FieldGroup] = {}
        self._items: dict[str, dict[str, Any]] = {}

    def shadow(self) -> Shadow:
        """Return what storage derives from this record."""
        return EMPTY

    def shadow_of(self, parts: Parts) -> Shadow:
        """Return some parts of the shadow, the rest of it empty.

        Raises:
            LookupError: Its shadow is not divided.
        """
        if parts is not EVERY_PART:
            raise LookupError(parts)
        return self.shadow()

    def value(self, name: str, model: ModelOf[G]) -> G | None:
        """Return the current value of one group, None when it was never set."""
        plain = self._state.get(name)
        return None if plain is None else self._build(name, plain, model)

    def items(self, name: str, model: ModelOf[G]) -> dict[str, G]:
        """Return the current items of one collection by key, in order of key."""
        known = self._items.get(name)
        if known is None:
            found = self._collected().get(name)
            if not found:
                return {}
            known = {key: self._build(group, plain, model) for key, group, plain in sorted(found)}
            self._items[name] = known
        return known.copy()

    def _collected(self) -> Mapping[str, list[tuple[str, str, Any]]]:
        if self._collections is None:
            self._collections = {}
            for group, plain in self._state.items():
                if ITEM_MARK in group:
                    name, _, key = group.partition(ITEM_MARK)
                    self._collections.setdefault(name, []).append((key, group, plain))
        return self._collections

    def _build(self, name: str, plain: Mapping[str, Any] | FieldGroup, model: ModelOf[G]) -> G:
        if isinstance(plain, model):
            return plain
        # A value is frozen, so what was built once is the same whenever it is asked for.
        known = self._built.get(name)
        if isinstance(known, model):
            return known
        form = erased_form(model) if name in self.erased else model
        built = self._built[name] = form.model_validate_json(orjson.dumps(plain))
        return built


@cache
def erased_form(model: type[G]) -> type[G]:
    """Return `model` with every personal field optional, as it stands after erasure."""
    fields: dict[str, Any] = {
        name: (model.model_fields[name].rebuild_annotation() | None, None)
        for name in personal_fields(model)
    }
    return create_model(f"{model.__name__}Erased", __base__=model, **fields)


def is_erased(value: FieldGroup | None) -> bool:
    """Return whether a value stands as it does after its personal part was removed."""
    return value is not None and _is_erased_form(type(value))


@cache
def _is_erased_form(model: type[FieldGroup]) -> bool:
    base = model.__bases__[0]
    return base is not FieldGroup and issubclass(base, FieldGroup) and erased_form(base) is model


R = TypeVar("R", bound=Record)
