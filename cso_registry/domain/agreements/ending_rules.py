"""What refuses the end of an agreement: no notice, too early, no paper (R-56, R-57, F:I1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.course_rules import way_taken
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.noticed import (
    allowance_for,
    earliest_lawful_end,
    is_service,
)
from cso_registry.domain.notice.counting import EXPIRY
from cso_registry.domain.notice.reasons import REASONS, Asks, asks, reason_of
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.workflow.walking import Way
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

CITE = "002 3.3.4(6); domain §6.8"
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
    return None if found is Asks.MONTHS and not is_service(agreement) else found


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
    move, agreement = way_taken(act, facts), facts.record("agreement", Agreement)
    if move is None or Way(move.move_way) is not Way.CLOSE or agreement.in_force_from is None:
        return None
    if not facts.setting.policies.switch(EXPIRY, facts.today) or not is_service(agreement):
        return None
    day = closing_day(agreement, facts.today)
    if allowance_for(agreement, day) is not None:
        return None
    lawful = earliest_lawful_end(agreement)
    return fault("to_step", lawful="–" if lawful is None else lawful.isoformat())


def closing_day(agreement: Agreement, today: date) -> date:
    """Return the last day of an agreement that is closed on a day: its term, or that day."""
    ends = None if agreement.terms is None else agreement.terms.ends
    return max(today, ends) if ends is not None else today
