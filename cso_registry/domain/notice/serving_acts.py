"""Deciding an end, serving its notice, taking it back, ordering an earlier end (R-56, R-57)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.ending_rules import unsettled_of
from cso_registry.domain.agreements.groups import NoticeStep
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, OrderNumber, ReasonText
from cso_registry.domain.letters.records import Letter, Receipt
from cso_registry.domain.letters.records import Outcome as LetterOutcome
from cso_registry.domain.notice import serving_rules as rules
from cso_registry.domain.notice.begin_acts import OnNotice, given
from cso_registry.domain.notice.doubts import doubts_of, recounted
from cso_registry.domain.notice.groups import (
    CountReview,
    NoticeDecision,
    NoticeOverride,
    NoticeWithdrawal,
    Outcome,
    Service,
    ServiceResult,
)
from cso_registry.domain.notice.law import law_of
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import LetterId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.notice.groups import NoticeFile
    from cso_registry.domain.record import Change


def file_of(facts: Facts) -> NoticeFile:
    """Return how the file began."""
    file = facts.record("notice", Notice).file
    if file is None:
        raise TypeError("notice")
    return file


@act("notice.decide", Role.HEAD)
class DecideEnd(OnNotice):
    """Decides, after the partner was heard, whether the agreement ends and on which day."""

    writes = (Notice.decisions,)
    reads = {"notice": Notice, "agreement": Agreement}
    relies_on = (Agreement.terms, Agreement.endings, Notice.decisions)
    rules = (
        work_is_of_the_agreement,
        rules.agreement_still_runs,
        rules.notice_is_not_withdrawn,
        rules.partner_was_heard,
        rules.nothing_was_decided_yet,
        rules.end_can_still_be_served,
    )

    outcome: Outcome
    last_day: Day | None = None
    order_number: OrderNumber
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        last = self.last_day if self.outcome is Outcome.END else None
        months = file_of(facts).months
        decision = NoticeDecision(
            outcome=self.outcome,
            last_day=last,
            serve_by=None if last is None else law_of(facts).last_receipt(last, months),
            order_number=self.order_number,
            rationale=self.reason,
            decided=facts.today,
            by=facts.actor.officer,
        )
        return (Notice.decisions.put(self.notice, facts.act_id, decision),)


@act("notice.serve", Role.OFFICER, Role.HEAD)
class ServeNotice(OnNotice):
    """Records that the letter was received, refused or returned; receipt starts the period."""

    writes = (Notice.services, Agreement.notices, Letter.outcomes, Letter.receipt)
    reads = {"notice": Notice, "agreement": Agreement, "letter": Letter}
    relies_on = (
        Agreement.terms,
        Agreement.endings,
        Notice.decisions,
        Notice.withdrawals,
        Letter.sendings,
        Letter.voids,
    )
    rules = (
        work_is_of_the_agreement,
        rules.notice_is_not_withdrawn,
        rules.end_was_decided,
        rules.letter_is_this_notice,
        rules.letter_is_on_its_way,
        rules.service_day_follows_the_sending,
        rules.service_is_proved,
    )

    letter: LetterId
    result: ServiceResult
    result_on: Day
    received_by: Line | None = None
    witness: Line | None = None
    cause: Line | None = None
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the attempt with its count, and what letter book and agreement keep of it."""
        service, file = self._service(facts), file_of(facts)
        changed = [Notice.services.put(self.notice, facts.act_id, service), *self._book(facts)]
        if service.runs:
            step, end = NoticeStep.SERVED, service.earliest_end
            changed.append(given(facts, self.notice, file.code, step, end))
        return tuple(changed)

    def _service(self, facts: Facts) -> Service:
        letter, notice = facts.record("letter", Letter), facts.record("notice", Notice)
        terms = facts.record("agreement", Agreement).terms
        sending, entry = letter.sendings[letter.last_sending or ""], letter.entry
        runs = rules.period_runs(self, facts)
        counted = law_of(facts).count(self.result_on, file_of(facts).months)
        return Service(
            nth=len(notice.services) + 1,
            letter=self.letter,
            letter_number="" if entry is None else entry.number,
            sent=sending.sent,
            way=sending.way.value,
            result=self.result,
            result_on=self.result_on,
            received_by=self.received_by,
            witness=self.witness,
            cause=self.cause,
            kept_as=self.kept_as,
            scans=self.scans,
            runs=runs,
            earliest_end=counted.earliest_end if runs else None,
            safer_end=counted.safer_end if runs else None,
            ends=None if terms is None else terms.ends,
            recorded=facts.today,
            by=facts.actor.officer,
        )

    def _book(self, facts: Facts) -> tuple[Change, ...]:
        """Return what the letter book keeps, so that nobody writes it twice."""
        letter = facts.record("letter", Letter)
        outcome = LetterOutcome(
            sending=letter.last_sending or "",
            day=self.result_on,
            delivered=self.result is ServiceResult.RECEIVED,
            cause=self.cause,
        )
        kept = Letter.outcomes.put(self.letter, facts.act_id, outcome)
        if self.result is not ServiceResult.RECEIVED:
            return (kept,)
        return (kept, Letter.receipt.set(self.letter, Receipt(received_by=self.received_by)))


@act("notice.withdraw", Role.HEAD)
class WithdrawNotice(OnNotice):
    """Takes a notice back: the agreement goes on, and the file stays to be read."""

    writes = (Notice.withdrawals, Agreement.notices)
    reads = {"notice": Notice, "agreement": Agreement}
    relies_on = (Agreement.endings, Notice.withdrawals)
    rules = (
        work_is_of_the_agreement,
        rules.agreement_still_runs,
        rules.notice_is_not_withdrawn,
    )

    order_number: OrderNumber
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the withdrawal, of which the agreement knows, too."""
        withdrawn = NoticeWithdrawal(
            taken_back=facts.today,
            order_number=self.order_number,
            rationale=self.reason,
            by=facts.actor.officer,
        )
        code = file_of(facts).code
        return (
            Notice.withdrawals.put(self.notice, facts.act_id, withdrawn),
            given(facts, self.notice, code, NoticeStep.WITHDRAWN, None),
        )


@act("notice.override", Role.HEAD)
class OverrideNotice(OnNotice):
    """Orders an end before the lawful day; a finding against the agency for ever (N6)."""

    writes = (Notice.overrides, Agreement.notices)
    reads = {"notice": Notice, "agreement": Agreement, "unsettled": unsettled_of}
    relies_on = (Agreement.endings, Notice.services, Notice.withdrawals)
    rules = (
        work_is_of_the_agreement,
        rules.agreement_still_runs,
        rules.notice_is_not_withdrawn,
        rules.order_is_needed,
    )

    last_day: Day
    order_number: OrderNumber
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the order, with the days by which the end comes too early."""
        lawful = facts.record("notice", Notice).earliest_end
        override = NoticeOverride(
            last_day=self.last_day,
            lawful_end=lawful,
            short_days=None if lawful is None else max(0, (lawful - self.last_day).days),
            order_number=self.order_number,
            rationale=self.reason,
            ordered=facts.today,
            by=facts.actor.officer,
        )
        code = file_of(facts).code
        return (
            Notice.overrides.put(self.notice, facts.act_id, override),
            given(facts, self.notice, code, NoticeStep.OVERRIDDEN, self.last_day),
        )


@act("notice.review_count", Role.HEAD)
class ReviewCount(OnNotice):
    """Decides a count that is in doubt: what stood stays, or it is counted anew."""

    writes = (Notice.reviews, Agreement.notices)
    reads = {"notice": Notice, "agreement": Agreement}
    relies_on = (Agreement.terms, Agreement.endings, Notice.services, Notice.reviews)
    rules = (
        work_is_of_the_agreement,
        rules.agreement_still_runs,
        rules.count_is_in_doubt,
    )

    counts_anew: bool
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision, and the end that stands from now on."""
        notice, agreement = facts.record("notice", Notice), facts.record("agreement", Agreement)
        before, anew = notice.earliest_end, recounted(notice, law_of(facts))
        if before is None or anew is None:
            raise TypeError("notice")
        stands = anew if self.counts_anew else before
        review = CountReview(
            nth=len(notice.reviews) + 1,
            doubts=doubts_of(notice, agreement, facts),
            stood_before=before,
            recounted=anew,
            earliest_end=stands,
            ends=None if agreement.terms is None else agreement.terms.ends,
            rationale=self.reason,
            reviewed=facts.today,
            by=facts.actor.officer,
        )
        code = file_of(facts).code
        return (
            Notice.reviews.put(self.notice, facts.act_id, review),
            given(facts, self.notice, code, NoticeStep.RECOUNTED, stands),
        )


ACTS = (DecideEnd, ServeNotice, WithdrawNotice, OverrideNotice, ReviewCount)
