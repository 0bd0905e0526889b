"""The ranking: exact, with no floating point, and the same whenever it is computed (F:X15).

A sheet scores the sum of weight times level over the highest level, of 100; a proposal the
mean of its sheets. Everything is a fraction; nothing is rounded but where it is shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.selection.calls import SelectionRules

WHOLE = 100
STEP = 5
"""How far a weight is moved to see whether the order holds."""
BUDGET, RECEIVED = "budget", "received"
_CENTS = 100


@dataclass(frozen=True, slots=True)
class Entrant:
    """A proposal that competes: what ties are decided by, and its sheets.

    Attributes:
        received: Day and time as text that sorts.
        sheets: Levels by criterion, by evaluator.
    """

    proposal: str
    budget: int
    received: str
    sheets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal in its place.

    Attributes:
        rank: From 1; shared by those that no rule could part.
        total: Of 100.
        by_evaluator: What each sheet came to, of 100.
        means: Mean level by criterion.
        parted_by: The tie rule that put it after the one before it, if the totals were equal.
        is_tied: Whether it shares its rank.
    """

    proposal: str
    rank: int
    total: Fraction
    by_evaluator: Mapping[str, Fraction]
    means: Mapping[str, Fraction]
    parted_by: str | None
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of the order when one weight is moved by `by` points.

    The other weights keep their proportions, so that all still total 100.
    """

    criterion: str
    by: int
    changes_first: bool
    changes_order: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the evaluators of one proposal lie apart.

    `outliers` are those whose total is `threshold` or more away from the median.
    """

    lowest: Fraction
    highest: Fraction
    median: Fraction
    outliers: tuple[str, ...]

    @property
    def width(self) -> Fraction:
        """Return the distance between highest and lowest."""
        return self.highest - self.lowest


def weights_of(selection: SelectionRules) -> dict[str, Fraction]:
    """Return the weights of the criteria that apply."""
    return {one.criterion: Fraction(one.weight) for one in selection.scored}


def ranking(selection: SelectionRules, entrants: Sequence[Entrant]) -> tuple[Ranked, ...]:
    """Return all entrants in their order.

    Args:
        selection: Criteria and tie rules of the call.
        entrants: Each with at least one sheet, and every sheet whole.
    """
    worth = _worth(selection, weights_of(selection))
    sums = {one.proposal: _Sums.of(one, worth) for one in entrants}
    known = {one.proposal: one for one in entrants}
    placed = _placed(selection, entrants, sums, worth)
    shared = Counter(one.rank for one in placed)
    return tuple(
        Ranked(
            proposal=one.proposal,
            rank=one.rank,
            total=-one.key[0],
            by_evaluator=_sheet_totals(known[one.proposal], worth),
            means=sums[one.proposal].means(),
            parted_by=_parted_by(selection, placed[at - 1].key, one.key) if at else None,
            is_tied=shared[one.rank] > 1,
        )
        for at, one in enumerate(placed)
    )


def sensitivity(selection: SelectionRules, entrants: Sequence[Entrant]) -> tuple[Moved, ...]:
    """Return what each weight, moved by five points up or down, does to the order."""
    weights = weights_of(selection)
    plain = _worth(selection, weights)
    sums = {one.proposal: _Sums.of(one, plain) for one in entrants}
    base = _ranks(_placed(selection, entrants, sums, plain))
    moved = []
    for criterion, weight in weights.items():
        for by in (-STEP, STEP):
            new = weight + by
            if not 0 <= new <= WHOLE or weight == WHOLE:
                continue
            scale = (WHOLE - new) / (WHOLE - weight)
            other = {name: new if name == criterion else w * scale for name, w in weights.items()}
            order = _ranks(_placed(selection, entrants, sums, _worth(selection, other)))
            moved.append(
                Moved(
                    criterion,
                    by,
                    changes_first=_firsts(base) != _firsts(order),
                    changes_order=base != order,
                )
            )
    return tuple(moved)


def spread(ranked: Ranked, threshold: int) -> Spread:
    """Return how far the evaluators of a proposal lie apart."""
    totals = sorted(ranked.by_evaluator.values())
    middle = len(totals) // 2
    median = totals[middle] if len(totals) % 2 else (totals[middle - 1] + totals[middle]) / 2
    far = [who for who, total in ranked.by_evaluator.items() if abs(total - median) >= threshold]
    return Spread(totals[0], totals[-1], median, tuple(sorted(far)))


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)


def shown(value: Fraction) -> str:
    """Return a value with two decimals, halves up: 83 1/3 is 83.33, 2.345 is 2.35."""
    cents = (2 * _CENTS * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{cents // _CENTS}.{cents % _CENTS:02d}"


def exact(value: Fraction) -> str:
    """Return a value as it is: 250/3, or 83 where it is whole."""
    return str(value)


@dataclass(frozen=True, slots=True)
class _Worth:
    """What one level of each criterion is worth, as parts of a whole that all share."""

    parts: Mapping[str, int]
    whole: int

    def of(self, levels: Mapping[str, int], sheets: int = 1) -> Fraction:
        """Return what levels come to, of 100; of several sheets their mean."""
        points = sum(part * levels[code] for code, part in self.parts.items())
        return Fraction(points, self.whole * sheets)


def _worth(selection: SelectionRules, weights: Mapping[str, Fraction]) -> _Worth:
    each = {one.criterion: weights[one.criterion] / one.highest for one in selection.scored}
    whole = lcm(*(one.denominator for one in each.values()))
    return _Worth({code: int(one * whole) for code, one in each.items()}, whole)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The levels of all sheets of a proposal, added up, and how many sheets there are."""

    levels: Mapping[str, int]
    sheets: int

    @classmethod
    def of(cls, entrant: Entrant, worth: _Worth) -> _Sums:
        sheets = entrant.sheets.values()
        return cls({code: sum(one[code] for one in sheets) for code in worth.parts}, len(sheets))

    def means(self) -> dict[str, Fraction]:
        return {code: Fraction(level, self.sheets) for code, level in self.levels.items()}


def _sheet_totals(entrant: Entrant, worth: _Worth) -> dict[str, Fraction]:
    return {who: worth.of(levels) for who, levels in sorted(entrant.sheets.items())}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A proposal in its place: what it was sorted by begins with the total, made negative."""

    proposal: str
    rank: int
    key: tuple[Fraction, ...]


def _placed(
    selection: SelectionRules,
    entrants: Sequence[Entrant],
    sums: Mapping[str, _Sums],
    worth: _Worth,
) -> list[_Placed]:
    """Return who stands where under some weights.

    The mean of the sheets is the sum of weight times mean level over highest, exactly.
    """
    arrivals = _arrivals(entrants)
    keyed = []
    for one in entrants:
        mine = sums[one.proposal]
        total = worth.of(mine.levels, mine.sheets)
        ties = (_tie(rule, one, mine, arrivals) for rule in selection.tie_rules)
        keyed.append(((-total, *ties), one.proposal))
    keyed.sort()
    placed: list[_Placed] = []
    for at, (key, proposal) in enumerate(keyed):
        rank = placed[-1].rank if placed and placed[-1].key == key else at + 1
        placed.append(_Placed(proposal, rank, key))
    return placed


def _arrivals(entrants: Sequence[Entrant]) -> dict[str, Fraction]:
    """Return the place of each moment of arrival among all of them."""
    moments = sorted({one.received for one in entrants})
    return {moment: Fraction(at) for at, moment in enumerate(moments)}


def _tie(rule: str, one: Entrant, mine: _Sums, arrivals: Mapping[str, Fraction]) -> Fraction:
    if rule == BUDGET:
        return Fraction(one.budget)
    return arrivals[one.received] if rule == RECEIVED else Fraction(-mine.levels[rule], mine.sheets)


def _parted_by(
    selection: SelectionRules, before: tuple[Fraction, ...], key: tuple[Fraction, ...]
) -> str | None:
    """Return the tie rule that told two apart whose totals were equal."""
    if before[0] != key[0]:
        return None
    pairs = zip(selection.tie_rules, before[1:], key[1:], strict=True)
    return next((rule for rule, one, other in pairs if one != other), None)


def _ranks(placed: Sequence[_Placed]) -> dict[str, int]:
    return {one.proposal: one.rank for one in placed}


def _firsts(ranks: Mapping[str, int]) -> frozenset[str]:
    return frozenset(proposal for proposal, rank in ranks.items() if rank == 1)
