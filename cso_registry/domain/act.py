"""The base of every act: fields, roles, reads, relies_on, rules and changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.facts import Facts, Question, Setting
from cso_registry.domain.fields import ReasonText
from cso_registry.domain.record import Change, Group, Items, Record, slot_name
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Reason, RefusedError, Rule

if TYPE_CHECKING:
    from cso_registry.kernel.ids import RecordId

Ask = Callable[[Any, Setting], Question[Any] | None]
Read = type[Record] | Ask
"""A record named by the act's field of the same name, or a question made from the act."""


NEAR: Mapping[str, tuple[str, ...]] = {
    "posts": ("post",),
    "identifiers": ("identifier", "person"),
    "address": ("residence", "area"),
    "names": ("name", "person"),
    "form": ("identity",),
    "kind": ("identity",),
}
"""Where a rule that several acts share points in an act that calls the field otherwise."""


class Act(BaseModel):
    """Something that can be done in the registry, and the only way to change it.

    Attributes:
        kind: Its name, `area.verb`.
        version: Grows when its payload changes; `upgrades` reads the older ones.
        roles: Who may do it; one of them must be held where the record has its home.
        writes: Groups that it may change; an entry from elsewhere that says more is not folded.
        makes: Types of record that it may begin; every other it only changes.
        reads: What is fetched before the rules run.
        relies_on: Groups whose later, unseen change contests this act.
        rules: What may refuse it.
        clock_free: Whether it may be done while the clock is not trusted.
        changes_any_record: Whether it chooses among the values of any group of any record, which
            are several: then it declares no groups of its own.
        changes_legal_groups: Whether it writes legal items again, as a move to another home
            does; every other act only adds them.
        aspect: The side of the record that it is about, such as its money, where a record has
            several: what shows a record by its sides offers the act there.
        entry_per_record: Whether it writes one entry for each record, not for each scope.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    roles: ClassVar[frozenset[Role]]
    writes: ClassVar[tuple[Group[Any] | Items[Any], ...]] = ()
    makes: ClassVar[tuple[type[Record], ...]] = ()
    reads: ClassVar[Mapping[str, Read]] = {}
    relies_on: ClassVar[tuple[Group[Any] | Items[Any], ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    upgrades: ClassVar[Mapping[int, Callable[[list[Any]], list[Any]]]] = {}
    clock_free: ClassVar[bool] = False
    aspect: ClassVar[str] = ""
    entry_per_record: ClassVar[bool] = False
    changes_any_record: ClassVar[bool] = False
    changes_legal_groups: ClassVar[bool] = False
    footprint: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    """`writes` as pairs of record type and name, to be asked for every entry that arrives."""
    beginnings: ClassVar[frozenset[str]] = frozenset()
    """`makes` as types of record, to be asked for every change."""

    reason: ReasonText | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the field groups that change; pure."""
        raise NotImplementedError

    def scope(self, facts: Facts) -> str:
        """Return the home scope of records that this act creates."""
        return facts.setting.office_scope

    def relied_records(self, facts: Facts) -> Iterable[Record | None]:
        """Return the records whose groups in `relies_on` this act relied on."""
        return facts.records.values()

    @classmethod
    def may_write(cls, record_type: str, group: str) -> bool:
        """Return whether this act may change a group of a type of record."""
        return cls.changes_any_record or (record_type, slot_name(group)) in cls.footprint

    @classmethod
    def may_make(cls, record_type: str) -> bool:
        """Return whether this act may begin a record of a type."""
        return record_type in cls.beginnings

    def questions(self, setting: Setting) -> dict[str, Question[Any]]:
        """Return the questions about sets that this act asks."""
        asked = (
            (name, read(self, setting))
            for name, read in self.reads.items()
            if not isinstance(read, type)
        )
        return {name: question for name, question in asked if question is not None}

    def named_records(self) -> dict[str, tuple[type[Record], RecordId]]:
        """Return the records that the fields of this act name."""
        return {
            name: (read, getattr(self, name))
            for name, read in self.reads.items()
            if isinstance(read, type)
        }

    def refuse_unless_allowed(self, facts: Facts) -> None:
        """Run every rule.

        Raises:
            RefusedError: With all reasons at once.
        """
        reasons = tuple(self._reasons(facts))
        if reasons:
            raise RefusedError(reasons)

    def _place_of(self, field: str | None) -> str | None:
        """Return the field of this act beside which a shared rule's sentence stands."""
        own = type(self).model_fields
        if field is None or field in own:
            return field
        return next((near for near in NEAR.get(field, ()) if near in own), None)

    def _reasons(self, facts: Facts) -> Iterable[Reason]:
        for rule in self.rules:
            for fault in rule.faults(self, facts):
                yield Reason(
                    rule.id, rule.key, rule.cite, self._place_of(fault.field), fault.params
                )


ActClass = TypeVar("ActClass", bound=type[Act])


def act(kind: str, *roles: Role, version: int = 1) -> Callable[[ActClass], ActClass]:
    """Name an act and say who may do it."""

    def named(declared: ActClass) -> ActClass:
        declared.kind = kind
        declared.version = version
        declared.roles = frozenset(roles)
        declared.footprint = frozenset((slot.record_type, slot.name) for slot in declared.writes)
        declared.beginnings = frozenset(made.type for made in declared.makes)
        return declared

    return named
