"""The lists of the room: calls and the proposals that came to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposals import Proposal
from ui.lists.kind import Column, Filter, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.look.parts import Tone
    from ui.widgets.words import Words

TONES: Final[Mapping[str, Tone]] = {
    "drafted": "secondary",
    "opened": "accent",
    "scored": "soon",
    "decided": "good",
    "cancelled": "late",
    "received": "accent",
    "admitted": "good",
    "refused": "late",
    "withdrawn": "secondary",
    "chosen": "good",
    "not_chosen": "secondary",
}
CALL_STATUSES: Final = ("drafted", "opened", "scored", "decided", "cancelled")
PROPOSAL_STATUSES: Final = (
    "received", "admitted", "refused", "withdrawn", "chosen", "not_chosen",
)  # fmt: skip


def tone(status: str) -> Tone:
    """Return what a status means."""
    return TONES.get(status, "secondary")


def _call_statuses(words: Words) -> dict[str, str]:
    return values(("call_status",), CALL_STATUSES, words)


def _proposal_statuses(words: Words) -> dict[str, str]:
    return values(("proposal_status",), PROPOSAL_STATUSES, words)


CALLS: Final = ListKind(
    name="calls",
    record_type=Call.type,
    columns=(
        Column("title", "ui.calls.name", lambda row, _: row.title, width=340),
        Column("number", "ui.calls.code", lambda row, _: row.number or EMPTY, width=140),
        Column(
            "status", "list.status", lambda row, words: words.status(Call.type, row.status),
            width=150, ranked=_call_statuses, tone=lambda row: tone(row.status),
        ),
        Column("until", "ui.calls.closes", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(Filter("status", "list.status", choices=_call_statuses), BY_DAYS, BY_PROVINCE),
    empty="ui.calls.empty",
    descending=True,
)  # fmt: skip
PROPOSALS: Final = ListKind(
    name="proposals",
    record_type=Proposal.type,
    columns=(
        Column("title", "ui.calls.proposal_name", lambda row, _: row.title, width=280),
        Column("number", "ui.calls.code", lambda row, _: row.number or EMPTY, width=120),
        ABOUT,
        Column(
            "status", "list.status", lambda row, words: words.status(Proposal.type, row.status),
            width=150, ranked=_proposal_statuses, tone=lambda row: tone(row.status),
        ),
        PROVINCE,
    ),
    filters=(Filter("status", "list.status", choices=_proposal_statuses), BY_PROVINCE),
    empty="ui.proposals.empty",
    descending=True,
)  # fmt: skip
