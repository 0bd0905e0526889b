"""One act from the officer's hand to the disk: who, when, decided, written."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from cso_registry.domain.agreements.clauses import NO_CLAUSES, ClauseLibrary
from cso_registry.domain.clocks.holidays import NO_HOLIDAYS, HolidayTable
from cso_registry.domain.clocks.kinds import NO_CLOCK_KINDS, ClockKinds
from cso_registry.domain.facts import A, Actor, Question, Setting
from cso_registry.domain.offices.records import Office, Officer
from cso_registry.domain.papers.shelf import NO_TEMPLATES, TemplateShelf
from cso_registry.domain.permission import FOUNDING, DeniedError
from cso_registry.domain.vocabulary.criteria import NO_CRITERIA, Criteria
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.domain.workflow.model import NO_WORKFLOWS, Workflows
from cso_registry.journal.moment import LastEntry, Moment, moment_of, thai_time
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OfficeId, OfficerId, RecordId
from cso_registry.storage import desk
from cso_registry.storage.store import ChangeSet, Store, Transaction
from cso_registry.storage.store import Office as Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cso_registry.domain.act import Act
    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.domain.vocabulary.model import VocabularySet
    from cso_registry.journal.compose import Randomness
    from cso_registry.kernel.ids import IdentitySource
    from cso_registry.storage.connection import Connection


class Clock(Protocol):
    """What time it is; the host reads it, tests set it."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970 UTC."""
        ...


MINUTE_MS = 60_000
NO_POLICIES = Policies(version="0", policies=())


@dataclass(frozen=True, slots=True)
class Means:
    """What deciding needs from outside: clock, chance, identities and dated lists."""

    clock: Clock
    identities: IdentitySource
    random: Randomness
    vocabulary: VocabularySet
    areas: Areas
    policies: Policies = NO_POLICIES
    criteria: Criteria = NO_CRITERIA
    workflows: Workflows = NO_WORKFLOWS
    clauses: ClauseLibrary = NO_CLAUSES
    holidays: HolidayTable = NO_HOLIDAYS
    clock_kinds: ClockKinds = NO_CLOCK_KINDS
    templates: TemplateShelf = NO_TEMPLATES


@dataclass(frozen=True, slots=True)
class Session:
    """An officer who has signed in at this desk, and for whom they act, if by order."""

    officer: OfficerId
    acting_for: OfficerId | None = None


FOUNDER = Session(OfficerId("00000000-0000-0000-0000-000000000000"))
"""Whoever founds an office; the only session without an officer."""


@dataclass(frozen=True, slots=True)
class HomeOffice:
    """The office of this registry."""

    office: OfficeId | None
    code: str
    scope: str
    replica: str
    desk_mark: str


class Performer:
    """Performs acts in transactions of the store."""

    def __init__(self, store: Store, means: Means, home: HomeOffice) -> None:
        self._store = store
        self._means = means
        self._last: LastEntry | None = None
        self.home = home

    def perform(
        self,
        act: Act,
        session: Session,
        *,
        beside: Callable[[Connection], None] | None = None,
    ) -> ChangeSet:
        """Do one act; it is durable when this returns.

        Args:
            act: What is done.
            session: Who does it.
            beside: Writes what is kept at this desk only, in the same transaction.

        Raises:
            RefusedError: When rules refuse it; every reason at once.
            DeniedError: When the officer has no right to it; the denial is logged.
            InputError: When it names what is not there.
            KnownError: When disk or clock stand in the way; nothing has changed then.
        """
        with self.performing() as work:
            done = work.perform(act, session)
            if beside is not None:
                work.flush()
                self._store.within(beside)
            return done

    @contextmanager
    def performing(self) -> Iterator[Work]:
        """Give a run of acts that are committed together or not at all.

        A denial that ends the run is logged (R37).
        """
        work: Work | None = None
        try:
            with self._store.writing() as transaction:
                last = self._last or transaction.last_entry(self.home.replica)
                self._last = None
                work = Work(transaction, self._means, self.home, last)
                yield work
        except DeniedError as denied:
            if work is not None and work.denied is not None:
                self._log_denial(*work.denied, denied)
            raise
        self._last = work.last

    @contextmanager
    def judging(self) -> Iterator[Work]:
        """Give a run in which acts are judged and nothing is written; see `Work.judge`."""
        with self._store.judging() as transaction:
            last = self._last or transaction.last_entry(self.home.replica)
            yield Work(transaction, self._means, self.home, last)

    def _log_denial(self, act: Act, session: Session, denied: DeniedError) -> None:
        line = {
            "at": self._means.clock.now_ms(),
            "officer": session.officer,
            "acting_for": session.acting_for,
            "what": "denied",
            "act": act.kind,
            "why": denied.key,
        }
        self._store.run(lambda connection: desk.log_look(connection, line))


class Work:
    """Acts performed one after the other inside one transaction."""

    def __init__(
        self, transaction: Transaction, means: Means, home: HomeOffice, last: LastEntry
    ) -> None:
        self._transaction = transaction
        self._means = means
        self._home = home
        self.last = last
        self.denied: tuple[Act, Session] | None = None
        self._actors: dict[Session, Actor] = {}
        self._desks: dict[int, Desk] = {}

    def perform(self, act: Act, session: Session, *, batch: str | None = None) -> ChangeSet:
        """Do one act; see `Performer.perform`."""
        if self._home.desk_mark == desk.UNOPENED and not act.clock_free:
            raise KnownError("desk.unopened")
        moment = moment_of(self.last, self._means.clock.now_ms(), confirmed=act.clock_free)
        desk_now = self._desk(moment)
        try:
            actor = self._actor(act, session, self._day_of_rights(act, moment))
            done = self._transaction.perform(act, actor, desk_now, moment, batch=batch)
        except DeniedError:
            self.denied = (act, session)
            raise
        self.last = LastEntry(moment.time, moment.wall_ms)
        if done.kind.startswith(("officer.", "office.")):
            self._actors.clear()
        return done

    def judge(self, act: Act, session: Session) -> None:
        """Decide one act as `perform` would now, and write nothing; see `Transaction.judge`."""
        moment = moment_of(self.last, self._means.clock.now_ms(), confirmed=act.clock_free)
        actor = self._actor(act, session, self._day_of_rights(act, moment))
        self._transaction.judge(act, actor, self._desk(moment))

    def actor(self, session: Session) -> Actor:
        """Return an officer with the rights in force today.

        Raises:
            DeniedError: When the officer is not held, or acts for one without an order.
        """
        moment = moment_of(self.last, self._means.clock.now_ms(), confirmed=True)
        return self._look_up(session, moment.day)

    @property
    def identities(self) -> IdentitySource:
        """Return what gives new identities."""
        return self._means.identities

    def setting(self) -> Setting:
        """Return where and when acts are decided now."""
        moment = moment_of(self.last, self._means.clock.now_ms(), confirmed=True)
        return self._desk(moment).setting

    def ask(self, question: Question[A]) -> A:
        """Return the answer to a question about a set, as this run of acts sees it."""
        return self._transaction.ask(question)

    def flush(self) -> None:
        """Write what is held, so that what is kept beside it can name it."""
        self._transaction.flush()

    def record(self, identity: RecordId) -> object:
        """Return a record as this run of acts sees it."""
        return self._transaction.record(identity)

    def _desk(self, moment: Moment) -> Desk:
        # A run of acts has thousands in one minute; nothing that they see changes within it.
        minute = moment.wall_ms // MINUTE_MS
        if minute not in self._desks:
            self._desks = {minute: self._desk_at(moment)}
        return self._desks[minute]

    def _desk_at(self, moment: Moment) -> Desk:
        means, home = self._means, self._home
        setting = Setting(
            office=home.office,
            office_code=home.code,
            office_scope=home.scope,
            desk_mark=home.desk_mark,
            today=moment.day,
            vocabulary=means.vocabulary,
            areas=means.areas,
            policies=means.policies,
            criteria=means.criteria,
            workflows=means.workflows,
            clauses=means.clauses,
            holidays=means.holidays,
            clock_kinds=means.clock_kinds,
            templates=means.templates,
            clock=f"{thai_time(moment.wall_ms):%H:%M}",
        )
        return Desk(home.replica, setting, means.identities, means.random)

    def _day_of_rights(self, act: Act, moment: Moment) -> date:
        # Whoever confirms a clock that went back has the rights of the last entry's day.
        last = thai_time(self.last.wall_ms).date()
        return max(moment.day, last) if act.clock_free else moment.day

    def _actor(self, act: Act, session: Session, day: date) -> Actor:
        if act.kind == FOUNDING:
            founder = OfficerId(getattr(act, "founder", session.officer))
            return Actor(founder, frozenset())
        known = self._actors.get(session)
        if known is None:
            known = self._look_up(session, day)
            self._actors[session] = known
        return known

    def _look_up(self, session: Session, day: date) -> Actor:
        officer = self._officer(session.officer)
        if session.acting_for is None:
            return Actor(session.officer, officer.rights_on(day))
        principal = self._officer(session.acting_for)
        order = principal.delegation_to(session.officer, day)
        if order is None or not officer.rights_on(day):
            raise DeniedError("act.no_delegation", officer=session.acting_for)
        own = Actor(session.officer, principal.rights_on(day))
        return replace(own, acting_for=session.acting_for, order_number=order.order_number)

    def _officer(self, identity: OfficerId) -> Officer:
        found = self._transaction.record(identity)
        if not isinstance(found, Officer):
            raise DeniedError("act.unknown_officer", officer=identity)
        return found


def home_of(connection: Connection, reading_office: Office | None) -> HomeOffice:
    """Return the office of this registry as it stands."""
    replica = desk.setting(connection, desk.REPLICA) or ""
    mark = desk.setting(connection, desk.DESK_MARK) or ""
    identity = None if reading_office is None else reading_office.identity
    if reading_office is None or identity is None:
        return HomeOffice(None, "", "00", replica, mark)
    return HomeOffice(
        OfficeId(reading_office.id), identity.code, reading_office.scope, replica, mark
    )
