"""What is asked about the numbers of a fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cso_registry.domain.facts import Question


class Run(NamedTuple):
    """Neighbouring counters, both inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SeriesBook:
    """One series in one fiscal year: how far it went and what of it is missing.

    Attributes:
        purpose: What it numbers, such as "register".
        prefix: What stands before its counters, without the last slash.
        last: The last counter.
        paper: The last counter of the paper book that it goes on from, 0 without one.
        used: How many numbers are carried by a record.
        void: Runs of numbers that were declared unused.
        gaps: Runs of numbers that nothing explains.
    """

    purpose: str
    prefix: str
    last: int
    paper: int
    used: int
    void: tuple[Run, ...]
    gaps: tuple[Run, ...]

    def written(self, run: Run) -> str:
        """Return a run of numbers as it is printed."""
        whole = f"{self.prefix}/{run.first:04d}"
        return whole if run.first == run.last else f"{whole} – {run.last:04d}"


@dataclass(frozen=True, slots=True)
class YearBooks(Question[tuple[SeriesBook, ...]]):
    """Every series of an office in a fiscal year, of all its desks."""

    office_code: str
    year: int
