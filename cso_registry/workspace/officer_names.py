"""What officers are called, for whoever shows who did something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer

if TYPE_CHECKING:
    from cso_registry.storage.reading import Reading


def officer_names(reading: Reading) -> dict[str, str]:
    """Return what every officer is called, by identity."""
    known = (one for one in reading.records(Officer.type) if isinstance(one, Officer))
    return {str(one.id): one.display_name for one in known}
