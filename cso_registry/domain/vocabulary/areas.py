"""Administrative areas of Thailand: provinces, amphoe and tambon, now and before.

An area is known by its code: 2 digits for a province, 4 for an amphoe (a khet in
Bangkok), 6 for a tambon (a khwaeng). Abolished areas keep their codes, with the day
they ended and what took their place, and nothing rewrites an address that names one
(F:A10, F:O4, F:X26). Rows are handed in; this module reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.area_finding import AreaFinder
from cso_registry.domain.vocabulary.area_resolving import AreaResolver, Resolution
from cso_registry.domain.vocabulary.area_spelling import BANGKOK
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language

PROVINCE, AMPHOE, TAMBON = 2, 4, 6
"""Digits of a code, by level."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area, in force or abolished.

    Attributes:
        postal: Postal codes in use, most areas above a tambon have none.
        abolished: The day it ended; None while it is in force.
        successors: Codes that took its place, empty when unknown.
        proven: Whether the successors stand in a notice of the Royal Gazette; otherwise
            they were found by name.
    """

    code: str
    th: str
    en: str
    postal: tuple[str, ...] = ()
    abolished: date | None = None
    successors: tuple[str, ...] = ()
    proven: bool = True

    @property
    def level(self) -> int:
        """Return 2 for a province, 4 for an amphoe, 6 for a tambon."""
        return len(self.code)

    @property
    def in_force(self) -> bool:
        """Return whether the area exists today."""
        return self.abolished is None

    def name(self, language: Language) -> str:
        """Return its name without the word for its level."""
        return self.th if language == "th" else self.en


class Areas:
    """All areas, asked by code, by words and by addresses as they are typed."""

    def __init__(self, rows: Iterable[Area], *, version: str = "") -> None:
        """Keep the areas.

        Args:
            rows: Every area once.
            version: Release of the data, which is shown and recorded.
        """
        self._areas = {area.code: area for area in rows}
        self.version = version

    def __len__(self) -> int:
        return len(self._areas)

    def get(self, code: str) -> Area | None:
        """Return an area, also an abolished one; None when no area ever had the code."""
        return self._areas.get(code)

    def at_level(self, level: int) -> tuple[Area, ...]:
        """Return the areas in force of a level (2, 4 or 6), by code."""
        return self._by_level.get(level, ())

    @property
    def provinces(self) -> tuple[Area, ...]:
        """Return the provinces, by code."""
        return self.at_level(PROVINCE)

    def name(self, code: str, language: Language) -> str:
        """Return the name of an area, without the word for its level.

        Raises:
            InputError: `area.unknown`.
        """
        return self._known(code).name(language)

    def title(self, code: str, language: Language) -> str:
        """Return the name with the word for its level, as an address writes it.

        Raises:
            InputError: `area.unknown`.
        """
        area = self._known(code)
        if language == "en":
            return area.en
        return f"{_thai_level(area)}{area.th}"

    def line(self, code: str, language: Language) -> str:
        """Return tambon, amphoe and province as one line of an address.

        Raises:
            InputError: `area.unknown`.
        """
        parts = [self.title(area.code, language) for area in self.path(code)]
        return (" " if language == "th" else ", ").join(parts)

    def path(self, code: str) -> tuple[Area, ...]:
        """Return the area and those it lies in: tambon, amphoe, province.

        An amphoe that left no row of its own is passed over.

        Raises:
            InputError: `area.unknown`.
        """
        self._known(code)
        above = (code[:digits] for digits in range(len(code), 1, -PROVINCE))
        return tuple(self._areas[one] for one in above if one in self._areas)

    def province_of(self, code: str) -> str:
        """Return the code of the province that an area lies in."""
        return code[:PROVINCE]

    def successors(self, code: str) -> tuple[Area, ...]:
        """Return what is in force now in place of an abolished area.

        Raises:
            InputError: `area.unknown`.
        """
        found: dict[str, Area] = {}
        seen: set[str] = set()
        open_codes = list(self._known(code).successors)
        while open_codes:
            area = self._areas.get(open_codes.pop(0))
            if area is None or area.code in seen:
                continue
            seen.add(area.code)
            if area.in_force:
                found[area.code] = area
            open_codes.extend(area.successors)
        return tuple(found.values())

    def find(self, text: str, *, limit: int = 20) -> tuple[Area, ...]:
        """Return areas whose line or postal code holds every word of `text`, best first."""
        return tuple(self._areas[code] for code in self._finder.find(text, limit=limit))

    def resolve(
        self,
        province: str | None = None,
        amphoe: str | None = None,
        tambon: str | None = None,
        postal: str | None = None,
    ) -> Resolution:
        """Return the area that an address names, however it was typed.

        One area fits: its code. Several fit, or none fits all that was given: no code,
        and the areas that come nearest. Nothing is guessed.
        """
        return self._resolver.resolve(province, amphoe, tambon, postal)

    def _known(self, code: str) -> Area:
        found = self._areas.get(code)
        if found is None:
            raise InputError("area.unknown", code=code)
        return found

    @cached_property
    def _by_level(self) -> dict[int, tuple[Area, ...]]:
        kept: dict[int, list[Area]] = {}
        for area in sorted(self._areas.values(), key=lambda one: one.code):
            if area.in_force:
                kept.setdefault(area.level, []).append(area)
        return {level: tuple(areas) for level, areas in kept.items()}

    @cached_property
    def _finder(self) -> AreaFinder:
        return AreaFinder(self._areas)

    @cached_property
    def _resolver(self) -> AreaResolver:
        return AreaResolver(self._areas)


def _thai_level(area: Area) -> str:
    capital = area.code.startswith(BANGKOK)
    if area.level == PROVINCE:
        return "" if capital else "จังหวัด"
    if area.level == AMPHOE:
        return "เขต" if capital else "อำเภอ"
    return "แขวง" if capital else "ตำบล"
