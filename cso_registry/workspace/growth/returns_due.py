"""Returns that are due or late, and subjects that gave no sign of life (F:A13, X27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.returns.acts import INTERVAL, first_due
from cso_registry.kernel.calendar import earliest_end
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program

BLOCK = 500
DORMANT = "registration.dormant_months"
LIVING = frozenset({Status.REGISTERED, Status.SUSPENDED})


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A subject whose return is due; `late_days` is negative before the day."""

    subject: Organization
    due: date
    late_days: int


@dataclass(frozen=True, slots=True)
class Dormant:
    """A subject without a sign of life; it is visited, never removed by itself.

    Attributes:
        last: Day of the last sign: registration, return, contact, or document.
        has_phone: Whether it can be called.
    """

    subject: Organization
    last: date
    months: int
    has_phone: bool


def returns_due(
    reading: Reading,
    program: Program,
    today: date,
    *,
    until: date | None = None,
    province: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[DueReturn]:
    """Yield the subjects whose return is due on `until` (today) or before, in Thai order."""
    months = program.policies.number(INTERVAL, today)
    dues = reading.last_until("return")
    last = until or today
    for subject in _living(reading, today, province, progress):
        due = dues.get(str(subject.id)) or first_due(subject, months)
        if due is not None and due <= last:
            yield DueReturn(subject, due, (today - due).days)


def dormant(
    reading: Reading,
    program: Program,
    today: date,
    *,
    province: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[Dormant]:
    """Yield the subjects that gave no sign of life for the months of the policy."""
    months = program.policies.number(DORMANT, today)
    signs = reading.last_signs()
    for subject in _living(reading, today, province, progress):
        last = _last_sign(subject, signs.get(str(subject.id)))
        if last is not None and earliest_end(last, months) < today:
            contact = subject.contact
            has_phone = contact is not None and bool(contact.phone)
            yield Dormant(subject, last, months, has_phone)


def _living(
    reading: Reading,
    today: date,
    province: str | None,
    progress: Callable[[int, int], None],
) -> Iterator[Organization]:
    keys = reading.organization_keys(OrganizationFilter(province=province), today)
    for start in range(0, len(keys), BLOCK):
        for row in reading.organizations(keys[start : start + BLOCK], today):
            if row.status in {one.value for one in LIVING}:
                subject = reading.record(RecordId(row.id))
                if isinstance(subject, Organization):
                    yield subject
        progress(min(start + BLOCK, len(keys)), len(keys))


def _last_sign(subject: Organization, noted: date | None) -> date | None:
    days = [event.effective for event in subject.life.values()]
    days += [held.issued for held in subject.documents.values() if held.issued is not None]
    if noted is not None:
        days.append(noted)
    return max(days, default=None)
