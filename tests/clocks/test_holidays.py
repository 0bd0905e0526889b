"""Days on which offices are closed, and how days are counted around them (F:I3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.clocks.holidays import Closing, CountKind, Holiday, HolidayTable
from cso_registry.kernel.errors import InputError
from tests.support.registry import clock_kinds, holidays, policies

WORKING, BANKING = CountKind.WORKING_DAYS, CountKind.BANKING_DAYS


def entered(day: date, closes: Closing = Closing.ALL, province: str = "00") -> Holiday:
    return Holiday(
        day=day,
        closes=closes,
        province=province,
        th="วันหยุดสมมติ",
        en="invented",
        citation="มติสมมติ",
        whose="office",
        to_be_confirmed=False,
    )


@pytest.mark.parametrize(
    ("day", "offices", "banks"),
    [
        (date(2025, 4, 14), False, False),
        (date(2025, 5, 1), True, False),
        (date(2025, 5, 9), False, True),
        (date(2025, 5, 12), False, False),
        (date(2025, 5, 13), True, True),
        (date(2025, 7, 11), False, True),
        (date(2026, 1, 2), False, False),
        (date(2026, 12, 7), False, False),
        (date(2026, 12, 12), False, False),
    ],
)
def test_known_days_close_who_they_close(day, offices, banks):
    assert holidays().is_open(day, WORKING) is offices
    assert holidays().is_open(day, BANKING) is banks


def test_every_delivered_day_waits_for_the_office_and_says_what_it_rests_on():
    days = holidays().holidays
    assert {one.day.year for one in days} == {2025, 2026, 2027, 2028}
    assert all(one.to_be_confirmed and one.whose == "program" and one.citation for one in days)
    for year in range(2025, 2029):
        closed = {one.day for one in days if one.closes is Closing.ALL and one.day.year == year}
        fixed = ((1, 1), (4, 6), (4, 13), (4, 14), (4, 15), (7, 28), (8, 12), (10, 23), (12, 10))
        assert closed >= {date(year, *one) for one in fixed}


def test_working_days_are_counted_without_the_first():
    """Friday 10 April 2026, then Songkran from Monday to Wednesday."""
    table, start = holidays(), date(2026, 4, 10)
    assert table.counted(start, 1, WORKING) == date(2026, 4, 16)
    assert table.counted(start, 3, WORKING) == date(2026, 4, 20)
    assert table.counted(start, 3, CountKind.DAYS) == date(2026, 4, 13)


def test_office_decides_before_what_was_delivered_and_a_province_before_the_country():
    day = date(2026, 12, 10)
    opened = holidays().with_added([entered(day, Closing.NOBODY)])
    assert not holidays().is_open(day, WORKING)
    assert opened.is_open(day, WORKING)
    local = opened.with_added([entered(day, Closing.OFFICES, "50")])
    assert not local.is_open(day, WORKING, "50")
    assert local.is_open(day, BANKING, "50")
    assert local.is_open(day, WORKING, "40")
    saturday = date(2026, 12, 12)
    assert opened.with_added([entered(saturday, Closing.NOBODY)]).is_open(saturday, WORKING)


def test_a_table_that_never_opens_is_refused():
    closed = [entered(date(2026, 1, 1) + timedelta(days=at)) for at in range(80)]
    with pytest.raises(InputError) as caught:
        HolidayTable(version="1", holidays=tuple(closed)).open_from(date(2026, 1, 1))
    assert caught.value.key == "clock.never_open"


@given(
    start=st.dates(date(2025, 1, 1), date(2028, 6, 30)),
    number=st.integers(1, 60),
    kind=st.sampled_from([WORKING, BANKING]),
)
def test_between_start_and_end_lie_as_many_open_days_as_were_counted(start, number, kind):
    ends = holidays().counted(start, number, kind)
    between = [start + timedelta(days=at) for at in range(1, (ends - start).days + 1)]
    assert sum(holidays().is_open(day, kind) for day in between) == number
    assert holidays().is_open(ends, kind)
    assert holidays().counted(start + timedelta(days=1), number, kind) >= ends


def test_every_clock_that_counts_days_has_its_settings():
    for kind in clock_kinds().clocks:
        assert kind.cite
        if kind.length is not None:
            assert policies().number(kind.length, date(2026, 11, 20))
        if kind.counts == "days":
            found = policies().get(kind.length.replace("days", "count"), date(2026, 11, 20))
            assert found.value == "days"
            assert found.choices == ("days", "working_days", "banking_days")
