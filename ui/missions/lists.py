"""The lists of the room: missions, agencies, analyses, costing sheets."""

from __future__ import annotations

from typing import Final

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analyses import Analysis, Outcome
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

STATUS_WIDTH: Final = 210
IN_WORK: Final = Statuses(Mission.type, ("in_work", "closed"), {"in_work": "good"})
AT_WORK: Final = Statuses(Agency.type, ("at_work", "closed"), {"at_work": "good"})
ANALYSED: Final = Statuses(
    Analysis.type,
    ("open", "answered", *(one.value for one in Outcome)),
    {
        "open": "soon",
        "answered": "accent",
        Outcome.JOINT.value: "good",
        Outcome.DELEGATED.value: "good",
        Outcome.NOT_OPEN.value: "late",
    },
)
COSTED: Final = Statuses(Costing.type, ("drawn", "chosen"), {"chosen": "good"})


def _list(name: str, title: Column, statuses: Statuses, *, newest: bool = False) -> ListKind:
    code = Column("number", "ui.missions.code", lambda row, _: row.number or EMPTY, width=150)
    columns = (title,) if newest else (title, code)
    return ListKind(
        name=name,
        record_type=statuses.record_type,
        columns=(*columns, statuses.column(STATUS_WIDTH), PROVINCE),
        filters=(statuses.filter, BY_PROVINCE),
        empty=f"ui.{name}.empty",
        descending=newest,
    )


def _named(label: str) -> Column:
    return Column("title", label, lambda row, _: row.title, width=380)


MISSIONS: Final = _list("missions", _named("ui.missions.name"), IN_WORK)
AGENCIES: Final = _list("agencies", _named("ui.missions.agency_name"), AT_WORK)
ANALYSES: Final = _list("analyses", _named("ui.missions.code"), ANALYSED, newest=True)
COSTINGS: Final = _list("costings", _named("ui.missions.code"), COSTED, newest=True)
