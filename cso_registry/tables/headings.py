"""Which column of a table means which field, from the words above it.

The words are compared by their search key, so that spaces, tone marks, punctuation and
numbering do not matter. What is not the same word is guessed by likeness, and a guess is
told as a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError
from cso_registry.tables.heading_map import IGNORED, Column, HeadingMap, Match, heading_key
from cso_registry.tables.matching import Matcher
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cso_registry.tables.sheet import Cell, RawRow, RawTable

__all__ = ["IGNORED", "Column", "HeadingMap", "Match", "find_headings", "heading_key"]

_ROWS_SEARCHED: Final = 40
_SHOWN: Final = 3


def find_headings(
    table: RawTable,
    columns: Sequence[Column],
    *,
    choices: Mapping[str, str] | None = None,
    ignored: Iterable[str] = (),
) -> HeadingMap:
    """Find the row of headings and what each column means.

    Two rows of headings, a group above its parts, are read as one. Rows above the
    headings (titles, often merged) are skipped.

    Args:
        table: The table.
        columns: The fields that are known.
        choices: Heading to field name as a person decided, ``IGNORED`` to leave it out;
            they go before everything else.
        ignored: Headings that are never data, such as the reasons of a reject file.

    Raises:
        InputError: ``tables.no_headings``, or ``tables.unknown_field`` for a choice.
    """
    matcher = Matcher(columns, choices or {}, ignored)
    best: HeadingMap | None = None
    best_total = 0
    for first, last, headings in _candidates(table.rows[:_ROWS_SEARCHED], matcher):
        found = matcher.match(first, last, headings)
        total = sum(match.score for match in found.matches.values())
        if total > best_total:
            best, best_total = found, total
    if best is None:
        wanted = [column for column in columns if column.required] or columns[:_SHOWN]
        names = ", ".join(column.headings[0] for column in wanted)
        raise InputError("tables.no_headings", columns=names)
    return best


def _candidates(
    rows: Sequence[RawRow], matcher: Matcher
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for at, row in enumerate(rows):
        upper = tuple(map(_words, row.cells))
        yield row.number, row.number, upper
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below is None or below.number != row.number + 1:
            continue
        lower = tuple(map(_words, below.cells))
        if matcher.knows_one(upper) and matcher.knows_one(lower):
            yield row.number, below.number, _together(upper, lower)


def _words(cell: Cell) -> str:
    return normalize(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _together(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    above = upper + ("",) * (width - len(upper))
    below = lower + ("",) * (width - len(lower))
    return tuple(under or over for over, under in zip(above, below, strict=True))
