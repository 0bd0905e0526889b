import threading
import time
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.host.clock import SystemClock, clock_fault, thai_date, thai_time_text
from cso_registry.host.identifiers import STEP_BACK_MS, UuidSource
from cso_registry.kernel.errors import KnownError


class SetClock:
    """A clock that shows what it is set to."""

    def __init__(self, ms):
        self.ms = ms

    def now_ms(self):
        return self.ms

    def today(self):
        return thai_date(self.ms)

    def monotonic(self):
        return self.ms / 1_000


@pytest.mark.parametrize(
    ("ms", "day", "text"),
    [
        (0, date(1970, 1, 1), "1970-01-01T07:00:00+07:00"),
        (1_795_193_999_999, date(2026, 11, 20), "2026-11-20T23:59:59+07:00"),
        (1_795_194_000_000, date(2026, 11, 21), "2026-11-21T00:00:00+07:00"),
        (1_835_395_200_000, date(2028, 2, 29), "2028-02-29T07:00:00+07:00"),
    ],
)
def test_day_begins_at_midnight_in_thailand(ms, day, text):
    assert thai_date(ms) == day
    assert thai_time_text(ms) == text


@pytest.mark.parametrize(
    "zone", ["UTC", "America/Los_Angeles", "Asia/Bangkok", "Pacific/Kiritimati"]
)
def test_zone_of_the_computer_changes_nothing(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert thai_date(1_795_194_000_000) == date(2026, 11, 21)
    assert SystemClock().today() == thai_date(SystemClock().now_ms())
    monkeypatch.undo()
    time.tzset()


def beyond_what_python_counts():
    raise OverflowError("timestamp too large to convert to C _PyTime_t")


@pytest.mark.parametrize(
    "now", [beyond_what_python_counts, lambda: -1, lambda: 9_000 * 31_556_952 * 10**9]
)
def test_a_clock_that_cannot_be_read_is_told_as_such(monkeypatch, now):
    monkeypatch.setattr(time, "time_ns", now)
    with pytest.raises(KnownError) as told:
        SystemClock().now_ms()
    assert told.value.key == "clock.unreadable"
    assert clock_fault().key == "clock.unreadable"


def test_a_clock_that_can_be_read_has_no_fault():
    assert clock_fault() is None


def test_system_clock_goes_forward():
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
    assert clock.now_ms() > 1_700_000_000_000


def test_identity_is_a_version_7_uuid_of_its_millisecond():
    # The example of RFC 9562, appendix A.6: 2022-02-22 14:22:22 GMT-05:00.
    text = UuidSource(SetClock(0x017F22E279B0), bytes).new()
    assert text == "017f22e2-79b0-7000-8000-000000000000"
    drawn = UUID(UuidSource(SetClock(0x017F22E279B0)).new())
    assert (drawn.version, drawn.variant) == (7, "specified in RFC 4122")
    assert drawn.int >> 80 == 0x017F22E279B0


@given(st.lists(st.integers(-STEP_BACK_MS + 5, 5), max_size=60))
def test_identities_rise_while_the_clock_steps_back_a_little(steps):
    clock = SetClock(1_795_194_000_000)
    source = UuidSource(clock)
    drawn = [source.new()]
    for step in steps:
        clock.ms = 1_795_194_000_000 + step
        drawn.append(source.new())
    assert drawn == sorted(drawn)
    assert len(set(drawn)) == len(drawn)


def test_clock_set_back_far_is_followed():
    clock = SetClock(4_000_000_000_000)
    source = UuidSource(clock)
    source.new()
    clock.ms = 1_795_194_000_000
    assert UUID(source.new()).int >> 80 == 1_795_194_000_000


def test_overflow_of_the_counter_goes_to_the_next_millisecond():
    source = UuidSource(SetClock(1_000), lambda size: b"\xff" * size)
    drawn = [UUID(source.new()) for _ in range(3)]
    assert [each.int >> 80 for each in drawn] == [1_000, 1_001, 1_002]
    assert {each.version for each in drawn} == {7}


def test_identities_differ_even_when_chance_gives_the_same_twice():
    source = UuidSource(SetClock(1_000), bytes)
    drawn = [source.new() for _ in range(3)]
    assert drawn == sorted(set(drawn))


def test_threads_draw_no_identity_twice():
    source = UuidSource(SystemClock())
    drawn: list[str] = []
    threads = [
        threading.Thread(target=lambda: drawn.extend(source.new() for _ in range(2_000)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == len(drawn) == 8_000
