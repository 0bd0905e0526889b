"""What the rooms ask beside few and many subjects of which the same are due: it costs the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, alternating, ratio
from build_spec.bench.filled import kept_registry
from build_spec.bench.ground import data_key, program
from cso_registry.journal.moment import thai_time
from cso_registry.storage.connection import DATABASE_NAME, open_reader
from cso_registry.storage.reading import OrganizationFilter, Reading
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clock_days, clocks
from cso_registry.workspace.subject_file.return_days import near_returns
from cso_registry.workspace.today import duties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from build_spec.bench.sizes import Sizes

PART = "rooms"
TIMES_MORE = 10
MOST_MORE = 1.5
SHOWN = 50


def measure(sizes: Sizes) -> list[Figure]:
    """Return what each question costs beside so many subjects, against beside a tenth."""
    many = sizes.lists[0]
    return list(_figures(many, many // TIMES_MORE, max(5, sizes.reads // 3)))


def _figures(many: int, few: int, rounds: int) -> Iterator[Figure]:
    more, less = _questions(many), _questions(few)
    note = f"against beside {few:,}; the same clocks run beside both"
    for name, large in more.items():
        ours, theirs = alternating(large, less[name], rounds)
        yield ratio(PART, f"{name} beside {many:,}", ours, theirs, aim=MOST_MORE, note=note)


def _questions(size: int) -> dict[str, Callable[[], object]]:
    folder = kept_registry(size)
    reading = Reading(open_reader(folder / DATABASE_NAME, data_key(folder)))
    made, rules = program(), ClockRules.of(program())
    today: date = thai_time(made.clock.now_ms()).date()
    month = (today, today + timedelta(days=31))
    return {
        "start page": lambda: duties(reading, made, today),
        "month of the calendar": lambda: clocks(
            reading, rules, today, WantedClocks(), *month, SHOWN
        ),
        "days of the calendar": lambda: clock_days(reading, rules, today, WantedClocks(), *month),
        "due returns": lambda: list(near_returns(reading, made.policies, today)),
        "first page of the list": lambda: reading.first_organizations(
            OrganizationFilter(), today, SHOWN
        ),
    }
