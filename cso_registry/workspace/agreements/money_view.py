"""The money of an agreement and of a budget, as their pages show it; in satang."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.envelope import (
    Envelope,
    committed,
    left_in,
    paid_from,
    with_sources,
)
from cso_registry.domain.agreements.ledger import (
    checked_account,
    instalment_is_open,
    left_of,
    paid,
    refunded,
    standing_payments,
    waits_for,
)
from cso_registry.domain.agreements.money_rules import BREACH_BLOCKS
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.screening.shadow import BREACH_OF
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.record_lines import RecordLine, record_lines

if TYPE_CHECKING:
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.instalments import Instalment
    from cso_registry.domain.agreements.money_groups import Payment
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

CARRIED, OPEN = "carried", "open"


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    """One instalment.

    Attributes:
        paid: What was paid of it and not reversed.
        left: What may still be paid of it.
        is_open: Whether its letter of allocation was written.
        waits: The names of what keeps it closed; nothing once it is open.
    """

    planned: Instalment
    paid: int
    left: int
    is_open: bool
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """The money of one agreement.

    Attributes:
        payments: What was paid and not reversed, each with its key, by its day.
        account_given: Whether a bank account was written down.
        account_checked: Whether a second officer checked it (F:G4).
    """

    instalments: tuple[InstalmentLine, ...]
    paid: int
    refunded: int
    account_given: bool
    account_checked: bool
    payments: tuple[tuple[str, Payment], ...]


@dataclass(frozen=True, slots=True)
class EnvelopeView:
    """A budget as its page shows it.

    Attributes:
        users: The agreements that were paid from it or name it.
        committed: What agreements that bind it still have to be paid from it.
    """

    case: CaseView
    envelope: Envelope
    status: str
    users: tuple[RecordLine, ...]
    paid: int
    committed: int
    left: int


def money_of(workspace: Workspace, agreement: Agreement, rests_on: tuple[Record, ...]) -> Money:
    """Return the money of an agreement today; `rests_on` are the records that it rests on."""
    terms, links = agreement.terms, agreement.links
    partner = None if links is None else links.organization
    breaches = () if partner is None else workspace.read.records_under(BREACH_OF, partner)
    found = (*rests_on, *breaches)
    blocks = workspace.program.means.policies.switch(BREACH_BLOCKS, workspace.today)

    def line(planned: Instalment) -> InstalmentLine:
        is_open = instalment_is_open(agreement, planned.nth)
        kept = () if is_open else waits_for(
            agreement, planned.nth, found, workspace.today, breach_blocks=blocks
        )  # fmt: skip
        return InstalmentLine(
            planned, paid(agreement, planned.nth), left_of(agreement, planned.nth), is_open, kept
        )

    return Money(
        instalments=tuple(line(one) for one in (() if terms is None else terms.instalments)),
        paid=paid(agreement),
        refunded=refunded(agreement),
        account_given=bool(agreement.accounts),
        account_checked=checked_account(agreement) is not None,
        payments=tuple(sorted(standing_payments(agreement).items(), key=lambda one: one[1].paid)),
    )


def budget_records(workspace: Workspace, envelope: Envelope) -> tuple[Record, ...]:
    """Return a budget, those it was carried over from, and the agreements that use any of them."""
    read = workspace.read
    return with_sources(envelope, read.record, partial(read.records_under, AGREEMENT_OF))


def envelope_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> EnvelopeView:
    """Return everything that the page of a budget shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Envelope)
    users = workspace.read.records_under(AGREEMENT_OF, str(identity))
    return EnvelopeView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        envelope=found,
        status=CARRIED if found.carries else OPEN,
        users=record_lines(users),
        paid=paid_from(found, users),
        committed=committed(found, budget_records(workspace, found)),
        left=left_in(found, users),
    )
