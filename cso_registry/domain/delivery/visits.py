"""Visits to where the service is given, with photographs that are named by their hash (F:H8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import AreaCode, Day, Line, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Group, Personal, Record
from cso_registry.domain.shadow import EMPTY

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class Photograph(FieldGroup):
    """One photograph, kept under the hash of its content."""

    caption: Line
    picture: Attachment


class VisitFile(Work):
    """One visit.

    Attributes:
        spot: Where it was, as people there call it; `area` is the administrative one.
        visitors: Who went, for both sides.
    """

    visited: Day
    spot: Line
    area: AreaCode | None = None
    visitors: Personal[Lines]
    seen: Lines
    next_step: Lines | None = None
    photographs: tuple[Photograph, ...] = ()


class SiteVisit(Record, type="site_visit"):
    """One visit to a site of delivery."""

    file = Group(VisitFile, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        status = "with_photographs" if file.photographs else "recorded"
        return work_shadow(self, file, title=file.spot, day=file.visited, status=status)
