"""Rules about fiscal years: when one can be closed, and that nothing is numbered after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.numbering import closed_year_key, counter_of
from cso_registry.domain.offices.records import Office
from cso_registry.domain.offices.year_questions import SeriesBook
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import AnyRecord
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.rule import Fault, Rule

CITE = "features X22; domain §11"


def closed_year(*fields: str) -> Callable[[Any, Setting], Question[Any] | None]:
    """Return the question `closed` for acts that take a number; see `fiscal_year_is_open`."""

    def asked(act: Any, setting: Setting) -> Question[Any] | None:
        _, year = _deciding(act, setting, fields)
        key = closed_year_key(setting.office_code, year)
        return None if year == 0 else IdentifierHolders((key,))

    return asked


def fiscal_year_is_open(*fields: str) -> Rule:
    """Return the rule that no number is given in a fiscal year that is closed.

    The act reads `"closed": closed_year(...)` with the same fields: the first of them
    that holds a day, a fiscal year or a number of ours decides; without fields, today.
    """

    @rule("F:X22", cite=CITE)
    def fiscal_year_is_open(act: Any, facts: Facts) -> Verdict:
        """No number is given in a fiscal year that is closed."""
        if not facts.answers.get("closed"):
            return None
        field, year = _deciding(act, facts.setting, fields)
        return fault(field, year=year)

    return fiscal_year_is_open


def _deciding(act: Any, setting: Setting, fields: tuple[str, ...]) -> tuple[str | None, int]:
    """Return the field that decides the fiscal year, and the year; 0 when none of ours."""
    for field in fields:
        value = getattr(act, field)
        if isinstance(value, int):
            return field, value
        if isinstance(value, str):
            return field, year_of(value)
        if value is not None:
            return field, fiscal_year(value)
    return None, 0 if fields else fiscal_year(setting.today)


def year_of(number: str) -> int:
    """Return the fiscal year of a number of our form, 0 for others."""
    parts = counter_of(number)
    year = "" if parts is None else parts[0].rpartition("/")[2]
    return int(year) if year.isascii() and year.isdecimal() else 0


def our_office(_act: Any, setting: Setting) -> Question[Any] | None:
    """Ask for the deciding office, for acts that read `closed_years` as `office`."""
    return None if setting.office is None else AnyRecord(RecordId(setting.office))


def closed_years(facts: Facts) -> frozenset[int]:
    """Return the fiscal years that the deciding office has closed."""
    offices = (one for one in facts.answers.get("office", ()) if isinstance(one, Office))
    return frozenset(kept.year for one in offices for kept in one.closed_years.values())


@rule("F:X22", cite=CITE)
def year_is_over(act: Any, facts: Facts) -> Verdict:
    """A fiscal year is closed after its last day, 30 September."""
    return fault("year", year=act.year) if fiscal_year(facts.today) <= act.year else None


@rule("F:X22", cite=CITE)
def year_is_closed_once(act: Any, facts: Facts) -> Verdict:
    """What was frozen stays as it is."""
    closed = facts.record("office", Office).closed_years.values()
    return fault("year", year=act.year) if any(one.year == act.year for one in closed) else None


@rule("F:X22", cite=CITE)
def year_has_numbers(act: Any, facts: Facts) -> Verdict:
    """A year in which nothing was numbered need not be closed."""
    return None if facts.answer("books", tuple) else fault("year", year=act.year)


@rule("F:X22", cite=CITE)
def gaps_are_explained(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Every number below the last one of its series is used or declared unused."""
    for book in facts.answer("books", tuple):
        if isinstance(book, SeriesBook):
            for run in book.gaps:
                yield fault("year", numbers=book.written(run), count=run.last - run.first + 1)
