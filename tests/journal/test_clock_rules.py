"""Clocks that cannot be right, and the order of entries whatever clocks say (R10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.offices.acts import ConfirmClock
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.journal.entry import read_entry
from cso_registry.journal.moment import (
    BACKWARDS_MS,
    FORWARDS_MS,
    LastEntry,
    moment_of,
    thai_time,
    wall_ms_of,
)
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.hybrid import COUNTER_LIMIT, DAY_MS, HybridTime, next_time, observe
from cso_registry.workspace.performing import Performer, home_of
from tests.support.examples import WHY, Scene
from tests.support.registry import START, MadeRegistry, ms_of, new_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = ms_of(START)
LAST = LastEntry(HybridTime(NOW), NOW)
FIVE_YEARS, TEN_YEARS = 1_826 * DAY_MS, 3_653 * DAY_MS
sane_ms = st.integers(
    ms_of(datetime(2020, 2, 1, tzinfo=UTC)), ms_of(datetime(2199, 1, 1, tzinfo=UTC))
)
times = st.builds(HybridTime, sane_ms, st.integers(0, COUNTER_LIMIT))


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[MadeRegistry]:
    with new_registry(tmp_path / "registry") as made:
        yield made


@pytest.mark.parametrize(
    ("passed_ms", "key"),
    [
        (-FIVE_YEARS, "clock.went_back"),
        (-DAY_MS, "clock.went_back"),
        (-7 * 3_600_000, "clock.went_back"),
        (-BACKWARDS_MS - 1, "clock.went_back"),
        (-BACKWARDS_MS, None),
        (-1, None),
        (0, None),
        (1, None),
        (DAY_MS, None),
        (FORWARDS_MS, None),
        (FORWARDS_MS + 1, "clock.jumped_ahead"),
        (TEN_YEARS, "clock.jumped_ahead"),
    ],
)
def test_clock_may_step_back_ten_minutes_and_on_sixty_days(passed_ms: int, key: str | None) -> None:
    """Seven hours are a clock that shows UTC."""
    if key is None:
        assert moment_of(LAST, NOW + passed_ms).time > LAST.time
        return
    with pytest.raises(KnownError) as refused:
        moment_of(LAST, NOW + passed_ms)
    assert refused.value.key == key
    assert refused.value.params["last"] == "2026-11-20"
    assert moment_of(LAST, NOW + passed_ms, confirmed=True).time > LAST.time


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2569, 11, 20, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2016, 11, 20, tzinfo=UTC),
        datetime(9999, 1, 1, tzinfo=UTC),
    ],
    ids=["set by the Buddhist Era", "battery empty", "ten years back", "far ahead"],
)
@pytest.mark.parametrize("last", [LastEntry(), LAST], ids=["first", "later"])
def test_impossible_year_is_refused_even_when_it_is_confirmed(
    moment: datetime, last: LastEntry
) -> None:
    """It would be written for ever, and a time of more digits could not be ordered."""
    for confirmed in (False, True):
        with pytest.raises(KnownError, match=r"clock\.wrong_era"):
            moment_of(last, ms_of(moment), confirmed=confirmed)


@given(last=times, walls=st.lists(sane_ms, min_size=1, max_size=20))
def test_entries_of_one_replica_are_in_order_whatever_the_clock_says(
    last: HybridTime, walls: list[int]
) -> None:
    seen = [last]
    for wall in walls:
        seen.append(next_time(seen[-1], wall))
    assert seen == sorted(set(seen))
    assert [str(one) for one in seen] == sorted(str(one) for one in seen)


@given(last=times, seen=times, wall=sane_ms)
def test_another_clock_moves_this_one_by_a_day_at_most(
    last: HybridTime, seen: HybridTime, wall: int
) -> None:
    after = observe(last, seen, wall)
    assert last <= after
    assert after.ms <= max(wall, last.ms) + DAY_MS
    assert after >= seen or seen.ms >= max(wall, last.ms) + DAY_MS


@given(time=times)
def test_time_is_read_as_it_was_written(time: HybridTime) -> None:
    assert HybridTime.read(str(time)) == time


@given(wall=sane_ms)
def test_wall_clock_is_read_as_it_was_written(wall: int) -> None:
    assert wall_ms_of(moment_of(LastEntry(), wall).wall) == wall


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 17, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2028, 2, 29, 17, 0, tzinfo=UTC), date(2028, 3, 1)),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), date(2026, 10, 1)),
    ],
)
def test_day_is_that_of_thailand(utc: datetime, day: date) -> None:
    """Seven hours ahead of UTC, on leap days and at the turn of the fiscal year, too."""
    assert moment_of(LastEntry(), ms_of(utc)).day == day
    assert thai_time(ms_of(utc)).utcoffset() == timedelta(hours=7)


def change(scene: Scene, number: int) -> ChangeContact:
    contact = Contact(phone=f"0-2000-{number:04d}")
    return ChangeContact(organization=scene.foundation, contact=contact, reason=WHY)


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (-40, "went_back"),
        (3_653, "jumped_ahead"),
        (-1_826, "went_back"),
    ],
)
def test_act_waits_until_an_administrator_confirms_the_clock(
    days: int, key: str, registry: MadeRegistry
) -> None:
    """Nothing is written before; afterwards the order of entries is kept."""
    scene = Scene(registry)
    registry.clock.pass_days(50)
    registry.perform(change(scene, 1))
    registry.clock.pass_days(days)
    before = registry.entries()
    for _ in range(2):
        with pytest.raises(KnownError, match=rf"clock\.{key}"):
            registry.perform(change(scene, 2))
    assert registry.entries() == before
    registry.perform(ConfirmClock(office=registry.office, reason="ตรวจกับนาฬิกาแล้ว"))
    registry.perform(change(scene, 3))
    written = [read_entry(body) for body, _ in registry.entries()]
    assert [one.time for one in written] == sorted({one.time for one in written})
    assert written[-1].wall.startswith(registry.clock.today.isoformat())
    assert registry.prove().is_sound


def test_clock_is_compared_with_the_journal_after_opening_again(registry: MadeRegistry) -> None:
    scene = Scene(registry)
    registry.perform(change(scene, 1))
    registry.clock.pass_days(-1)
    opened = Performer(registry.store, registry.performer._means, registry.home)
    with pytest.raises(KnownError, match=r"clock\.went_back"):
        opened.perform(change(scene, 2), registry.founder_session)


def test_clock_is_compared_with_this_replica_only(registry: MadeRegistry) -> None:
    """Entries of another desk with a clock years ahead refuse nothing here."""
    scene = Scene(registry)
    first = change(scene, 1)
    other = home_of(registry.connection, None)
    ahead = Performer(
        registry.store,
        registry.performer._means,
        type(other)(registry.home.office, registry.home.code, "50", registry.ids.new(), "2"),
    )
    registry.clock.pass_days(59)
    ahead.perform(change(scene, 2), registry.founder_session)
    registry.clock.pass_days(-59)
    registry.perform(first)
    assert registry.prove().is_sound


def test_leap_day_is_a_day_of_effect(registry: MadeRegistry) -> None:
    registry.clock.set(datetime(2027, 1, 10, tzinfo=UTC))
    for moment in (datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 20, tzinfo=UTC)):
        registry.clock.set(moment)
        registry.perform(ConfirmClock(office=registry.office, reason=WHY))
    registry.clock.set(datetime(2028, 2, 28, 18, 0, tzinfo=UTC))
    registry.perform(ConfirmClock(office=registry.office, reason="ปีอธิกสุรทิน"))
    scene = Scene(registry)
    assert scene.today == date(2028, 2, 29)
    registry.perform(change(scene, 1))
    assert read_entry(registry.entries()[-1][0]).wall.startswith("2028-02-29T01:00")
