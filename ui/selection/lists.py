"""The lists of the room: calls on their way to a partner, and scope decisions."""

from __future__ import annotations

from typing import Final

from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.workspace.selection.selection_view import CLOSED
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE, UNTIL
from ui.lists.statuses import Statuses

STAGES: Final = Statuses(
    Call.type,
    ("opened", "scored", "decided", "drafted", "cancelled"),
    {"opened": "accent", CLOSED: "soon", "scored": "soon", "decided": "good", "cancelled": "late"},
)
SCOPED: Final = Statuses(Delegation.type, ("in_force", "ended"), {"in_force": "good"})
SELECTIONS: Final = ListKind(
    name="selections",
    record_type=Call.type,
    columns=(
        Column("title", "ui.selection.call", lambda row, _: row.title, width=360),
        Column("number", "ui.selection.code", lambda row, _: row.number or EMPTY, width=140),
        STAGES.column(170),
        Column("until", "ui.selection.closes", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(STAGES.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.selections.empty",
    descending=True,
)
SCOPES: Final = ListKind(
    name="scopes",
    record_type=Delegation.type,
    columns=(
        Column("title", "ui.selection.code", lambda row, _: row.title, width=160),
        ABOUT,
        SCOPED.column(150),
        UNTIL,
        PROVINCE,
    ),
    filters=(SCOPED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.scopes.empty",
    descending=True,
)
