"""What is kept of a yearly return."""

from __future__ import annotations

from cso_registry.domain.fields import Code, Day, FiscalYear, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.kernel.ids import OfficerId, OrganizationId


class FiledReturn(FieldGroup):
    """A return as it was received; `next_due` was computed by the policy of its day.

    Attributes:
        changed: Groups that the subject reports as changed since the last return.
        late_days: Days after the day it was due; 0 when in time.
    """

    organization: OrganizationId
    year: FiscalYear
    received: Day
    due: Day | None = None
    late_days: int = 0
    next_due: Day
    changed: tuple[Code, ...] = ()
    filed_by: OfficerId
    scan: Attachment | None = None
    note: Lines | None = None


class CheckedReturn(FieldGroup):
    """Another officer compared the return with the register.

    Attributes:
        differing: Groups that changed in the register since the return before.
    """

    checked: Day
    checked_by: OfficerId
    in_order: bool
    differing: tuple[Code, ...] = ()
    note: Lines | None = None


class Return(Record, type="return"):
    """One yearly return of one subject."""

    filed = Group(FiledReturn, legal=True)
    checks = Items(CheckedReturn, legal=True)

    def shadow(self) -> Shadow:
        """Return its line in the list; `until` is the day the next one is due."""
        filed = self.filed
        if filed is None:
            return EMPTY
        last = max(self.checks.items(), default=None, key=lambda pair: pair[0])
        status = "received" if last is None else "in_order" if last[1].in_order else "queried"
        line = record_line(
            self.type,
            title=str(filed.year),
            sort=filed.received.isoformat(),
            status=status,
            province=self.scope,
            about=filed.organization,
            until=filed.next_due,
        )
        due = Due(filed.next_due.isoformat(), "return", str(filed.year))
        return Shadow(listing=line, dues=(due,))
