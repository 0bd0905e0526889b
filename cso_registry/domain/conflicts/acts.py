"""What is decided at the conflict desk; each decision is an act that travels (F:M6, X29)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.conflicts import rules
from cso_registry.domain.conflicts.questions import (
    Contested,
    ContestedOf,
    Rivals,
    RivalsOf,
)
from cso_registry.domain.conflicts.records import Settled, Settlement, Verdict
from cso_registry.domain.fields import Line, OrderNumber, ReasonText, Sha256
from cso_registry.domain.record import Change
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId, SettlementId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@act("conflict.resolve", Role.OFFICER, Role.HEAD)
class ResolveConflict(Act):
    """Chooses one of the values that offices gave a group apart from each other (R-77).

    The others stay in the history. Another value than those is given by the ordinary
    act, which ends the conflict as well.
    """

    changes_any_record = True
    reads = {"rivals": lambda act, _setting: RivalsOf(act.record, act.group)}
    rules = (
        rules.values_wait_for_a_decision,
        rules.chosen_is_one_of_them,
        rules.chosen_is_whole,
        rules.rights_are_the_administrators,
    )

    record: RecordId
    group: Line
    chosen: Sha256
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the record."""
        return facts.answer("rivals", Rivals).scope or facts.setting.office_scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the chosen value, which replaces all of them."""
        rivals = facts.answer("rivals", Rivals)
        return (Change(rivals.type, self.record, self.group, rivals.values[self.chosen]),)


@act("conflict.settle", Role.HEAD)
class SettleContested(Act):
    """Decides about a legal act that relied on what another office changed unseen.

    It stands as it was recorded, or an act that undoes it must follow.
    """

    writes = (Settlement.settled,)
    makes = (Settlement,)
    reads = {"contested": lambda act, _setting: ContestedOf(act.record)}
    rules = (rules.act_is_contested,)

    settlement: SettlementId
    record: RecordId
    contested_entry: Sha256
    verdict: Verdict
    order_number: OrderNumber | None = None
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the record."""
        return facts.answer("contested", Contested).scope or facts.setting.office_scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        contested = facts.answer("contested", Contested)
        pairs = [pair for pair in contested.pairs if pair[0] == self.contested_entry]
        settled = Settled(
            about_record=self.record,
            about_type=contested.type,
            contested_entry=self.contested_entry,
            contesting=tuple(sorted({other for _, other, _ in pairs})),
            concerning=min(slot for _, _, slot in pairs),
            verdict=self.verdict,
            settled_on=facts.today,
            order_number=self.order_number,
            reason=self.reason,
        )
        return (Settlement.settled.set(self.settlement, settled),)


ACTS = (ResolveConflict, SettleContested)
