"""Dividing a subject into several, uniting several in a new one, and taking it back (F:A8).

Each is one act on an order. Who went before keeps number, history and legal acts; ties at
both sides lead from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Day, Line, OrderNumber, ReasonText
from cso_registry.domain.numbering import REGISTER, Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.organizations import rules, succession_rules
from cso_registry.domain.organizations.kin import OTHER_SIDE, Absorbed, KinTie, Tied
from cso_registry.domain.organizations.life_acts import ORDERED
from cso_registry.domain.organizations.questions import IdentifierHolders, NamedSubjects
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import EndedBy, LifeEvent, Status, Step
from cso_registry.domain.organizations.succession import Successor
from cso_registry.domain.reaching import mail_addresses_can_be_written_to, telephones_can_be_dialled
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change, Record


def _others(act: Any, _setting: Setting) -> Question[Any]:
    return NamedSubjects(tuple(act.others))


def _series(act: Any, setting: Setting) -> Series:
    return Series.on(REGISTER, setting.office_code, setting.desk_mark, act.effective)


def _next(act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(act, setting)))


def _same_identifier(act: Any, _setting: Setting) -> Question[Any]:
    _, made = succession_rules.successors_of(act)
    brought = ((one.scheme, one.value) for each in made for one in each.identifiers)
    return IdentifierHolders(tuple(brought))


class _OnOrder(Act):
    """Base of these acts: an order, its legal basis, and all subjects relied on."""

    relies_on = (Organization.life, Organization.ties)

    organization: OrganizationId
    effective: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Line
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def relied_records(self, facts: Facts) -> Iterable[Record | None]:
        """Return the subject and those named beside it."""
        return succession_rules.subjects_before(facts)

    def _event(self, step: Step, facts: Facts, **more: Any) -> LifeEvent:
        return LifeEvent(
            step=step,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            reason=self.reason,
            **more,
        )

    def _ended(self, subject: Organization, cause: EndedBy, facts: Facts) -> Change:
        event = self._event(Step.DISSOLVED, facts, ended_by=cause)
        return Organization.life.put(OrganizationId(subject.id), facts.act_id, event)


class _Making(_OnOrder):
    """Base of the acts by which subjects come of others."""

    writes = (
        Organization.identity,
        Organization.names,
        Organization.address,
        Organization.contact,
        Organization.purposes,
        Organization.resources,
        Organization.areas,
        Organization.identifiers,
        Organization.posts,
        Organization.documents,
        Organization.life,
        Organization.ties,
    )
    makes = (Organization,)

    def _registered(self, at: int, facts: Facts) -> tuple[OrganizationId, Change]:
        """Return the next subject that is made, and its registration under its number."""
        identity = OrganizationId(facts.identities.new())
        series = _series(self, facts.setting)
        number = series.number(facts.answer("next", int) + at)
        event = self._event(Step.REGISTERED, facts, number=number, series=str(series))
        return identity, Organization.life.put(identity, facts.act_id, event)

    def _tied(
        self, before: str, after: OrganizationId, tied: Tied, at: int, facts: Facts
    ) -> Iterator[Change]:
        """Yield a tie at both sides."""
        one = OrganizationId(before)
        key = f"{facts.act_id}.{at}"
        for here, there, how in ((one, after, tied), (after, one, OTHER_SIDE[tied])):
            tie = KinTie(tied=how, other=there, tied_on=self.effective, note=self.reason)
            yield Organization.ties.put(here, key, tie)


_MADE = (
    succession_rules.a_person_is_not_divided,
    succession_rules.successors_have_names_of_their_own,
    succession_rules.carried_items_are_there,
    succession_rules.successors_stay_in_the_province,
    *succession_rules.SUCCESSORS,
    rules.nobody_else_has_its_identifier,
    telephones_can_be_dialled,
    mail_addresses_can_be_written_to,
    rules.may_follow(Step.DISSOLVED),
    *ORDERED,
    fiscal_year_is_open("effective"),
)


@act("organization.split", Role.HEAD)
class SplitOrganization(_Making):
    """Divides a subject into several, each with a number of its own; it ends or goes on.

    Each part says its name, and which areas, persons and documents go with it.
    """

    reads: ClassVar[Mapping[str, Read]] = {
        "organization": Organization,
        "next": _next,
        "closed": closed_year("effective"),
        "same_identifier": _same_identifier,
    }
    rules = (succession_rules.it_is_divided_into_two, *_MADE)

    parts: tuple[Successor, ...]
    continues: bool = False

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the parts, their ties, and the end of the one divided unless it goes on."""
        subject = facts.record("organization", Organization)
        made: list[Change] = []
        for at, part in enumerate(self.parts):
            identity, registration = self._registered(at, facts)
            made += (registration, *part.changes(identity, (subject,), facts))
            made += self._tied(subject.id, identity, Tied.SPLIT_INTO, at, facts)
        if self.continues:
            event = self._event(Step.DIVIDED, facts)
            return (Organization.life.put(self.organization, facts.act_id, event), *made)
        return (self._ended(subject, EndedBy.DIVISION, facts), *made)


@act("organization.unite", Role.HEAD)
class UniteOrganizations(_Making):
    """Unites subjects in a new one with a number of its own; they end, and stay findable."""

    reads: ClassVar[Mapping[str, Read]] = {
        "organization": Organization,
        "others": _others,
        "next": _next,
        "closed": closed_year("effective"),
        "same_identifier": _same_identifier,
    }
    rules = (succession_rules.united_stand_beside_each_other, *_MADE)

    others: tuple[OrganizationId, ...]
    into: Successor

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new subject, its ties, and the end of those united in it."""
        before = succession_rules.subjects_before(facts)
        identity, registration = self._registered(0, facts)
        made = [registration, *self.into.changes(identity, before, facts)]
        for at, one in enumerate(before):
            made += self._tied(one.id, identity, Tied.SUCCEEDED_BY, at, facts)
            made.append(self._ended(one, EndedBy.UNION, facts))
        return tuple(made)


@act("organization.undo_succession", Role.HEAD)
class UndoSuccession(_OnOrder):
    """Takes back the last division or union of a subject, whole.

    Who ended with it stands again under the old number. Who was made by it is merged into
    the one before, so that its number stays findable and nothing of it is lost.
    """

    writes = (Organization.life, Organization.absorbed)
    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization, "others": _others}
    rules = (
        succession_rules.all_of_the_succession_are_named,
        succession_rules.nothing_came_after_the_succession,
        *ORDERED,
    )

    others: tuple[OrganizationId, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the restored ones, and the merge of those that were made."""
        subject = facts.record("organization", Organization)
        beside = succession_rules.others(facts)
        divided = Tied.SPLIT_INTO in {how for how, _ in succession_rules.last_succession(subject)}
        before, made = ((subject,), beside) if divided else (beside, (subject,))
        return (*self._restored(before, facts), *self._merged(made, before[0], facts))

    def _restored(self, before: Iterable[Organization], facts: Facts) -> Iterator[Change]:
        event = self._event(Step.RESTORED, facts)
        for one in before:
            if one.standing.status is Status.DISSOLVED:
                yield Organization.life.put(OrganizationId(one.id), facts.act_id, event)

    def _merged(
        self, made: Iterable[Organization], into: Organization, facts: Facts
    ) -> Iterator[Change]:
        kept = OrganizationId(into.id)
        event = self._event(Step.MERGED, facts, into=kept)
        for at, one in enumerate(made):
            absorbed = Absorbed(
                merged=OrganizationId(one.id),
                number=one.register_number,
                merged_on=self.effective,
                names=(one.display_name,),
            )
            yield Organization.life.put(OrganizationId(one.id), facts.act_id, event)
            yield Organization.absorbed.put(kept, f"{facts.act_id}.{at}", absorbed)


ACTS = (SplitOrganization, UniteOrganizations, UndoSuccession)
