"""The list of the room: every agreement, whatever its instrument."""

from __future__ import annotations

from typing import Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

AGREED: Final = Statuses(
    Agreement.type,
    ("preparing", "signed", "in_force", "closed", "ended"),
    {"preparing": "accent", "signed": "soon", "in_force": "good", "ended": "late"},
)
BUDGETED: Final = Statuses(Envelope.type, ("open", "carried"), {"open": "good"})
CODE: Final = Column("number", "ui.agreements.code", lambda row, _: row.number or EMPTY, width=140)
AGREEMENTS: Final = ListKind(
    name="agreements",
    record_type=Agreement.type,
    columns=(
        Column("title", "ui.agreements.name", lambda row, _: row.title, width=340),
        CODE,
        ABOUT,
        AGREED.column(150),
        Column("until", "ui.agreements.ends", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(AGREED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.agreements.empty",
    descending=True,
)  # fmt: skip
ENVELOPES: Final = ListKind(
    name="envelopes",
    record_type=Envelope.type,
    columns=(
        Column("title", "ui.agreements.source", lambda row, _: row.title, width=340),
        CODE,
        BUDGETED.column(150),
        Column(
            "until", "ui.agreements.year_ends", lambda row, words: words.day(row.until), width=160
        ),
        PROVINCE,
    ),
    filters=(BUDGETED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.envelopes.empty",
    descending=True,
)  # fmt: skip
