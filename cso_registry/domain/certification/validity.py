"""How long a certificate is valid (F:C1): months, counted as the Thai Civil Code does."""

from __future__ import annotations

from datetime import date, timedelta

from cso_registry.kernel.calendar import earliest_end

VALIDITY = "certificate.validity_months"
WARNINGS = "certificate.warn_before_months"
_DAY = timedelta(days=1)


def last_valid_day(starts: date, months: int) -> date:
    """Return the last day of a certificate that begins on `starts`; that day counts.

    Raises:
        InputError: `period.out_of_range`.
    """
    return earliest_end(starts - _DAY, months)


def warned_by(today: date, months: int) -> date:
    """Return the last day within `months` months from `today`, which is not counted.

    Raises:
        InputError: `period.out_of_range`.
    """
    return earliest_end(today, months)
