"""What can be done with a subject of the register: entering it and keeping it true.

The life cycle of a registration stands in `life_acts`.
"""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Day, Line, NumberText, OrderNumber, ReasonText
from cso_registry.domain.numbering import REGISTER, Series, counter_of
from cso_registry.domain.offices.questions import AssignedTo, NextCounter, NumberHolder
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.organizations import like_rules, rules
from cso_registry.domain.organizations.kin import Distinct
from cso_registry.domain.organizations.membership import (
    group_has_enough_members,
    mandate_rests_on_a_decision,
)
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.organizations.records import (
    Address,
    Assignment,
    Contact,
    DocumentHeld,
    Identity,
    Names,
    Organization,
    OtherName,
    OutsideIdentifier,
    Person,
    PostHeld,
    Purposes,
    Residence,
    Resources,
    ServiceArea,
)
from cso_registry.domain.organizations.standing import LifeEvent, Step
from cso_registry.domain.reaching import mail_addresses_can_be_written_to, telephones_can_be_dialled
from cso_registry.domain.record import Change, FieldGroup, Items
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficerId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.facts import Facts, Question, Setting

KEEPERS = (Role.OFFICER, Role.HEAD)


def same_identifier(act: Any, _setting: Setting) -> Question[Any]:
    """Ask who else carries one of the numbers that `act` brings."""
    brought = tuple(
        (scheme, value)
        for at, scheme, value in rules.identifiers_of(act)
        if at in ("identifiers", "identifier", "person")
    )
    return IdentifierHolders(brought)


def _next_register_number(act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(setting, act.effective)))


def _series(setting: Setting, day: date) -> Series:
    return Series.on(REGISTER, setting.office_code, setting.desk_mark, day)


def _paper_number(act: Any, _setting: Setting) -> Question[Any] | None:
    return None if act.paper_number is None else NumberHolder(act.paper_number)


@act("organization.register", *KEEPERS)
class RegisterOrganization(Act):
    """Enters a subject in the register under a number of its own (R-02, R-04, F:A1-A3).

    `from_paper_book` carries an older registration over: its number, date and order
    are those of the book and what the book does not say may be missing.
    """

    writes = (
        Organization.identity,
        Organization.names,
        Organization.person,
        Organization.address,
        Organization.residence,
        Organization.contact,
        Organization.purposes,
        Organization.resources,
        Organization.areas,
        Organization.identifiers,
        Organization.other_names,
        Organization.posts,
        Organization.documents,
        Organization.life,
        Organization.distinct,
    )
    makes = (Organization,)
    reads = {
        "same_identifier": same_identifier,
        "next": _next_register_number,
        "holders": _paper_number,
        "closed": closed_year("paper_number", "effective"),
        "look_alikes": like_rules.look_alikes_of,
    }
    rules = (
        rules.person_has_a_personal_name,
        rules.names_can_be_written,
        rules.place_fits_the_kind,
        rules.form_is_known,
        rules.main_purpose_is_named_once,
        rules.purposes_are_known,
        rules.area_is_known,
        rules.unincorporated_names_a_representative,
        group_has_enough_members,
        rules.post_is_known,
        rules.term_runs_forward,
        telephones_can_be_dialled,
        mail_addresses_can_be_written_to,
        rules.checklist_item_is_known,
        rules.checklist_is_complete,
        rules.founding_is_not_of_the_future,
        rules.identifiers_are_valid,
        rules.nobody_else_has_its_identifier,
        like_rules.likely_doubles_are_explained,
        rules.order_is_named,
        rules.order_precedes_effect,
        rules.number_is_chosen_only_from_a_paper_book,
        rules.paper_number_is_free,
        rules.carried_over_is_not_of_the_future,
        rules.legal_basis_is_in_force,
        fiscal_year_is_open("paper_number", "effective"),
    )

    organization: OrganizationId
    identity: Identity
    names: Names | None = None
    person: Person | None = None
    address: Address | None = None
    residence: Residence | None = None
    contact: Contact | None = None
    purposes: Purposes | None = None
    resources: Resources | None = None
    areas: tuple[ServiceArea, ...] = ()
    identifiers: tuple[OutsideIdentifier, ...] = ()
    other_names: tuple[OtherName, ...] = ()
    posts: tuple[PostHeld, ...] = ()
    documents: tuple[DocumentHeld, ...] = ()
    effective: Day
    order_number: OrderNumber | None = None
    order_date: Day | None = None
    legal_basis: Line
    from_paper_book: bool = False
    paper_number: NumberText | None = None
    not_a_double: ReasonText | None = None

    def scope(self, facts: Facts) -> str:
        """Return the province of its address: the record's home."""
        del facts
        place = self.address or self.residence
        return place.area[:2] if place is not None else ""

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return all groups that were given, and the registration with its number."""
        made: list[Change] = [
            Organization.life.put(self.organization, facts.act_id, self._entry(facts))
        ]
        for slot, single in (
            (Organization.identity, self.identity),
            (Organization.names, self.names),
            (Organization.person, self.person),
            (Organization.address, self.address),
            (Organization.residence, self.residence),
            (Organization.contact, self.contact),
            (Organization.purposes, self.purposes),
            (Organization.resources, self.resources),
        ):
            if single is not None:
                made.append(Change("organization", self.organization, slot.name, single))
        for items, values in (
            (Organization.areas, self.areas),
            (Organization.identifiers, self.identifiers),
            (Organization.other_names, self.other_names),
            (Organization.posts, self.posts),
            (Organization.documents, self.documents),
        ):
            made.extend(_added(items, self.organization, values, facts))
        return (*made, *self._told_apart(facts))

    def _told_apart(self, facts: Facts) -> Iterator[Change]:
        """Yield the finding that each likely double is another subject, with its reason."""
        if self.not_a_double is None:
            return
        for other, _score in like_rules.likely_doubles(self, facts):
            finding = Distinct(
                other=OrganizationId(other.id),
                found_on=facts.today,
                by=facts.actor.officer,
                reason=self.not_a_double,
            )
            yield Organization.distinct.put(self.organization, facts.identities.new(), finding)

    def _entry(self, facts: Facts) -> LifeEvent:
        series = _series(facts.setting, self.effective)
        number = self.paper_number or series.number(facts.answer("next", int))
        ours = counter_of(number)
        in_series = ours is not None and ours[0] == series.prefix
        return LifeEvent(
            step=Step.REGISTERED,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            number=number,
            series=str(series) if in_series else None,
            from_paper=self.from_paper_book,
            reason=self.reason,
        )


def _added(
    items: Items[Any],
    record: OrganizationId,
    values: tuple[FieldGroup, ...],
    facts: Facts,
) -> tuple[Change, ...]:
    return tuple(items.put(record, facts.identities.new(), value) for value in values)


class _Amendment(Act):
    """Base of acts that give one group of a subject a new value, with a reason."""

    reads = {"organization": Organization}

    organization: OrganizationId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope


def renaming(
    organization: Organization, names: Names, day: date, facts: Facts
) -> tuple[Change, ...]:
    """Return new names from `day` on, the old Thai name being kept as a former one (F:A6)."""
    old, new = organization.names, Organization.names.set(OrganizationId(organization.id), names)
    if old is None or old.th == names.th:
        return (new,)
    former = OtherName(name=old.th, language="th", former=True, ends=day)
    key = facts.identities.new()
    return (new, Organization.other_names.put(OrganizationId(organization.id), key, former))


@act("organization.rename", *KEEPERS)
class RenameOrganization(_Amendment):
    """Gives a new name; the old one is kept as a former name with its last day (F:A6)."""

    writes = (Organization.names, Organization.other_names)
    rules = (rules.has_no_personal_name, rules.names_can_be_written)

    names: Names
    effective: Day
    keeps_former: bool = True

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new names, and the old Thai name as a former one."""
        made = renaming(
            facts.record("organization", Organization), self.names, self.effective, facts
        )
        return made if self.keeps_former else made[:1]


@act("organization.add_name", *KEEPERS)
class AddOtherName(_Amendment):
    """Adds a former or other name (F:A6)."""

    writes = (Organization.other_names,)
    rules = (rules.names_can_be_written, rules.term_runs_forward)

    name: OtherName

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the name."""
        return _added(Organization.other_names, self.organization, (self.name,), facts)


@act("organization.change_identity", *KEEPERS)
class ChangeIdentity(_Amendment):
    """Corrects kind or form."""

    writes = (Organization.identity,)
    rules = (
        rules.form_is_known,
        rules.kind_of_a_person_stays,
        rules.founding_is_not_of_the_future,
    )

    identity: Identity

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the identity."""
        del facts
        return (Organization.identity.set(self.organization, self.identity),)


@act("organization.change_person", *KEEPERS)
class ChangePerson(_Amendment):
    """Corrects the name or citizen number of a registered person."""

    writes = (Organization.person,)
    reads = {"organization": Organization, "same_identifier": same_identifier}
    rules = (
        rules.is_a_person,
        rules.identifiers_are_valid,
        rules.nobody_else_has_its_identifier,
    )

    person: Person

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the person."""
        del facts
        return (Organization.person.set(self.organization, self.person),)


@act("organization.change_address", *KEEPERS)
class ChangeAddress(_Amendment):
    """Changes the address of an organisation, group or community within its province."""

    writes = (Organization.address,)
    rules = (rules.is_no_person, rules.area_is_known, rules.address_stays_in_its_province)

    address: Address

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the address."""
        del facts
        return (Organization.address.set(self.organization, self.address),)


@act("organization.change_residence", *KEEPERS)
class ChangeResidence(_Amendment):
    """Changes where a registered person is found, within the province."""

    writes = (Organization.residence,)
    rules = (rules.is_a_person, rules.area_is_known, rules.address_stays_in_its_province)

    residence: Residence

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the residence."""
        del facts
        return (Organization.residence.set(self.organization, self.residence),)


@act("organization.change_contact", *KEEPERS)
class ChangeContact(_Amendment):
    """Changes telephone, e-mail or web site."""

    writes = (Organization.contact,)
    rules = (telephones_can_be_dialled, mail_addresses_can_be_written_to)

    contact: Contact

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the contact."""
        del facts
        return (Organization.contact.set(self.organization, self.contact),)


@act("organization.change_purposes", *KEEPERS)
class ChangePurposes(_Amendment):
    """Changes the purposes of association (R-04)."""

    writes = (Organization.purposes,)
    rules = (rules.main_purpose_is_named_once, rules.purposes_are_known)

    purposes: Purposes

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the purposes."""
        del facts
        return (Organization.purposes.set(self.organization, self.purposes),)


@act("organization.change_resources", *KEEPERS)
class ChangeResources(_Amendment):
    """Changes the resources a subject works with (R-04, R-06)."""

    writes = (Organization.resources,)

    resources: Resources

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the resources."""
        del facts
        return (Organization.resources.set(self.organization, self.resources),)


@act("organization.add_identifier", *KEEPERS)
class AddIdentifier(_Amendment):
    """Adds a number that another register gave."""

    writes = (Organization.identifiers,)
    reads = {"organization": Organization, "same_identifier": same_identifier}
    rules = (rules.identifiers_are_valid, rules.nobody_else_has_its_identifier)

    identifier: OutsideIdentifier

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the number."""
        return _added(Organization.identifiers, self.organization, (self.identifier,), facts)


@act("organization.put_area", *KEEPERS)
class PutServiceArea(_Amendment):
    """Adds a service area, or ends one with a date (F:A10)."""

    writes = (Organization.areas,)
    rules = (rules.area_is_known, rules.term_runs_forward, rules.item_exists("areas", "item"))

    item: Line | None = None
    area: ServiceArea

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the area, new or in place of the named one."""
        key = self.item or facts.identities.new()
        return (Organization.areas.put(self.organization, key, self.area),)


@act("organization.put_post", *KEEPERS)
class PutPost(_Amendment):
    """Enters a person in a post, or ends the term of one (F:A9, F:A2)."""

    writes = (Organization.posts,)
    rules = (
        rules.post_is_known,
        rules.identifiers_are_valid,
        rules.term_runs_forward,
        telephones_can_be_dialled,
        rules.item_exists("posts", "item"),
        mandate_rests_on_a_decision,
    )

    item: Line | None = None
    post: PostHeld

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the post, new or in place of the named one."""
        key = self.item or facts.identities.new()
        return (Organization.posts.put(self.organization, key, self.post),)


@act("organization.put_document", *KEEPERS)
class PutDocument(_Amendment):
    """Records an item of the checklist: number, expiry, original seen, scan (F:A12)."""

    writes = (Organization.documents,)
    rules = (rules.checklist_item_is_known, rules.item_exists("documents", "item"))

    item: Line | None = None
    document: DocumentHeld

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the document, new or in place of the named one."""
        key = self.item or facts.identities.new()
        return (Organization.documents.put(self.organization, key, self.document),)


@act("organization.take_away", *KEEPERS)
class TakeAwayItem(_Amendment):
    """Takes away an item that was entered by mistake; its history stays."""

    writes = tuple(
        slot for slot in Organization.slots.values() if isinstance(slot, Items) and not slot.legal
    )
    rules = (rules.item_may_be_taken_away,)

    collection: Line
    item: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the item taken away."""
        del facts
        slot = Organization.slots[self.collection]
        if not isinstance(slot, Items):
            raise TypeError(self.collection)
        return (slot.put(self.organization, self.item, None),)


@act("organization.amend", *KEEPERS)
class AmendFromSheet(_Amendment):
    """Brings several groups up to date at once, from a spreadsheet (F:L1, X43).

    A group that is not given stays as it is: a blank never erases.
    """

    writes = (
        Organization.names,
        Organization.address,
        Organization.contact,
        Organization.purposes,
        Organization.resources,
    )
    rules = (
        rules.person_keeps_a_residence,
        rules.names_can_be_written,
        rules.area_is_known,
        rules.address_stays_in_its_province,
        rules.main_purpose_is_named_once,
        rules.purposes_are_known,
        telephones_can_be_dialled,
        mail_addresses_can_be_written_to,
    )

    names: Names | None = None
    address: Address | None = None
    contact: Contact | None = None
    purposes: Purposes | None = None
    resources: Resources | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the groups that were given and differ."""
        organization = facts.record("organization", Organization)
        return tuple(
            Change("organization", self.organization, name, value)
            for name in ("names", "address", "contact", "purposes", "resources")
            if (value := getattr(self, name)) is not None and value != getattr(organization, name)
        )


@act("organization.assign", *KEEPERS)
class AssignCase(_Amendment):
    """Names the officer whose case this is."""

    writes = (Organization.assignment,)
    reads = {"organization": Organization, "to": Officer}
    rules = (rules.receiver_works_here,)

    to: OfficerId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the assignment."""
        del facts
        return (Organization.assignment.set(self.organization, Assignment(officer=self.to)),)


@act("organization.hand_over", Role.HEAD, Role.ADMINISTRATOR)
class HandOverCases(Act):
    """Moves every case of one officer to another, in one act (F:F4, X45)."""

    writes = (Organization.assignment,)
    reads = {
        "officer": Officer,
        "to": Officer,
        "cases": lambda act, _setting: AssignedTo("organization", act.officer),
    }
    rules = (rules.receiver_works_here, rules.there_are_cases)
    entry_per_record = True

    officer: OfficerId
    to: OfficerId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return one new assignment for each case."""
        assignment = Assignment(officer=self.to)
        return tuple(
            Organization.assignment.set(case, assignment) for case in facts.answer("cases", tuple)
        )


ACTS = (
    RegisterOrganization,
    RenameOrganization,
    AddOtherName,
    ChangeIdentity,
    ChangePerson,
    ChangeAddress,
    ChangeResidence,
    ChangeContact,
    ChangePurposes,
    ChangeResources,
    AddIdentifier,
    PutServiceArea,
    PutPost,
    PutDocument,
    TakeAwayItem,
    AmendFromSheet,
    AssignCase,
    HandOverCases,
)
