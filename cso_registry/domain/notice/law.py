"""By what a notice is counted on one day: the settings, and the days offices are closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cso_registry.domain.clocks.holidays import CountKind
from cso_registry.domain.notice.counting import (
    DELIVERY,
    EXTENDS,
    MONTHS,
    Counted,
    count,
    last_receipt,
    last_safe_sending,
)
from cso_registry.domain.roles import NATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.clocks.holidays import HolidayTable
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.notice.counting import DayOff
    from cso_registry.domain.vocabulary.policies import Policies


@dataclass(frozen=True, slots=True)
class ServePlan:
    """Until when a notice is received and sent, for an end that is wanted.

    Attributes:
        receipt_by: The latest lawful receipt.
        send_by: The last working day to send it, by way of service.
    """

    wanted_end: date
    receipt_by: date
    send_by: dict[str, date]


@dataclass(frozen=True, slots=True)
class CountLaw:
    """By what is counted on one day.

    Attributes:
        policies: The settings, as in force on `today`.
        off: The days on which offices are closed.
        homes: The same by the home of an agreement; None where only one is known.
    """

    policies: Policies
    today: date
    off: DayOff
    homes: Callable[[str], DayOff] | None = None

    def at_home(self, scope: str) -> CountLaw:
        """Return the same with the days of the home of an agreement."""
        return self if self.homes is None else replace(self, off=self.homes(scope))

    @property
    def extends(self) -> bool:
        """Return whether a last day that is a holiday moves (section 193/8)."""
        return self.policies.switch(EXTENDS, self.today)

    @property
    def months(self) -> int:
        """Return the months of a notice that begins today."""
        return self.policies.number(MONTHS, self.today)

    def count(self, received: date, months: int) -> Counted:
        """Return the count of a receipt."""
        return count(received, months, extends=self.extends, off=self.off)

    def last_receipt(self, wanted_end: date, months: int | None = None) -> date:
        """Return the latest receipt for an end that is wanted."""
        months = self.months if months is None else months
        return last_receipt(wanted_end, months, extends=self.extends, off=self.off)

    def plan(self, wanted_end: date, months: int | None = None) -> ServePlan:
        """Return until when a notice is received and sent, by each way of service."""
        receipt_by = self.last_receipt(wanted_end, months)
        send_by = {
            way: last_safe_sending(receipt_by, self.policies.number(key, self.today), self.off)
            for way, key in DELIVERY.items()
        }
        return ServePlan(wanted_end, receipt_by, send_by)


def count_law(
    policies: Policies, today: date, holidays: HolidayTable, scope: str = NATION
) -> CountLaw:
    """Return the law of a day, with the days on which offices of a home are closed."""

    def at(home: str) -> DayOff:
        return lambda day: not holidays.is_open(day, CountKind.WORKING_DAYS, home)

    return CountLaw(policies, today, at(scope), at)


def law_of(facts: Facts) -> CountLaw:
    """Return the law by which an act counts, with the holidays of the home of its agreement."""
    agreement, setting = facts.records.get("agreement"), facts.setting
    scope = NATION if agreement is None else agreement.scope
    return count_law(setting.policies, facts.today, setting.holidays, scope)
