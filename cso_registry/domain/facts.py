"""What an act may look at while it is decided.

Everything is fetched before the first rule runs; no rule queries. Only deciding
reads the clock, the vocabulary and the officer's rights: what was computed from
them is written into the entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cso_registry.domain.agreements.clauses import NO_CLAUSES, ClauseLibrary
from cso_registry.domain.clocks.holidays import NO_HOLIDAYS, HolidayTable
from cso_registry.domain.clocks.kinds import NO_CLOCK_KINDS, ClockKinds
from cso_registry.domain.papers.shelf import NO_TEMPLATES, TemplateShelf
from cso_registry.domain.roles import Role, covers
from cso_registry.domain.vocabulary.criteria import NO_CRITERIA, Criteria
from cso_registry.domain.workflow.model import NO_WORKFLOWS, Workflows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.record import R, Record
    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.domain.vocabulary.model import VocabularySet
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.kernel.ids import ActId, IdentitySource, OfficeId, OfficerId

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Right:
    """One role held in one jurisdiction."""

    role: Role
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the rights in force today.

    Attributes:
        officer: The person at the keyboard.
        rights: Their own rights, or those of the officer they act for.
        acting_for: The officer whose rights are used, when acting by order.
        order_number: The order by which they act for another (F:F6).
    """

    officer: OfficerId
    rights: frozenset[Right]
    acting_for: OfficerId | None = None
    order_number: str | None = None

    @property
    def persons(self) -> frozenset[OfficerId]:
        """Return who acts and for whom; neither may be the second person of two."""
        return frozenset(one for one in (self.officer, self.acting_for) if one is not None)

    def holds(self, roles: frozenset[Role], scope: str) -> bool:
        """Return whether one of `roles` is held for records of `scope`."""
        return _hold(self.rights, roles, scope)


@lru_cache(maxsize=256)
def _hold(rights: frozenset[Right], roles: frozenset[Role], scope: str) -> bool:
    """Return whether one of `roles` is among `rights` for records of `scope`.

    A run of acts asks it several times for each of them, always of the same officer.
    """
    return any(right.role in roles and covers(right.jurisdiction, scope) for right in rights)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an act is decided.

    Attributes:
        office: The deciding office, None only while it is being founded.
        office_code: The code that stands in its numbers.
        office_scope: Home scope of the office's own records.
        desk_mark: Distinguishes the number series of this desk; blank for the first.
        today: The date in Thailand.
        policies: The dated settings.
        criteria: What screening asks.
        clock: The time of day in Thailand, such as "10:05".
        workflows: The courses of the partnership models.
        clauses: The clause library of agreements.
        holidays: The days on which offices or banks are closed.
        clock_kinds: How each clock is counted.
        templates: The templates that the office made.
    """

    office: OfficeId | None
    office_code: str
    office_scope: str
    desk_mark: str
    today: date
    vocabulary: VocabularySet
    areas: Areas
    policies: Policies
    criteria: Criteria = NO_CRITERIA
    clock: str = ""
    workflows: Workflows = NO_WORKFLOWS
    clauses: ClauseLibrary = NO_CLAUSES
    holidays: HolidayTable = NO_HOLIDAYS
    clock_kinds: ClockKinds = NO_CLOCK_KINDS
    templates: TemplateShelf = NO_TEMPLATES


class Question(Generic[A]):
    """Something about a set (duplicates, next number) that storage answers from an index."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The fetched facts of one act."""

    act_id: ActId
    actor: Actor
    setting: Setting
    identities: IdentitySource
    records: Mapping[str, Record | None] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the date in Thailand on which the act is decided."""
        return self.setting.today

    def record(self, name: str, kind: type[R]) -> R:
        """Return the record read under `name`.

        The loader has refused the act already when the record is not there.
        """
        found = self.records[name]
        if not isinstance(found, kind):
            raise TypeError(name)
        return found

    def answer(self, name: str, kind: type[A]) -> A:
        """Return the answer to the question read under `name`."""
        found = self.answers[name]
        if not isinstance(found, kind):
            raise TypeError(name)
        return found
