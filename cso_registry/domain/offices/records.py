"""What is kept of offices and of the officers who act for them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.facts import Right
from cso_registry.domain.fields import (
    Day,
    FiscalYear,
    Line,
    Lines,
    NumberText,
    OfficeCode,
    OrderNumber,
    Personal,
    Phone,
    ProvinceCode,
    PublicKey,
)
from cso_registry.domain.offices.private import OfficerPrivate
from cso_registry.domain.offices.shadow import office_shadow, officer_shadow
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficerId, ReplicaId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class Level(StrEnum):
    """Whether an office keeps the registry of the nation or of a province."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"


class OfficeIdentity(FieldGroup):
    """What an office is called and where it is responsible."""

    code: OfficeCode
    name_th: Line
    name_en: Line | None = None
    level: Level
    province: ProvinceCode | None = None


class OpenedSeries(FieldGroup):
    """A number series that goes on from a paper book (F:A4, X22).

    `last_paper_number` is the last one the book used; the program goes on after it.
    """

    series: Line
    year: FiscalYear
    last_paper_number: int
    document: OrderNumber
    reason: Lines


class VoidNumber(FieldGroup):
    """A number that will never stand on a paper, and why (X22)."""

    series: Line
    year: FiscalYear
    number: NumberText
    reason: Lines


class NumberRun(FieldGroup):
    """Neighbouring counters of a series, both inclusive."""

    first: int
    last: int


class ClosedSeries(FieldGroup):
    """One series of one desk as it stood when its fiscal year was closed."""

    series: Line
    prefix: Line
    last: int
    last_paper_number: int
    used: int
    unused: tuple[NumberRun, ...] = ()


class ClosedYear(FieldGroup):
    """A fiscal year whose numbers are frozen: none is given in it any more (X22)."""

    year: FiscalYear
    closed: Day
    document: OrderNumber | None = None
    books: tuple[ClosedSeries, ...]
    reason: Lines | None = None


class Desk(FieldGroup):
    """One installation; its mark belongs to its replica for ever."""

    replica: ReplicaId
    mark: str
    since: Day


class KeyPurpose(StrEnum):
    """What a key of an office is for (design §5)."""

    SIGNING = "signing"
    """Ed25519: certifies the office's replicas and signs certificate codes and lists."""
    SEALING = "sealing"
    """age X25519: what is sealed to this office opens with it."""
    REPLICA = "replica"
    """Ed25519: signs the segments of one replica."""


class OfficeKey(FieldGroup):
    """The public half of a key; the private half is kept in the encrypted store only.

    `public` is 64 hexadecimal digits, or an age recipient for sealing.
    """

    purpose: KeyPurpose
    public: PublicKey
    replica: ReplicaId | None = None
    since: Day


class KeyEnding(FieldGroup):
    """A key is used no more from a day on; what it signed before stays signed.

    `compromised` says that somebody else may have it: then nothing it signed since
    `ended` counts.
    """

    public: PublicKey
    ended: Day
    compromised: bool = False
    reason: Lines


class ClockConfirmation(FieldGroup):
    """An administrator confirmed a clock that had jumped (design, section 4)."""

    confirmed: Day
    reason: Lines


class Office(Record, type="office"):
    """An office that keeps a registry."""

    identity = Group(OfficeIdentity)
    opened_series = Items(OpenedSeries, legal=True)
    void_numbers = Items(VoidNumber, legal=True)
    closed_years = Items(ClosedYear, legal=True)
    desks = Items(Desk, legal=True)
    keys = Items(OfficeKey, legal=True)
    key_endings = Items(KeyEnding, legal=True)
    clock_confirmations = Items(ClockConfirmation, legal=True)

    def shadow(self) -> Shadow:
        """Return its opened series and void numbers."""
        return office_shadow(self)

    def key_in_use(self, purpose: KeyPurpose, replica: str | None = None) -> OfficeKey | None:
        """Return the newest key for a purpose that has not ended, None when there is none."""
        ended = {ending.public for ending in self.key_endings.values()}
        fitting = [
            (key.since, identity, key)
            for identity, key in self.keys.items()
            if key.purpose is purpose and key.replica == replica and key.public not in ended
        ]
        return max(fitting, key=lambda one: one[:2])[2] if fitting else None


class OfficerPerson(FieldGroup):
    """Who an officer is."""

    title: Line | None = None
    given: Line
    family: Line
    position: Line | None = None
    phone: Personal[Phone | None] = None


class HeldRight(FieldGroup):
    """A role held in a jurisdiction for a time; a founder's has no first day."""

    role: Role
    jurisdiction: ProvinceCode
    starts: Day | None = None
    ends: Day | None = None
    order_number: OrderNumber | None = None


class Delegation(FieldGroup):
    """Another officer may act for this one, by order (F:F6)."""

    to: OfficerId
    starts: Day
    ends: Day
    order_number: OrderNumber
    order_date: Day


class Credential(FieldGroup):
    """When the officer's own secret was last set; the secret itself is never here."""

    set_on: Day
    set_by: OfficerId
    must_change: bool


class Departure(FieldGroup):
    """An officer left the office."""

    left: Day
    order_number: OrderNumber | None = None
    reason: Lines


class Officer(Record, type="officer"):
    """A person who acts for an office."""

    person = Group(OfficerPerson)
    private = Group(OfficerPrivate)
    rights = Items(HeldRight)
    delegations = Items(Delegation)
    credential = Group(Credential)
    departures = Items(Departure, legal=True)

    def shadow(self) -> Shadow:
        """Return its line in the list of officers."""
        return officer_shadow(self)

    def rights_on(self, day: date) -> frozenset[Right]:
        """Return the rights in force on `day`; none after the officer has left."""
        if any(left.left <= day for left in self.departures.values()):
            return frozenset()
        return frozenset(
            Right(held.role, held.jurisdiction)
            for held in self.rights.values()
            if (held.starts is None or held.starts <= day)
            and (held.ends is None or day <= held.ends)
        )

    def delegation_to(self, officer: str, day: date) -> Delegation | None:
        """Return the order by which `officer` may act for this one on `day`."""
        return next(
            (
                order
                for order in self.delegations.values()
                if order.to == officer and order.starts <= day <= order.ends
            ),
            None,
        )

    @property
    def officer_id(self) -> OfficerId:
        """Return its identity as that of an officer."""
        return OfficerId(self.id)

    @property
    def display_name(self) -> str:
        """Return the name as it stands on papers."""
        person = self.person
        if person is None:
            return ""
        return f"{person.title or ''}{person.given} {person.family}"
