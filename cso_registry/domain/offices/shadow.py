"""The derived rows of offices and officers: their lines in lists, opened series, void numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.numbering import Series, closed_year_key, counter_of
from cso_registry.domain.shadow import NumberUse, Shadow, record_line
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office, Officer


def office_shadow(office: Office) -> Shadow:
    """Return the derived rows of `office`."""
    identity = office.identity
    code = identity.code if identity is not None else ""
    opened = tuple(
        _opening(Series(series.series, code, "", series.year), series.last_paper_number)
        for series in office.opened_series.values()
    )
    void = tuple(_void(entry.series, entry.number) for entry in office.void_numbers.values())
    name = identity.name_th if identity is not None else ""
    line = record_line(
        office.type,
        title=name,
        sort=sort_key(name),
        status="at_work",
        province=office.scope,
        number=code or None,
    )
    closed = tuple(closed_year_key(code, one.year) for one in office.closed_years.values())
    return Shadow(listing=line, identifiers=closed, numbers=opened + void)


def officer_shadow(officer: Officer) -> Shadow:
    """Return the derived rows of `officer`."""
    left = min((one.left for one in officer.departures.values()), default=None)
    line = record_line(
        officer.type,
        title=officer.display_name,
        sort=sort_key(officer.display_name),
        status="at_work" if left is None else "left",
        since=left,
        before="at_work",
        province=officer.scope,
    )
    return Shadow(listing=line)


def _opening(series: Series, last: int) -> NumberUse:
    return NumberUse(series.number(last), str(series), last, "opening")


def _void(purpose: str, number: str) -> NumberUse:
    parts = counter_of(number)
    if parts is None:
        return NumberUse(number, None, 0, "void")
    return NumberUse(number, f"{purpose}:{parts[0]}", parts[1], "void")
