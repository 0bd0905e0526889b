"""Spreadsheets as offices really keep them, each row with what should become of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.sample import SampleMaker, SampleSubject
from cso_registry.domain.organizations.sample_cells import Cell, CellWriter, short_date
from cso_registry.domain.organizations.sample_chance import Chance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.organizations.sample_words import SampleWords
    from cso_registry.domain.vocabulary.areas import Areas

_ALWAYS = ("name", "kind", "tambon", "amphoe", "province", "registered", "identifier", "purpose")
_OFTEN = ("name_en", "house", "moo", "postal", "phone", "email", "contact", "remark")
_ROWS_PER_FAULT = 5
_ROWS_PER_GAP = 40


class Expect(StrEnum):
    """What should become of a row."""

    TITLE = "title"
    HEADING = "heading"
    BLANK = "blank"
    GOOD = "good"
    ASK = "ask"
    DOUBLE = "double"
    REFUSE = "refuse"
    FOOTER = "footer"


class Fault(StrEnum):
    """Why a row is not simply good."""

    NO_NAME = "no_name"
    EMOJI = "emoji"
    CHECK_DIGIT = "check_digit"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_PROVINCE = "unknown_province"
    TWO_DIGIT_YEAR = "two_digit_year"
    LOST_ZERO = "lost_zero"
    DOUBLED = "doubled"


_EXPECTED = {
    Fault.NO_NAME: Expect.REFUSE,
    Fault.EMOJI: Expect.REFUSE,
    Fault.CHECK_DIGIT: Expect.REFUSE,
    Fault.IMPOSSIBLE_DATE: Expect.REFUSE,
    Fault.UNKNOWN_PROVINCE: Expect.REFUSE,
    Fault.TWO_DIGIT_YEAR: Expect.ASK,
    Fault.LOST_ZERO: Expect.ASK,
    Fault.DOUBLED: Expect.DOUBLE,
}


@dataclass(frozen=True, slots=True)
class MessyRow:
    """One row of a sheet.

    Attributes:
        expect: What should become of it.
        fault: Why, when it is not simply good.
        subject: The invented subject it is about, as it was before it was spoilt.
    """

    cells: tuple[Cell, ...]
    expect: Expect
    fault: Fault | None = None
    subject: SampleSubject | None = None


@dataclass(frozen=True, slots=True)
class MessySheet:
    """A whole sheet; `columns` says what stands under each heading."""

    columns: tuple[str, ...]
    rows: tuple[MessyRow, ...]

    def expected(self, expect: Expect) -> tuple[MessyRow, ...]:
        """Return the rows of which that should become."""
        return tuple(row for row in self.rows if row.expect is expect)


def messy_spreadsheet_rows(
    words: SampleWords, areas: Areas, *, seed: int, rows: int, after: int = 0
) -> MessySheet:
    """Return an invented sheet with `rows` rows about subjects, the same for each seed.

    Above the headings stand merged titles, below the rows a total, between them gaps.
    Every fifth row has a fault, each kind in turn: from 40 rows on all kinds occur. The
    numbers of the first `after` invented subjects are not used again.
    """
    return _SheetMaker(words, areas, Random(seed), after).sheet(rows)  # noqa: S311 - no secret


class _SheetMaker:
    def __init__(self, words: SampleWords, areas: Areas, random: Random, after: int) -> None:
        self._words = words.spreadsheet
        self._subjects = SampleMaker(words, areas, random, after=after)
        self._chance = chance = Chance(random)
        self._writer = CellWriter(words.spreadsheet, areas, chance)
        often = [column for column in _OFTEN if chance.below(4)]
        self._columns = ("order", *chance.shuffled((*_ALWAYS, *often)))
        self._faults = chance.rounds(tuple(Fault))
        self._last: MessyRow | None = None

    def sheet(self, count: int) -> MessySheet:
        rows = (*self._head(), *self._body(count), *self._foot(count))
        return MessySheet(self._columns, rows)

    def _head(self) -> Iterator[MessyRow]:
        titles = self._chance.shuffled(self._words.titles)
        marker = self._words.titles[2]
        for title in (*(one for one in titles[:2] if one != marker), marker):
            yield self._wide(title, Expect.TITLE)
        yield self._wide(None, Expect.BLANK)
        headings = (self._chance.pick(self._words.headings[column]) for column in self._columns)
        yield MessyRow(tuple(headings), Expect.HEADING)

    def _body(self, count: int) -> Iterator[MessyRow]:
        for order in range(1, count + 1):
            yield self._row(order)
            if not order % _ROWS_PER_GAP:
                yield self._wide(None, Expect.BLANK)

    def _foot(self, count: int) -> Iterator[MessyRow]:
        yield self._wide(None, Expect.BLANK)
        total = self._chance.pick(self._words.footers)
        rest = (None,) * (len(self._columns) - 2)
        yield MessyRow((total, count, *rest), Expect.FOOTER)
        yield self._wide(self._words.titles[2], Expect.FOOTER)

    def _wide(self, text: str | None, expect: Expect) -> MessyRow:
        return MessyRow((text, *(None,) * (len(self._columns) - 1)), expect)

    def _row(self, order: int) -> MessyRow:
        if order == 1:
            return self._good(self._organization(), order)
        if order % _ROWS_PER_FAULT:
            return self._good(self._subjects.one(), order)
        fault = next(self._faults)
        if fault is Fault.DOUBLED and self._last is not None:
            return MessyRow(self._last.cells, Expect.DOUBLE, fault, self._last.subject)
        return self._spoilt(order, fault)

    def _good(self, subject: SampleSubject, order: int) -> MessyRow:
        row = self._made(self._writer.cells(subject, order), Expect.GOOD, None, subject)
        # Only a number makes it certain that a row is about the same subject.
        self._last = row if subject.juristic_id else self._last
        return row

    def _organization(self) -> SampleSubject:
        subject = self._subjects.one()
        while subject.juristic_id is None:
            subject = self._subjects.one()
        return subject

    def _spoilt(self, order: int, fault: Fault) -> MessyRow:
        subject = self._organization()
        cells = self._writer.cells(subject, order)
        cells |= self._spoiling(fault, subject, subject.juristic_id or "")
        return self._made(cells, _EXPECTED[fault], fault, subject)

    def _spoiling(self, fault: Fault, subject: SampleSubject, digits: str) -> dict[str, Cell]:
        pick, words = self._chance.pick, self._words
        column = "identifier"
        cell: Cell = int(digits)
        match fault:
            case Fault.NO_NAME:
                column, cell = "name", pick((None, "", " "))
            case Fault.EMOJI:
                column, cell = "name", f"{subject.name_th} {pick(words.emoji)}"
            case Fault.CHECK_DIGIT:
                wrong = (int(digits[-1]) + 1 + self._chance.below(9)) % 10
                cell = f"{digits[:-1]}{wrong}"
            case Fault.IMPOSSIBLE_DATE:
                column, cell = "registered", pick(words.impossible_dates)
            case Fault.UNKNOWN_PROVINCE:
                column, cell = "province", pick(words.unknown_provinces)
            case Fault.TWO_DIGIT_YEAR:
                column, cell = "registered", short_date(subject.registered)
            case _:
                pass
        return {column: cell}

    def _made(
        self, cells: dict[str, Cell], expect: Expect, fault: Fault | None, subject: SampleSubject
    ) -> MessyRow:
        return MessyRow(tuple(cells[column] for column in self._columns), expect, fault, subject)
