"""Service standards, statutory first, and costing sheets that are compared (R-33, R-34, G9)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText, ReasonText
from cso_registry.domain.missions.analysis_shadow import COSTING_OF
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.costings import (
    ComparedCost,
    CostChoice,
    Costing,
    CostLine,
    CostSheet,
)
from cso_registry.domain.missions.missions import Mission, ServiceStandard, ServiceStandards
from cso_registry.domain.missions.running import mission_is_in_work
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.kernel.ids import CostingId, MissionId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

METHODS, BY_REFERENCE_PRICE = "V-13", "CO3"
LARGEST = 10**17


def _sheets(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(COSTING_OF, act.mission)


@rule("R-33", cite="002 3.3.3(3)")
def statutory_standard_comes_first(act: Any, _facts: Facts) -> Verdict:
    """The statutory standard stands first, or somebody checked that there is none."""
    return None if bool(act.statutory) != (act.none_checked_by is not None) else fault("statutory")


@rule("R-34", cite="002 3.3.3(4)")
def costing_method_is_known(act: Any, facts: Facts) -> Verdict:
    """The method is one of the three."""
    term = facts.setting.vocabulary.get(METHODS).by_code.get(act.method)
    return None if term is not None and term.in_force(facts.today) else fault("method")


@rule("R-34", cite="002 3.3.3(4)")
def costing_has_amounts(act: Any, _facts: Facts) -> Verdict:
    """A sheet has lines, and they come to something that money can be."""
    total = sum(one.amount for one in act.lines)
    return None if 0 < total < LARGEST else fault("lines")


@rule("R-34", cite="002 3.3.3(4)")
def reference_price_has_a_source(act: Any, facts: Facts) -> Verdict:
    """A reference price says where it comes from, and of which day it is."""
    dated = act.price_date is not None and act.price_date <= facts.today
    lacks = act.method == BY_REFERENCE_PRICE and (act.price_source is None or not dated)
    return fault("price_source") if lacks else None


@rule("R-34", cite="002 3.3.3(4)")
def costing_is_of_the_mission(act: Any, facts: Facts) -> Verdict:
    """The sheet that is chosen is one of the mission."""
    sheet = facts.record("costing", Costing).sheet
    return None if sheet is not None and sheet.mission == act.mission else fault("costing")


@act("mission.set_standards", Role.OFFICER, Role.HEAD)
class SetStandards(Act):
    """Sets the service standards of a mission: statutory first, then those agreed (R-33)."""

    writes = (Mission.standards,)
    reads = {"mission": Mission}
    rules = (mission_is_in_work, statutory_standard_comes_first)

    mission: MissionId
    statutory: tuple[ServiceStandard, ...] = ()
    none_checked_by: Line | None = None
    agreed: tuple[ServiceStandard, ...] = ()
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the standards."""
        standards = ServiceStandards(
            statutory=self.statutory,
            none_checked_by=self.none_checked_by,
            agreed=self.agreed,
            set_on=facts.today,
        )
        return (Mission.standards.set(self.mission, standards),)


@act("costing.draw_up", Role.OFFICER, Role.HEAD)
class DrawUpCosting(Act):
    """Draws up what a mission costs by one method (D-16, R-34)."""

    writes = (Costing.sheet,)
    makes = (Costing,)
    reads = {"mission": Mission, "holders": code_holders}
    rules = (
        mission_is_in_work,
        code_is_free,
        costing_method_is_known,
        costing_has_amounts,
        reference_price_has_a_source,
    )

    costing: CostingId
    mission: MissionId
    code: NumberText
    method: Code
    lines: tuple[CostLine, ...]
    price_source: Line | None = None
    price_date: Day | None = None
    argued: Lines

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the sheet with its total in satang."""
        sheet = CostSheet(
            mission=self.mission,
            code=self.code,
            method=self.method,
            lines=self.lines,
            price_source=self.price_source,
            price_date=self.price_date,
            total=sum(one.amount for one in self.lines),
            argued=self.argued,
            drawn=facts.today,
            by=facts.actor.officer,
        )
        return (Costing.sheet.set(self.costing, sheet),)


@act("costing.choose", Role.HEAD)
class ChooseCosting(Act):
    """Chooses one sheet over the others of the mission, with a reason (R-34)."""

    writes = (Costing.choices,)
    reads = {"costing": Costing, "sheets": _sheets}
    relies_on = (Costing.choices,)
    rules = (costing_is_of_the_mission,)

    costing: CostingId
    mission: MissionId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the sheet."""
        return facts.record("costing", Costing).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the choice and what it was compared with."""
        others = (
            ComparedCost(
                costing=CostingId(one.id),
                code=one.sheet.code,
                method=one.sheet.method,
                total=one.sheet.total,
            )
            for one in facts.answer("sheets", tuple)
            if isinstance(one, Costing) and one.sheet is not None and one.id != self.costing
        )
        choice = CostChoice(
            chosen=facts.today,
            by=facts.actor.officer,
            compared=tuple(sorted(others, key=lambda one: (one.total, one.code))),
            reason=self.reason,
        )
        return (Costing.choices.put(self.costing, facts.act_id, choice),)


ACTS = (SetStandards, DrawUpCosting, ChooseCosting)
