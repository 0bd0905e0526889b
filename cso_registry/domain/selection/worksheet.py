"""Every step from the levels on the sheets to the total, as the worksheet shows it (F:X15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.selection.ranking import exact, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cso_registry.domain.selection.calls import CallCriterion
    from cso_registry.domain.selection.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the worksheet.

    Attributes:
        evaluator: Whose sheet it is; None for the mean of all sheets.
        terms: What is computed, such as ``30×4/5 + 20×3/5``.
        total: What it comes to.
    """

    evaluator: str | None
    terms: str
    total: Fraction


def steps(
    scored: Sequence[CallCriterion], ranked: Ranked, levels: Mapping[str, Mapping[str, int]]
) -> tuple[Step, ...]:
    """Return the lines of one proposal: each sheet, then their mean.

    Args:
        scored: The criteria that apply.
        ranked: The proposal in its place.
        levels: Levels by criterion, by evaluator.
    """
    sheets = tuple(
        Step(who, " + ".join(_term(one, levels[who]) for one in scored), total)
        for who, total in ranked.by_evaluator.items()
    )
    count = len(sheets)
    return (*sheets, Step(None, f"{exact(ranked.total * count)} ÷ {count}", ranked.total))


def score_text(total: Fraction) -> str:
    """Return a total with two decimals, and exactly where those do not tell it: 83.33 (250/3)."""
    written, whole = shown(total), exact(total)
    return written if "/" not in whole else f"{written} ({whole})"


def _term(criterion: CallCriterion, levels: Mapping[str, int]) -> str:
    return f"{criterion.weight}×{levels[criterion.criterion]}/{criterion.highest}"
