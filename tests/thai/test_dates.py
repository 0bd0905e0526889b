"""Dates in and out of the Buddhist Era (F:O2, F:X41); 2569 is never 2026's neighbour by mistake."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import thai_strftime

from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import (
    Era,
    buddhist_year,
    format_date,
    format_english_date,
    read_date,
)
from cso_registry.thai.digits import to_thai_digits
from cso_registry.thai.month_names import ENGLISH_MONTHS, THAI_MONTHS, THAI_SHORT_MONTHS
from tests.thai.thai_samples import hostile_texts

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1782, 4, 1), date(2086, 12, 31))
STYLES = st.sampled_from(["long", "short", "numeric", "official"])


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2569",
        "21-11-2569",
        "21.11.2569",
        "21 11 2569",
        "21 พฤศจิกายน 2569",
        "21 พฤศจิกายน พ.ศ. 2569",
        "21 พฤศจิกายน พศ 2569",
        "21 พฤศจิกายน พุทธศักราช 2569",
        "๒๑ พ.ย. ๒๕๖๙",
        "21 พ.ย 2569",
        "21พย2569",
        "21 พฤศจิกา 2569",
        "21 พฤษจิกายน 2569",
        "วันที่ 21 เดือนพฤศจิกายน ปี 2569",
        "วันเสาร์ที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙",
        "ลงวันที่ 21 พ.ย. 2569",
        "21/11/พ.ศ. 2569",
        "21/11/2569 พ.ศ.",
        "2569-11-21",
        " 21 /\u00a011 / 2569 \u200b",
        "21 November B.E. 2569",
    ],
)
def test_buddhist_dates_are_read(text):
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.era, reading.certain) == (TODAY, Era.BUDDHIST, True)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "2026/11/21",
        "2026-11-21 00:00:00",
        "2026-11-21T00:00:00",
        "21/11/2026",
        "21 พ.ย. 2026",
        "21 พฤศจิกายน ค.ศ. 2026",
        "21 Nov 2026",
        "November 21, 2026",
        "21 November 2026 A.D.",
        "21-Nov-2026",
    ],
)
def test_common_era_dates_are_read(text):
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.era, reading.certain) == (TODAY, Era.CHRISTIAN, True)


@pytest.mark.parametrize(
    ("text", "value", "era"),
    [
        ("๒๑ พ.ย. ๖๙", TODAY, Era.BUDDHIST),
        ("21/11/69", TODAY, Era.BUDDHIST),
        ("21/11/26", date(1983, 11, 21), Era.BUDDHIST),
        ("21/11/ค.ศ. 26", TODAY, Era.CHRISTIAN),
        ("21 Nov 26", TODAY, Era.CHRISTIAN),
        ("1/1/89", date(2046, 1, 1), Era.BUDDHIST),
        ("1/1/90", date(1947, 1, 1), Era.BUDDHIST),
        ("1/1/00", date(1957, 1, 1), Era.BUDDHIST),
    ],
)
def test_two_digit_years_are_read_but_never_certain(text, value, era):
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.era, reading.certain) == (value, era, False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        (" \u200b", "empty"),
        ("วันที่", "empty"),
        ("เร็ว ๆ นี้", "unreadable"),
        ("21 พฤศจิ 2569", "unreadable"),
        ("21/11", "unreadable"),
        ("21/11/256", "unreadable"),
        ("21/11/25690", "unreadable"),
        ("69-11-21-1", "unreadable"),
        ("พ.ศ. 21/11/ค.ศ. 2026", "unreadable"),
        ("11/21/2569", "month_first"),
        ("31/13/2569", "no_such_month"),
        ("1/0/2569", "no_such_month"),
        ("30/2/2569", "no_such_day"),
        ("29/2/2569", "no_such_day"),
        ("31 เมษายน 2569", "no_such_day"),
        ("0/1/2569", "no_such_day"),
        ("1/1/2200", "year_unclear"),
        ("1/1/2087", "year_unclear"),
        ("1/1/2324", "year_unclear"),
        ("1/1/1781", "year_unclear"),
        ("1/1/1782", "year_improbable"),
        ("1/1/2630", "year_improbable"),
        ("1/1/9999", "year_improbable"),
        ("1/1/พ.ศ. 2026", "year_improbable"),
        ("1/1/พ.ศ. 2324", "year_improbable"),
        ("1/1/ค.ศ. 2569", "year_improbable"),
        ("1/1/พ.ศ. 0001", "year_out_of_calendar"),
        ("1/1/ค.ศ. 0000", "year_out_of_calendar"),
        ("31/1/2483", "lost_months"),
        ("29/2/2483", "lost_months"),
        ("1 มี.ค. 2483", "lost_months"),
    ],
)
def test_impossible_or_unclear_dates_are_refused(text, key):
    with pytest.raises(InputError) as refused:
        read_date(text, today=TODAY)
    assert refused.value.key == f"date.{key}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/4/2325", date(1782, 4, 1)),
        ("31/3/2325", date(1783, 3, 31)),
        ("6/4/2475", date(1932, 4, 6)),
        ("31/3/2475", date(1933, 3, 31)),
        ("31/12/2482", date(1939, 12, 31)),
        ("1/1/2482", date(1940, 1, 1)),
        ("29/2/2482", date(1940, 2, 29)),
        ("31/3/2482", date(1940, 3, 31)),
        ("1/4/2483", date(1940, 4, 1)),
        ("31/12/2483", date(1940, 12, 31)),
        ("1/1/2484", date(1941, 1, 1)),
    ],
)
def test_old_years_begin_in_april(text, value):
    assert read_date(text, today=TODAY).value == value
    day, month, year = map(int, text.split("/"))
    assert format_date(value, style="numeric") == f"{day:02}/{month:02}/{year}"


def test_every_day_around_the_change_of_the_new_year_has_its_own_name():
    days = [
        date.fromordinal(n)
        for n in range(date(1938, 1, 1).toordinal(), date(1943, 1, 1).toordinal())
    ]
    names = [(buddhist_year(day), day) for day in days]
    assert len({(year, day.month, day.day) for year, day in names}) == len(days)
    assert [year for year, _ in names] == sorted(year for year, _ in names)


@given(DAYS, STYLES, st.booleans())
@example(date(1940, 2, 29), "long", False)
def test_written_dates_read_back(value, style, thai_digits):
    reading = read_date(format_date(value, style=style, thai_digits=thai_digits), today=TODAY)
    assert (reading.value, reading.era, reading.certain) == (value, Era.BUDDHIST, True)


@given(DAYS)
def test_dates_of_the_common_era_read_back(value):
    for text in (
        value.isoformat(),
        format_english_date(value),
        f"{value.day}/{value.month}/{value.year}",
    ):
        reading = read_date(text, today=TODAY)
        assert (reading.value, reading.era, reading.certain) == (value, Era.CHRISTIAN, True)


@given(st.integers(1000, 9999), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_no_year_has_two_readings(year, today):
    try:
        reading = read_date(f"1/6/{year}", today=today)
    except InputError as refused:
        outcome = refused.key
    else:
        outcome = (reading.era, reading.era.year_of(reading.value))
    era = Era.BUDDHIST if year >= 2325 else Era.CHRISTIAN
    assert outcome in {"date.year_unclear", "date.year_improbable", (era, year)}
    assert (outcome == (era, year)) == (
        1782 <= year <= today.year + 60 or 2325 <= year <= today.year + 603
    )


@given(st.dates(date(1941, 1, 1), date(2086, 12, 31)), st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_two_digit_years_lie_around_today(value, today):
    reading = read_date(f"1/{max(value.month, 4)}/{buddhist_year(value) % 100:02}", today=today)
    assert buddhist_year(today) - 79 <= buddhist_year(reading.value) <= buddhist_year(today) + 20
    assert not reading.certain


@given(st.sampled_from(range(1, 13)), st.data())
def test_every_name_of_every_month_is_read(month, data):
    short = THAI_SHORT_MONTHS[month - 1]
    name = data.draw(
        st.sampled_from(
            [
                THAI_MONTHS[month - 1],
                short,
                short.replace(".", ""),
                ENGLISH_MONTHS[month - 1],
                ENGLISH_MONTHS[month - 1][:3].upper(),
            ]
        )
    )
    between = data.draw(st.sampled_from(["", " ", "-", "/", "  "]))
    assert read_date(f"9{between}{name}{between}2569", today=TODAY).value == date(2026, month, 9)


def test_styles_of_writing():
    assert format_date(TODAY, style="long") == "21 พฤศจิกายน 2569"
    assert format_date(TODAY, style="short") == "21 พ.ย. 2569"
    assert format_date(TODAY, style="numeric") == "21/11/2569"
    assert format_date(TODAY, style="official") == "21 พฤศจิกายน พ.ศ. 2569"
    assert format_date(date(2026, 3, 1), style="numeric") == "01/03/2569"
    assert format_date(TODAY, style="official", thai_digits=True) == "๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙"
    assert format_english_date(TODAY) == "21 November 2026"


@pytest.mark.oracle
@given(st.dates(date(1941, 1, 1), date(2200, 12, 31)))
def test_writing_agrees_with_pythainlp(value):
    day = value.day
    assert format_date(value, style="long") == f"{day} {thai_strftime(value, '%B %Y')}"
    assert format_date(value, style="short") == f"{day} {thai_strftime(value, '%b %Y')}"
    assert format_date(value, style="numeric", thai_digits=True) == to_thai_digits(
        thai_strftime(value, "%d/%m/%Y")
    )


@given(hostile_texts | st.text("0123456789/-. พศคมย.nov๑๒", max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        outcome = format_date(read_date(text, today=TODAY).value, style="numeric")
    except InputError as refused:
        outcome = refused.key
    assert outcome.startswith("date.") or read_date(outcome, today=TODAY).certain
