"""Opening a file about an end, notice given by the contract, hearing the partner (F:I6)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_rules import agreement_is_not_over
from cso_registry.domain.agreements.groups import GivenNotice, NoticeStep
from cso_registry.domain.delivery.under_agreement import BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import agreement_has_begun, work_is_of_the_agreement
from cso_registry.domain.fields import Code, Day, Line, Lines
from cso_registry.domain.missions.codes import code_is_free
from cso_registry.domain.notice import begin_rules as rules
from cso_registry.domain.notice import law
from cso_registry.domain.notice.counting import MONTHS, REPLY_DAYS, STATUTE
from cso_registry.domain.notice.groups import HeardHow, Hearing, NoticeFile, Trigger
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.notice.reasons import reason_of
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import NoticeId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

EXPIRY = "EXPIRY"
"""The reason of a notice that the contract itself gives."""


def law_of(facts: Facts, reason: str) -> tuple[str, int, str]:
    """Return clause, months and statute of a file that begins today."""
    term = reason_of(facts.setting.vocabulary, reason, facts.today)
    policies = facts.setting.policies
    clause = "" if term is None else term.source
    months = policies.number(MONTHS, facts.today)
    return clause, months, str(policies.get(STATUTE, facts.today).value)


def given(
    facts: Facts, notice: NoticeId, code: str, step: NoticeStep, may_end_from: date | None
) -> Change:
    """Return what the agreement keeps of a step of its notice."""
    agreement = facts.record("agreement", Agreement)
    kept = GivenNotice(
        notice=notice,
        code=code,
        nth=len(agreement.notices) + 1,
        notice_step=step,
        may_end_from=may_end_from,
        by=facts.actor.officer,
    )
    return Agreement.notices.put(agreement.id, facts.act_id, kept)


@act("notice.open", Role.OFFICER, Role.HEAD)
class OpenNotice(BeginsWork):
    """Opens a file about an end: what brought it up, the reason, the finding (F:I6, T1 to T6)."""

    aspect = Aspect.CLOSING
    writes = (Notice.file,)
    makes = (Notice,)
    reads = BEGINS
    relies_on = (Agreement.terms, Agreement.endings)
    rules = (
        agreement_has_begun,
        agreement_is_not_over,
        code_is_free,
        rules.reason_needs_the_notice,
        rules.finding_rests_on_its_evaluation,
        rules.evaluation_comes_before_the_end,
        rules.wanted_end_lies_ahead,
        rules.reply_day_lies_ahead,
    )

    notice: NoticeId
    trigger: Trigger
    notice_reason: Code
    findings: Lines
    evaluation: Line | None = None
    wanted_end: Day
    reply_by: Day | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file, with the law under which it runs."""
        days = facts.setting.policies.number(REPLY_DAYS, facts.today)
        clause, months, statute = law_of(facts, self.notice_reason)
        file = NoticeFile(
            **dict(self.work(facts)),
            trigger=self.trigger,
            notice_reason=self.notice_reason,
            clause=clause,
            months=months,
            count_statute=statute,
            findings=self.findings,
            evaluation=rules.evaluation_of(self, facts.record("agreement", Agreement)),
            wanted_end=self.wanted_end,
            serve_by=law.law_of(facts).last_receipt(self.wanted_end, months),
            reply_by=self.reply_by or facts.today + timedelta(days=days),
        )
        return (Notice.file.set(self.notice, file),)


@act("notice.give_with_contract", Role.HEAD)
class GiveNoticeWithContract(BeginsWork):
    """Records that a contract shorter than the months gave the notice itself (N5)."""

    aspect = Aspect.CLOSING
    writes = (Notice.file, Agreement.notices)
    makes = (Notice,)
    reads = BEGINS
    relies_on = (Agreement.terms, Agreement.signings, Agreement.notices)
    rules = (
        agreement_is_not_over,
        code_is_free,
        rules.contract_is_shorter_than_the_months,
    )

    notice: NoticeId
    findings: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file, and that the agreement may end with its term."""
        terms = facts.record("agreement", Agreement).terms
        if terms is None or terms.ends is None:
            raise TypeError("agreement")
        clause, months, statute = law_of(facts, EXPIRY)
        file = NoticeFile(
            **dict(self.work(facts)),
            trigger=Trigger.EXPIRY,
            notice_reason=EXPIRY,
            clause=clause,
            months=months,
            count_statute=statute,
            findings=self.findings,
            wanted_end=terms.ends,
            with_contract=True,
        )
        step = given(facts, self.notice, self.code, NoticeStep.WITH_CONTRACT, terms.ends)
        return (Notice.file.set(self.notice, file), step)


class OnNotice(UnderAgreement):
    """An act on one file about an end, at the home of its agreement."""

    notice: NoticeId


@act("notice.hear", Role.OFFICER, Role.HEAD)
class HearPartner(OnNotice):
    """Records the partner's reply, a consultation, or that its time passed (F:I6)."""

    writes = (Notice.hearings,)
    reads = {"notice": Notice, "agreement": Agreement}
    relies_on = (Notice.decisions,)
    rules = (
        work_is_of_the_agreement,
        rules.file_is_undecided,
        rules.hearing_says_what_was_said,
        rules.silence_follows_the_last_day,
    )

    heard_how: HeardHow
    heard_on: Day
    held_at: Line | None = None
    said: Lines | None = None
    kept_as: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the hearing."""
        own = Hearing.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own}
        hearing = Hearing(**said, by=facts.actor.officer)
        return (Notice.hearings.put(self.notice, facts.act_id, hearing),)


ACTS = (OpenNotice, GiveNoticeWithContract, HearPartner)
