"""Where a certificate stands: one function, from its legal acts, with a date (F:C1, C5).

Before it is issued it is a case: assessed, checked, granted or refused. After that it is
valid, suspended, revoked or replaced; expired is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Code, Day, Lines, OrderNumber
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import CertificateId, OfficerId

if TYPE_CHECKING:
    from collections.abc import Mapping


class Step(StrEnum):
    """What happened to a certificate after it was issued."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Status(StrEnum):
    """Where a certificate stands."""

    ASSESSED = "assessed"
    SENT_BACK = "sent_back"
    CHECKED = "checked"
    GRANTED = "granted"
    REFUSED = "refused"
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"


class CertificateEvent(FieldGroup):
    """One legal act on an issued certificate, with its basis and order.

    `successor` is the certificate that takes the place of a replaced one.
    """

    step: Step
    recorded: Day
    effective: Day
    order_number: OrderNumber | None = None
    order_date: Day | None = None
    legal_basis: Code
    successor: CertificateId | None = None
    reason: Lines
    by: OfficerId
    acting_for: OfficerId | None = None


AFTER: Mapping[Step, Status] = {
    Step.ISSUED: Status.VALID,
    Step.SUSPENDED: Status.SUSPENDED,
    Step.LIFTED: Status.VALID,
    Step.REVOKED: Status.REVOKED,
    Step.REPLACED: Status.REPLACED,
}
ALLOWED: Mapping[Step, frozenset[Status]] = {
    Step.ISSUED: frozenset({Status.GRANTED}),
    Step.SUSPENDED: frozenset({Status.VALID}),
    Step.LIFTED: frozenset({Status.SUSPENDED}),
    Step.REVOKED: frozenset({Status.VALID, Status.SUSPENDED}),
    Step.REPLACED: frozenset({Status.VALID, Status.SUSPENDED}),
}
ENDED = frozenset({Status.REVOKED, Status.REPLACED, Status.EXPIRED})
"""After these a certificate proves nothing more."""
RUNNING = frozenset({Status.VALID, Status.SUSPENDED})
"""Only these expire."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Every status with its first day, in order, and the last valid day.

    Attributes:
        case: Where the case stands; it holds until the certificate begins.
        turns: First day and status, in order of effect.
        until: Last day of the validity, None before it is issued.
    """

    case: Status
    turns: tuple[tuple[date, Status], ...] = ()
    until: date | None = None

    @property
    def status(self) -> Status:
        """Return the status after every recorded legal act."""
        return self.turns[-1][1] if self.turns else self.case

    @property
    def since(self) -> date | None:
        """Return the first day of `status`, None before the certificate is issued."""
        return self.turns[-1][0] if self.turns else None

    @property
    def before(self) -> Status:
        """Return what held before `since`."""
        return self.turns[-2][1] if len(self.turns) > 1 else self.case

    def on(self, day: date) -> Status:
        """Return the status on `day`; an order may take effect later, a validity is over."""
        status = next((one for first, one in reversed(self.turns) if first <= day), self.case)
        return Status.EXPIRED if status in RUNNING and self._is_over(day) else status

    def since_on(self, day: date) -> date | None:
        """Return the first day of the status that holds on `day`, None when it is a case's."""
        if self.until is not None and self.on(day) is Status.EXPIRED:
            return self.until + timedelta(days=1)
        return next((first for first, _ in reversed(self.turns) if first <= day), None)

    def _is_over(self, day: date) -> bool:
        return self.until is not None and self.until < day


def standing_after(
    case: Status, starts: date | None, until: date | None, events: Mapping[str, CertificateEvent]
) -> Standing:
    """Return the standing after all events, in order of effect, then of recording.

    Args:
        case: Where the case stands.
        starts: First day of the validity, None before it is issued.
        until: Last day of the validity.
        events: By act id; ids of one replica grow with time.
    """
    if starts is None:
        return Standing(case)
    ordered = sorted(events.items(), key=lambda kept: (kept[1].effective, kept[0]))
    later = ((max(event.effective, starts), AFTER[event.step]) for _, event in ordered)
    return Standing(case, ((starts, Status.VALID), *later), until)
