"""The end of a fiscal year: its numbers are frozen (F:X22)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import FiscalYear, OrderNumber
from cso_registry.domain.offices import year_rules
from cso_registry.domain.offices.records import ClosedSeries, ClosedYear, NumberRun, Office
from cso_registry.domain.offices.year_questions import SeriesBook, YearBooks
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficeId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@act("office.close_year", Role.HEAD, Role.ADMINISTRATOR)
class CloseYear(Act):
    """Closes a fiscal year: the last number of each series and the unused ones are frozen.

    After it no number of that year is given.
    """

    writes = (Office.closed_years,)
    reads = {
        "office": Office,
        "books": lambda act, setting: YearBooks(setting.office_code, act.year),
    }
    rules = (
        year_rules.year_is_over,
        year_rules.year_is_closed_once,
        year_rules.year_has_numbers,
        year_rules.gaps_are_explained,
    )

    office: OfficeId
    year: FiscalYear
    document: OrderNumber | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the closed year."""
        books = facts.answer("books", tuple)
        closed = ClosedYear(
            year=self.year,
            closed=facts.today,
            document=self.document,
            books=tuple(_closed(book) for book in books if isinstance(book, SeriesBook)),
            reason=self.reason,
        )
        return (Office.closed_years.put(self.office, facts.act_id, closed),)


def _closed(book: SeriesBook) -> ClosedSeries:
    return ClosedSeries(
        series=book.purpose,
        prefix=book.prefix,
        last=book.last,
        last_paper_number=book.paper,
        used=book.used,
        unused=tuple(NumberRun(first=run.first, last=run.last) for run in book.void),
    )


ACTS = (CloseYear,)
