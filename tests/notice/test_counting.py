"""The count of months against a table that is written another way, and its properties."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.notice.counting import (
    arrival,
    count,
    last_receipt,
    last_safe_sending,
)

FIRST, LAST = date(2568 - 543, 1, 1), date(2575 - 543, 12, 31)
DAY = timedelta(days=1)
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def is_weekend(day: date) -> bool:
    return day.weekday() > 4


def never(_day: date) -> bool:
    return False


def table() -> dict[date, date]:
    """Each receipt with its end, by walking a list of all days and never by arithmetic of months.

    From the day after the receipt every day is named by its number in its month. The period
    is over on the day before that number comes for the third time after the first counted
    month, or on the last day of that month when the number does not come in it.
    """
    walk: list[tuple[int, int, int]] = []
    for year in range(2567, 2578):
        common = year - 543
        for month, length in enumerate(LENGTHS, start=1):
            size = length + (1 if month == 2 and isleap(common) else 0)
            walk += [(common, month, number) for number in range(1, size + 1)]
    ends: dict[date, date] = {}
    for place, day in enumerate(walk[:-200]):
        begun = place + 1
        number, turned, at = walk[begun][2], 0, begun
        while turned < 3:
            at += 1
            turned += walk[at][2] == 1
        # Here `at` is the first of the month in which the period ends.
        while walk[at][2] != number and walk[at + 1][2] != 1:
            at += 1
        end = at - 1 if walk[at][2] == number else at
        ends[date(*day)] = date(*walk[end])
    return ends


def test_every_receipt_of_eight_years_agrees_with_the_table():
    known, day, told = table(), FIRST, 0
    while day <= LAST:
        assert count(day, 3, extends=False, off=never).earliest_end == known[day], day
        day += DAY
        told += 1
    assert told == 365 * 8 + 2


@pytest.mark.parametrize(
    ("received", "end"),
    [
        ((2569, 1, 15), (2569, 4, 15)),
        ((2568, 11, 30), (2569, 2, 28)),
        ((2568, 11, 29), (2569, 2, 28)),
        ((2569, 2, 28), (2569, 5, 31)),
        ((2569, 4, 30), (2569, 7, 31)),
        ((2569, 1, 31), (2569, 4, 30)),
        ((2571, 11, 28), (2572, 2, 28)),
    ],
)
def test_examples_of_the_design_stand_in_the_table_too(received, end):
    day = date(received[0] - 543, *received[1:])
    assert table()[day] == date(end[0] - 543, *end[1:])


def is_closed(day: date) -> bool:
    """Weekends, and a run of invented holidays around the new year and in April."""
    return is_weekend(day) or (day.month, day.day) in {(12, 31), (1, 1), (4, 13), (4, 14), (4, 15)}


@given(days, st.integers(1, 12), st.booleans())
def test_an_end_is_never_early_and_one_day_later_never_gives_an_earlier_one(day, months, extends):
    first = count(day, months, extends=extends, off=is_closed)
    later = count(day + DAY, months, extends=extends, off=is_closed)
    assert later.earliest_end >= first.earliest_end
    counted_from = day + DAY
    passed = (first.earliest_end.year - counted_from.year) * 12
    passed += first.earliest_end.month - counted_from.month
    assert passed >= months - 1
    if first.earliest_end.day + 1 < counted_from.day:
        assert passed >= months
    plain = count(day, months, extends=False, off=is_closed)
    assert first.earliest_end >= plain.earliest_end
    assert first.is_moved == (extends and is_closed(plain.earliest_end))


@given(days, st.integers(1, 6), st.booleans())
def test_the_last_day_to_serve_is_the_largest_lawful_one(wanted, months, extends):
    last = last_receipt(wanted, months, extends=extends, off=is_closed)
    assert count(last, months, extends=extends, off=is_closed).earliest_end <= wanted
    after = count(last + DAY, months, extends=extends, off=is_closed)
    assert after.earliest_end > wanted


@given(days, st.integers(0, 10))
def test_the_last_day_to_send_is_the_last_working_day_that_arrives(receipt_by, working_days):
    send = last_safe_sending(receipt_by, working_days, is_closed)
    assert not is_closed(send)
    assert arrival(send, working_days, is_closed) <= receipt_by
    later = send + DAY
    while later <= receipt_by:
        assert is_closed(later) or arrival(later, working_days, is_closed) > receipt_by
        later += DAY


def test_a_holiday_at_the_end_is_told_as_less_safe_and_moves_only_when_decided():
    """Received on 20 November 2569: the last day, 20 February 2570, is a Saturday."""
    day = date(2026, 11, 20)
    told = count(day, 3, extends=False, off=is_weekend)
    assert (told.earliest_end, told.safer_end) == (date(2027, 2, 20), date(2027, 2, 22))
    moved = count(day, 3, extends=True, off=is_weekend)
    assert (moved.earliest_end, moved.safer_end, moved.is_moved) == (
        date(2027, 2, 22),
        None,
        True,
    )
