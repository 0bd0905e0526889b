"""The lists of the room: missions, agencies, analyses, costing sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analyses import Analysis, Outcome
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from ui.lists.kind import Column, Filter, ListKind
from ui.lists.kinds import BY_PROVINCE, EMPTY, PROVINCE, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.lists.kind import Choices
    from ui.look.parts import Tone
    from ui.widgets.words import Words

TONES: Final[Mapping[str, Tone]] = {
    "in_work": "good",
    "at_work": "good",
    "closed": "secondary",
    "open": "soon",
    "answered": "accent",
    Outcome.JOINT.value: "good",
    Outcome.DELEGATED.value: "good",
    Outcome.NOT_OPEN.value: "late",
    "drawn": "secondary",
    "chosen": "good",
}
STATUSES: Final[Mapping[str, tuple[str, ...]]] = {
    Mission.type: ("in_work", "closed"),
    Agency.type: ("at_work", "closed"),
    Analysis.type: ("open", "answered", *(one.value for one in Outcome)),
    Costing.type: ("drawn", "chosen"),
}


def tone(status: str) -> Tone:
    """Return what a status means."""
    return TONES.get(status, "secondary")


def _statuses(record_type: str) -> Choices:
    def said(words: Words) -> dict[str, str]:
        return values((f"{record_type}_status",), STATUSES[record_type], words)

    return said


def _status(record_type: str) -> Column:
    return Column(
        "status", "list.status", lambda row, words: words.status(record_type, row.status),
        width=210, ranked=_statuses(record_type), tone=lambda row: tone(row.status),
    )  # fmt: skip


def _list(name: str, record_type: str, title: Column, *, newest: bool = False) -> ListKind:
    code = Column("number", "ui.missions.code", lambda row, _: row.number or EMPTY, width=150)
    columns = (title, code) if title.name == "title" else (title,)
    return ListKind(
        name=name,
        record_type=record_type,
        columns=(*columns, _status(record_type), PROVINCE),
        filters=(
            Filter("status", "list.status", choices=_statuses(record_type)),
            BY_PROVINCE,
        ),
        empty=f"ui.{name}.empty",
        order="title",
        descending=newest,
    )


def _named(label: str) -> Column:
    return Column("title", label, lambda row, _: row.title, width=380)


MISSIONS: Final = _list("missions", Mission.type, _named("ui.missions.name"))
AGENCIES: Final = _list("agencies", Agency.type, _named("ui.missions.agency_name"))
ANALYSES: Final = _list("analyses", Analysis.type, _named("ui.missions.code"), newest=True)
COSTINGS: Final = _list("costings", Costing.type, _named("ui.missions.code"), newest=True)
