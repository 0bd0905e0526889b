"""The two clocks of closing on one timeline: settlement and final evaluation (R-46, R-52, C-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.vocabulary.policies import Policies

SETTLEMENT_MONTHS = "settlement.after_activities_months"
EVALUATION_MONTHS = "evaluation.after_end_months"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of closing.

    Attributes:
        name: `settlement` or `evaluation`.
        starts: The day it counts from: the end of activities, or of the project.
        due: Its last day.
        done: When it was done, None while it was not.
        late_days: Days after its last day, on the day it was done or today.
    """

    name: str
    starts: date
    due: date
    done: date | None
    late_days: int


def clocks(agreement: Agreement, policies: Policies, today: date) -> tuple[Clock, ...]:
    """Return the clocks of closing by their last days; settlement may end before evaluation."""
    return tuple(sorted(_clocks(agreement, policies, today), key=lambda one: one.due))


def _clocks(agreement: Agreement, policies: Policies, today: date) -> Iterator[Clock]:
    terms, ended = agreement.terms, agreement.ended
    if agreement.in_force_from is None or terms is None:
        return
    early = None if ended is None else ended.effective
    activities, ends = early or terms.activities_end, early or terms.ends
    if activities is not None and terms.amount:
        months = policies.number(SETTLEMENT_MONTHS, today)
        settled = [one.settled for one in agreement.settlements.values()]
        yield _clock("settlement", activities, months, min(settled, default=None), today)
    if ends is not None:
        months = policies.number(EVALUATION_MONTHS, today)
        final = [
            one.evaluated for one in agreement.evaluations.values() if one.stage is Stage.FINAL
        ]
        yield _clock("evaluation", ends, months, min(final, default=None), today)


def _clock(name: str, starts: date, months: int, done: date | None, today: date) -> Clock:
    due = earliest_end(starts, months)
    return Clock(name, starts, due, done, max(0, ((done or today) - due).days))
