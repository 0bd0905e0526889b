"""Gives each heading its field: by decision, by a known word, or by likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from cso_registry.kernel.errors import InputError
from cso_registry.tables.heading_map import IGNORED, Column, HeadingMap, Match, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LONGEST_HEADING: Final = 120
_CERTAIN: Final = 100
_ALIKE_ENOUGH: Final = 84
_CLEARLY_BETTER: Final = 4
_SAME_BEGINNING: Final = 2

_CHOICE, _KNOWN_WORD, _GUESS = range(3)

_Offer = tuple[tuple[int, int], int, str, int]


class Matcher:
    """Assigns fields to headings."""

    def __init__(
        self, columns: Sequence[Column], choices: Mapping[str, str], ignored: Iterable[str]
    ) -> None:
        self._columns = columns
        names = {column.name for column in columns}
        for heading, field in choices.items():
            if field not in names and field != IGNORED:
                raise InputError("tables.unknown_field", heading=heading, field=field)
        self._left_out = frozenset(map(heading_key, ignored))
        self._chosen = {heading_key(heading): field for heading, field in choices.items()}
        self._known: dict[str, tuple[str, int]] = {}
        for column in columns:
            for rank, heading in enumerate(column.headings):
                self._known.setdefault(heading_key(heading), (column.name, rank))
        self._keys = list(self._known)

    def knows_one(self, headings: Iterable[str]) -> bool:
        """Return whether at least one heading is exactly a known one."""
        return any(heading and heading_key(heading) in self._known for heading in headings)

    def match(self, first: int, last: int, headings: tuple[str, ...]) -> HeadingMap:
        """Return what each column means, if this is the row of headings."""
        keys = [heading_key(heading[:_LONGEST_HEADING]) for heading in headings]
        left_out = {
            at for at, key in enumerate(keys) if key and self._chosen.get(key) == IGNORED
        } | {at for at, key in enumerate(keys) if key in self._left_out}
        open_at = [at for at, key in enumerate(keys) if key and at not in left_out]
        matches: dict[str, Match] = {}
        doubled: list[int] = []
        offers = sorted(self._exact(keys, open_at))
        offers += sorted(self._guesses(keys, open_at, {at for _, at, _, _ in offers}))
        for order, at, field, score in offers:
            if field not in matches:
                matches[field] = Match(at, headings[at], score == _CERTAIN, score)
            elif order[0] < _GUESS:
                doubled.append(at)
        used = {match.index for match in matches.values()} | set(doubled)
        return HeadingMap(
            first_row=first,
            last_row=last,
            headings=headings,
            matches=matches,
            unknown=tuple(headings[at] for at in open_at if at not in used),
            doubled=tuple(headings[at] for at in sorted(doubled)),
            missing=tuple(
                column for column in self._columns if column.required and column.name not in matches
            ),
            ignored=tuple(sorted(left_out)),
        )

    def _exact(self, keys: list[str], open_at: list[int]) -> Iterator[_Offer]:
        for at in open_at:
            chosen = self._chosen.get(keys[at])
            if chosen:
                yield (_CHOICE, 0), at, chosen, _CERTAIN
            elif keys[at] in self._known:
                field, rank = self._known[keys[at]]
                yield (_KNOWN_WORD, rank), at, field, _CERTAIN

    def _guesses(self, keys: list[str], open_at: list[int], done: set[int]) -> Iterator[_Offer]:
        for at in open_at:
            if at in done:
                continue
            guess = self._guess(keys[at])
            if guess:
                field, score = guess
                yield (_GUESS, -score), at, field, score

    def _guess(self, key: str) -> tuple[str, int] | None:
        """Return the field whose words are clearly the most alike."""
        alike = process.extract(
            key,
            self._keys,
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE_ENOUGH - _CLEARLY_BETTER,
            limit=6,
        )
        same = [
            (self._known[known][0], score)
            for known, score, _ in alike
            if known[:_SAME_BEGINNING] == key[:_SAME_BEGINNING]
        ]
        if not same or same[0][1] < _ALIKE_ENOUGH:
            return None
        field, score = same[0]
        rival = next((other for name, other in same if name != field), 0)
        return (field, min(int(score), _CERTAIN - 1)) if score - rival >= _CLEARLY_BETTER else None
