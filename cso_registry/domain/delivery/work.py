"""What every record of delivery begins with: the agreement that it belongs to, and its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.figures import lasting_figures, late_figures, told_apart
from cso_registry.domain.fields import Day, NumberText
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.shadow import Due, Figure, Shadow, record_line
from cso_registry.kernel.ids import AgencyId, AgreementId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cso_registry.domain.agreements.figures import Late
    from cso_registry.domain.record import Record

WORK_OF = "WORK-OF"
"""Under this scheme the records of delivery of an agreement are found."""


class Work(FieldGroup):
    """What every record of delivery begins with.

    Attributes:
        organization: The partner of the agreement on that day; None when it is none of the
            register.
        agency: The agency of the agreement, which stays responsible (R-14).
    """

    agreement: AgreementId
    organization: OrganizationId | None = None
    code: NumberText
    recorded: Day
    by: OfficerId
    agency: AgencyId | None = None


def work_shadow(
    record: Record,
    work: Work,
    *,
    title: str,
    day: date,
    status: str,
    due: tuple[date, str] | None = None,
    words: Iterable[str | None] = (),
    late: Iterable[Late] = (),
    lasting: Iterable[Late] = (),
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
        late: What of it came late.
        lasting: What of it stays a finding for ever.
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
        figures=tuple(_figures(record, work, late, lasting)),
    )


def _figures(
    record: Record, work: Work, late: Iterable[Late], lasting: Iterable[Late]
) -> Iterator[Figure]:
    sides = {"agency": work.agency, "partner": work.organization}
    keys = {by: str(one) for by, one in sides.items() if one is not None}
    yield from told_apart(Figure(f"held.{record.type}", 0, record.scope), keys)
    yield from late_figures(late, record.scope, keys)
    yield from lasting_figures(lasting, record.scope, keys)
