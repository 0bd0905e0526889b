"""Receiving a yearly return, and checking it (F:A13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.clocks.kinds import due_now
from cso_registry.domain.fields import Code, Day, FiscalYear, Lines
from cso_registry.domain.organizations.records import Attachment, Organization
from cso_registry.domain.returns.questions import ChangedBeside, LastReturn, LastReturnOf
from cso_registry.domain.returns.records import CheckedReturn, FiledReturn, Return
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.calendar import earliest_end
from cso_registry.kernel.ids import OrganizationId, ReturnId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

CITE = "features A13"
INTERVAL = "registration.annual_update_months"
CLOCK = "return"


def _last(act: Any, _setting: Setting) -> Question[Any]:
    return LastReturnOf(act.organization)


def _differing(act: Any, _setting: Setting) -> Question[Any]:
    return ChangedBeside(act.filed_return)


@rule("F:A13", cite=CITE)
def received_is_not_of_the_future(act: Any, facts: Facts) -> Verdict:
    """A return has come before it is recorded."""
    return fault("received") if act.received > facts.today else None


@rule("F:A13", cite=CITE)
def year_is_filed_once(act: Any, facts: Facts) -> Verdict:
    """One return is kept for each fiscal year."""
    last = facts.answer("last", LastReturn)
    return fault("year", year=act.year) if act.year in last.years else None


@rule("F:A13", cite=CITE)
def changed_groups_are_known(act: Any, _facts: Facts) -> Verdict:
    """What is reported as changed is a part of the record."""
    strange = [name for name in act.changed if name not in Organization.slots]
    return fault("changed", group=strange[0]) if strange else None


@rule("F:B2", cite="R-01; design §3")
def another_officer_checks(_act: Any, facts: Facts) -> Verdict:
    """Who received a return does not check it."""
    filed = facts.record("filed_return", Return).filed
    actor = facts.actor
    own = filed is not None and filed.filed_by in {actor.officer, actor.acting_for}
    return fault("filed_return") if own else None


@act("return.file", Role.OFFICER, Role.HEAD)
class FileReturn(Act):
    """Records the yearly return of a subject; one that comes late is taken and marked."""

    writes = (Return.filed,)
    makes = (Return,)
    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization, "last": _last}
    rules = (received_is_not_of_the_future, year_is_filed_once, changed_groups_are_known)

    filed_return: ReturnId
    organization: OrganizationId
    year: FiscalYear
    received: Day
    changed: tuple[Code, ...] = ()
    scan: Attachment | None = None
    note: Lines | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the return, whether it is late, and when the next one is due."""
        organization = facts.record("organization", Organization)
        months = facts.setting.policies.number(INTERVAL, self.received)
        last = facts.answer("last", LastReturn)
        due = last.next_due or first_due(organization, months)
        late = 0 if due is None else _late_days(facts, self.received, due, organization.scope)
        filed = FiledReturn(
            organization=self.organization,
            year=self.year,
            received=self.received,
            due=due,
            late_days=late,
            next_due=earliest_end(max(due or self.received, self.received), months),
            changed=self.changed,
            filed_by=facts.actor.officer,
            scan=self.scan,
            note=self.note,
        )
        return (Return.filed.set(self.filed_return, filed),)


def _late_days(facts: Facts, received: date, due: date, province: str) -> int:
    last = due_now(facts.setting, CLOCK, due, None, province)
    return max(0, (received - last).days)


def first_due(organization: Organization, months: int) -> date | None:
    """Return the day on which the first return of a subject is due."""
    day = organization.first_return_from
    return None if day is None else earliest_end(day, months)


@act("return.check", Role.CHECKER, Role.OFFICER, Role.HEAD)
class CheckReturn(Act):
    """Records that another officer compared a return with the register."""

    writes = (Return.checks,)
    reads: ClassVar[Mapping[str, Read]] = {"filed_return": Return, "differing": _differing}
    rules = (another_officer_checks,)

    filed_return: ReturnId
    in_order: bool
    note: Lines | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the return."""
        return facts.record("filed_return", Return).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the check."""
        checked = CheckedReturn(
            checked=facts.today,
            checked_by=facts.actor.officer,
            in_order=self.in_order,
            differing=facts.answer("differing", tuple),
            note=self.note,
        )
        return (Return.checks.put(self.filed_return, facts.act_id, checked),)


ACTS = (FileReturn, CheckReturn)
