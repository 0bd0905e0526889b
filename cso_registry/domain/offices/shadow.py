"""The derived rows of an office: its opened series and void numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.numbering import Series, counter_of
from cso_registry.domain.shadow import NumberUse, Shadow

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office


def office_shadow(office: Office) -> Shadow:
    """Return the derived rows of `office`."""
    identity = office.identity
    code = identity.code if identity is not None else ""
    opened = tuple(
        _opening(Series(series.series, code, "", series.year), series.last_paper_number)
        for series in office.opened_series.values()
    )
    void = tuple(_void(entry.series, entry.number) for entry in office.void_numbers.values())
    return Shadow(numbers=opened + void)


def _opening(series: Series, last: int) -> NumberUse:
    return NumberUse(series.number(last), str(series), last, "opening")


def _void(purpose: str, number: str) -> NumberUse:
    parts = counter_of(number)
    if parts is None:
        return NumberUse(number, None, 0, "void")
    return NumberUse(number, f"{purpose}:{parts[0]}", parts[1], "void")
