"""Where the records of a type stand: their words, their tones, their column and filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.lists.kind import Column, Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.storage.listing import ListRow
    from ui.lists.kind import Say
    from ui.look.parts import Tone
    from ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Statuses:
    """The statuses of one type of record.

    Attributes:
        record_type: The type.
        codes: Those that a list can be filtered by, in their order.
        tones: What each means; the rest is said quietly.
    """

    record_type: str
    codes: tuple[str, ...]
    tones: Mapping[str, Tone] = field(default_factory=dict)

    def tone(self, status: str) -> Tone:
        """Return what a status means."""
        return self.tones.get(status, "secondary")

    def words(self, words: Words) -> dict[str, str]:
        """Return the words of every status by its code."""
        return {code: words.status(self.record_type, code) for code in self.codes}

    def column(self, width: int, say: Say | None = None, *, is_badge: bool = True) -> Column:
        """Return the column that says where a record stands.

        Args:
            width: Its width in pixels at 100 %.
            say: Its words, where what is kept is not what stands today.
            is_badge: Whether it is shown in the tone of its status.
        """

        def kept(row: ListRow, words: Words) -> str:
            return words.status(self.record_type, row.status)

        def tone(row: ListRow) -> Tone:
            return self.tone(row.status)

        return Column(
            "status",
            "list.status",
            say or kept,
            width=width,
            ranked=self.words,
            tone=tone if is_badge else None,
        )

    @property
    def filter(self) -> Filter:
        """Return the filter of the statuses."""
        return Filter("status", "list.status", choices=self.words)
