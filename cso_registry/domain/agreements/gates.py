"""Which gates of a course are open: what the records show, and what is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.ledger import (
    accepted_reports,
    all_paid,
    evaluations_asked,
    left_of,
    midterm_evaluations,
    paid,
    refunded,
)
from cso_registry.domain.agreements.negotiation_groups import Reply
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.domain.selection.proposals import Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.record import Record
    from cso_registry.domain.workflow.model import Gate


def _call_opened(_agreement: Agreement, found: tuple[Record, ...], _day: date) -> bool:
    return any(isinstance(one, Call) and one.opening is not None for one in found)


def _proposal_received(_agreement: Agreement, found: tuple[Record, ...], _day: date) -> bool:
    return any(isinstance(one, Proposal) and one.file is not None for one in found)


def _partner_chosen(_agreement: Agreement, found: tuple[Record, ...], _day: date) -> bool:
    return any(isinstance(one, Proposal) and one.is_chosen for one in found)


def _scope_fixed(_agreement: Agreement, found: tuple[Record, ...], day: date) -> bool:
    return any(isinstance(one, Delegation) and one.holds_on(day) for one in found)


def _in_force(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return agreement.in_force_from is not None


def _offer_accepted(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    reply = agreement.reply
    return reply is not None and reply.reply is Reply.ACCEPT


def _first_paid(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    terms = agreement.terms
    free = terms is not None and not terms.amount
    return free or (paid(agreement, 1) > 0 and left_of(agreement, 1) == 0)


def _all_paid(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return all_paid(agreement)


def _completion_accepted(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return bool(agreement.completions)


def _midterm_evaluated(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return midterm_evaluations(agreement) >= evaluations_asked(agreement)


def _final_evaluated(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return any(one.stage is Stage.FINAL for one in agreement.evaluations.values())


def _reported(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    return accepted_reports(agreement) > 0


def _settled(agreement: Agreement, _found: tuple[Record, ...], _day: date) -> bool:
    """Settled means that what was left has come back, too."""
    balance = sum(one.balance for one in agreement.settlements.values())
    return bool(agreement.settlements) and refunded(agreement) >= balance


SEEN: Mapping[str, Callable[[Agreement, tuple[Record, ...], date], bool]] = {
    "call_opened": _call_opened,
    "proposal_received": _proposal_received,
    "partner_chosen": _partner_chosen,
    "scope_fixed": _scope_fixed,
    "in_force": _in_force,
    "offer_accepted": _offer_accepted,
    "first_paid": _first_paid,
    "all_paid": _all_paid,
    "completion_accepted": _completion_accepted,
    "midterm_evaluated": _midterm_evaluated,
    "final_evaluated": _final_evaluated,
    "reported": _reported,
    "settled": _settled,
}
"""How the registry sees by itself that a gate is open."""


def is_beyond(gate: Gate) -> bool:
    """Return whether only a newer program sees that a gate is open."""
    return gate.shown_by == "record" and gate.code not in SEEN


def open_gates(agreement: Agreement, found: Iterable[Record], day: date) -> frozenset[str]:
    """Return the codes of the gates of a case that are open.

    A paper counts in the round of the cycle in which it was filed: a new round asks anew. A
    gate of a later edition, which this program does not know how to see, stays closed.

    Args:
        agreement: The case.
        found: The records it rests on.
        day: The day on which it is asked.
    """
    course, records = agreement.course, tuple(found)
    if course is None:
        return frozenset()
    seen = {
        gate.code
        for gate in course.gates
        if gate.shown_by == "record"
        and gate.code in SEEN
        and SEEN[gate.code](agreement, records, day)
    }
    filed = {one.opens for one in agreement.filed.values() if one.round == agreement.round}
    return frozenset(seen | filed)
