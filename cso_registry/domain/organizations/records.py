"""What is kept of a registered subject."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import (
    AreaCode,
    Code,
    Confidential,
    Count,
    Day,
    Identifier,
    Line,
    Lines,
    NumberText,
    OrderNumber,
    Personal,
    Phone,
    PostalCode,
    ProvinceCode,
    Public,
    Sha256,
)
from cso_registry.domain.organizations.kin import (
    Absorbed,
    Distinct,
    KinTie,
    MergeProposal,
    Released,
)
from cso_registry.domain.organizations.shadow import DIVISION, organization_shadow
from cso_registry.domain.organizations.standing import (
    LifeEvent,
    Standing,
    Status,
    Step,
    standing_of,
)
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import OfficerId, OrganizationId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.shadow import Parts, Shadow

REPRESENTATIVE = "representative"


class Kind(StrEnum):
    """The four kinds of subject (domain §4.3)."""

    ORGANIZATION = "organization"
    GROUP = "group"
    COMMUNITY = "community"
    PERSON = "person"


class Identity(FieldGroup):
    """What kind of subject it is, and in which form it is organised (V-05)."""

    kind: Public[Kind]
    form: Public[Code | None] = None
    sub_form: Public[Line | None] = None
    founded: Public[Day | None] = None


class Names(FieldGroup):
    """The names in use."""

    th: Public[Line]
    en: Public[Line | None] = None
    acronym: Public[Line | None] = None


class OtherName(FieldGroup):
    """A former or other name, with the days it was in use (F:A6)."""

    name: Public[Line]
    language: Public[Code] = "th"
    former: Public[bool] = True
    starts: Public[Day | None] = None
    ends: Public[Day | None] = None


class Person(FieldGroup):
    """The person, when the subject is one."""

    title: Personal[Line | None] = None
    given: Personal[Line]
    family: Personal[Line]
    citizen_id: Personal[Identifier | None] = None
    born: Personal[Day | None] = None


class OutsideIdentifier(FieldGroup):
    """A number that another register gave."""

    scheme: Public[Code]
    value: Public[Identifier]
    issued: Day | None = None


class Address(FieldGroup):
    """Where an organisation, group or community is found; `area` down to the tambon."""

    house: Line | None = None
    moo: Line | None = None
    place: Line | None = None
    road: Line | None = None
    area: Public[AreaCode]
    postal: Public[PostalCode | None] = None


class Residence(FieldGroup):
    """Where a person is found."""

    house: Personal[Line | None] = None
    moo: Personal[Line | None] = None
    place: Personal[Line | None] = None
    road: Personal[Line | None] = None
    area: AreaCode
    postal: PostalCode | None = None


class Contact(FieldGroup):
    """How to reach the subject."""

    phone: Personal[Phone | None] = None
    email: Personal[Line | None] = None
    website: Public[Line | None] = None


class ServiceArea(FieldGroup):
    """An area served, for a time; independent of the address (B-12)."""

    area: Public[AreaCode]
    starts: Public[Day | None] = None
    ends: Public[Day | None] = None


class Purposes(FieldGroup):
    """Purposes of association (V-04): one main, others as many as there are (R-04)."""

    main: Public[Code]
    others: Public[tuple[Code, ...]] = ()
    beneficiaries: Public[Line | None] = None
    goals: Public[tuple[int, ...]] = ()
    """Sustainable Development Goals, 1 to 17."""


class Resources(FieldGroup):
    """What the subject works with (R-04), kept confidential (R-06)."""

    members: Confidential[Count | None] = None
    staff: Confidential[Count | None] = None
    volunteers: Confidential[Count | None] = None
    standards: tuple[Code, ...] = ()
    note: Confidential[Lines | None] = None


class PostHeld(FieldGroup):
    """A person in a post for a term (F:A9); representatives carry a mandate (F:A2)."""

    post: Code
    title: Personal[Line | None] = None
    given: Personal[Line]
    family: Personal[Line | None] = None
    citizen_id: Personal[Identifier | None] = None
    phone: Personal[Phone | None] = None
    has_mandate: bool = False
    starts: Day | None = None
    ends: Day | None = None
    appointed_by: Line | None = None


class Attachment(FieldGroup):
    """A file kept beside the database, named by its content."""

    sha256: Sha256
    size: int
    name: Line
    media_type: Line


class DocumentHeld(FieldGroup):
    """One item of the document checklist (F:A12)."""

    item: Code
    number: Line | None = None
    issued: Day | None = None
    expires: Day | None = None
    original_seen: bool = False
    attachment: Attachment | None = None
    note: Lines | None = None


class GroupMatter(StrEnum):
    """What the members of a group or community decide about."""

    REPRESENTATIVES = "representatives"
    APPLICATION = "application"
    RULES = "rules"
    WORK = "work"
    ENDING = "ending"
    OTHER = "other"


class GroupDecision(FieldGroup):
    """What the members of a group or community decided in a meeting of theirs (F:X23).

    `needed` is how many had to be there: computed when it was recorded, from the share that
    was asked for on that day.
    """

    matter: GroupMatter
    held: Day
    members: Confidential[Count]
    present: Confidential[Count]
    needed: Confidential[Count]
    in_favour: Confidential[Count | None] = None
    minutes: Line
    note: Confidential[Lines | None] = None


class RemovalProposal(FieldGroup):
    """One officer proposes to remove a subject; another decides (two persons)."""

    proposed: Day
    by: OfficerId
    reason: Lines


class Transfer(FieldGroup):
    """The record left one home for another (design §4)."""

    former_home: Public[ProvinceCode]
    home: Public[ProvinceCode]
    effective: Public[Day]
    order_number: OrderNumber
    order_date: Day
    reason: Lines


class Assignment(FieldGroup):
    """The officer whose case this is."""

    officer: OfficerId


class Organization(Record, type="organization"):
    """A registered subject: organisation, group, community or person."""

    identity = Group(Identity)
    names = Group(Names)
    other_names = Items(OtherName)
    person = Group(Person)
    identifiers = Items(OutsideIdentifier)
    address = Group(Address)
    residence = Group(Residence)
    contact = Group(Contact)
    areas = Items(ServiceArea)
    purposes = Group(Purposes)
    resources = Group(Resources)
    posts = Items(PostHeld)
    documents = Items(DocumentHeld)
    decisions = Items(GroupDecision, legal=True)
    life = Items(LifeEvent, legal=True)
    removal_proposals = Items(RemovalProposal, legal=True)
    transfers = Items(Transfer, legal=True)
    merge_proposals = Items(MergeProposal, legal=True)
    absorbed = Items(Absorbed, legal=True)
    released = Items(Released, legal=True)
    ties = Items(KinTie, legal=True)
    distinct = Items(Distinct, legal=True)
    assignment = Group(Assignment)
    erasures = Items(Erasure, legal=True)

    shadow_division = DIVISION

    def shadow(self) -> Shadow:
        """Return its line in lists, its search key, numbers and dues."""
        return organization_shadow(self)

    def shadow_of(self, parts: Parts) -> Shadow:
        """Return these parts of its shadow."""
        return organization_shadow(self, parts)

    @property
    def display_name(self) -> str:
        """Return the Thai name, or the name of the person."""
        names = self.names
        if names is not None:
            return names.th
        person = self.person
        if person is None or person.given is None:
            return ""
        return " ".join(
            part for part in (f"{person.title or ''}{person.given}", person.family) if part
        )

    @property
    def place(self) -> Address | Residence | None:
        """Return where the subject is found."""
        return self.address or self.residence

    @property
    def province(self) -> ProvinceCode | None:
        """Return the two-digit province of its address."""
        place = self.place
        return None if place is None else place.area[:2]

    @cached_property
    def standing(self) -> Standing:
        """Return the standing after every recorded legal act."""
        return standing_of(self.life)

    @property
    def merged_into(self) -> OrganizationId | None:
        """Return the subject it is merged into; None when it stands for itself."""
        if self.standing.status is not Status.MERGED:
            return None
        merges = [(key, one) for key, one in self.life.items() if one.step is Step.MERGED]
        return max(merges, key=lambda pair: pair[0])[1].into if merges else None

    @property
    def merged_here(self) -> tuple[Absorbed, ...]:
        """Return the subjects that are merged into this one now."""
        released = {one.merged: key for key, one in sorted(self.released.items())}
        return tuple(
            one for key, one in self.absorbed.items() if key > released.get(one.merged, "")
        )

    def absorption_of(self, other: OrganizationId) -> Absorbed | None:
        """Return the newest merge of `other` into this subject."""
        found = [(key, one) for key, one in self.absorbed.items() if one.merged == other]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    @property
    def arrival(self) -> Transfer | None:
        """Return the move by which it came to its home; None when it was registered there."""
        moves = [(one.effective, key, one) for key, one in self.transfers.items()]
        last = max(moves, key=lambda move: move[:2])[2] if moves else None
        return last if last is not None and last.home == self.scope else None

    @property
    def register_number(self) -> NumberText | None:
        """Return the number it is registered under."""
        return next((event.number for event in self.life.values() if event.number), None)

    @property
    def first_return_from(self) -> date | None:
        """Return the day from which its first return is counted; None if never registered.

        Of one taken over from paper books it is the day it was taken over: what was written
        that day is as fresh as a return.
        """
        days = (max(one.effective, one.recorded) for one in self.life.values() if one.number)
        return min(days, default=None)

    @property
    def has_legal_personality(self) -> bool | None:
        """Return whether it is a juristic person; None while the kind is unknown (R-02)."""
        identity = self.identity
        if identity is None:
            return None
        return identity.kind in (Kind.ORGANIZATION, Kind.PERSON)
