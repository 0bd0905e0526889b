"""Filing, extending, deciding and taking back an appeal (F:B7)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.clocks.kinds import due_after
from cso_registry.domain.fields import Day, Line, Lines, ReasonText
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import appeal_rules
from cso_registry.domain.screening.appeals import (
    Appeal,
    AppealDecision,
    AppealOutcome,
    Extension,
    Filing,
    Withdrawal,
)
from cso_registry.domain.screening.questions import AnyRecord, RecordsUnder
from cso_registry.domain.screening.shadow import APPEAL_OPEN
from cso_registry.kernel.ids import AppealId, OrganizationId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

DAYS_TO_FILE, DECIDE_CLOCK = "appeal.days_to_file", "appeal:decide"
EXTENSION_DAYS, STATUTE = "appeal.extension_days", "appeal.statute"


def _decided(act: Any, _setting: Setting) -> Question[Any]:
    return AnyRecord(act.decided_record)


def _open_appeals(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(APPEAL_OPEN, act.decision)


@act("appeal.file", Role.OFFICER, Role.HEAD)
class FileAppeal(Act):
    """Takes an appeal in and starts its clock; a late one is taken and marked (F:B7).

    `decided_record` is the case or certificate, `decision` the key of its decision.
    """

    writes = (Appeal.filing,)
    makes = (Appeal,)
    reads = {"organization": Organization, "decided": _decided, "open_appeals": _open_appeals}
    rules = (
        appeal_rules.decision_is_there,
        appeal_rules.days_of_the_appeal_run_forward,
        appeal_rules.no_appeal_is_open_against_it,
    )

    appeal: AppealId
    organization: OrganizationId
    decided_record: RecordId
    decision: Line
    notified: Day
    filed: Day
    grounds: Lines

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the appeal with the days of its clock."""
        return (Appeal.filing.set(self.appeal, self._filing(facts)),)

    def _filing(self, facts: Facts) -> Filing:
        against = appeal_rules.appealed_decision(self, facts)
        if against is None:
            raise TypeError(self.decision)
        policies, today = facts.setting.policies, facts.today
        # The day of notice and the day of filing are not counted.
        file_by = self.notified + timedelta(days=policies.number(DAYS_TO_FILE, today))
        decide_by = due_after(facts.setting, DECIDE_CLOCK, self.filed, self.scope(facts))
        (record,) = facts.answer("decided", tuple)
        return Filing(
            organization=self.organization,
            subject_name=facts.record("organization", Organization).display_name or None,
            decided_record=self.decided_record,
            decided_type=record.type,
            decision=self.decision,
            decided=against.decided,
            what=against.what,
            deciders=tuple(sorted(against.deciders)),
            notified=self.notified,
            filed=self.filed,
            file_by=file_by,
            decide_by=decide_by,
            late=self.filed > file_by,
            statute=str(policies.get(STATUTE, today).value),
            grounds=self.grounds,
            by=facts.actor.officer,
        )


class _OnAppeal(Act):
    """Base of acts on an appeal."""

    reads = {"appeal": Appeal}
    relies_on = (Appeal.filing, Appeal.decisions, Appeal.withdrawals)

    appeal: AppealId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the appeal."""
        return facts.record("appeal", Appeal).scope


@act("appeal.extend", Role.HEAD, Role.COMMITTEE_SECRETARY)
class ExtendAppeal(_OnAppeal):
    """Adds the days that the setting allows, once and in time (F:B7)."""

    writes = (Appeal.extensions,)
    rules = (
        appeal_rules.appeal_is_open,
        appeal_rules.extended_once,
        appeal_rules.extended_in_time,
    )

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new last day to decide."""
        days = facts.setting.policies.number(EXTENSION_DAYS, facts.today)
        due = facts.record("appeal", Appeal).standing.due
        extension = Extension(
            decide_by=due + timedelta(days=days),
            extended=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Appeal.extensions.put(self.appeal, facts.act_id, extension),)


@act("appeal.decide", Role.HEAD, Role.COMMITTEE_SECRETARY)
class DecideAppeal(_OnAppeal):
    """Records how an appeal was decided, by who had no part in the decision (F:B7, R-74)."""

    writes = (Appeal.decisions,)
    rules = (
        appeal_rules.appeal_is_open,
        appeal_rules.decided_by_who_had_no_part,
        appeal_rules.late_appeal_is_taken_with_a_reason,
    )

    outcome: AppealOutcome
    decided_by: Line
    late_reason: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        decision = AppealDecision(
            outcome=self.outcome,
            decided=facts.today,
            decided_by=self.decided_by,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            late_reason=self.late_reason,
            reason=self.reason,
        )
        return (Appeal.decisions.put(self.appeal, facts.act_id, decision),)


@act("appeal.withdraw", Role.OFFICER, Role.HEAD)
class WithdrawAppeal(_OnAppeal):
    """Records that the subject took the appeal back (F:B7)."""

    writes = (Appeal.withdrawals,)
    rules = (appeal_rules.appeal_is_open,)

    withdrawn: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the withdrawal."""
        taken_back = Withdrawal(
            withdrawn=self.withdrawn, by=facts.actor.officer, reason=self.reason
        )
        return (Appeal.withdrawals.put(self.appeal, facts.act_id, taken_back),)


ACTS = (FileAppeal, ExtendAppeal, DecideAppeal, WithdrawAppeal)
