"""Entering a day on which offices are closed, and deciding what it means for what was done."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.clocks.holidays import Closing
from cso_registry.domain.clocks.records import (
    ClockVerdict,
    DecidedDay,
    HolidayBook,
    SettledClock,
    holiday_book_identity,
)
from cso_registry.domain.fields import Day, Line, ProvinceCode, ReasonText
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import AnyRecord
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


@rule("F:I3", cite="features I3; design §6")
def province_is_known(act: Any, facts: Facts) -> Verdict:
    """A day holds in the whole country or in a province that there is."""
    known = act.province in {None, NATION} or facts.setting.areas.get(act.province) is not None
    return None if known else fault("province")


@rule("F:I3", cite="features I3; design §6")
def day_differs_from_the_table(act: Any, facts: Facts) -> Verdict:
    """A day is entered when it differs from what is known, or to confirm what was delivered."""
    known = facts.setting.holidays.on(act.day, act.province or NATION)
    if known is None or known.whose == "program":
        return None
    same = (known.closes, known.citation) == (act.closes, act.citation)
    return fault("day") if same else None


@act("holiday.decide", Role.ADMINISTRATOR, Role.HEAD)
class DecideHoliday(Act):
    """Enters a day on which offices or banks are closed, or takes one back (F:I3).

    Clocks that are open are counted anew; what was judged before is shown for decision.
    """

    writes = (HolidayBook.days,)
    makes = (HolidayBook,)
    rules = (province_is_known, day_differs_from_the_table)

    day: Day
    closes: Closing = Closing.ALL
    th: Line
    en: Line | None = None
    citation: Line
    province: ProvinceCode | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the day."""
        entered = DecidedDay(
            day=self.day,
            closes=self.closes,
            province=self.province or NATION,
            th=self.th,
            en=self.en or self.th,
            citation=self.citation,
            decided=facts.today,
        )
        book = holiday_book_identity(facts.setting.office or "")
        return (HolidayBook.days.put(book, facts.act_id, entered),)


@rule("F:I3", cite="features I3; R-74")
def amended_day_moves_the_clock(act: Any, _facts: Facts) -> Verdict:
    """There is something to decide only where the amended days lead to another last day."""
    return fault("counted") if act.counted == act.recorded else None


@rule("F:I3", cite="features I3; R-74")
def matter_is_held(_act: Any, facts: Facts) -> Verdict:
    """What is decided about is a record of this registry."""
    return None if facts.answer("held", tuple) else fault("matter")


def _matter(act: Any, _setting: Setting) -> Question[Any]:
    return AnyRecord(act.matter)


@act("holiday.settle", Role.HEAD)
class SettleClock(Act):
    """Decides what an amended day means for what was served or judged before it was known."""

    writes = (HolidayBook.settled,)
    makes = (HolidayBook,)
    reads = {"held": _matter}
    rules = (matter_is_held, amended_day_moves_the_clock)

    matter: RecordId
    what: Line
    recorded: Day
    counted: Day
    verdict: ClockVerdict
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision; the matter itself is not touched."""
        settled = SettledClock(
            matter=self.matter,
            what=self.what,
            recorded=self.recorded,
            counted=self.counted,
            verdict=self.verdict,
            why=self.reason,
            settled=facts.today,
            by=facts.actor.officer,
        )
        book = holiday_book_identity(facts.setting.office or "")
        return (HolidayBook.settled.put(book, facts.act_id, settled),)


CLOCK_ACTS = (DecideHoliday, SettleClock)
CLOCK_RECORDS = (HolidayBook,)
