"""The list of the room: every agreement, whatever its instrument."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope
from cso_registry.domain.agreements.groups import Instrument
from cso_registry.kernel.money import format_baht
from ui.lists.kind import Column, Filter, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

if TYPE_CHECKING:
    from cso_registry.storage.listing import ListRow
    from ui.widgets.words import Words

AGREED: Final = Statuses(
    Agreement.type,
    ("preparing", "signed", "in_force", "closed", "ended"),
    {"preparing": "accent", "signed": "soon", "in_force": "good", "ended": "late"},
)
BUDGETED: Final = Statuses(Envelope.type, ("open", "carried"), {"open": "good"})
CODE: Final = Column("number", "ui.agreements.code", lambda row, _: row.number or EMPTY, width=140)


def instruments(words: Words) -> dict[str, str]:
    """Return the words of every instrument by its code."""
    return {one.value: words.value(("instrument",), one.value) for one in Instrument}


def _instrument(row: ListRow, words: Words) -> str:
    return words.value(("instrument",), row.kind)


def _amount(row: ListRow, _: Words) -> str:
    return format_baht(row.amount) if row.amount else EMPTY


AGREEMENTS: Final = ListKind(
    name="agreements",
    record_type=Agreement.type,
    columns=(
        Column("title", "ui.agreements.name", lambda row, _: row.title, width=250),
        replace(CODE, width=105),
        Column("kind", "ui.agreements.instrument", _instrument, width=125, ranked=instruments),
        replace(ABOUT, width=200),
        AGREED.column(115),
        Column(
            "begins", "ui.agreements.begins", lambda row, words: words.day(row.begins), width=115,
            ordered=False,
        ),
        Column("until", "ui.agreements.ends", lambda row, words: words.day(row.until), width=115),
        Column("amount", "ui.agreements.value", _amount, width=120, ordered=False),
        PROVINCE,
    ),
    filters=(
        AGREED.filter,
        Filter("kind", "ui.agreements.instrument", choices=instruments),
        BY_DAYS,
        BY_PROVINCE,
    ),
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
