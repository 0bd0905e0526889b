"""What can be done with offices and officers."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import (
    Day,
    FiscalYear,
    Line,
    NumberText,
    OfficeCode,
    OrderNumber,
    Phone,
    ProvinceCode,
    ReasonText,
)
from cso_registry.domain.numbering import Series, counter_of, desk_mark, series_of
from cso_registry.domain.offices import rules, year_rules
from cso_registry.domain.offices.questions import (
    Administrators,
    NextCounter,
    NumberHolder,
    OfficeExists,
)
from cso_registry.domain.offices.records import (
    ClockConfirmation,
    Credential,
    Delegation,
    Departure,
    Desk,
    HeldRight,
    KeyEnding,
    Level,
    Office,
    OfficeIdentity,
    OfficeKey,
    Officer,
    OfficerPerson,
    OpenedSeries,
    VoidNumber,
)
from cso_registry.domain.reaching import telephones_can_be_dialled
from cso_registry.domain.roles import NATION, Role
from cso_registry.kernel.ids import OfficeId, OfficerId, ReplicaId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

ADMINISTRATOR = Role.ADMINISTRATOR


@act("office.found")
class FoundOffice(Act):
    """Founds an office that trusts itself until it joins the nation (design §5).

    The only act without an officer before it: its founder becomes administrator and
    head, so that a second administrator can be appointed.
    """

    writes = (
        Office.identity,
        Office.desks,
        Office.keys,
        Officer.person,
        Officer.rights,
        Officer.credential,
    )
    makes = (Office, Officer)
    reads = {"founded": lambda _act, _setting: OfficeExists()}
    rules = (rules.registry_has_no_office_yet, rules.provincial_office_names_its_province)
    clock_free = True

    office: OfficeId
    founder: OfficerId
    code: OfficeCode
    name_th: Line
    name_en: Line | None = None
    level: Level
    province: ProvinceCode | None = None
    founder_title: Line | None = None
    founder_given: Line
    founder_family: Line
    founder_position: Line | None = None
    replica: ReplicaId
    keys: tuple[OfficeKey, ...] = ()

    def scope(self, facts: Facts) -> str:
        """Return the office's own province, or the nation."""
        del facts
        return self.province or NATION

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the office, its first desk and its founder with rights."""
        jurisdiction = self.province or NATION
        rights = tuple(
            Officer.rights.put(
                self.founder,
                role.value,
                HeldRight(role=role, jurisdiction=jurisdiction),
            )
            for role in (ADMINISTRATOR, Role.HEAD, Role.OFFICER)
        )
        return (
            Office.identity.set(
                self.office,
                OfficeIdentity(
                    code=self.code,
                    name_th=self.name_th,
                    name_en=self.name_en,
                    level=self.level,
                    province=self.province,
                ),
            ),
            Office.desks.put(
                self.office,
                self.replica,
                Desk(replica=self.replica, mark="", since=facts.today),
            ),
            Officer.person.set(
                self.founder,
                OfficerPerson(
                    title=self.founder_title,
                    given=self.founder_given,
                    family=self.founder_family,
                    position=self.founder_position,
                ),
            ),
            Officer.credential.set(
                self.founder,
                Credential(set_on=facts.today, set_by=self.founder, must_change=False),
            ),
            *rights,
            *(Office.keys.put(self.office, facts.identities.new(), key) for key in self.keys),
        )


@act("office.open_series", ADMINISTRATOR, Role.HEAD)
class OpenSeries(Act):
    """Lets a number series go on from a paper book (F:A4)."""

    writes = (Office.opened_series,)
    reads = {
        "office": Office,
        "next": lambda act, setting: NextCounter(
            str(Series(act.series, setting.office_code, setting.desk_mark, act.year)),
        ),
        "closed": year_rules.closed_year("year"),
    }
    rules = (
        rules.series_is_known,
        rules.series_is_still_unused,
        year_rules.fiscal_year_is_open("year"),
    )

    office: OfficeId
    series: Line
    year: FiscalYear
    last_paper_number: int
    document: OrderNumber
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the opened series."""
        opened = OpenedSeries(
            series=self.series,
            year=self.year,
            last_paper_number=self.last_paper_number,
            document=self.document,
            reason=self.reason,
        )
        return (Office.opened_series.put(self.office, facts.act_id, opened),)


@act("office.void_number", ADMINISTRATOR, Role.HEAD)
class VoidOneNumber(Act):
    """Declares that a number will not be used, and why (F:X22)."""

    writes = (Office.void_numbers,)
    reads = {
        "office": Office,
        "holders": lambda act, _setting: NumberHolder(act.number, act.series),
        "next": lambda act, _setting: NextCounter(series_of(act.series, act.number)),
        "closed": year_rules.closed_year("number"),
    }
    rules = (
        rules.number_is_ours_and_free,
        rules.number_was_passed_over,
        year_rules.fiscal_year_is_open("number"),
    )

    office: OfficeId
    series: Line
    number: NumberText
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the named void."""
        prefix = counter_of(self.number)
        year = int(prefix[0].rpartition("/")[2]) if prefix else 0
        void = VoidNumber(series=self.series, year=year, number=self.number, reason=self.reason)
        return (Office.void_numbers.put(self.office, facts.act_id, void),)


@act("office.renew_keys", ADMINISTRATOR)
class RenewKeys(Act):
    """Takes new keys into use; those they replace end today (design §5).

    The private halves are made by the program at this desk; an administrator says why.
    """

    writes = (Office.keys, Office.key_endings)
    reads = {"office": Office}
    rules = (rules.keys_are_new,)

    office: OfficeId
    keys: tuple[OfficeKey, ...]
    compromised: bool = False
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new keys, and the end of those with the same purpose."""
        office = facts.record("office", Office)
        ended = {
            old.public
            for key in self.keys
            if (old := office.key_in_use(key.purpose, key.replica)) is not None
        }
        endings = (
            KeyEnding(
                public=public,
                ended=facts.today,
                compromised=self.compromised,
                reason=self.reason,
            )
            for public in sorted(ended)
        )
        identities = facts.identities
        return (
            *(Office.keys.put(self.office, identities.new(), key) for key in self.keys),
            *(Office.key_endings.put(self.office, identities.new(), end) for end in endings),
        )


@act("office.confirm_clock", ADMINISTRATOR)
class ConfirmClock(Act):
    """Confirms that the clock of this computer is right though it has jumped."""

    writes = (Office.clock_confirmations,)
    reads = {"office": Office}
    clock_free = True

    office: OfficeId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the confirmation."""
        confirmed = ClockConfirmation(confirmed=facts.today, reason=self.reason)
        return (Office.clock_confirmations.put(self.office, facts.act_id, confirmed),)


@act("office.open_desk", ADMINISTRATOR)
class OpenDesk(Act):
    """Gives a new replica of this office its desk mark (after a restore or a copy)."""

    writes = (Office.desks,)
    reads = {"office": Office}
    rules = (rules.desk_is_not_open_yet,)
    clock_free = True

    office: OfficeId
    replica: ReplicaId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the desk; its mark comes from its replica, so that no two desks share one."""
        office = facts.record("office", Office)
        taken = {desk.mark for desk in office.desks.values()}
        mark = desk_mark(self.replica, taken)
        desk = Desk(replica=self.replica, mark=mark, since=facts.today)
        return (Office.desks.put(self.office, self.replica, desk),)


@act("officer.appoint", ADMINISTRATOR)
class AppointOfficer(Act):
    """Enters a person who will act for the office, with a first right."""

    writes = (Officer.person, Officer.rights, Officer.credential)
    makes = (Officer,)
    rules = (rules.jurisdiction_is_known, rules.period_runs_forward, telephones_can_be_dialled)

    officer: OfficerId
    title: Line | None = None
    given: Line
    family: Line
    position: Line | None = None
    phone: Phone | None = None
    role: Role
    jurisdiction: ProvinceCode
    starts: Day
    ends: Day | None = None
    order_number: OrderNumber

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the person, the right, and a secret that must be changed."""
        person = OfficerPerson(
            title=self.title,
            given=self.given,
            family=self.family,
            position=self.position,
            phone=self.phone,
        )
        credential = Credential(set_on=facts.today, set_by=facts.actor.officer, must_change=True)
        return (
            Officer.person.set(self.officer, person),
            Officer.credential.set(self.officer, credential),
            Officer.rights.put(self.officer, facts.act_id, _right(self)),
        )


@act("officer.grant", ADMINISTRATOR)
class GrantRight(Act):
    """Gives an officer a role in a jurisdiction, by order."""

    writes = (Officer.rights,)
    reads = {"officer": Officer}
    rules = (rules.not_for_oneself, rules.jurisdiction_is_known, rules.period_runs_forward)

    officer: OfficerId
    role: Role
    jurisdiction: ProvinceCode
    starts: Day
    ends: Day | None = None
    order_number: OrderNumber

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the right."""
        return (Officer.rights.put(self.officer, facts.act_id, _right(self)),)


def _right(act: AppointOfficer | GrantRight) -> HeldRight:
    return HeldRight(
        role=act.role,
        jurisdiction=act.jurisdiction,
        starts=act.starts,
        ends=act.ends,
        order_number=act.order_number,
    )


@act("officer.withdraw_right", ADMINISTRATOR)
class WithdrawRight(Act):
    """Takes a right away, with a reason."""

    writes = (Officer.rights,)
    reads = {
        "officer": Officer,
        "administrators": lambda act, setting: Administrators(setting.today, act.officer),
    }
    relies_on = (Officer.rights,)
    rules = (rules.right_is_held, rules.an_administrator_remains)

    officer: OfficerId
    right: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the right taken away."""
        del facts
        return (Officer.rights.put(self.officer, self.right, None),)


@act("officer.delegate", ADMINISTRATOR, Role.HEAD)
class Delegate(Act):
    """Lets one officer act for another by order, for a time (F:F6)."""

    writes = (Officer.delegations,)
    reads = {"officer": Officer, "to": Officer}
    rules = (
        rules.period_runs_forward,
        rules.order_is_not_of_the_future,
        rules.not_to_oneself,
        rules.receiver_still_works_here,
    )

    officer: OfficerId
    to: OfficerId
    starts: Day
    ends: Day
    order_number: OrderNumber
    order_date: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the delegation."""
        order = Delegation(
            to=self.to,
            starts=self.starts,
            ends=self.ends,
            order_number=self.order_number,
            order_date=self.order_date,
        )
        return (Officer.delegations.put(self.officer, facts.act_id, order),)


@act("officer.change_secret", *Role)
class ChangeSecret(Act):
    """Records that an officer changed their own secret; the secret is never kept here."""

    writes = (Officer.credential,)
    reads = {"officer": Officer}
    rules = (rules.only_for_oneself,)

    officer: OfficerId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the date of the change."""
        return (Officer.credential.set(self.officer, _credential(facts, must_change=False)),)


@act("officer.reset_secret", ADMINISTRATOR)
class ResetSecret(Act):
    """Records that an administrator gave an officer a new first secret."""

    writes = (Officer.credential,)
    reads = {"officer": Officer}
    rules = (rules.not_for_oneself,)

    officer: OfficerId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the date, and that the officer must change it."""
        return (Officer.credential.set(self.officer, _credential(facts, must_change=True)),)


def _credential(facts: Facts, *, must_change: bool) -> Credential:
    return Credential(set_on=facts.today, set_by=facts.actor.officer, must_change=must_change)


@act("officer.leave", ADMINISTRATOR)
class LeaveOffice(Act):
    """Records that an officer has left; all rights end that day."""

    writes = (Officer.departures,)
    reads = {
        "officer": Officer,
        "administrators": lambda act, setting: Administrators(setting.today, act.officer),
    }
    relies_on = (Officer.rights,)
    rules = (rules.not_for_oneself, rules.an_administrator_remains)

    officer: OfficerId
    left: Day
    order_number: OrderNumber | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the departure."""
        departure = Departure(left=self.left, order_number=self.order_number, reason=self.reason)
        return (Officer.departures.put(self.officer, facts.act_id, departure),)


ACTS = (
    FoundOffice,
    OpenSeries,
    VoidOneNumber,
    RenewKeys,
    ConfirmClock,
    OpenDesk,
    AppointOfficer,
    GrantRight,
    WithdrawRight,
    Delegate,
    ChangeSecret,
    ResetSecret,
    LeaveOffice,
)
