"""Clocks as they press: by weight, then by day; many of one group are told as one (F:F4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cso_registry.domain.clocks.weights import weights_on
from cso_registry.workspace.clocks.calendar import ALL_OF_THEM, clock_counts, clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.clocks.weights import Weight
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.clocks.calendar import Clock, ClockRules, Counted, WantedClocks


@dataclass(frozen=True, slots=True)
class Heap:
    """So many clocks of one group that they are told together.

    Attributes:
        weight: How much they press.
        is_apart: Whether they are of those that were to be kept apart.
        count: How many they are.
        day: The first of their last days.
    """

    group: str
    weight: str
    is_apart: bool
    count: int
    day: date


@dataclass(frozen=True, slots=True)
class Pressing:
    """The clocks of a span.

    Attributes:
        counts: How many there are of everything that falls due.
        heaps: Those told together; `lines` are all the others.
    """

    counts: Mapping[str, Counted]
    heaps: tuple[Heap, ...]
    lines: tuple[Clock, ...]

    @property
    def count(self) -> int:
        """Return how many clocks there are, those of the heaps with them."""
        return sum(one.count for one in self.counts.values())


def pressing(
    reading: Reading,
    rules: ClockRules,
    today: date,
    wanted: WantedClocks,
    span: tuple[date, date],
    apart: frozenset[str] = frozenset(),
) -> Pressing:
    """Return every clock that ends in a span, in lines or in heaps.

    Args:
        reading: Where it is asked.
        rules: By what clocks are counted.
        today: As of this day.
        wanted: Which clocks.
        span: The first and the last day, both inclusive.
        apart: What falls due that is never heaped with the rest of its group.
    """
    counts = clock_counts(reading, rules, today, wanted, *span)
    many = weights(rules, today)
    heaped: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for what in counts:
        kind = rules.kinds.of(what)
        if kind is not None:
            heaped[kind.group, what in apart].append(what)
    heaps, within = list[Heap](), set[str]()
    for (group, is_apart), whats in heaped.items():
        weight, count = rules.kinds.weight_of(whats[0]), sum(counts[one].count for one in whats)
        if count >= many[weight].together_from:
            first = min(counts[one].first for one in whats)
            heaps.append(Heap(group, weight, is_apart, count, first))
            within.update(whats)
    left = replace(wanted, but=wanted.but | within)
    lines = clocks(reading, rules, today, left, *span, ALL_OF_THEM).lines
    return Pressing(counts, tuple(heaps), lines)


def told_together(
    reading: Reading,
    rules: ClockRules,
    today: date,
    wanted: WantedClocks,
    span: tuple[date, date],
    heaps: Iterable[Heap],
    types: frozenset[str],
) -> set[str]:
    """Return the records of some types that stand in heaps; the rest as in `pressing`."""
    heaped = {heap.group for heap in heaps}
    groups = frozenset(
        kind.group
        for kind in rules.kinds.clocks
        if kind.group in heaped and kind.code.partition(":")[0] in types
    )
    if not groups:
        return set()
    narrowed = replace(wanted, groups=groups)
    return {one.id for one in clocks(reading, rules, today, narrowed, *span, ALL_OF_THEM).lines}


def weights(rules: ClockRules, today: date) -> dict[str, Weight]:
    """Return the weights of a day by their codes, what presses most first."""
    return {one.code: one for one in weights_on(rules.kinds.weights, today)}
