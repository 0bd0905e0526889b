"""What a list shows, declared: its columns, its filters, its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.storage.listing import ListRow
    from ui.look.parts import Tone
    from ui.widgets.words import Words

    Say = Callable[[ListRow, Words], str]
    Choices = Callable[[Words], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: Its name, kept in views; also what orders the list, when it can be ordered by.
        label: The key of its heading.
        say: The words of a cell.
        width: Width in pixels at 100 %.
        ordered: Whether the list can be ordered by it.
        ranked: The words of its codes, where it holds codes: they are ordered by their words.
        tone: The tone of a cell that is shown as a badge; None shows plain text.
        shown: Whether it is shown until an officer decides otherwise.
    """

    name: str
    label: str
    say: Say
    width: int = 160
    ordered: bool = True
    ranked: Choices | None = None
    tone: Callable[[ListRow], Tone] | None = None
    shown: bool = True


class FilterKind(StrEnum):
    """How a filter is chosen."""

    CODES = "codes"
    """Any of several codes."""
    DAYS = "days"
    """Something ends within a span of days."""
    OFFICER = "officer"
    """The officer whose case it is."""
    UNDER = "under"
    """Any of several records that it stands under."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter.

    Attributes:
        name: Its name, kept in views; of `CODES` the column that it looks at.
        label: The key of its words.
        kind: How it is chosen.
        choices: Words by code.
        of: Of `UNDER` the type of the records that are chosen among.
    """

    name: str
    label: str
    kind: FilterKind = FilterKind.CODES
    choices: Choices | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list.

    Attributes:
        name: Its name, under which views are kept.
        record_type: The type of record it shows.
        columns: All columns; the first shown one is the name of the line.
        filters: All filters.
        empty: The key of what is said when there is nothing at all: what belongs here.
        order: The column that orders it until an officer decides otherwise.
        descending: Whether the last comes first.
    """

    name: str
    record_type: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    empty: str
    order: str = "title"
    descending: bool = False

    def column(self, name: str) -> Column | None:
        """Return the column of a name."""
        return next((one for one in self.columns if one.name == name), None)

    @property
    def stands_under(self) -> tuple[str, ...]:
        """Return the types of the records that its lines can be filtered by."""
        return tuple(one.of for one in self.filters if one.kind is FilterKind.UNDER)
