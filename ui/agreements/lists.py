"""The list of the room: every agreement, whatever its instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope
from ui.lists.kind import Column, Filter, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.look.parts import Tone
    from ui.widgets.words import Words

TONES: Final[Mapping[str, Tone]] = {
    "preparing": "accent",
    "signed": "soon",
    "in_force": "good",
    "closed": "secondary",
    "ended": "late",
    "open": "good",
    "carried": "secondary",
}
STATUSES: Final = ("preparing", "signed", "in_force", "closed", "ended")
ENVELOPE_STATUSES: Final = ("open", "carried")


def tone(status: str) -> Tone:
    """Return what a status means."""
    return TONES.get(status, "secondary")


def _statuses(words: Words) -> dict[str, str]:
    return values(("agreement_status",), STATUSES, words)


def _envelope_statuses(words: Words) -> dict[str, str]:
    return values(("envelope_status",), ENVELOPE_STATUSES, words)


AGREEMENTS: Final = ListKind(
    name="agreements",
    record_type=Agreement.type,
    columns=(
        Column("title", "ui.agreements.name", lambda row, _: row.title, width=340),
        Column("number", "ui.agreements.code", lambda row, _: row.number or EMPTY, width=140),
        ABOUT,
        Column(
            "status", "list.status", lambda row, words: words.status(Agreement.type, row.status),
            width=150, ranked=_statuses, tone=lambda row: tone(row.status),
        ),
        Column("until", "ui.agreements.ends", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(Filter("status", "list.status", choices=_statuses), BY_DAYS, BY_PROVINCE),
    empty="ui.agreements.empty",
    descending=True,
)  # fmt: skip
ENVELOPES: Final = ListKind(
    name="envelopes",
    record_type=Envelope.type,
    columns=(
        Column("title", "ui.agreements.source", lambda row, _: row.title, width=340),
        Column("number", "ui.agreements.code", lambda row, _: row.number or EMPTY, width=140),
        Column(
            "status", "list.status", lambda row, words: words.status(Envelope.type, row.status),
            width=150, ranked=_envelope_statuses, tone=lambda row: tone(row.status),
        ),
        Column(
            "until", "ui.agreements.year_ends", lambda row, words: words.day(row.until), width=160
        ),
        PROVINCE,
    ),
    filters=(Filter("status", "list.status", choices=_envelope_statuses), BY_DAYS, BY_PROVINCE),
    empty="ui.envelopes.empty",
    descending=True,
)  # fmt: skip
