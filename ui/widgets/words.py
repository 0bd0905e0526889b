"""Words for the codes, dates and people of records, in the language that is spoken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cso_registry.host.clock import thai_time_text
from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import format_date, format_english_date
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

EMPTY = "–"
NATION = "00"


class Words:
    """Turns what records hold into words; may be used by several threads.

    Args:
        program: Its lists, areas and texts.
        language: The language that is spoken; made anew when that changes.
        officers: Display names of officers by identity.

    Attributes:
        records: By type what records are called, by their identity.
    """

    def __init__(
        self, program: Program, language: Language, officers: Mapping[str, str] | None = None
    ) -> None:
        self.program, self.language = program, language
        self.officers: Mapping[str, str] = officers or {}
        self.records: Mapping[str, Mapping[str, str]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def term(self, list_code: str, code: str | None) -> str:
        """Return the words for a code of a coded list."""
        if not code:
            return EMPTY
        known = self._known.get((list_code, code))
        if known is None:
            known = self.program.vocabulary.label(list_code, code, self.language)
            self._known[list_code, code] = known
        return known

    def value(self, kinds: Iterable[str], code: str | None) -> str:
        """Return the words of the program for a value, of the first of `kinds` that has any."""
        if not code:
            return EMPTY
        for kind in kinds:
            found = self.program.texts.words_or_none("value", f"{kind}.{code}")
            if found is not None:
                return found.say(self.language)
        return code

    def status(self, record_type: str, code: str | None) -> str:
        """Return the words for where a record of a type stands."""
        own = "status" if record_type == "organization" else f"{record_type}_status"
        return self.value((own, "record_status", "verdict", "sheet"), code)

    def area(self, code: str | None) -> str:
        """Return the name of an area without those around it."""
        if not code:
            return EMPTY
        known = self._known.get(("area", code))
        if known is None:
            known = self._known["area", code] = self._area(code)
        return known

    def area_line(self, code: str | None) -> str:
        """Return an area with those around it: tambon, amphoe, province."""
        if not code:
            return EMPTY
        try:
            return self.program.means.areas.line(code, self.language)
        except InputError:
            return code

    def day(self, iso: str | date | None) -> str:
        """Return a date in words, short: 18 พ.ย. 2569."""
        if not iso:
            return EMPTY
        day = date.fromisoformat(iso) if isinstance(iso, str) else iso
        if self.language == "en":
            return format_english_date(day)
        return format_date(day, style="short")

    @property
    def today(self) -> date:
        """Return the date in Thailand."""
        return date.fromisoformat(thai_time_text(self.program.clock.now_ms())[:10])

    def officer(self, identity: str | None) -> str:
        """Return the name of an officer."""
        return EMPTY if not identity else self.officers.get(identity, EMPTY)

    def ranks(self, said: Mapping[str, str]) -> dict[str, int]:
        """Return the places of codes in the Thai order of their words."""
        ordered = sorted(said, key=lambda code: (sort_key(said[code]), code))
        return {code: place for place, code in enumerate(ordered)}

    def _area(self, code: str) -> str:
        if code == NATION:
            return self.value(("jurisdiction",), code)
        try:
            return self.program.means.areas.name(code, self.language)
        except InputError:
            return code
