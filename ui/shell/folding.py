"""Which groups of rooms are open: those in use, and of the others as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Folding:
    """Keeps what a person folded, and which groups were used last.

    Attributes:
        folded: The groups that a person folded, in their order.
    """

    def __init__(self, groups: tuple[str, ...], folded: Iterable[str] = ()) -> None:
        """Begin with the groups in their order, and with those that are to stay folded."""
        wanted = set(folded)
        self.folded = tuple(one for one in groups if one in wanted)
        self._groups, self._used = groups, list(groups)
        self._here, self._opened = "", ""

    def come(self, group: str) -> None:
        """Come into a room of a group, or of none: it is opened."""
        self._here, self._opened = group, ""
        self._use(group)

    def want(self, group: str, *, is_folded: bool) -> None:
        """Fold a group or open it."""
        self._opened = "" if is_folded else group
        if not is_folded:
            self._use(group)
        elif group not in self.folded:
            self.folded = tuple(one for one in self._groups if one in self.folded or one == group)

    def open_in(self, room: int, sizes: Mapping[str, int]) -> frozenset[str]:
        """Return the groups that are open.

        Args:
            room: The height that is left beside the headings, in pixels.
            sizes: The height of the rooms of each group.
        """
        shown = {one for one in (self._here, self._opened) if one and one not in self.folded}
        room -= sum(sizes.get(one, 0) for one in shown)
        for one in self._used:
            if one not in shown and one not in self.folded and sizes[one] <= room:
                shown.add(one)
                room -= sizes[one]
        return frozenset(shown)

    def _use(self, group: str) -> None:
        if group in self._used:
            self._used.remove(group)
            self._used.insert(0, group)
            self.folded = tuple(one for one in self.folded if one != group)
