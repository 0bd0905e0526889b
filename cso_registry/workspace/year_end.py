"""How far the close of a fiscal year has come; read from the registry, so nothing is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.kernel.calendar import fiscal_year

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office
    from cso_registry.workspace.workspace import Workspace

YEARS_BACK = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring numbers that nothing explains: how they are written, and the first one."""

    series: str
    written: str
    first: str


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A year that is over and not closed.

    Attributes:
        year: The B.E. fiscal year; None when there is nothing to close.
        open: All years that are over, have numbers and are not closed, the newest first.
        gaps: Numbers that nothing explains.
        backup: When the last backup after the year's end was made, as ISO 8601.
        proof: When a restore was last rehearsed after the year's end.
        closed: The years that were closed, the newest first, with their day.
    """

    year: int | None
    open: tuple[int, ...]
    gaps: tuple[Gap, ...]
    backup: str | None
    proof: str | None
    closed: tuple[tuple[int, date], ...]


def year_end(workspace: Workspace, wanted: int | None = None) -> YearEnd:
    """Return how far the close of an open year has come; of the newest one by default."""
    office, now = workspace.office, fiscal_year(workspace.today)
    if office is None or office.identity is None:
        return YearEnd(None, (), (), None, None, ())
    code, closed = office.identity.code, _closed(office)
    done = {year for year, _ in closed}
    books = {
        year: found
        for year in range(now - 1, now - 1 - YEARS_BACK, -1)
        if year not in done and (found := workspace.read.books.of_year(code, year))
    }
    if not books:
        return YearEnd(None, (), (), None, None, closed)
    year = wanted if wanted in books else next(iter(books))
    gaps = (
        Gap(book.purpose, book.written(run), f"{book.prefix}/{run.first:04d}")
        for book in books[year]
        for run in book.gaps
    )
    return YearEnd(
        year=year,
        open=tuple(books),
        gaps=tuple(gaps),
        backup=_after(workspace.last_backup, year),
        proof=_after(workspace.last_proof, year),
        closed=closed,
    )


def _closed(office: Office) -> tuple[tuple[int, date], ...]:
    found = {(one.year, one.closed) for one in office.closed_years.values()}
    return tuple(sorted(found, reverse=True))


def _after(moment: str | None, year: int) -> str | None:
    """Return a moment when it lies after the last day of a year."""
    if not moment:
        return None
    return moment if fiscal_year(date.fromisoformat(moment[:10])) > year else None
