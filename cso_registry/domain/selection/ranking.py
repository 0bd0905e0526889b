"""The ranking: exact, with no floating point, and the same whenever it is computed (F:X15).

A sheet scores the sum of weight times level over the highest level, of 100; a proposal the
mean of its sheets. Everything is a fraction; nothing is rounded but where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
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


def ranking(
    selection: SelectionRules,
    entrants: Sequence[Entrant],
    weights: Mapping[str, Fraction] | None = None,
) -> tuple[Ranked, ...]:
    """Return all entrants in their order.

    Args:
        selection: Criteria and tie rules of the call.
        entrants: Each with at least one sheet, and every sheet whole.
        weights: Others than those of the call, to see whether the order holds.
    """
    used = weights or weights_of(selection)
    highest = {one.criterion: one.highest for one in selection.scored}
    scored = [(one, _sheet_totals(one, used, highest), _means(one, used)) for one in entrants]
    keyed = [
        (_key(selection, one, totals, means), one, totals, means) for one, totals, means in scored
    ]
    keyed.sort(key=lambda item: (item[0], item[1].proposal))
    keys = [item[0] for item in keyed]
    ranked = []
    for at, (key, one, totals, means) in enumerate(keyed):
        ranked.append(
            Ranked(
                proposal=one.proposal,
                rank=1 + sum(other < key for other in keys[:at]),
                total=mean(list(totals.values())),
                by_evaluator=totals,
                means=means,
                parted_by=_parted_by(selection, keys[at - 1], key) if at else None,
                is_tied=keys.count(key) > 1,
            )
        )
    return tuple(ranked)


def sensitivity(selection: SelectionRules, entrants: Sequence[Entrant]) -> tuple[Moved, ...]:
    """Return what each weight, moved by five points up or down, does to the order."""
    base = ranking(selection, entrants)
    moved = []
    weights = weights_of(selection)
    for criterion, weight in weights.items():
        for by in (-STEP, STEP):
            new = weight + by
            if not 0 <= new <= WHOLE or weight == WHOLE:
                continue
            scale = (WHOLE - new) / (WHOLE - weight)
            other = {name: new if name == criterion else w * scale for name, w in weights.items()}
            order = ranking(selection, entrants, other)
            moved.append(
                Moved(
                    criterion,
                    by,
                    changes_first=_firsts(base) != _firsts(order),
                    changes_order=_places(base) != _places(order),
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


def _sheet_totals(
    entrant: Entrant, weights: Mapping[str, Fraction], highest: Mapping[str, int]
) -> dict[str, Fraction]:
    return {
        who: sum(
            (weight * levels[code] / highest[code] for code, weight in weights.items()),
            Fraction(0),
        )
        for who, levels in sorted(entrant.sheets.items())
    }


def _means(entrant: Entrant, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return {
        code: mean([Fraction(levels[code]) for levels in entrant.sheets.values()])
        for code in weights
    }


Key = tuple[Fraction | str, ...]


def _key(
    selection: SelectionRules,
    one: Entrant,
    totals: Mapping[str, Fraction],
    means: Mapping[str, Fraction],
) -> Key:
    return (-mean(list(totals.values())), *(_tie(rule, one, means) for rule in selection.tie_rules))


def _tie(rule: str, one: Entrant, means: Mapping[str, Fraction]) -> Fraction | str:
    if rule == BUDGET:
        return Fraction(one.budget)
    return one.received if rule == RECEIVED else -means[rule]


def _parted_by(selection: SelectionRules, before: Key, key: Key) -> str | None:
    """Return the tie rule that told two apart whose totals were equal."""
    if before[0] != key[0]:
        return None
    pairs = zip(selection.tie_rules, before[1:], key[1:], strict=True)
    return next((rule for rule, one, other in pairs if one != other), None)


def _firsts(ranked: Sequence[Ranked]) -> frozenset[str]:
    return frozenset(one.proposal for one in ranked if one.rank == 1)


def _places(ranked: Sequence[Ranked]) -> frozenset[tuple[str, int]]:
    return frozenset((one.proposal, one.rank) for one in ranked)
