"""Recording a visit to a site of delivery (F:H8, R-50)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.delivery.visits import Photograph, SiteVisit, VisitFile
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork
from cso_registry.domain.fields import AreaCode, Day, Line, Lines
from cso_registry.domain.record import Personal
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import VisitId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

PICTURE = "image/"


@rule("F:H8", cite="features H8; 004 PBC 6")
def visit_took_place(act: Any, facts: Facts) -> Verdict:
    """What is recorded has happened."""
    return fault("visited") if act.visited > facts.today else None


@rule("F:H8", cite="features H8")
def photographs_are_pictures(act: Any, _facts: Facts) -> Iterable[Fault]:
    """What is kept as a photograph is a picture by its content."""
    return (
        fault("photographs", name=one.picture.name)
        for one in act.photographs
        if not one.picture.media_type.startswith(PICTURE)
    )


@rule("F:H8", cite="features H8; X26")
def visited_area_is_known(act: Any, facts: Facts) -> Verdict:
    """The area is one of the delivered list."""
    known = act.area is None or facts.setting.areas.get(act.area) is not None
    return None if known else fault("area", code=act.area)


@act("site_visit.record", Role.OFFICER, Role.HEAD)
class RecordVisit(BeginsWork):
    """Records a visit: where, who, what was seen, with photographs (F:H8)."""

    writes = (SiteVisit.file,)
    makes = (SiteVisit,)
    reads = BEGINS
    rules = (*BEGINNING, visit_took_place, photographs_are_pictures, visited_area_is_known)

    site_visit: VisitId
    visited: Day
    spot: Line
    area: AreaCode | None = None
    visitors: Personal[Lines]
    seen: Lines
    next_step: Lines | None = None
    photographs: tuple[Photograph, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the visit."""
        own = VisitFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        return (SiteVisit.file.set(self.site_visit, VisitFile(**said)),)


ACTS = (RecordVisit,)
