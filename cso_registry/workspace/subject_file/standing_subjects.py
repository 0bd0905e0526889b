"""Goes through the subjects that stand in the register, a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cso_registry.storage.reading import Reading

BLOCK = 500
STANDING = (Status.REGISTERED, Status.SUSPENDED)


def nobody_watches(_done: int, _total: int) -> None:
    """Show no progress."""


def standing_subjects(
    reading: Reading,
    day: date,
    province: str | None = None,
    progress: Callable[[int, int], None] = nobody_watches,
) -> Iterator[Organization]:
    """Yield every subject that is registered or suspended on `day`, in Thai order."""
    keys = [
        key
        for status in STANDING
        for key in reading.organization_keys(
            OrganizationFilter(province=province, status=status.value), day
        )
    ]
    for start in range(0, len(keys), BLOCK):
        progress(start, len(keys))
        for row in reading.organizations(keys[start : start + BLOCK], day):
            found = reading.record(RecordId(row.id))
            if isinstance(found, Organization):
                yield found
    progress(len(keys), len(keys))
