"""What is kept of an application that was handed in at the counter."""

from __future__ import annotations

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText, Personal, Phone
from cso_registry.domain.numbering import counter_of
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, NumberUse, Shadow, record_line
from cso_registry.kernel.ids import OfficerId, OrganizationId
from cso_registry.thai.searching import search_key

FORM_CODE, INTAKE_OF = "FORM-CODE", "INTAKE-OF"
"""An intake is found by the code on its form, and by the subject it led to."""


class Received(FieldGroup):
    """An application came to the counter, with its number and clock."""

    number: NumberText
    series: Line
    received: Day
    clock: Line
    form_code: Line | None = None
    applicant: Personal[Line]
    subject_name: Personal[Line]
    phone: Personal[Phone | None] = None
    seen_originals: tuple[Code, ...] = ()
    copies: tuple[Code, ...] = ()
    missing: tuple[Code, ...] = ()
    received_by: OfficerId


class Linked(FieldGroup):
    """The application led to a subject of the register."""

    organization: OrganizationId
    linked_on: Day


class Ended(FieldGroup):
    """The application came to an end without a registration, and why."""

    ended_on: Day
    reason: Lines


class Intake(Record, type="intake"):
    """One application on paper."""

    received = Group(Received, legal=True)
    links = Items(Linked, legal=True)
    ends = Items(Ended, legal=True)
    erasures = Items(Erasure, legal=True)

    @property
    def status(self) -> str:
        """Return where it stands: `open`, `linked` or `ended`."""
        return "ended" if self.ends else "linked" if self.links else "open"

    def shadow(self) -> Shadow:
        """Return its line in the list, its number, and the code of its form."""
        received = self.received
        if received is None:
            return EMPTY
        about = next((one.organization for one in self.links.values()), None)
        line = record_line(
            self.type,
            title=received.subject_name or "",
            sort=received.received.isoformat(),
            status=self.status,
            province=self.scope,
            number=received.number,
            about=about,
        )
        parts = counter_of(received.number)
        number = NumberUse(
            received.number, received.series, parts[1] if parts is not None else 0, "used"
        )
        found_by = ((FORM_CODE, received.form_code), (INTAKE_OF, about))
        return Shadow(
            listing=line,
            search=search_key(f"{received.subject_name or ''} {received.number}"),
            identifiers=tuple((scheme, value) for scheme, value in found_by if value is not None),
            numbers=(number,),
        )
