"""What the letters of a growing register show: reminder (L-06), notice of a merge (L-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Step
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.subject_file.return_days import LAPSE, return_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def reminder_facts(
    subject: Organization, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-06, which reminds of the yearly return.

    Raises:
        InputError: `return.not_due`, when the day of notice has not come.
    """
    policies, today = showing.program.policies, showing.today
    found = return_day(reading, subject, policies, today)
    if found is None or not found.is_near:
        due = "" if found is None else showing.day(found.due)
        raise InputError("return.not_due", name=subject.display_name, day=due)
    return {
        "name": subject.display_name,
        "register_number": subject.register_number or "",
        "due": showing.day(found.due),
        "last": showing.day(found.last),
        "has_last": found.last is not None,
        "is_near": found.late_days == 0,
        "is_late": found.late_days > 0,
        "late_days": str(found.late_days),
        "is_lapsed": found.is_lapsed,
        "lapse_months": str(policies.number(LAPSE, today)),
    }


def merge_facts(
    subject: Organization, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-10, which tells that two registrations were joined.

    Raises:
        InputError: `organization.not_merged`.
    """
    into = subject.merged_into
    kept = None if into is None else reading.record(into)
    merges = [event for event in subject.life.values() if event.step is Step.MERGED]
    if not isinstance(kept, Organization) or not merges:
        raise InputError("organization.not_merged", name=subject.display_name)
    order = merges[-1]
    return {
        "name": subject.display_name,
        "register_number": subject.register_number or "",
        "kept_name": kept.display_name,
        "kept_number": kept.register_number or "",
        "effective": showing.day(order.effective),
        "order_number": order.order_number or "",
        "order_date": showing.day(order.order_date),
        "reason": order.reason or "",
    }
