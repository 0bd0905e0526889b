"""Under which circumstances a paper is made, and how codes, days and areas read on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cso_registry.host.said_values import say_day
from cso_registry.thai.baht import baht_text
from cso_registry.thai.dates import format_date, format_english_date
from cso_registry.thai.digits import to_thai_digits
from cso_registry.thai.english_baht import english_baht_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.offices.records import Office, Officer
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

BASES = "V-S7"


@dataclass(frozen=True, slots=True)
class Showing:
    """Whose paper is made, where, by whom, on which day, in which language.

    Attributes:
        asked: What a list was asked for, such as its year, by name.
    """

    program: Program
    language: Language
    today: date
    office: Office | None
    officer: Officer | None
    asked: Mapping[str, str] = field(default_factory=dict)

    def label(self, list_code: str, code: str | None) -> str:
        """Return the words for a code; empty when there is none."""
        if code is None:
            return ""
        return self.program.vocabulary.label(list_code, code, self.language)

    def day(self, value: date | None) -> str:
        """Return a date in words; empty when there is none."""
        return "" if value is None else say_day(value, self.language)

    def short_day(self, value: date | None) -> str:
        """Return a date for a narrow column; empty when there is none."""
        if value is None:
            return ""
        if self.language == "en":
            return format_english_date(value, short=True)
        return format_date(value, style="short")

    def baht_words(self, satang: int) -> str:
        """Return an amount of money in words."""
        return english_baht_text(satang) if self.language == "en" else baht_text(satang)

    def digits(self, text: str) -> str:
        """Return text in the digits of the paper, for a cell that is taken verbatim."""
        return to_thai_digits(text) if self.language == "th" else text

    def area(self, code: str) -> str:
        """Return an area with those it lies in, as one line."""
        return self.program.means.areas.line(code, self.language)

    def basis(self) -> str:
        """Return the legal bases in force today (R-76)."""
        found = self.program.vocabulary.get(BASES).in_force(self.today)
        return "\n".join(term.text(self.language) for term in found)

    def office_name(self) -> str:
        """Return what the office is called."""
        identity = None if self.office is None else self.office.identity
        if identity is None:
            return ""
        return identity.name_en or identity.name_th if self.language == "en" else identity.name_th
