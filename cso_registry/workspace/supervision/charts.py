"""One description of a chart, for the screen, the paper and the spreadsheet alike.

A chart says in its title what is to be seen, carries its numbers on its bars, and names its
source and day; its rows are the table behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.figures import LASTING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WHOLE: Final = 1000
"""The longest bar."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a bar: the records of a sum, or what is overdue.

    Attributes:
        theme: Of the sum; empty for what is overdue.
        due: What is overdue, such as `agreement:payment`; empty for all of it.
    """

    theme: str = ""
    year: int = 0
    by: str = ""
    key: str = ""
    province: str = ""
    due: str = ""

    @property
    def is_of_money(self) -> bool:
        """Return whether it is a sum of money; else it is of findings, counted in days."""
        return bool(self.theme) and not self.theme.startswith(f"{LASTING}.")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, and its number in words.

    Attributes:
        more: A second number, such as the money beside the count; empty without one.
        behind: What opens it; None when nothing does.
    """

    name: str
    value: int
    said: str
    more: str = ""
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that explains itself.

    Attributes:
        name: Tells it apart from the others of a page.
        title: The finding, or the question, as a sentence.
        columns: Headings of the table behind it: what, how much, and what more.
        bars: From the top.
        source: Where the numbers come from, and of which day they are.
        empty: What is said instead of bars when there are none.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    bars: tuple[Bar, ...]
    source: str
    empty: str

    @property
    def has_more(self) -> bool:
        """Return whether some bar has a second number."""
        return any(one.more for one in self.bars)

    def lengths(self) -> tuple[int, ...]:
        """Return the length of each bar, in thousandths of the longest; never 0 for something."""
        return lengths(one.value for one in self.bars)

    def rows(self) -> Sequence[tuple[str, ...]]:
        """Return the table behind the chart."""
        if self.has_more:
            return [(one.name, one.said, one.more) for one in self.bars]
        return [(one.name, one.said) for one in self.bars]

    def headings(self) -> tuple[str, ...]:
        """Return the headings of that table."""
        return self.columns if self.has_more else self.columns[:2]


def lengths(values: Iterable[int]) -> tuple[int, ...]:
    """Return values in thousandths of the largest; what is more than nothing shows."""
    known = tuple(values)
    most = max(known, default=0)
    return tuple(max(int(one > 0), one * WHOLE // most) if most else 0 for one in known)
