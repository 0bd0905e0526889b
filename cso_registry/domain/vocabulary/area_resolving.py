"""Reads addresses as people type them into spreadsheets, and guesses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.area_spelling import (
    BANGKOK,
    CAPITAL_KEYS,
    PROVINCE_ALIASES,
    name_key,
    sound_key,
    spellings,
    without_level,
)
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.searching import search_key
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.vocabulary.areas import Area

_PROVINCE, _AMPHOE, _TAMBON = 2, 4, 6
_Index = dict[str, tuple[str, ...]]
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an address names.

    Attributes:
        code: The one area that fits everything given, or None.
        candidates: The areas that fit, or come nearest when none fits everything.
    """

    code: str | None
    candidates: tuple[str, ...] = ()


class AreaResolver:
    """Looks names up level by level, each narrowing the next."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._index = {level: self._indexed(level) for level in (_PROVINCE, _AMPHOE, _TAMBON)}

    def resolve(
        self,
        province: str | None,
        amphoe: str | None,
        tambon: str | None,
        postal: str | None,
    ) -> Resolution:
        """Return the deepest area that was named, see `Areas.resolve`."""
        given = [
            (level, text)
            for level, text in ((_PROVINCE, province), (_AMPHOE, amphoe), (_TAMBON, tambon))
            if text is not None and text.strip()
        ]
        if not given:
            return self._by_postal(postal)
        found: tuple[str, ...] | None = None
        fits = True
        for level, text in given:
            named = self._named(level, text)
            inside = named if found is None else _inside(named, found)
            fits = fits and bool(inside)
            found = inside or named or found
        if not fits:
            return Resolution(None, self._in_force(found or ())[:_MOST_CANDIDATES])
        return self._settled(found or (), given[-1][1], postal)

    def _named(self, level: int, text: str) -> tuple[str, ...]:
        key = name_key(text)
        if level == _PROVINCE and key in self._aliases:
            return (self._aliases[key],)
        found = self._index[level].get(key)
        if found is None and level == _AMPHOE and key in CAPITAL_KEYS:
            return self._capitals
        if found is None:
            found = self._index[level].get(search_key(text))
        if found is None:
            found = self._by_sound[level].get(sound_key(key), ())
        return found

    def _settled(self, codes: tuple[str, ...], text: str, postal: str | None) -> Resolution:
        if len(codes) > 1:
            codes = self._in_force(codes)
        if len(codes) > 1 and postal:
            codes = self._with_postal(codes, postal) or codes
        if len(codes) > 1:
            codes = self._spelt(codes, text) or codes
        return Resolution(codes[0] if len(codes) == 1 else None, codes[:_MOST_CANDIDATES])

    def _in_force(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if self._areas[code].in_force) or codes

    def _with_postal(self, codes: tuple[str, ...], postal: str) -> tuple[str, ...]:
        wanted = to_arabic_digits(normalize(postal))
        return tuple(code for code in codes if wanted in self._areas[code].postal)

    def _spelt(self, codes: tuple[str, ...], text: str) -> tuple[str, ...]:
        wanted = without_level(text)
        return tuple(code for code in codes if self._areas[code].th == wanted)

    def _by_postal(self, postal: str | None) -> Resolution:
        wanted = to_arabic_digits(normalize(postal or ""))
        codes = self._postal.get(wanted, ())
        return Resolution(codes[0] if len(codes) == 1 else None, codes[:_MOST_CANDIDATES])

    def _indexed(self, level: int) -> _Index:
        pairs: list[tuple[str, str]] = []
        for area in self._areas.values():
            if area.level == level:
                pairs.extend((search_key(name), area.code) for name in _names(area))
                pairs.append((search_key(area.en), area.code))
        return _grouped(pairs)

    @cached_property
    def _by_sound(self) -> dict[int, _Index]:
        return {
            level: _grouped(
                (sound_key(key), code) for key, codes in index.items() for code in codes
            )
            for level, index in self._index.items()
        }

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {name_key(alias): code for alias, code in PROVINCE_ALIASES.items()}

    @cached_property
    def _capitals(self) -> tuple[str, ...]:
        return tuple(
            code
            for code in self._areas
            if len(code) == _AMPHOE and code.endswith("01") and not code.startswith(BANGKOK)
        )

    @cached_property
    def _postal(self) -> _Index:
        return _grouped(
            (postal, area.code) for area in self._areas.values() for postal in area.postal
        )


def _names(area: Area) -> tuple[str, ...]:
    # The brackets of an abolished branch office name its place, not another spelling.
    return spellings(area.th) if area.in_force else (area.th,)


def _inside(codes: tuple[str, ...], wider: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith(wider))


def _grouped(pairs: Iterable[tuple[str, str]]) -> _Index:
    kept: dict[str, dict[str, None]] = {}
    for key, code in pairs:
        if key:
            kept.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in kept.items()}
