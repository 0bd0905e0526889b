"""Answers the questions that acts ask about sets, each from an index."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope, with_sources
from cso_registry.domain.agreements.questions import BudgetOf, LinkedTo
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.batches.questions import BatchMembers
from cso_registry.domain.conflicts.questions import (
    Contested,
    ContestedOf,
    Rivals,
    RivalsOf,
    Unsettled,
    UnsettledOf,
)
from cso_registry.domain.conflicts.records import SETTLES, Settlement
from cso_registry.domain.letters.questions import Held, HeldRecord
from cso_registry.domain.offices.questions import (
    Administrators,
    AssignedTo,
    NextCounter,
    NumberHolder,
    OfficeExists,
)
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.offices.year_questions import YearBooks
from cso_registry.domain.organizations.like_questions import LookAlikes
from cso_registry.domain.organizations.questions import IdentifierHolders, NamedSubjects
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.same_name import STANDING, SameName
from cso_registry.domain.returns.questions import ChangedBeside, LastReturn, LastReturnOf
from cso_registry.domain.returns.records import Return
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import AnyRecord, RecordsUnder
from cso_registry.domain.screening.shadow import BREACH_OF
from cso_registry.domain.selection.applicants import ApplicantsOf, SubjectsOfChoices
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.concentration import SELECTED_IN
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.kernel.ids import OrganizationId, RecordId
from cso_registry.storage.conflicts import contested_of, rivals_of, unsettled_of
from cso_registry.storage.membership import members_of
from cso_registry.storage.number_books import NumberBooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cso_registry.domain.facts import Question
    from cso_registry.domain.record import Record
    from cso_registry.kernel.ids import EnvelopeId
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.projector import Projector


class Answers:
    """Answers questions inside the transaction in which the act is decided."""

    def __init__(self, connection: Connection, projector: Projector) -> None:
        self._connection = connection
        self._projector = projector
        self._counters: dict[str, int] = {}
        self._carriers: dict[tuple[str, str], list[bytes]] = {}
        self._by_type: Mapping[type[Question[Any]], Callable[[Any], Any]] = {
            OfficeExists: self._office_exists,
            NextCounter: self._next_counter,
            NumberHolder: self._number_holders,
            IdentifierHolders: self._identifier_holders,
            AssignedTo: self._assigned_to,
            Administrators: self._administrators,
            BatchMembers: self._batch_members,
            RecordsUnder: self._records_under,
            AnyRecord: self._any_record,
            ApplicantsOf: self._applicants_of,
            SubjectsOfChoices: self._subjects_of_choices,
            LinkedTo: self._linked_to,
            BudgetOf: self._budget_of,
            RivalsOf: self._rivals_of,
            LookAlikes: self._look_alikes,
            NamedSubjects: self._named_subjects,
            SameName: self._same_name,
            LastReturnOf: self._last_return,
            ChangedBeside: self._changed_beside,
            ContestedOf: self._contested_of,
            UnsettledOf: self._unsettled_of,
            Held: self._held,
            YearBooks: self._year_books,
        }

    def answer(self, question: Question[Any]) -> Any:
        """Return the answer to `question`."""
        return self._by_type[type(question)](question)

    def forget(self) -> None:
        """Drop what is remembered, when the transaction ends."""
        self._counters.clear()
        self._carriers.clear()

    def ask_anew(self) -> None:
        """Drop what the tables said, when what was held in memory is written to them."""
        self._carriers.clear()

    def _office_exists(self, _question: OfficeExists) -> bool:
        return self._connection.one(_OF_TYPE + " LIMIT 1", ("office",)) is not None

    def _next_counter(self, question: NextCounter) -> int:
        series = question.series
        last = self._counters.get(series)
        if last is None:
            last = int(
                self._connection.value(
                    "SELECT coalesce(max(counter), 0) FROM numbers WHERE series = ?", (series,)
                )
            )
        last = max(last, self._projector.pending.counters.get(series, 0))
        self._counters[series] = last
        return last + 1

    def _number_holders(self, question: NumberHolder) -> tuple[RecordId, ...]:
        rows = self._connection.execute(
            "SELECT n.series, r.id FROM numbers n JOIN records r USING(rec)"
            " WHERE n.number = ? AND n.state <> 'opening'",
            (question.number,),
        ).fetchall()
        found = [*rows, *self._projector.pending.holders.get(question.number, ())]
        start = f"{question.purpose}:"
        return _identities(
            identity for series, identity in found if series is None or series.startswith(start)
        )

    def _identifier_holders(self, question: IdentifierHolders) -> tuple[RecordId, ...]:
        found: list[bytes] = []
        for carried in question.identifiers:
            found += self._carriers_of(carried)
            found += self._projector.pending.identifiers.get(carried, ())
        return _identities(found)

    def _carriers_of(self, identifier: tuple[str, str]) -> list[bytes]:
        """Return who carries an identifier by the tables; a run of acts asks the same again."""
        known = self._carriers.get(identifier)
        if known is None:
            scheme, value = identifier
            known = self._carriers[identifier] = self._connection.column(
                "SELECT r.id FROM identifiers i JOIN records r USING(rec)"
                " WHERE i.value = ? AND i.scheme = ?",
                (value, scheme),
            )
        return known

    def _records_under(self, question: RecordsUnder) -> tuple[Record, ...]:
        wanted = (question.scheme, question.value)
        found = self._identifier_holders(IdentifierHolders((wanted,)))
        held = (self._projector.fetch(one.to_bytes()) for one in found)
        # What this transaction moved elsewhere still stands in the index until it is written.
        return tuple(
            self._projector.view(one)
            for one in held
            if one is not None
            and (not one.changed or wanted in self._projector.shadow_of(one).identifiers)
        )

    def _any_record(self, question: AnyRecord) -> tuple[Record, ...]:
        kept = self._projector.fetch(question.identity.to_bytes())
        return () if kept is None else (self._projector.view(kept),)

    def _named_subjects(self, question: NamedSubjects) -> tuple[Record, ...]:
        return self._named(question.identities)

    def _linked_to(self, question: LinkedTo) -> tuple[Record, ...]:
        found = self._any_record(AnyRecord(question.agreement))
        named = (one for view in found if isinstance(view, Agreement) for one in view.linked)
        linked = self._named(named)
        partners = (one.id for one in linked if isinstance(one, Organization))
        breaches = (
            breach
            for one in partners
            for breach in self._records_under(RecordsUnder(BREACH_OF, one))
        )
        return (*linked, *breaches)

    def _budget_of(self, question: BudgetOf) -> tuple[Record, ...]:
        named = question.envelope
        if named is None:
            found = self._any_record(AnyRecord(question.agreement))
            terms = (one.terms for one in found if isinstance(one, Agreement))
            named = next((one.envelope for one in terms if one is not None), None)
        if named is None:
            return ()
        budget = self._one_record(named)
        if not isinstance(budget, Envelope):
            return ()
        return with_sources(budget, self._one_record, self._budget_users)

    def _one_record(self, identity: RecordId) -> Record | None:
        return next(iter(self._any_record(AnyRecord(identity))), None)

    def _budget_users(self, envelope: EnvelopeId) -> tuple[Record, ...]:
        return self._records_under(RecordsUnder(AGREEMENT_OF, envelope))

    def _applicants_of(self, question: ApplicantsOf) -> tuple[Record, ...]:
        return self._named(self._filed_under(PROPOSAL_OF, question.call))

    def _subjects_of_choices(self, question: SubjectsOfChoices) -> tuple[Record, ...]:
        chosen = self._filed_under(SELECTED_IN, question.scope)
        applied = self._filed_under(PROPOSAL_OF, question.call)
        calls = self._any_record(AnyRecord(RecordId(question.call)))
        terms = [one.terms for one in calls if isinstance(one, Call) and one.terms is not None]
        scouted = (who for one in terms for who in one.scouted)
        return self._named((*chosen, *applied, *scouted))

    def _filed_under(self, scheme: str, value: str) -> tuple[OrganizationId, ...]:
        """Return who made the proposals that are found under a scheme."""
        proposals = self._records_under(RecordsUnder(scheme, value))
        files = (one.file for one in proposals if isinstance(one, Proposal))
        return tuple(file.organization for file in files if file is not None)

    def _named(self, subjects: Iterable[str]) -> tuple[Record, ...]:
        named = dict.fromkeys(subjects)
        return tuple(view for one in named for view in self._any_record(AnyRecord(RecordId(one))))

    def _assigned_to(self, question: AssignedTo) -> tuple[RecordId, ...]:
        found = self._connection.column(
            "SELECT r.id FROM assignments a JOIN records r USING(rec)"
            " WHERE a.officer = ? AND r.type = ?",
            (question.officer.to_bytes(), question.record_type),
        )
        return _identities(found)

    def _administrators(self, question: Administrators) -> tuple[RecordId, ...]:
        asked = self._projector.fetch(question.beside.to_bytes())
        home = None if asked is None else asked.scope
        kept = (
            self._projector.fetch(identity)
            for identity in self._connection.column(_OF_TYPE, ("officer",))
        )
        officers = [
            self._projector.view(one) for one in kept if one is not None and one.scope == home
        ]
        return tuple(
            officer.id
            for officer in officers
            if isinstance(officer, Officer)
            and any(right.role is Role.ADMINISTRATOR for right in officer.rights_on(question.on))
        )

    def _held(self, question: Held) -> tuple[HeldRecord, ...]:
        kept = ((one, self._projector.fetch(one.to_bytes())) for one in question.identities)
        return tuple(
            HeldRecord(one, found.type, found.scope) for one, found in kept if found is not None
        )

    def _year_books(self, question: YearBooks) -> Any:
        return NumberBooks(self._connection).of_year(question.office_code, question.year)

    def _last_return(self, question: LastReturnOf) -> LastReturn:
        rows = self._connection.execute(
            "SELECT title, until FROM record_list WHERE about = ? AND type = 'return'",
            (str(question.organization),),
        ).fetchall()
        dues = [date.fromisoformat(until) for _, until in rows if until is not None]
        return LastReturn(frozenset(int(title) for title, _ in rows), max(dues, default=None))

    def _changed_beside(self, question: ChangedBeside) -> tuple[str, ...]:
        (filed,) = self._any_record(AnyRecord(question.filed_return)) or (None,)
        subject = filed.filed.organization if isinstance(filed, Return) and filed.filed else None
        kept = None if subject is None else self._projector.fetch(subject.to_bytes())
        if kept is None:
            return ()
        before = self._connection.value(
            "SELECT max(h.entry) FROM record_list l JOIN records r USING(rec)"
            " JOIN history h USING(rec) WHERE l.about = ? AND l.type = 'return' AND r.id <> ?",
            (str(subject), question.filed_return.to_bytes()),
        )
        lives = (heads for group, heads in kept.groups.items() if group.startswith("life/"))
        since = before or min((head[0] for heads in lives for head in heads), default=0)
        changed = {
            group.partition("/")[0]
            for group, heads in kept.groups.items()
            if any(head[0] > since for head in heads)
        }
        return tuple(sorted(changed))

    def _look_alikes(self, question: LookAlikes) -> tuple[Record, ...]:
        found: list[bytes] = []
        for scheme, value in question.keys:
            found += self._connection.column(
                "SELECT r.id FROM identifiers i JOIN records r USING(rec)"
                " WHERE i.value = ? AND i.scheme = ? LIMIT ?",
                (value, scheme, question.limit),
            )
            found += self._projector.pending.identifiers.get((scheme, value), ())
        records = (view for one in _identities(found) for view in self._any_record(AnyRecord(one)))
        return tuple(records)

    def _same_name(self, question: SameName) -> tuple[RecordId, ...]:
        found = self._connection.column(
            "SELECT r.id FROM organization_list l JOIN records r USING(rec)"
            " WHERE l.province = ? AND l.sort = ? AND l.kind = ? AND l.status IN (?, ?)"
            " ORDER BY l.rec",
            (question.province, question.sort, question.kind, *STANDING),
        )
        held = self._projector.pending.names.get(question.sort, ())
        return _identities([*found, *(one for one in sorted(held) if self._stands(one, question))])

    def _stands(self, record: bytes, question: SameName) -> bool:
        """Return whether a record that is held in memory is one of those asked for."""
        kept = self._projector.fetch(record)
        tally = None if kept is None else self._projector.shadow_of(kept).tally
        return tally is not None and (
            tally[:2] == (question.province, question.kind) and tally[2] in STANDING
        )

    def _rivals_of(self, question: RivalsOf) -> Rivals:
        return rivals_of(self._connection, question.record, question.group)

    def _contested_of(self, question: ContestedOf) -> Contested:
        return contested_of(self._connection, question.record)

    def _unsettled_of(self, question: UnsettledOf) -> Unsettled:
        return unsettled_of(self._connection, question.record, self._settling)

    def _settling(self, entry: str) -> tuple[Settlement, ...]:
        found = self._records_under(RecordsUnder(SETTLES, entry))
        return tuple(one for one in found if isinstance(one, Settlement))

    def _batch_members(self, question: BatchMembers) -> Any:
        return members_of(self._connection, RecordId(question.batch).to_bytes())


# The partial index of the rarer types is used only when its own condition is repeated.
_OF_TYPE = "SELECT id FROM records WHERE type = ? AND type <> 'organization'"


def _identities(found: Iterable[bytes]) -> tuple[RecordId, ...]:
    return tuple(RecordId.from_bytes(identity) for identity in dict.fromkeys(found))
