"""How evenly a whole is spread over those who share in it, in figures that plain words explain.

Who is run by the same persons, or was split from, succeeds or branches from another, shares as
one with it (R-26, F:X13).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TENTHS: Final = 1000
"""All of it, in tenths of a percent."""
FEW: Final = 5
"""The largest so many are told together."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a whole is spread.

    Attributes:
        sharers: How many share in it.
        first: Share of the largest, in tenths of a percent.
        few: Share of the largest `FEW` together, in tenths of a percent.
        alike: So many sharers of one size would be as concentrated, in tenths: the inverse of
            the Herfindahl-Hirschman index.
    """

    sharers: int
    first: int
    few: int
    alike: int


def spread(amounts: Iterable[int]) -> Spread:
    """Return how amounts are spread; what is nothing does not share."""
    shares = sorted((one for one in amounts if one > 0), reverse=True)
    whole = sum(shares)
    if not whole:
        return Spread(0, 0, 0, 0)
    squares = sum(one * one for one in shares)
    alike = (10 * whole * whole + squares // 2) // squares
    return Spread(
        sharers=len(shares),
        first=part(shares[0], whole),
        few=part(sum(shares[:FEW]), whole),
        alike=alike,
    )


def part(amount: int, whole: int) -> int:
    """Return a share in tenths of a percent, rounded half up; 0 of nothing."""
    return (2 * TENTHS * amount + whole) // (2 * whole) if whole else 0


def groups(marks: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return who belongs together because a mark of one is a mark of another, or of a third.

    Args:
        marks: By sharer what it is known by: itself, its ties, the persons who run it.

    Returns:
        Groups of at least two, each in the order of `marks`.
    """
    above = {one: one for one in marks}
    first_with: dict[str, str] = {}
    for one, known_by in marks.items():
        for mark in known_by:
            other = first_with.setdefault(mark, one)
            above[_top(above, one)] = _top(above, other)
    found: dict[str, list[str]] = {}
    for one in marks:
        found.setdefault(_top(above, one), []).append(one)
    return tuple(tuple(members) for members in found.values() if len(members) > 1)


def _top(above: dict[str, str], one: str) -> str:
    while above[one] != one:
        above[one] = above[above[one]]
        one = above[one]
    return one
