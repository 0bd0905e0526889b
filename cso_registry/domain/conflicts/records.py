"""What is kept of a decision about contested legal acts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Day, Line, Lines, OrderNumber, Sha256
from cso_registry.domain.record import FieldGroup, Group, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTLES = "SETTLES"
"""Under this scheme a settlement is found by the entry it settles."""


class Verdict(StrEnum):
    """What becomes of a contested act."""

    STANDS = "stands"
    """It stands as recorded."""
    TO_BE_UNDONE = "to_be_undone"
    """An act that undoes it must follow; until then it stands, marked."""


class Settled(FieldGroup):
    """The decision about one contested act."""

    about_record: RecordId
    about_type: Line
    contested_entry: Sha256
    contesting: tuple[Sha256, ...]
    concerning: Line
    verdict: Verdict
    settled_on: Day
    order_number: OrderNumber | None = None
    reason: Lines


class Settlement(Record, type="settlement"):
    """A decision about a legal act that another office's change contested."""

    settled = Group(Settled, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and which entry it settles."""
        settled = self.settled
        if settled is None:
            return EMPTY
        line = record_line(
            self.type,
            title=settled.reason.splitlines()[0][:200],
            sort=settled.settled_on.isoformat(),
            status=settled.verdict.value,
            province=self.scope,
            about=settled.about_record,
        )
        return Shadow(listing=line, identifiers=((SETTLES, settled.contested_entry),))


def settled_entries(settlements: Iterable[Settlement]) -> dict[str, frozenset[str]]:
    """Return by settled entry the entries that contested it when it was decided."""
    found: dict[str, frozenset[str]] = {}
    for one in settlements:
        if one.settled is not None:
            known = found.get(one.settled.contested_entry, frozenset())
            found[one.settled.contested_entry] = known | frozenset(one.settled.contesting)
    return found
