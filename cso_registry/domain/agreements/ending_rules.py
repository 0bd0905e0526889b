"""What refuses the end of an agreement: no notice, too early, no paper (R-56, R-57, F:I1)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.course_rules import way_taken
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.noticed import (
    allowance_for,
    allowances,
    earliest_lawful_end,
    needs_notice,
)
from cso_registry.domain.conflicts.questions import Unsettled, UnsettledOf
from cso_registry.domain.delivery.work import WORK_OF
from cso_registry.domain.notice.counting import EXPIRY
from cso_registry.domain.notice.doubts import doubts_of
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.notice.reasons import REASONS, Asks, asks, reason_of
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.workflow.walking import Way
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.act import Read
    from cso_registry.domain.agreements.noticed import Allowance
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.rule import Fault
    from cso_registry.kernel.ids import NoticeId

CITE = "002 3.3.4(6); domain §6.8"
GROUNDS = frozenset({"terms", "notices", "endings"})
"""What a notice rests on: a change that its office had not seen contests it."""
BOUND = {Asks.MONTHS: Side.AGENCY, Asks.OWN: Side.PARTNER}
"""The side that ends the agreement, by what its reason asks for; else either may."""


def what_is_asked(act: Any, facts: Facts) -> Asks | None:
    """Return what the reason of an end asks for; nothing when it is not of the table.

    Nothing is asked either of an agreement that never was in force, and the months of no
    compact: it is no service.
    """
    agreement = facts.record("agreement", Agreement)
    if agreement.in_force_from is None or act.ending_reason is None:
        return None
    term = reason_of(facts.setting.vocabulary, act.ending_reason, facts.today)
    found = None if term is None else asks(term)
    return None if found is Asks.MONTHS and not needs_notice(agreement) else found


@rule("F:X9", cite="features X9; domain N1")
def ending_has_its_reason(act: Any, facts: Facts) -> Verdict:
    """What was in force ends for a reason of the table."""
    if facts.record("agreement", Agreement).in_force_from is None and act.ending_reason is None:
        return None
    words, today = facts.setting.vocabulary, facts.today
    known = [one.code for one in words.get(REASONS).items if one.in_force(today)]
    if act.ending_reason in known:
        return None
    return fault("ending_reason", known=", ".join(known))


@rule("R-56", cite=CITE)
def side_fits_the_reason(act: Any, facts: Facts) -> Verdict:
    """The agency ends what needs the notice; who leaves by itself is the partner (N9)."""
    asked = what_is_asked(act, facts)
    side = None if asked is None else BOUND.get(asked)
    return None if side is None or act.ended_by is side else fault("ended_by")


@rule("R-57", cite=CITE)
def ending_was_noticed(act: Any, facts: Facts) -> Verdict:
    """What needs the months does not end before the partner received a notice."""
    if what_is_asked(act, facts) is not Asks.MONTHS:
        return None
    agreement = facts.record("agreement", Agreement)
    ordered = allowance_for(agreement, act.effective) is not None
    return None if ordered or earliest_lawful_end(agreement) else fault("agreement")


@rule("R-56", cite=CITE)
def end_keeps_the_months(act: Any, facts: Facts) -> Verdict:
    """No agreement ends before the earliest lawful end, unless an order says so (N6)."""
    if what_is_asked(act, facts) is not Asks.MONTHS:
        return None
    agreement = facts.record("agreement", Agreement)
    lawful = earliest_lawful_end(agreement)
    if lawful is None or allowance_for(agreement, act.effective) is not None:
        return None
    return fault("effective", lawful=lawful.isoformat())


@rule("R-56", cite="domain N9; features X9")
def other_end_has_its_paper(act: Any, facts: Facts) -> Iterable[Fault]:
    """Consent is on paper; who leaves said so in a letter whose day of receipt is known."""
    asked = what_is_asked(act, facts)
    if asked in (Asks.OWN, Asks.CONSENT) and act.kept_as is None:
        yield fault("kept_as")
    if asked is Asks.OWN and (act.partner_told is None or act.partner_told > facts.today):
        yield fault("partner_told")


@rule("R-56", cite="domain N9")
def own_end_keeps_the_contract(act: Any, facts: Facts) -> Verdict:
    """A partner who leaves keeps the months that the contract asks of it, if it asks any."""
    told, months = act.partner_told, act.contract_months
    if what_is_asked(act, facts) is not Asks.OWN or told is None or not months:
        return None
    first = earliest_end(told, months)
    return None if act.effective >= first else fault("effective", lawful=first.isoformat())


@rule("R-56", cite=CITE + ", N8")
def closing_was_noticed(act: Any, facts: Facts) -> Verdict:
    """A course closes when its end was announced in time, the end of its term, too."""
    agreement, day = facts.record("agreement", Agreement), _closed_on(act, facts)
    if day is None or allowance_for(agreement, day) is not None:
        return None
    lawful = earliest_lawful_end(agreement)
    return fault("to_step", lawful="–" if lawful is None else lawful.isoformat())


def _rested_on(act: Any, facts: Facts) -> Allowance | None:
    """Return the notice that an end rests on; none when there is no end, or it is ordered."""
    day = last_day_of(act, facts)
    given = None if day is None else notice_for(facts, day)
    return None if day is None or given is None or given.is_ordered_on(day) else given


@rule("R-57", cite=CITE + "; design §4")
def receipt_is_not_contested(act: Any, facts: Facts) -> Verdict:
    """No end rests on a notice that another office contests, until it is settled or ordered."""
    given = _rested_on(act, facts)
    return fault("agreement") if given and is_contested(given.notice, facts) else None


@rule("R-57", cite=CITE + "; design §6")
def count_is_decided(act: Any, facts: Facts) -> Verdict:
    """No end rests on a count that something speaks against, until it is decided or ordered."""
    given = _rested_on(act, facts)
    if given is None or not is_in_doubt(given.notice, facts):
        return None
    return fault("agreement", file=given.code)


def notice_for(facts: Facts, day: date) -> Allowance | None:
    """Return the notice by which an agreement ends on a day: a proven one, one by order, or any."""
    agreement = facts.record("agreement", Agreement)
    found = [one for one in allowances(agreement) if one.lets_end_on(day)]
    proven = (one for one in found if one.is_lawful_on(day) and is_proven(one, facts))
    ordered = (one for one in found if one.is_ordered_on(day))
    return next(chain(proven, ordered, found), None)


def is_proven(given: Allowance, facts: Facts) -> bool:
    """Return whether nothing speaks against what a notice allows."""
    return not (is_contested(given.notice, facts) or is_in_doubt(given.notice, facts))


def is_contested(notice: NoticeId, facts: Facts) -> bool:
    """Return whether another office contests what a notice rests on, or it has to be undone."""
    agreement, found = facts.record("agreement", Agreement), facts.answer("unsettled", Unsettled)
    given = (key for key, one in agreement.notices.items() if one.notice == notice)
    return bool(found.slots & GROUNDS or found.to_be_undone.intersection(given))


def is_in_doubt(notice: NoticeId, facts: Facts) -> bool:
    """Return whether the count of a notice waits for a decision."""
    agreement, held = facts.record("agreement", Agreement), facts.answer("notices", tuple)
    file = next((one for one in held if one.id == notice), None)
    return isinstance(file, Notice) and bool(doubts_of(file, agreement, facts))


def notices_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the records under the agreement of an act, its notices among them."""
    return RecordsUnder(WORK_OF, act.agreement)


def unsettled_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for what is contested of the agreement of an act."""
    return UnsettledOf(act.agreement)


NOTICE_READS: dict[str, Read] = {"notices": notices_of, "unsettled": unsettled_of}
"""What acts that may end an agreement ask about the notice on which they rest."""


def last_day_of(act: Any, facts: Facts) -> date | None:
    """Return the last day that an act gives an agreement; None when no notice is needed."""
    if hasattr(act, "to_step"):
        return _closed_on(act, facts)
    effective: date = act.effective
    return effective if what_is_asked(act, facts) is Asks.MONTHS else None


def _closed_on(act: Any, facts: Facts) -> date | None:
    """Return the last day of what a move closes; None when it closes nothing that needs notice."""
    move, agreement = way_taken(act, facts), facts.record("agreement", Agreement)
    if move is None or Way(move.move_way) is not Way.CLOSE or not needs_notice(agreement):
        return None
    needed = facts.setting.policies.switch(EXPIRY, facts.today)
    return closing_day(agreement, facts.today) if needed else None


def closing_day(agreement: Agreement, today: date) -> date:
    """Return the last day of an agreement that is closed on a day: its term, or that day."""
    ends = None if agreement.terms is None else agreement.terms.ends
    return max(today, ends) if ends is not None else today
