"""Numbers of registers, certificates and letters (F:A3, X22).

Office code, desk mark (blank for the first desk), B.E. fiscal year, counter. They
are allocated with no centre; identity is a UUID, never a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

REGISTER, CERTIFICATE, INTAKE = "register", "certificate", "intake"
LETTER_OUT, LETTER_IN, STATUS_LIST = "letter_out", "letter_in", "status_list"
FORMS = "forms"
SERIES_PURPOSES = (
    REGISTER,
    LETTER_OUT,
    LETTER_IN,
    CERTIFICATE,
    INTAKE,
    STATUS_LIST,
    FORMS,
)
"""What this program numbers; each purpose is a series of its own every fiscal year."""
CLOSED_YEAR = "CLOSED-YEAR"
"""Under this scheme an office is found by its fiscal years that are closed."""
_PARTS = 3
MARKS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that are not mistaken for one another."""
SHORTEST_MARK = 3


@dataclass(frozen=True, slots=True)
class Series:
    """One run of counters: what for, whose, at which desk, in which fiscal year."""

    purpose: str
    office_code: str
    desk_mark: str
    year: int

    @classmethod
    def on(cls, purpose: str, office_code: str, desk_mark: str, day: date) -> Self:
        """Return the series that is open on `day`."""
        return cls(purpose, office_code, desk_mark, fiscal_year(day))

    def __str__(self) -> str:
        return f"{self.purpose}:{self.prefix}"

    @property
    def prefix(self) -> str:
        """Return what stands before the counter, without the last slash."""
        mark = f".{self.desk_mark}" if self.desk_mark else ""
        return f"{self.office_code}{mark}/{self.year}"

    def number(self, counter: int) -> str:
        """Return the number as it is printed, in Arabic digits."""
        return f"{self.prefix}/{counter:04d}"


def desk_mark(replica: str, taken: Collection[str]) -> str:
    """Return the mark of a desk: a few letters and digits drawn from its replica.

    Two desks opened apart from each other, with no network, must not number alike.
    """
    digits = int.from_bytes(digest(replica.encode()), "big")
    mark = ""
    while len(mark) < SHORTEST_MARK or mark in taken:
        digits, at = divmod(digits, len(MARKS))
        mark += MARKS[at]
    return mark


def closed_year_key(office_code: str, year: int) -> tuple[str, str]:
    """Return under which scheme and value a closed year of an office is found."""
    return CLOSED_YEAR, f"{office_code}/{year}"


def series_of(purpose: str, number: str) -> str:
    """Return the series that a number of our form belongs to."""
    return f"{purpose}:{number.rpartition('/')[0]}"


def is_series_of(series: str, office_code: str) -> bool:
    """Return whether a series is an office's, at whichever of its desks."""
    prefix = series.partition(":")[2].rpartition("/")[0]
    mark = prefix.removeprefix(office_code)
    is_mark = mark.startswith(".") and len(mark) > SHORTEST_MARK and set(mark[1:]) <= set(MARKS)
    return prefix.startswith(office_code) and (not mark or is_mark)


def counter_of(number: str) -> tuple[str, int] | None:
    """Return the prefix and the counter of a number of our form, None for others."""
    prefix, slash, counter = number.rpartition("/")
    if not slash or not counter.isascii() or not counter.isdecimal():
        return None
    if len(number.split("/")) != _PARTS:
        return None
    return prefix, int(counter)
