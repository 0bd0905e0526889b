"""Answers the questions that acts ask about sets, each from an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.batches.questions import BatchMembers
from cso_registry.domain.offices.questions import (
    Administrators,
    AssignedTo,
    NextCounter,
    NumberHolder,
    OfficeExists,
)
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.membership import members_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cso_registry.domain.facts import Question
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.projector import Projector


class Answers:
    """Answers questions inside the transaction in which the act is decided."""

    def __init__(self, connection: Connection, projector: Projector) -> None:
        self._connection = connection
        self._projector = projector
        self._counters: dict[str, int] = {}
        self._by_type: Mapping[type[Question[Any]], Callable[[Any], Any]] = {
            OfficeExists: self._office_exists,
            NextCounter: self._next_counter,
            NumberHolder: self._number_holders,
            IdentifierHolders: self._identifier_holders,
            AssignedTo: self._assigned_to,
            Administrators: self._administrators,
            BatchMembers: self._batch_members,
        }

    def answer(self, question: Question[Any]) -> Any:
        """Return the answer to `question`."""
        return self._by_type[type(question)](question)

    def forget(self) -> None:
        """Drop what is remembered, when the transaction ends."""
        self._counters.clear()

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
        found = self._connection.column(
            "SELECT r.id FROM numbers n JOIN records r USING(rec)"
            " WHERE n.number = ? AND n.state <> 'opening'",
            (question.number,),
        )
        return _identities([*found, *self._projector.pending.holders.get(question.number, ())])

    def _identifier_holders(self, question: IdentifierHolders) -> tuple[RecordId, ...]:
        found: list[bytes] = []
        for scheme, value in question.identifiers:
            found += self._connection.column(
                "SELECT r.id FROM identifiers i JOIN records r USING(rec)"
                " WHERE i.value = ? AND i.scheme = ?",
                (value, scheme),
            )
            found += self._projector.pending.identifiers.get((scheme, value), ())
        return _identities(found)

    def _assigned_to(self, question: AssignedTo) -> tuple[RecordId, ...]:
        found = self._connection.column(
            "SELECT r.id FROM assignments a JOIN records r USING(rec)"
            " WHERE a.officer = ? AND r.type = ?",
            (question.officer.to_bytes(), question.record_type),
        )
        return _identities(found)

    def _administrators(self, question: Administrators) -> tuple[RecordId, ...]:
        kept = (
            self._projector.fetch(identity)
            for identity in self._connection.column(_OF_TYPE, ("officer",))
        )
        officers = [self._projector.view(one) for one in kept if one is not None]
        return tuple(
            officer.id
            for officer in officers
            if isinstance(officer, Officer)
            and any(right.role is Role.ADMINISTRATOR for right in officer.rights_on(question.on))
        )

    def _batch_members(self, question: BatchMembers) -> Any:
        return members_of(self._connection, RecordId(question.batch).to_bytes())


# The partial index of the rarer types is used only when its own condition is repeated.
_OF_TYPE = "SELECT id FROM records WHERE type = ? AND type <> 'organization'"


def _identities(found: Iterable[bytes]) -> tuple[RecordId, ...]:
    return tuple(RecordId.from_bytes(identity) for identity in dict.fromkeys(found))
