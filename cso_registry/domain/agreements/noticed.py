"""What the notices of ending that were given let an agreement do (R-56, R-57); pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import OF_SECTOR, GivenNotice, NoticeStep

if TYPE_CHECKING:
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.kernel.ids import NoticeId

GIVEN = (NoticeStep.SERVED, NoticeStep.WITH_CONTRACT)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one notice that was not withdrawn allows.

    Attributes:
        lawful_from: The earliest lawful end; None while nobody received the notice.
        ordered_from: The end that an order allows before it; None without an order.
    """

    notice: NoticeId
    code: str
    lawful_from: date | None
    ordered_from: date | None

    def lets_end_on(self, day: date) -> bool:
        """Return whether the agreement may end on a day, lawfully or by order."""
        return self.is_lawful_on(day) or self.is_ordered_on(day)

    def is_ordered_on(self, day: date) -> bool:
        """Return whether an order lets it end on a day."""
        return self.ordered_from is not None and day >= self.ordered_from

    def is_lawful_on(self, day: date) -> bool:
        """Return whether an end on a day keeps the months."""
        return self.lawful_from is not None and day >= self.lawful_from


def allowances(agreement: Agreement) -> tuple[Allowance, ...]:
    """Return what every notice that stands allows, the earliest lawful end first."""
    steps = sorted(agreement.notices.values(), key=lambda one: one.nth)
    by_notice: dict[NoticeId, list[GivenNotice]] = {}
    for one in steps:
        by_notice.setdefault(one.notice, []).append(one)
    standing = (
        _allowance(found)
        for found in by_notice.values()
        if all(one.notice_step is not NoticeStep.WITHDRAWN for one in found)
    )
    return tuple(sorted(standing, key=lambda one: (one.lawful_from or date.max, one.code)))


def allowance_for(agreement: Agreement, day: date) -> Allowance | None:
    """Return the notice by which an agreement may end on a day, a lawful one first."""
    found = [one for one in allowances(agreement) if one.lets_end_on(day)]
    return next((one for one in found if one.is_lawful_on(day)), found[0] if found else None)


def earliest_lawful_end(agreement: Agreement) -> date | None:
    """Return the earliest lawful end that a notice gave, None when none was received."""
    known = (one.lawful_from for one in allowances(agreement))
    return min((one for one in known if one is not None), default=None)


def is_noticed(agreement: Agreement) -> bool:
    """Return whether a notice stands that was received, or an order in place of one."""
    return bool(allowances(agreement))


def is_service(agreement: Agreement) -> bool:
    """Return whether it is a public service by a partner, to which the rule of notice applies.

    A compact or a charter serves no mission; the sentence is about provision of service.
    """
    file = agreement.file
    return file is not None and file.instrument not in OF_SECTOR


def needs_notice(agreement: Agreement) -> bool:
    """Return whether the rule of notice holds: for rules that refuse an end and for the clocks."""
    return agreement.in_force_from is not None and is_service(agreement)


def _allowance(steps: list[GivenNotice]) -> Allowance:
    """Return what one notice allows; a later decision about its count takes the place."""
    counted = [one.may_end_from for one in steps if one.notice_step in GIVEN]
    recounted = [one.may_end_from for one in steps if one.notice_step is NoticeStep.RECOUNTED]
    ordered = [one.may_end_from for one in steps if one.notice_step is NoticeStep.OVERRIDDEN]
    lawful = recounted[-1] if recounted else _first(counted)
    return Allowance(steps[0].notice, steps[0].code, lawful, _first(ordered))


def _first(days: list[date | None]) -> date | None:
    return min((one for one in days if one is not None), default=None)
