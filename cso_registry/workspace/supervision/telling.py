"""Makes charts of sums: names, money, shares and source in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.supervision.spread import part
from cso_registry.kernel.money import format_baht
from cso_registry.storage.shadows import EVERYWHERE
from cso_registry.workspace.showing import Showing
from cso_registry.workspace.supervision.charts import Bar, Behind, Chart
from cso_registry.workspace.supervision.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.errors import Param
    from cso_registry.storage.reading import Reading
    from cso_registry.storage.sums import KeyedSum, Sum
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.supervision.sight import Asked

BUDDHIST = 543
TENTH = 10


class Teller:
    """Says figures in one language, of one province or the nation, as they stand on a day."""

    def __init__(
        self, program: Program, reading: Reading, language: Language, asked: Asked, today: date
    ) -> None:
        self.reading, self.asked, self.today, self.language = reading, asked, today, language
        self._texts = program.texts
        self._areas = program.means.areas
        self._names = Names(program, reading, language)
        self._showing = Showing(program, language, today, None, None)

    def say(self, key: str, **params: Param) -> str:
        """Return a message."""
        return self._texts.text(key, self.language, **params)

    def value(self, key: str) -> str:
        """Return the words of a value."""
        return self._texts.value(key).say(self.language)

    def year(self, year: int) -> str:
        """Return a fiscal year as the language counts it."""
        return str(year) if self.language == "th" else f"{year} ({year - BUDDHIST})"

    def place(self) -> str:
        """Return of which province the figures are, or that they are of the nation."""
        if self.asked.province == EVERYWHERE:
            return self.say("supervision.nation")
        return self.name("home", self.asked.province)

    def day(self) -> str:
        """Return the day on which the figures stand so."""
        return self._showing.day(self.today)

    def source(self) -> str:
        """Return where the figures come from, and of which day they are."""
        return self.say("supervision.source", place=self.place(), day=self.day())

    def name(self, by: str, key: str) -> str:
        """Return what a key is called."""
        return self._names.of(by, (key,))[key]

    def names(self, by: str, keys: Sequence[str]) -> dict[str, str]:
        """Return what keys are called."""
        return self._names.of(by, keys)

    def baht(self, satang: int) -> str:
        """Return an amount of money with its unit."""
        return self.say("supervision.baht", amount=format_baht(satang))

    def count(self, key: str, count: int) -> str:
        """Return a count with its unit, such as agreements."""
        return self.say(f"supervision.count.{key}", count=f"{count:,}")

    def share(self, amount: int, whole: int) -> str:
        """Return a share of a whole in percent, with one decimal."""
        return self.tenths(part(amount, whole))

    def tenths(self, tenths: int) -> str:
        """Return tenths of a percent in words."""
        return self.say("supervision.percent", share=decimal(tenths))

    def chart(
        self,
        name: str,
        title: str,
        unit: str,
        bars: Sequence[Bar],
        more: str = "more",
    ) -> Chart:
        """Return a chart; `unit` names what its bars count, `more` their second number."""
        headings = (
            self.value(f"column.name.{name}"),
            self.value(f"column.unit.{unit}"),
            self.value(f"column.{more}"),
        )
        empty = self.say("supervision.no_figures")
        return Chart(name, title, headings, tuple(bars), self.source(), empty)

    def money_bars(
        self, theme: str, year: int, by: str, found: Sequence[KeyedSum], whole: Sum
    ) -> list[Bar]:
        """Return bars of money, each with its share and how many agreements or payments."""
        names = self.names(by, [one.key for one in found])
        unit = "agreements" if theme == "begun" else "payments"
        return [
            Bar(
                names[one.key],
                one.amount,
                self.say(
                    "supervision.money_and_share",
                    amount=format_baht(one.amount),
                    share=decimal(part(one.amount, whole.amount)),
                ),
                self.count(unit, one.times),
                Behind(theme, year, by, one.key, self.asked.province),
            )
            for one in found
        ]


def decimal(tenths: int) -> str:
    """Return tenths as a number with one decimal."""
    whole, rest = divmod(tenths, TENTH)
    return f"{whole:,}.{rest}"
