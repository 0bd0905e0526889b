"""What refuses a decision to end, its service and what becomes of it (R-56, R-57, F:X7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.ending_rules import is_contested
from cso_registry.domain.letters.records import Letter, LetterStatus, Way
from cso_registry.domain.notice.counting import REFUSAL
from cso_registry.domain.notice.doubts import doubts_of
from cso_registry.domain.notice.groups import Outcome, ServiceResult
from cso_registry.domain.notice.law import law_of
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import NoticeId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

CITE = "002 3.3.4(6); domain §6.8"
D24 = "D-24"
PROVABLE = (Way.BY_HAND, Way.REGISTERED_POST)
"""Ways of sending of which a receipt can be shown."""


def ordered_from(notice: Notice) -> date | None:
    """Return the earliest end that an order allows, None without one."""
    return min((one.last_day for one in notice.overrides.values()), default=None)


@rule("F:I6", cite="features I6; domain §6.8")
def notice_is_not_withdrawn(_act: Any, facts: Facts) -> Verdict:
    """What was taken back is not worked on any more; another file is opened."""
    return fault("notice") if facts.record("notice", Notice).is_withdrawn else None


@rule("F:I6", cite="features I6")
def partner_was_heard(_act: Any, facts: Facts) -> Verdict:
    """Nothing is decided before the partner was heard, or let its time pass."""
    return None if facts.record("notice", Notice).hearings else fault("notice")


@rule("F:I6", cite="features I6")
def nothing_was_decided_yet(_act: Any, facts: Facts) -> Verdict:
    """A file is decided once; what was decided is taken back by withdrawing the notice."""
    return fault("notice") if facts.record("notice", Notice).decision is not None else None


@rule("R-56", cite=CITE)
def end_can_still_be_served(act: Any, facts: Facts) -> Iterable[Fault]:
    """A last day is decided that a notice received today could still reach."""
    if act.outcome is not Outcome.END:
        return
    notice, last = facts.record("notice", Notice), act.last_day
    file = notice.file
    if last is None or file is None:
        yield fault("last_day", lawful="–")
        return
    ordered = ordered_from(notice)
    lawful = law_of(facts).count(facts.today, file.months).earliest_end
    if last < lawful and (ordered is None or last < ordered):
        yield fault("last_day", lawful=lawful.isoformat())


@rule("R-57", cite=CITE + "; features X7")
def letter_is_this_notice(_act: Any, facts: Facts) -> Verdict:
    """What is served is the letter D-24 of this file, that stands in the letter book."""
    letter, notice = facts.record("letter", Letter), facts.record("notice", Notice)
    entry = letter.entry
    tied = any(one.record == notice.id for one in letter.ties.values())
    return None if entry is not None and entry.code == D24 and tied else fault("letter")


@rule("R-57", cite=CITE + "; features X7")
def letter_is_on_its_way(_act: Any, facts: Facts) -> Verdict:
    """A letter is served after it was sent, by hand or by registered post, and once each time."""
    letter = facts.record("letter", Letter)
    last = letter.last_sending
    way = None if last is None else letter.sendings[last].way
    sent = letter.status is LetterStatus.SENT and way in PROVABLE
    return None if sent else fault("letter")


@rule("R-57", cite=CITE)
def end_was_decided(_act: Any, facts: Facts) -> Verdict:
    """A notice is served after it was decided that the agreement ends."""
    decision = facts.record("notice", Notice).decision
    ends = decision is not None and decision.outcome is Outcome.END
    return None if ends else fault("notice")


@rule("R-57", cite=CITE)
def service_day_follows_the_sending(act: Any, facts: Facts) -> Verdict:
    """A letter is received, refused or returned after it was sent, on a day that has come."""
    letter = facts.record("letter", Letter)
    last = letter.last_sending
    early = last is not None and act.result_on < letter.sendings[last].sent
    return fault("result_on") if early or act.result_on > facts.today else None


@rule("F:X7", cite="features I2, X7")
def service_is_proved(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Receipt says who took it, the rest why not; each has a proof: a receipt, a slip, a scan."""
    received = act.result is ServiceResult.RECEIVED
    if received and act.received_by is None:
        yield fault("received_by")
    if not received and act.cause is None:
        yield fault("cause")
    if act.kept_as is None and not act.scans:
        yield fault("kept_as")


def period_runs(act: Any, facts: Facts) -> bool:
    """Return whether the period runs from what an act records (R-57).

    From receipt; a refusal before a witness counts only if the office decided so.
    """
    if act.result is ServiceResult.REFUSED:
        counts = facts.setting.policies.switch(REFUSAL, facts.today)
        return counts and act.witness is not None
    return act.result is ServiceResult.RECEIVED


@rule("R-56", cite="domain N6")
def agreement_still_runs(_act: Any, facts: Facts) -> Verdict:
    """A notice is taken back, and an order given, before the agreement is over."""
    return fault("agreement") if facts.record("agreement", Agreement).is_over else None


@rule("R-56", cite="domain N6")
def order_is_needed(act: Any, facts: Facts) -> Verdict:
    """No order is given for an end that is lawful without it, and that nothing speaks against."""
    notice = facts.record("notice", Notice)
    lawful = notice.earliest_end
    if lawful is None or act.last_day < lawful:
        return None
    in_doubt = doubts_of(notice, facts.record("agreement", Agreement), facts)
    is_open = in_doubt or is_contested(NoticeId(notice.id), facts)
    return None if is_open else fault("last_day")


@rule("R-57", cite="design §6; domain N4")
def count_is_in_doubt(_act: Any, facts: Facts) -> Verdict:
    """A count is decided anew when something speaks against it."""
    notice, agreement = facts.record("notice", Notice), facts.record("agreement", Agreement)
    return None if doubts_of(notice, agreement, facts) else fault("notice")
