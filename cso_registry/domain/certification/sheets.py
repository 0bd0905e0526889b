"""The ledger of security paper: batches of numbered sheets and what became of each (X19).

A sheet is used when a certificate says that it was printed on it; every other end of a
sheet is written in its batch. What is neither is blank, and must lie in the safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line

if TYPE_CHECKING:
    from collections.abc import Iterable

SECURITY_PAPER = "SECURITY-PAPER"
"""Under this scheme a batch is found by what stands before the digits of its serials."""
SheetPrefix = Annotated[str, StringConstraints(pattern=r"^([^\s\d]{1,10}-?)?$", max_length=11)]
SheetCounter = Annotated[int, Field(ge=0, le=999_999_999)]
SheetDigits = Annotated[int, Field(ge=1, le=9)]
_DIGITS = "0123456789"


class SheetState(StrEnum):
    """What became of a sheet."""

    UNKNOWN = "unknown"
    """It lies in no batch that was received here."""
    BLANK = "blank"
    USED = "used"
    SPOILED = "spoiled"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    MISSING = "missing"


class SheetBatch(FieldGroup):
    """Sheets received: the serials run from `first` to `last`, both inclusive."""

    received: Day
    prefix: SheetPrefix
    first: SheetCounter
    last: SheetCounter
    digits: SheetDigits
    delivery_note: Line
    supplier: Line | None = None


class SheetEnd(FieldGroup):
    """What became of one sheet that carries no certificate."""

    sheet: Line
    state: SheetState
    day: Day
    reason: Lines


class SecurityPaper(Record, type="security_paper"):
    """One batch of security paper."""

    batch = Group(SheetBatch)
    ends = Items(SheetEnd, legal=True)

    def shadow(self) -> Shadow:
        """Return its line and under which prefix it is found."""
        batch = self.batch
        if batch is None:
            return EMPTY
        line = record_line(
            self.type,
            title=f"{serial_of(batch, batch.first)}–{serial_of(batch, batch.last)}",
            sort=f"{batch.received.isoformat()}{serial_of(batch, batch.first)}",
            status="received",
            province=self.scope,
            number=serial_of(batch, batch.first),
        )
        return Shadow(listing=line, identifiers=((SECURITY_PAPER, batch.prefix),))

    def end_of(self, sheet: str) -> SheetEnd | None:
        """Return what was recorded last about a sheet, None when nothing was."""
        told = [one for _, one in sorted(self.ends.items()) if one.sheet == sheet]
        return told[-1] if told else None

    def holds(self, sheet: str) -> bool:
        """Return whether a serial lies in this batch."""
        batch, digits = self.batch, sheet[len(prefix_of(sheet)) :]
        if batch is None or prefix_of(sheet) != batch.prefix or len(digits) != batch.digits:
            return False
        return batch.first <= int(digits) <= batch.last


@dataclass(frozen=True, slots=True)
class SheetFound:
    """A sheet: its state, its batch, and the certificate that was printed on it."""

    serial: str
    state: SheetState
    batch: SecurityPaper | None = None
    certificate: Record | None = None


def found_sheet(
    serial: str,
    batches: Iterable[Record],
    printed: Iterable[Record] = (),
    spoiled: Iterable[Record] = (),
) -> SheetFound:
    """Return what is known about a sheet.

    Args:
        serial: Its number.
        batches: The batches in which it may lie.
        printed: The certificates that were printed on it.
        spoiled: The certificates that were spoiled on it.
    """
    batch = next(
        (one for one in batches if isinstance(one, SecurityPaper) and one.holds(serial)), None
    )
    end = None if batch is None else batch.end_of(serial)
    on, off = next(iter(printed), None), next(iter(spoiled), None)
    if end is not None:
        return SheetFound(serial, end.state, batch, on or off)
    if on is not None:
        return SheetFound(serial, SheetState.USED, batch, on)
    if off is not None:
        return SheetFound(serial, SheetState.SPOILED, batch, off)
    state = SheetState.UNKNOWN if batch is None else SheetState.BLANK
    return SheetFound(serial, state, batch)


def serial_of(batch: SheetBatch, counter: int) -> str:
    """Return the serial of a sheet as it is printed on it."""
    return f"{batch.prefix}{counter:0{batch.digits}d}"


def prefix_of(serial: str) -> str:
    """Return what stands before the digits of a serial."""
    return serial.rstrip(_DIGITS)
