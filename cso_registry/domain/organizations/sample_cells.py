"""How one value is written in the spreadsheets that offices keep: many ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.area_spelling import BANGKOK
from cso_registry.thai.digits import to_thai_digits
from cso_registry.thai.month_names import THAI_MONTHS, THAI_SHORT_MONTHS

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.organizations.sample import SampleSubject
    from cso_registry.domain.organizations.sample_chance import Chance
    from cso_registry.domain.organizations.sample_words import SpreadsheetWords
    from cso_registry.domain.vocabulary.areas import Areas

Cell = str | int | float | None

_ERA = 543
_DATE_STYLES = 7
_NO_BREAK_SPACE = "\u00a0"
_ZERO_WIDTH_SPACE = "\u200b"


def written_date(day: date, style: int) -> str:
    """Return a date of the Buddhist Era in one of seven usual styles."""
    year, month = day.year + _ERA, day.month
    long_month, short_month = THAI_MONTHS[month - 1], THAI_SHORT_MONTHS[month - 1]
    styles = (
        f"{day.day:02d}/{month:02d}/{year}",
        f"{day.day}-{month}-{year}",
        f"{day.day} {long_month} {year}",
        f"{day.day} {short_month} {year}",
        f"{day.day} {long_month} พ.ศ. {year}",
        to_thai_digits(f"{day.day} {long_month} {year}"),
        to_thai_digits(f"{day.day}/{month}/{year}"),
    )
    return styles[style % _DATE_STYLES]


def short_date(day: date) -> str:
    """Return a date with only the last two digits of its year, which must be asked about."""
    return f"{day.day}/{day.month}/{(day.year + _ERA) % 100:02d}"


class CellWriter:
    """Writes the cells of a subject as clerks do."""

    def __init__(self, words: SpreadsheetWords, areas: Areas, chance: Chance) -> None:
        self._words = words
        self._areas = areas
        self._chance = chance

    def cells(self, subject: SampleSubject, order: int) -> dict[str, Cell]:
        """Return the cells by column; all of them can be read without asking."""
        person = subject.person
        return {
            "order": order,
            "name": self.spaced(subject.name_th),
            "name_en": subject.name_en,
            "kind": self._chance.pick(self._words.kinds[subject.kind]),
            "house": self._digits(subject.address.house),
            "moo": self._digits(subject.address.moo) or self.blank(),
            **self._place(subject.address.area),
            "postal": self._postal(subject.address.postal),
            "phone": self._digits(subject.phone),
            "email": subject.email,
            "registered": written_date(subject.registered, self._chance.below(_DATE_STYLES)),
            "identifier": self.identifier(person.citizen_id if person else subject.juristic_id),
            "purpose": self._chance.pick(self._words.purposes[subject.purpose]),
            "contact": subject.officers[0].person.name if subject.officers else self.blank(),
            "remark": self._chance.pick(self._words.remarks),
        }

    def blank(self) -> Cell:
        """Return what stands where there is nothing."""
        return self._chance.pick((None, *self._words.blanks))

    def spaced(self, text: str) -> str:
        """Return text with the spaces that cannot be seen, or seen twice."""
        strange = (
            text.replace(" ", _NO_BREAK_SPACE),
            f"{text[:3]}{_ZERO_WIDTH_SPACE}{text[3:]}",
            f"  {text.replace(' ', '  ')} ",
        )
        return self._chance.pick((*strange, *(text,) * 5))

    def identifier(self, digits: str | None) -> Cell:
        """Return a 13-digit number as text, with dashes, or with Thai digits."""
        if digits is None:
            return self.blank()
        parts = (digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12])
        return self._chance.pick((digits, "-".join(parts), " ".join(parts), to_thai_digits(digits)))

    def _digits(self, text: str | None) -> Cell:
        if text is None:
            return None
        return to_thai_digits(text) if self._chance.one_in(4) else text

    def _postal(self, postal: str | None) -> Cell:
        if postal is None:
            return self.blank()
        styles: tuple[Cell, ...] = (postal, int(postal), float(postal), to_thai_digits(postal))
        return self._chance.pick(styles)

    def _place(self, code: str) -> dict[str, Cell]:
        tambon, amphoe, province = self._areas.path(code)
        shape, capital = self._chance.below(3), province.code == BANGKOK
        long = ("แขวง", "เขต", "") if capital else ("ตำบล", "อำเภอ", "จังหวัด")
        short = ("แขวง", "เขต", "") if capital else ("ต.", "อ.", "จ.")
        before = (("", "", ""), long, short)[shape]
        name = "กทม." if capital and shape else province.th
        return {
            "tambon": f"{before[0]}{tambon.th}",
            "amphoe": f"{before[1]}{amphoe.th}",
            "province": f"{before[2]}{name}",
        }
