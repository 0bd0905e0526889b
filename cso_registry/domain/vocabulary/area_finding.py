"""Finds areas by any piece of their names, for a search box."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.area_spelling import PROVINCE_ALIASES, name_key
from cso_registry.thai.searching import search_key
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.domain.vocabulary.areas import Area

_SEPARATOR = "\n"


class AreaFinder:
    """The keys of all areas, each with those of the areas it lies in."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._own = {
            area.code: _SEPARATOR.join(
                (search_key(area.th), search_key(area.en), *area.postal, area.code)
            )
            for area in areas.values()
        }
        for alias, code in PROVINCE_ALIASES.items():
            if code in self._own:
                self._own[code] += _SEPARATOR + search_key(alias)

    def find(self, text: str, *, limit: int) -> list[str]:
        """Return the codes of at most `limit` areas that hold every word of `text`.

        First those whose own name is the text or begins with it, wider areas before
        narrower ones, abolished areas after those in force.
        """
        words = [key for key in map(name_key, normalize(text).split(" ")) if key]
        if not words:
            return []
        return [code for *_, code in heapq.nsmallest(limit, self._ranked(words))]

    def _ranked(self, words: list[str]) -> Iterator[tuple[bool, int, int, str]]:
        whole = "".join(words)
        for code, own in self._own.items():
            line = _SEPARATOR.join((own, self._own.get(code[:4], ""), self._own.get(code[:2], "")))
            if whole in own or all(word in line for word in words):
                yield not self._areas[code].in_force, _rank(own, words, whole), len(code), code


def _rank(own: str, words: list[str], whole: str) -> int:
    names = own.split(_SEPARATOR)
    if whole in names or words[0] in names:
        return 0
    if any(name.startswith((whole, words[0])) for name in names):
        return 1
    return 2 if any(word in own for word in words) else 3
