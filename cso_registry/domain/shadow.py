"""What storage derives from a record for lists, search, counts and questions.

A shadow is a pure function of the record: it can be dropped and made again, and
`verify` does so. It never holds what depends on today.
"""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class NumberUse:
    """One number a record carries: printed form, its series and counter if it is ours.

    `state` is `used`, `paper` (a book's number), `void` or `opening`.
    """

    number: str
    series: str | None
    counter: int
    state: str


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something of the record falls due."""

    day: str
    what: str
    item: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """The derived rows of one record.

    Attributes:
        listing: The row of the list of its type, None when it has none.
        search: Its search key, None when it is not found by text.
        identifiers: (scheme, value) of other registers.
        numbers: The numbers it carries or opens.
        tally: The cell of the summary it is counted in.
        dues: The days on which something falls due.
        assigned: The officer whose case it is.
    """

    listing: tuple[Cell, ...] | None = None
    search: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    numbers: tuple[NumberUse, ...] = ()
    tally: tuple[str, str, str] | None = None
    dues: tuple[Due, ...] = ()
    assigned: str | None = None


EMPTY = Shadow()
