"""Rules about security paper: serials are received once, and end in ways that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.sheets import (
    SecurityPaper,
    SheetState,
    found_sheet,
)
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.facts import Facts

CITE = "features C3, X19"
MOST_SHEETS = 1_000_000
ENDS: Mapping[SheetState, frozenset[SheetState]] = {
    SheetState.BLANK: frozenset(
        {SheetState.SPOILED, SheetState.RETURNED, SheetState.DESTROYED, SheetState.MISSING}
    ),
    SheetState.SPOILED: frozenset({SheetState.RETURNED, SheetState.DESTROYED, SheetState.MISSING}),
    SheetState.MISSING: frozenset({SheetState.RETURNED, SheetState.DESTROYED, SheetState.SPOILED}),
}
"""From a state of a sheet to those that may follow by hand."""


@rule("F:X19", cite=CITE)
def serials_run_forward(act: Any, _facts: Facts) -> Verdict:
    """The last serial is not before the first one, and both have their digits."""
    fits = len(str(act.last)) <= act.digits
    return None if fits and 0 <= act.last - act.first < MOST_SHEETS else fault("last")


@rule("F:X19", cite=CITE)
def serials_are_new(act: Any, facts: Facts) -> Verdict:
    """No sheet of the batch was received before."""
    for other in facts.answer("others", tuple):
        batch = other.batch if isinstance(other, SecurityPaper) else None
        if batch is None or batch.digits != act.digits:
            continue
        if batch.first <= act.last and act.first <= batch.last:
            return fault("first", first=batch.first, last=batch.last)
    return None


@rule("F:X19", cite=CITE)
def sheets_came_before_today(act: Any, facts: Facts) -> Verdict:
    """A batch is entered when it is there."""
    return fault("received") if act.received > facts.today else None


@rule("F:X19", cite=CITE)
def sheet_lies_in_this_batch(act: Any, facts: Facts) -> Verdict:
    """The serial is one of the batch."""
    holds = facts.record("security_paper", SecurityPaper).holds(act.sheet)
    return None if holds else fault("sheet", sheet=act.sheet)


@rule("F:X19", cite=CITE)
def sheet_can_end_so(act: Any, facts: Facts) -> Verdict:
    """A used sheet is no longer written off; what has ended for good stays so."""
    batch = facts.record("security_paper", SecurityPaper)
    found = found_sheet(
        act.sheet, (batch,), facts.answer("printed", tuple), facts.answer("spoiled", tuple)
    )
    received = batch.batch.received if batch.batch is not None else facts.today
    if act.state not in ENDS.get(found.state, frozenset()):
        return fault("state", sheet=act.sheet, state=found.state.value)
    fits = received <= act.day <= facts.today
    return None if fits else fault("day", sheet=act.sheet, state=found.state.value)
