"""Consultations: who began them, by which tool, and what became of the opinions (R-63, R-66)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Code, Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow

INITIATIVE = "V-14"
TOOLS = ("V-22", "V-23", "V-24")
CITIZENS_PANEL = "TG3b-5"
"""A panel needs a clear and legitimate way in which its members were chosen (R-91)."""
CONSULTED = "consultation"
"""The duty of the course that a consultation fulfils."""
USERS_CONSULTED = "users_consulted"
"""The gate that a consultation of the users of the service opens (R-64)."""


class Consulted(FieldGroup):
    """One group of those who were asked, and how many came."""

    what: Line
    people: Count = 0


class ConsultationFile(Work):
    """One consultation.

    Attributes:
        initiator: Who began it, by V-14.
        tool: By V-22, V-23 or V-24.
        users_took_part: Whether users of the service were among those asked.
        selected_how: How members of a citizens' panel were chosen (R-91).
    """

    held: Day
    initiator: Code
    tool: Code
    topic: Line
    took_part: tuple[Consulted, ...]
    users_took_part: bool = False
    selected_how: Lines | None = None
    opinions: Lines
    agreed_on: Lines | None = None
    next_step: Lines | None = None


class FeedBack(FieldGroup):
    """What was done with the opinions, and how those who gave them heard of it (R-66)."""

    used_for: Lines
    told_on: Day
    told_how: Line
    by: OfficerId


class Consultation(Record, type="consultation"):
    """One consultation under an agreement."""

    file = Group(ConsultationFile, legal=True)
    feedback = Items(FeedBack, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        return work_shadow(self, file, title=file.topic, day=file.held, status=self.status)

    @property
    def status(self) -> str:
        """Return whether those who were asked heard what became of their opinions."""
        return "fed_back" if self.feedback else "held"
