"""The ranking against an independent calculation in whole numbers (F:X15).

The other calculation brings everything to one denominator and compares integers, as a
clerk with a spreadsheet of whole numbers would; it shares no line with the program.
"""

from __future__ import annotations

import functools
import random
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest

from cso_registry.domain.selection.calls import Anchor, CallCriterion, SelectionRules
from cso_registry.domain.selection.ranking import (
    Entrant,
    exact,
    ranking,
    sensitivity,
    shown,
    spread,
)

CODES = ("SC1", "SC2", "SC3", "SC4", "SC5")
CALLS = 200


def rules(weights, levels, tie_rules):
    return SelectionRules(
        criteria=tuple(
            CallCriterion(
                criterion=code,
                weight=weight,
                anchors=tuple(
                    Anchor(level=n, meaning=f"ระดับ {n}") for n in range(levels[code] + 1)
                ),
                evidence_asked="เอกสาร",
                not_applicable="ทั้งประเทศ" if weight == 0 else None,
            )
            for code, weight in weights.items()
        ),
        tie_rules=tie_rules,
    )


def random_call(seed):
    """A call with few levels, so that ties are common; some with SC3 left out."""
    dice = random.Random(seed)
    used = [code for code in CODES if code != "SC3" or dice.random() < 0.7]
    cuts = sorted(dice.sample(range(1, 100), len(used) - 1))
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    weights = dict.fromkeys(CODES, 0) | dict(zip(used, shares, strict=True))
    levels = {code: dice.choice((1, 2, 3, 4, 5, 7)) for code in CODES}
    ties = tuple(dice.sample([*used, "budget", "received"], dice.randint(1, 4)))
    selection = rules(weights, levels, ties)
    # Withdrawn evaluators are left out of all sheets; how many are left differs by call.
    evaluators = [f"e{n}" for n in range(dice.randint(1, 9))]
    stayed = [who for who in evaluators if dice.random() < 0.8] or evaluators[:1]
    entrants = [
        Entrant(
            proposal=f"p{n:03d}",
            budget=dice.choice((100, 100, 250)),
            received=f"2026-11-2{dice.randint(0, 2)} 10:00",
            sheets={who: {code: dice.randint(0, levels[code]) for code in used} for who in stayed},
        )
        for n in range(dice.randint(1, 12))
    ]
    if len(entrants) > 2:  # two that are alike in everything stay tied
        entrants[1] = Entrant("p001", entrants[0].budget, entrants[0].received, entrants[0].sheets)
    dice.shuffle(entrants)
    return selection, entrants, weights, levels


def by_hand(selection, entrants, weights, levels):
    """Rank by whole numbers over one common denominator."""
    common = functools.reduce(lambda a, b: a * b, (levels[code] for code in CODES))
    sheets = len(next(iter(entrants)).sheets)
    points = {}
    for one in entrants:
        total = 0
        for given in one.sheets.values():
            for code, level in given.items():
                total += weights[code] * level * (common // levels[code])
        points[one.proposal] = total  # of 100 x common x sheets

    def better(one, other):
        if points[one.proposal] != points[other.proposal]:
            return points[one.proposal] > points[other.proposal]
        for rule in selection.tie_rules:
            if rule == "budget":
                ours, theirs = -one.budget, -other.budget
            elif rule == "received":
                ours, theirs = other.received, one.received
            else:
                ours = sum(given[rule] for given in one.sheets.values())
                theirs = sum(given[rule] for given in other.sheets.values())
            if ours != theirs:
                return ours > theirs
        return None

    ranks = {
        one.proposal: 1 + sum(better(other, one) is True for other in entrants) for one in entrants
    }
    return ranks, points, common * sheets


@pytest.mark.parametrize("block", range(4))
def test_two_hundred_random_calls_come_out_as_by_hand(block):
    tied = left_out = 0
    for seed in range(block * CALLS // 4, (block + 1) * CALLS // 4):
        selection, entrants, weights, levels = random_call(seed)
        ranks, points, whole = by_hand(selection, entrants, weights, levels)
        found = ranking(selection, entrants)
        assert {one.proposal: one.rank for one in found} == ranks, seed
        assert [one.rank for one in found] == sorted(one.rank for one in found)
        for one in found:
            assert one.total == Fraction(points[one.proposal], whole), seed
            with localcontext(prec=60):
                exact_decimal = Decimal(points[one.proposal]) / Decimal(whole)
                rounded = exact_decimal.quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert shown(one.total) == str(rounded), seed
        tied += any(one.is_tied for one in found)
        left_out += weights["SC3"] == 0
    assert tied > 5
    assert left_out > 5


def test_order_in_which_proposals_come_never_matters():
    selection, entrants, *_ = random_call(7)
    base = ranking(selection, entrants)
    for seed in range(20):
        random.Random(seed).shuffle(entrants)
        assert ranking(selection, entrants) == base


def one_level(proposal, levels, budget=100):
    return Entrant(
        proposal, budget, "2026-11-20 10:00", {"e": dict(zip(CODES, levels, strict=True))}
    )


EVEN = dict.fromkeys(CODES, 20)


def test_difference_below_what_is_shown_still_decides():
    """Both are shown as 66.67; one is ahead by less than a hundredth."""
    levels = dict.fromkeys(CODES, 3) | {"SC5": 10_007}
    selection = rules(EVEN, {**levels, "SC5": 5}, ("budget",))
    criteria = list(selection.criteria)
    last = criteria[-1]
    many = tuple(Anchor(level=n, meaning="ระดับ") for n in range(10_008))
    criteria[-1] = last.model_copy(update={"anchors": many})
    selection = SelectionRules(criteria=tuple(criteria), tie_rules=("budget",))
    ahead, behind = one_level("a", (2, 2, 2, 2, 6_672), 900), one_level("b", (2, 2, 2, 2, 6_671), 1)
    first, second = ranking(selection, [behind, ahead])
    assert (first.proposal, first.rank, second.rank) == ("a", 1, 2)
    assert shown(first.total) == shown(second.total) == "66.67"
    assert first.parted_by is second.parted_by is None


def test_half_a_cent_is_shown_rounded_up():
    assert shown(Fraction(2345, 1000)) == "2.35"
    assert shown(Fraction(2344999, 1000000)) == "2.34"
    assert shown(Fraction(200, 3)) == "66.67"
    assert exact(Fraction(200, 3)) == "200/3"
    assert exact(Fraction(80)) == "80"


def test_tie_is_parted_by_the_first_rule_that_can_and_said():
    selection = rules(EVEN, dict.fromkeys(CODES, 5), ("SC1", "budget"))
    cheap, dear = one_level("a", (3, 3, 3, 3, 3), 100), one_level("b", (3, 3, 3, 3, 3), 200)
    expert = one_level("c", (5, 3, 3, 3, 1), 900)
    order = ranking(selection, [dear, cheap, expert])
    assert [one.proposal for one in order] == ["c", "a", "b"]
    assert [one.parted_by for one in order] == [None, "SC1", "budget"]
    same = ranking(selection, [one_level("x", (3,) * 5), one_level("y", (3,) * 5)])
    assert [(one.rank, one.is_tied) for one in same] == [(1, True), (1, True)]


def test_shared_rank_is_followed_by_the_place_after_all_who_share_it():
    selection = rules(EVEN, dict.fromkeys(CODES, 5), ("budget",))
    entrants = [
        one_level(name, (level,) * 5) for name, level in zip("abcd", (5, 4, 4, 3), strict=True)
    ]
    assert [one.rank for one in ranking(selection, entrants)] == [1, 2, 2, 4]


def test_moved_weight_that_changes_the_first_place_is_told():
    weights = {"SC1": 40, "SC2": 15, "SC3": 15, "SC4": 15, "SC5": 15}
    selection = rules(weights, dict.fromkeys(CODES, 5), ("budget",))
    close = [one_level("expert", (5, 2, 3, 3, 3)), one_level("broad", (3, 4, 4, 4, 4))]
    base = ranking(selection, close)
    moves = {(one.criterion, one.by): one for one in sensitivity(selection, close)}
    assert len(moves) == 10
    assert base[0].proposal == "expert"
    assert moves["SC1", -5].changes_first
    assert not moves["SC1", 5].changes_order
    far = [one_level("a", (5,) * 5), one_level("b", (1,) * 5)]
    assert not any(one.changes_order for one in sensitivity(selection, far))


def test_evaluator_far_from_the_median_is_named():
    selection = rules(EVEN, dict.fromkeys(CODES, 5), ("budget",))
    sheets = {who: dict.fromkeys(CODES, level) for who, level in zip("abc", (4, 4, 1), strict=True)}
    (one,) = ranking(selection, [Entrant("p", 1, "", sheets)])
    found = spread(one, 20)
    assert found.outliers == ("c",)
    assert found.median == 80
    assert found.width == 60
    assert spread(one, 61).outliers == ()
