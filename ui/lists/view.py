"""A view: what an officer wants to see of a list; kept at the desk, given on as a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cso_registry.kernel.errors import InputError
from cso_registry.storage.listing import Wanted
from ui.lists.kind import FilterKind

if TYPE_CHECKING:
    from ui.lists.kind import ListKind
    from ui.widgets.words import Words

FILE_ENDING: Final = ".csoview"
LARGEST_FILE: Final = 65_536
UNDER: Final = "under"
"""The name of the filter by records that a line stands under; it looks at no column."""


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class ShownColumn(_Said):
    """A column that is shown, and how wide: pixels at 100 %."""

    name: str = Field(max_length=60)
    width: int = Field(ge=24, le=2_000)


class Days(_Said):
    """Something ends from so many days after today to so many; None is open."""

    first: int | None = Field(default=None, ge=-40_000, le=40_000)
    last: int | None = Field(default=None, ge=-40_000, le=40_000)


class View(_Said):
    """What is shown of a list of one kind.

    Days are counted from the day on which one looks, so that a view stays true.
    """

    kind: str = Field(max_length=60)
    text: str = Field(default="", max_length=200)
    codes: dict[str, list[str]] = {}
    days: Days | None = None
    officer: str | None = Field(default=None, max_length=60)
    order: str = "title"
    descending: bool = False
    columns: list[ShownColumn] = []

    @property
    def is_filtered(self) -> bool:
        """Return whether it leaves anything out."""
        return bool(self.text or any(self.codes.values()) or self.days or self.officer)

    def without_filters(self) -> View:
        """Return the view with everything shown."""
        return self.model_copy(update={"text": "", "codes": {}, "days": None, "officer": None})

    def wanted(self, kind: ListKind, words: Words, today: date) -> Wanted:
        """Return what is asked of storage."""
        column = kind.column(self.order)
        ranks = None
        if column is not None and column.ranked is not None:
            ranks = words.ranks(column.ranked(words))
        return Wanted(
            record_type=kind.record_type,
            text=self.text,
            codes={
                name: tuple(said) for name, said in self.codes.items() if said and name != UNDER
            },
            under=tuple(self.codes.get(UNDER, ())),
            since=self._day(today, None if self.days is None else self.days.first),
            until=self._day(today, None if self.days is None else self.days.last),
            officer=self.officer,
            order=self.order,
            ranks=ranks,
            descending=self.descending,
        )

    @staticmethod
    def _day(today: date, after: int | None) -> date | None:
        return None if after is None else today + timedelta(days=after)


def first_view(kind: ListKind) -> View:
    """Return the view of a list before an officer has decided anything."""
    columns = [ShownColumn(name=one.name, width=one.width) for one in kind.columns if one.shown]
    return View(kind=kind.name, order=kind.order, descending=kind.descending, columns=columns)


def read_view(content: bytes | str, kind: ListKind) -> View:
    """Return a view of `kind` from a file or from the desk; what is not known is left out.

    Raises:
        InputError: `ui.view.not_a_view`, `ui.view.of_another_list`.
    """
    try:
        view = View.model_validate_json(content)
    except ValidationError:
        raise InputError("ui.view.not_a_view") from None
    if view.kind != kind.name:
        raise InputError("ui.view.of_another_list")
    chosen = {FilterKind.CODES, FilterKind.UNDER}
    filters = {one.name for one in kind.filters if one.kind in chosen}
    columns = [one for one in view.columns if kind.column(one.name) is not None]
    known = kind.column(view.order)
    return view.model_copy(
        update={
            "codes": {name: codes for name, codes in view.codes.items() if name in filters},
            "columns": columns or first_view(kind).columns,
            "order": view.order if known is not None and known.ordered else kind.order,
        }
    )
