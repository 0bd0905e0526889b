"""The lists of the room: calls and the proposals that came to them."""

from __future__ import annotations

from typing import Final

from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposals import Proposal
from ui.lists.kind import Column, Filter, FilterKind, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

CALLED: Final = Statuses(
    Call.type,
    ("drafted", "opened", "scored", "decided", "cancelled"),
    {"opened": "accent", "scored": "soon", "decided": "good", "cancelled": "late"},
)
PROPOSED: Final = Statuses(
    Proposal.type,
    ("received", "admitted", "refused", "withdrawn", "chosen", "not_chosen"),
    {"received": "accent", "admitted": "good", "refused": "late", "chosen": "good"},
)
CODE: Final = Column("number", "ui.calls.code", lambda row, _: row.number or EMPTY, width=140)
CALLS: Final = ListKind(
    name="calls",
    record_type=Call.type,
    columns=(
        Column("title", "ui.calls.name", lambda row, _: row.title, width=340),
        CODE,
        CALLED.column(150),
        Column("until", "ui.calls.closes", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(CALLED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.calls.empty",
    descending=True,
)
BY_CALL: Final = Filter("under", "ui.calls.of_call", FilterKind.UNDER, of=Call.type)
PROPOSALS: Final = ListKind(
    name="proposals",
    record_type=Proposal.type,
    columns=(
        Column("title", "ui.calls.proposal_name", lambda row, _: row.title, width=280),
        CODE,
        ABOUT,
        PROPOSED.column(150),
        PROVINCE,
    ),
    filters=(PROPOSED.filter, BY_CALL, BY_PROVINCE),
    empty="ui.proposals.empty",
    descending=True,
)
