"""What refuses the beginning of a file about an end, and its hearing (F:I6, R-58)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.delivery_groups import NextStep
from cso_registry.domain.notice.counting import MONTHS, WITH_CONTRACT
from cso_registry.domain.notice.groups import HeardHow, Trigger
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.notice.reasons import REASONS, Asks, asks, reason_of
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

CITE = "002 3.3.4(6); domain §6.8"


@rule("F:X9", cite="features X9; domain N1")
def reason_needs_the_notice(act: Any, facts: Facts) -> Verdict:
    """A notice is given for a reason that needs one; the others end by their own papers."""
    words, today = facts.setting.vocabulary, facts.today
    term = reason_of(words, act.notice_reason, today)
    if term is not None and asks(term) is Asks.MONTHS:
        return None
    known = (one for one in words.get(REASONS).items if one.in_force(today))
    codes = ", ".join(one.code for one in known if asks(one) is Asks.MONTHS)
    return fault("notice_reason", known=codes)


def evaluation_of(act: Any, agreement: Agreement) -> str | None:
    """Return the key of the evaluation on which a finding rests, None when it rests on none.

    When an evaluation brought the end up and none is named, it is the last that said to end.
    """
    if act.evaluation is not None or act.trigger is not Trigger.EVALUATION:
        return None if act.evaluation is None else str(act.evaluation)
    found = [
        (one.evaluated, key)
        for key, one in agreement.evaluations.items()
        if one.next_step is NextStep.END
    ]
    return max(found)[1] if found else None


@rule("F:I6", cite="domain N1, N7; features I6")
def finding_rests_on_its_evaluation(act: Any, facts: Facts) -> Iterable[Fault]:
    """What an evaluation led to names that evaluation, and it said to end (T2)."""
    agreement = facts.record("agreement", Agreement)
    found = agreement.evaluations.get(evaluation_of(act, agreement) or "")
    named = act.evaluation is not None
    if named and found is None:
        yield fault("evaluation", known=", ".join(agreement.evaluations) or "–")
    elif act.trigger is Trigger.EVALUATION and (found is None or found.next_step != NextStep.END):
        ends = [key for key, one in agreement.evaluations.items() if one.next_step == NextStep.END]
        yield fault("evaluation", known=", ".join(ends) or "–")


@rule("R-58", cite="domain N7")
def evaluation_comes_before_the_end(act: Any, facts: Facts) -> Verdict:
    """An evaluation made after the end can never feed a notice before it."""
    agreement = facts.record("agreement", Agreement)
    found = agreement.evaluations.get(evaluation_of(act, agreement) or "")
    ends = None if agreement.terms is None else agreement.terms.ends
    late = found is not None and ends is not None and found.evaluated > ends
    return fault("evaluation") if late else None


@rule("R-56", cite=CITE)
def wanted_end_lies_ahead(act: Any, facts: Facts) -> Verdict:
    """The last day that is in mind has not passed, and lies after the agreement began."""
    begins = facts.record("agreement", Agreement).in_force_from
    early = begins is not None and act.wanted_end < begins
    return fault("wanted_end") if early or act.wanted_end < facts.today else None


@rule("F:I6", cite="features I6")
def reply_day_lies_ahead(act: Any, facts: Facts) -> Verdict:
    """The partner has some day left to reply."""
    until = act.reply_by
    return fault("reply_by") if until is not None and until < facts.today else None


@rule("R-56", cite="domain N5")
def contract_is_shorter_than_the_months(_act: Any, facts: Facts) -> Verdict:
    """Only a contract that is shorter than the months may give the notice itself."""
    agreement, policies = facts.record("agreement", Agreement), facts.setting.policies
    terms, signing = agreement.terms, agreement.signing
    if terms is None or terms.ends is None or signing is None:
        return fault("agreement")
    months = policies.number(MONTHS, facts.today)
    begins = agreement.in_force_from or terms.starts or signing.signed
    short = terms.ends < earliest_end(begins, months)
    allowed = policies.switch(WITH_CONTRACT, facts.today)
    return None if short and allowed else fault("agreement")


@rule("F:I6", cite="features I6; domain §6.8")
def file_is_undecided(_act: Any, facts: Facts) -> Verdict:
    """The partner is heard before the decision, not after it."""
    notice = facts.record("notice", Notice)
    given = notice.file is not None and notice.file.with_contract
    closed = notice.decision is not None or notice.is_withdrawn or given
    return fault("notice") if closed else None


@rule("F:I6", cite="features I6")
def hearing_says_what_was_said(act: Any, facts: Facts) -> Iterable[Fault]:
    """A reply or a consultation says what was said and has been; a consultation says where."""
    if act.heard_on > facts.today:
        yield fault("heard_on")
    if act.heard_how is HeardHow.SILENCE:
        return
    if act.said is None:
        yield fault("said")
    if act.heard_how is HeardHow.CONSULTATION and act.held_at is None:
        yield fault("held_at")


@rule("F:I6", cite="features I6")
def silence_follows_the_last_day(act: Any, facts: Facts) -> Verdict:
    """That nobody replied is known after the day until which the partner was asked to."""
    file = facts.record("notice", Notice).file
    until = None if file is None else file.reply_by
    early = act.heard_how is HeardHow.SILENCE and until is not None and facts.today <= until
    return fault("heard_how", until=until.isoformat()) if early and until else None
