"""The three-month rule: examples of the design, laws of the count, and a second opinion."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.calendar import (
    earliest_end,
    explain_end,
    fiscal_year,
    fiscal_year_bounds,
    last_day_to_serve,
)
from cso_registry.kernel.errors import InputError

DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("received", "end"),
    [
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2025, 11, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 5, 31)),
        (date(2026, 4, 30), date(2026, 7, 31)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2023, 11, 29), date(2024, 2, 29)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2023, 11, 28), date(2024, 2, 28)),
    ],
)
def test_earliest_end_of_known_receipts(received, end):
    assert earliest_end(received) == end


@pytest.mark.parametrize(
    ("wanted_end", "received"),
    [
        (date(2026, 4, 15), date(2026, 1, 15)),
        (date(2026, 2, 28), date(2025, 11, 30)),
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2026, 5, 30), date(2026, 2, 27)),
        (date(2026, 5, 28), date(2026, 2, 27)),
        (date(2026, 7, 30), date(2026, 4, 29)),
        (date(2024, 2, 29), date(2023, 11, 30)),
    ],
)
def test_last_day_to_serve_known_ends(wanted_end, received):
    assert last_day_to_serve(wanted_end) == received


def test_explanation_names_the_rule_that_was_used():
    def told(received):
        return [(step.key.removeprefix("period."), step.day) for step in explain_end(received)]

    assert told(date(2026, 1, 15)) == [
        ("received", date(2026, 1, 15)),
        ("begins", date(2026, 1, 16)),
        ("corresponding_day", date(2026, 4, 16)),
        ("day_before", date(2026, 4, 15)),
        ("ends", date(2026, 4, 15)),
    ]
    assert told(date(2026, 2, 28))[2:] == [
        ("whole_months", date(2026, 5, 31)),
        ("ends", date(2026, 5, 31)),
    ]
    assert told(date(2025, 11, 29))[2:] == [
        ("no_corresponding_day", date(2026, 2, 28)),
        ("ends", date(2026, 2, 28)),
    ]


@given(DAYS, MONTHS)
def test_later_receipt_never_ends_earlier(received, months):
    assert earliest_end(received, months) <= earliest_end(received + DAY, months)


@given(DAYS, MONTHS)
def test_partner_never_loses_a_day_against_plain_adding(received, months):
    assert earliest_end(received, months) >= received + relativedelta(months=months)


@given(DAYS, MONTHS)
def test_last_day_to_serve_is_the_latest_that_is_in_time(wanted_end, months):
    received = last_day_to_serve(wanted_end, months)
    assert earliest_end(received, months) <= wanted_end < earliest_end(received + DAY, months)


@given(DAYS, MONTHS)
def test_longer_period_ends_later(received, months):
    assert earliest_end(received, months) < earliest_end(received, months + 1)


@pytest.mark.oracle
@given(DAYS, MONTHS)
def test_earliest_end_agrees_with_dateutil(received, months):
    begun = received + DAY
    corresponding = begun + relativedelta(months=months)
    has_such_day = corresponding.day == begun.day
    assert earliest_end(received, months) == corresponding - DAY * has_such_day


@pytest.mark.parametrize(
    ("received", "months"),
    [
        (date.max, 3),
        (date(9999, 10, 1), 3),
        (date(2026, 1, 1), 0),
        (date(2026, 1, 1), -3),
        (date(2026, 1, 1), 10**9),
    ],
)
def test_period_outside_the_calendar_is_refused(received, months):
    with pytest.raises(InputError) as refused:
        earliest_end(received, months)
    assert refused.value.key == "period.out_of_range"


@pytest.mark.parametrize(
    ("wanted_end", "months"), [(date.min, 3), (date(2026, 1, 1), 0), (date(2026, 1, 1), 10**12)]
)
def test_no_day_to_serve_outside_the_calendar(wanted_end, months):
    with pytest.raises(InputError) as refused:
        last_day_to_serve(wanted_end, months)
    assert refused.value.key == "period.out_of_range"


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (date(2026, 9, 30), 2569),
        (date(2026, 10, 1), 2570),
        (date(2026, 12, 31), 2570),
        (date(2027, 1, 1), 2570),
        (date(2027, 9, 30), 2570),
        (date(2027, 10, 1), 2571),
    ],
)
def test_fiscal_year_is_named_by_its_ending_year(value, year):
    assert fiscal_year(value) == year


@given(DAYS)
def test_day_lies_within_the_bounds_of_its_fiscal_year(value):
    first, last = fiscal_year_bounds(fiscal_year(value))
    assert first <= value <= last
    assert fiscal_year_bounds(fiscal_year(value) + 1)[0] == last + DAY


@pytest.mark.parametrize("year", [0, 544, 10**6, 10**30])
def test_fiscal_year_outside_the_calendar_is_refused(year):
    with pytest.raises(InputError) as refused:
        fiscal_year_bounds(year)
    assert refused.value.key == "period.fiscal_year"
