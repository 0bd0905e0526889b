"""When the yearly return of a subject is due, and whether it is late or lapsed (F:A13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.returns.acts import INTERVAL, first_due
from cso_registry.domain.returns.records import Return
from cso_registry.kernel.calendar import earliest_end
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.duties import AskedDuties
from cso_registry.workspace.subject_file.standing_subjects import (
    BLOCK,
    STANDING,
    nobody_watches,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.storage.reading import Reading

LAPSE, NOTICE = "registration.lapse_after_months", "registration.return_notice_days"
EVERY_ONE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ReturnDay:
    """When the next return of a subject is due, and what it means on a day.

    Attributes:
        due: The last day in time, inclusive.
        late_days: Days since then; 0 while it is in time.
        is_near: Whether the days of notice have begun, or the day is past.
        is_lapsed: Whether it has been late for as long as the setting says.
        last: The day on which the last return came, None before the first.
    """

    subject: Organization
    due: date
    late_days: int
    is_near: bool
    is_lapsed: bool
    last: date | None


def return_day(
    reading: Reading, subject: Organization, policies: Policies, today: date
) -> ReturnDay | None:
    """Return when a subject's next return is due; None when it was never registered."""
    filed = [
        one.filed
        for one in reading.records_about(subject.id, "return")
        if isinstance(one, Return) and one.filed is not None
    ]
    due = (
        max(one.next_due for one in filed)
        if filed
        else first_due(subject, policies.number(INTERVAL, today))
    )
    if due is None:
        return None
    lapsed = earliest_end(due, policies.number(LAPSE, today))
    notice = due - timedelta(days=policies.number(NOTICE, today))
    return ReturnDay(
        subject=subject,
        due=due,
        late_days=max(0, (today - due).days),
        is_near=today >= notice,
        is_lapsed=today > lapsed,
        last=max((one.received for one in filed), default=None),
    )


def near_returns(
    reading: Reading,
    policies: Policies,
    today: date,
    province: str | None = None,
    progress: Callable[[int, int], None] = nobody_watches,
) -> Iterator[ReturnDay]:
    """Yield the subjects whose return is due within the days of notice, late or lapsed.

    Those come first that have been due longest; nobody else is looked at.
    """
    for subject in _awaited(reading, policies, today, progress):
        if subject.standing.on(today) not in STANDING or province not in {None, subject.province}:
            continue
        found = return_day(reading, subject, policies, today)
        if found is not None and found.is_near:
            yield found


def _awaited(
    reading: Reading, policies: Policies, today: date, progress: Callable[[int, int], None]
) -> Iterator[Organization]:
    """Yield each subject of which a return is due up to the end of the days of notice."""
    asked = AskedDuties(codes=(Return.type,), first_return_months=policies.number(INTERVAL, today))
    last = today + timedelta(days=policies.number(NOTICE, today))
    _, rows = reading.duties(today, asked).between(date.min, last, EVERY_ONE)
    about = dict.fromkeys(row.about or str(row.id) for row in rows)
    for done, identity in enumerate(about):
        if done % BLOCK == 0:
            progress(done, len(about))
        found = reading.record(RecordId(identity))
        if isinstance(found, Organization):
            yield found
    progress(len(about), len(about))
