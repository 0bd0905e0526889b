"""The ledger of security paper as it is stated and drawn on (F:C3, X19, S-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.shadow import SHEET, SPOILED_SHEET
from cso_registry.domain.certification.sheets import (
    SECURITY_PAPER,
    SecurityPaper,
    SheetFound,
    SheetState,
    found_sheet,
    prefix_of,
    serial_of,
)
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.certification.sheets import SheetBatch
    from cso_registry.domain.record import Record
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def look_up_sheet(reading: Reading, serial: str) -> SheetFound:
    """Return what is known about the sheet with a serial (F:X19)."""

    def under(scheme: str, value: str) -> Iterable[Record]:
        found = (reading.record(one) for one in reading.by_identifier(scheme, value))
        return [one for one in found if one is not None]

    return found_sheet(
        serial,
        under(SECURITY_PAPER, prefix_of(serial)),
        under(SHEET, serial),
        under(SPOILED_SHEET, serial),
    )


def next_sheet(reading: Reading, first: str) -> str:
    """Return the next blank sheet of the batch in which `first` lies, not before it.

    Raises:
        InputError: `certificate.no_sheet_left`.
    """
    found = look_up_sheet(reading, first)
    batch = None if found.batch is None else found.batch.batch
    if batch is None or found.batch is None:
        raise InputError("certificate.no_sheet_left", sheet=first)
    used = reading.serials.last(SHEET, first, serial_of(batch, batch.last))
    begin = _counter(batch, used) + 1 if used is not None else _counter(batch, first)
    for counter in range(begin, batch.last + 1):
        serial = serial_of(batch, counter)
        if look_up_sheet(reading, serial).state is SheetState.BLANK:
            return serial
    raise InputError("certificate.no_sheet_left", sheet=first)


def _counter(batch: SheetBatch, serial: str) -> int:
    return int(serial[len(batch.prefix) :])


def ledger_facts(_office: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-06: batches, what became of the sheets, and every gap by name."""
    batches = [one for one in reading.records("security_paper") if isinstance(one, SecurityPaper)]
    gaps = [row for one in batches for row in _gap_rows(one, reading, showing)]
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "batches": [_batch_row(one, _statement(one, reading), showing) for one in batches],
        "ended": [row for one in batches for row in _end_rows(one, showing)],
        "has_ended": any(one.ends for one in batches),
        "gaps": gaps,
        "has_gaps": bool(gaps),
        "no_gaps": not gaps,
        "officer": "" if showing.officer is None else showing.officer.display_name,
    }


def _statement(paper: SecurityPaper, reading: Reading) -> dict[SheetState, int]:
    batch = paper.batch
    if batch is None:
        return {}
    first, last = serial_of(batch, batch.first), serial_of(batch, batch.last)
    ended = _ended(paper)
    counts = {state: sum(one is state for one in ended.values()) for state in SheetState}
    used = reading.serials.between(SHEET, first, last)
    spoiled = reading.serials.between(SPOILED_SHEET, first, last)
    counts[SheetState.USED] = len(used - ended.keys())
    counts[SheetState.SPOILED] += len(spoiled - used - ended.keys())
    known = len(used | spoiled | ended.keys())
    counts[SheetState.BLANK] = batch.last - batch.first + 1 - known
    return counts


def _ended(paper: SecurityPaper) -> dict[str, SheetState]:
    """Return the last state of every sheet that was written off."""
    return {one.sheet: one.state for _, one in sorted(paper.ends.items())}


def _batch_row(paper: SecurityPaper, counts: Mapping[SheetState, int], showing: Showing) -> FactRow:
    batch = paper.batch
    if batch is None:
        return {}
    return {
        "serials": f"{serial_of(batch, batch.first)}–{serial_of(batch, batch.last)}",
        "received": f"{showing.day(batch.received)}\n{batch.delivery_note}",
        "total": str(batch.last - batch.first + 1),
        **{state.value: str(counts.get(state, 0)) for state in SheetState},
        "off": str(counts[SheetState.RETURNED] + counts[SheetState.DESTROYED]),
    }


def _end_rows(paper: SecurityPaper, showing: Showing) -> Iterator[FactRow]:
    for _, one in sorted(paper.ends.items()):
        state = showing.program.texts.value(f"sheet.{one.state.value}")
        yield {
            "sheet": one.sheet,
            "state": state.say(showing.language),
            "day": showing.day(one.day),
            "reason": one.reason,
        }


def _gap_rows(paper: SecurityPaper, reading: Reading, showing: Showing) -> Iterator[FactRow]:
    """Yield missing sheets, and blank ones that were passed over, as runs (X19)."""
    batch = paper.batch
    if batch is None:
        return
    words = showing.program.texts
    ended = _ended(paper)
    for serial, state in ended.items():
        if state is SheetState.MISSING:
            yield {"sheets": serial, "why": words.value("sheet.missing").say(showing.language)}
    first, last = serial_of(batch, batch.first), serial_of(batch, batch.last)
    used = reading.serials.between(SHEET, first, last)
    known = used | reading.serials.between(SPOILED_SHEET, first, last) | ended.keys()
    if not used:
        return
    passed = [
        counter
        for counter in range(batch.first, _counter(batch, max(used)))
        if serial_of(batch, counter) not in known
    ]
    for run in runs_of(passed):
        ends = dict.fromkeys((serial_of(batch, run[0]), serial_of(batch, run[-1])))
        why = words.text("certificate.sheet_passed_over", showing.language)
        yield {"sheets": "–".join(ends), "why": why}


def runs_of(counters: Iterable[int]) -> list[list[int]]:
    """Return rising counters as runs of neighbours."""
    runs: list[list[int]] = []
    for one in counters:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
