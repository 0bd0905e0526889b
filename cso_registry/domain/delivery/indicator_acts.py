"""Setting an indicator, and measuring it (F:H1)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.indicators import Figure, Indicator, IndicatorFile, Measured
from cso_registry.domain.delivery.work_acts import BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.missions.codes import code_is_free
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import IndicatorId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@rule("F:H1", cite="features H1")
def target_lies_the_right_way(act: Any, _facts: Facts) -> Verdict:
    """A target is above the baseline, or below it where less is better."""
    before, wanted = Decimal(act.baseline), Decimal(act.target)
    right = wanted < before if act.less_is_better else wanted > before
    return None if right else fault("target")


@rule("F:H1", cite="features H1")
def figure_was_measured(act: Any, facts: Facts) -> Verdict:
    """What is measured has been."""
    return fault("measured") if act.measured > facts.today else None


@act("indicator.set", Role.OFFICER, Role.HEAD)
class SetIndicator(BeginsWork):
    """Sets what is counted, with its baseline and target, from the drafting on (F:H1)."""

    writes = (Indicator.file,)
    makes = (Indicator,)
    reads = BEGINS
    rules = (code_is_free, target_lies_the_right_way)

    indicator: IndicatorId
    name: Line
    unit: Line
    baseline: Figure
    target: Figure
    less_is_better: bool = False
    shown_in: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the indicator."""
        own = IndicatorFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        return (Indicator.file.set(self.indicator, IndicatorFile(**said)),)


@act("indicator.measure", Role.OFFICER, Role.HEAD)
class MeasureIndicator(UnderAgreement):
    """Records a figure as it was measured, and where it is seen (F:H1)."""

    writes = (Indicator.readings,)
    reads = {"indicator": Indicator, "agreement": Agreement}
    rules = (work_is_of_the_agreement, figure_was_measured)

    indicator: IndicatorId
    measured: Day
    actual: Figure
    seen_in: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the figure."""
        found = Measured(
            measured=self.measured,
            actual=self.actual,
            seen_in=self.seen_in,
            by=facts.actor.officer,
        )
        return (Indicator.readings.put(self.indicator, facts.act_id, found),)


ACTS = (SetIndicator, MeasureIndicator)
