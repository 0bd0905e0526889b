"""What every record of delivery begins with: the agreement that it belongs to, and its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Day, NumberText
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.shadow import Due, Shadow, record_line
from cso_registry.kernel.ids import AgreementId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.record import Record

WORK_OF = "WORK-OF"
"""Under this scheme the records of delivery of an agreement are found."""


class Work(FieldGroup):
    """What every record of delivery begins with.

    Attributes:
        organization: The partner of the agreement on that day; None when it is none of the
            register.
    """

    agreement: AgreementId
    organization: OrganizationId | None = None
    code: NumberText
    recorded: Day
    by: OfficerId


def work_shadow(
    record: Record,
    work: Work,
    *,
    title: str,
    day: date,
    status: str,
    due: tuple[date, str] | None = None,
    words: Iterable[str | None] = (),
) -> Shadow:
    """Return the derived rows of a record of delivery.

    Args:
        record: The record.
        work: What it begins with.
        title: What it is called in lists.
        day: By which it is ordered.
        status: Where it stands.
        due: The day on which something falls due, and what.
        words: What it is found by, besides title and code.
    """
    line = record_line(
        record.type,
        title=title,
        sort=f"{day.isoformat()}{work.code}",
        status=status,
        province=record.scope,
        number=work.code,
        about=work.organization,
        until=None if due is None else due[0],
    )
    return Shadow(
        listing=line,
        search=search_of((title, work.code, *words)),
        identifiers=((WORK_OF, work.agreement),),
        numbers=code_in_use(work.code),
        dues=() if due is None else (Due(due[0].isoformat(), due[1], work.code),),
    )
