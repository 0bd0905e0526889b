"""What storage derives from a record for lists, search, counts and questions.

A shadow is a pure function of the record: it can be dropped and made again, and
`verify` does so. It never holds what depends on today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Cell = str | int | None


class NumberUse(NamedTuple):
    """One number a record carries: printed form, its series and counter if it is ours.

    `state` is `used`, `paper` (a book's number), `void` or `opening`.
    """

    number: str
    series: str | None
    counter: int
    state: str


class Due(NamedTuple):
    """A day on which something of the record falls due."""

    day: str
    what: str
    item: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What a record adds to one sum.

    Attributes:
        theme: What is counted, such as `begun` or `late.payment`.
        year: The fiscal year that it belongs to; 0 for what belongs to none.
        province: The home of the record.
        by: By what is told apart, such as `agency`; empty for the sum of all.
        key: Which agency, partner or model that is.
        amount: Satang, or days that something was late; as the theme says.
    """

    theme: str
    year: int
    province: str
    by: str = ""
    key: str = ""
    times: int = 1
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Shadow:
    """The derived rows of one record.

    Attributes:
        listing: The row of the list of its type (`record_line`), None when it has none.
        search: Its search key, None when it is not found by text.
        identifiers: (scheme, value) of other registers.
        numbers: The numbers it carries or opens.
        tally: The cell of the summary it is counted in.
        dues: The days on which something falls due.
        assigned: The officer whose case it is.
        figures: What it adds to the sums.
        registered: The day from which the first return of a subject is counted, as ISO 8601.
    """

    listing: tuple[Cell, ...] | None = None
    search: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    numbers: tuple[NumberUse, ...] = ()
    tally: tuple[str, str, str] | None = None
    dues: tuple[Due, ...] = ()
    assigned: str | None = None
    figures: tuple[Figure, ...] = ()
    registered: str | None = None


EMPTY = Shadow()


@dataclass(frozen=True, slots=True)
class Parts:
    """Some parts of a shadow: fields of it, and schemes of identifiers that are parts apart.

    Attributes:
        names: Which; None for all there are.
        apart: Every scheme whose identifiers are a part of their own.
    """

    names: frozenset[str] | None = None
    apart: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        """Return whether a part is among them."""
        return self.names is None or name in self.names

    def has_scheme(self, scheme: str) -> bool:
        """Return whether the identifiers of a scheme are among them."""
        return (scheme if scheme in self.apart else "identifiers") in self

    @property
    def have_identifiers(self) -> bool:
        """Return whether identifiers of some scheme are among them."""
        return "identifiers" in self or any(scheme in self for scheme in self.apart)


EVERY_PART = Parts()


@dataclass(frozen=True, slots=True)
class Division:
    """Of which slots of a record each part of its shadow is made.

    What a change of a few slots cannot have touched is neither read nor made again.

    Attributes:
        made_of: The slots by part; empty where every part is made of everything.
        apart: The schemes, ours alone, whose identifiers are parts of their own.
    """

    made_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    def touched_by(self, slots: Iterable[str]) -> Parts:
        """Return the parts that a change of some slots may touch."""
        if not self.made_of:
            return EVERY_PART
        changed = frozenset(slots)
        found = (part for part, made_of in self.made_of.items() if made_of & changed)
        return Parts(frozenset(found), self.apart)


UNDIVIDED = Division()

RECORD_COLUMNS = (
    "type",
    "sort",
    "title",
    "number",
    "about",
    "status",
    "status_since",
    "status_before",
    "until",
    "province",
)
"""Columns of the list of every type of record but the subjects, after the key."""


def record_line(
    type_name: str,
    *,
    title: str,
    sort: str,
    status: str,
    province: str,
    number: str | None = None,
    about: str | None = None,
    since: date | None = None,
    before: str | None = None,
    until: date | None = None,
) -> tuple[Cell, ...]:
    """Return the line of a record in the list of its type.

    Args:
        type_name: Type of the record.
        title: What it is called.
        sort: What it is ordered by: `thai.sorting.sort_key` of a name, a day, a number.
        status: Where it stands from `since` on.
        province: Its home scope.
        number: The number it carries.
        about: The identity of the subject it is about.
        since: First day of `status`; None when it always held.
        before: Where it stood the day before `since`.
        until: Last day of what it grants or asks, such as a validity or a deadline.
    """
    return (
        type_name,
        sort,
        title,
        number,
        about,
        status,
        None if since is None else since.isoformat(),
        before,
        None if until is None else until.isoformat(),
        province,
    )
