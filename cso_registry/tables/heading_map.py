"""What is known of the columns of one table, and the fields they may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError
from cso_registry.tables.sheet import Notice
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

IGNORED: Final = ""
"""As the field of a heading: the column is left out on purpose."""

_NUMBERING: Final = re.compile(r"^\s*\(?[\d๐-๙]{1,2}[.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Column:
    """A field that a table may hold.

    Attributes:
        name: Name of the field.
        headings: Words it is known by, Thai and English, the best first.
        required: Whether a table without it is of no use.
    """

    name: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The column that holds a field.

    Attributes:
        index: Place of the column, 0 for A.
        heading: The words above it.
        certain: False when it was guessed, so that a person must confirm it.
        score: Likeness from 0 to 100.
    """

    index: int
    heading: str
    certain: bool
    score: int


@dataclass(frozen=True, slots=True)
class HeadingMap:
    """How the columns of one table are understood; nothing is dropped untold.

    Attributes:
        first_row: Number of the first row of headings.
        last_row: Number of the last row of headings; the data follows it.
        headings: The words above each column, empty where there are none.
        matches: The column of each field that was found.
        unknown: Headings that mean no known field.
        doubled: Headings of further columns for a field that has one already.
        missing: Required fields that were not found.
        ignored: Places of columns left out on purpose.
    """

    first_row: int
    last_row: int
    headings: tuple[str, ...]
    matches: Mapping[str, Match]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    missing: tuple[Column, ...]
    ignored: tuple[int, ...]

    def require_complete(self) -> None:
        """Refuse a table that lacks a required field.

        Raises:
            InputError: ``tables.missing_columns`` naming them.
        """
        if self.missing:
            names = ", ".join(column.headings[0] for column in self.missing)
            unknown = ", ".join(self.unknown) or "–"
            raise InputError(
                "tables.missing_columns", columns=names, unknown=unknown, row=self.last_row
            )

    def notices(self) -> list[Notice]:
        """Return what a person should know of the headings."""
        told = [
            Notice("tables.unknown_columns", {"columns": ", ".join(self.unknown)}),
            Notice("tables.doubled_columns", {"columns": ", ".join(self.doubled)}),
        ]
        guesses = [match.heading for match in self.matches.values() if not match.certain]
        told.append(Notice("tables.guessed_columns", {"columns": ", ".join(guesses)}))
        return [notice for notice in told if notice.params["columns"]]


def heading_key(heading: str) -> str:
    """Return a heading as it is compared."""
    return search_key(_NUMBERING.sub("", heading))
