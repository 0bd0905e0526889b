"""Choices made by a seeded source, the same on every computer and release of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

T = TypeVar("T")


class Chance:
    """Chooses with `Random.random` alone, whose sequence for a seed never changes."""

    def __init__(self, random: Random) -> None:
        self._next = random.random

    def below(self, count: int) -> int:
        """Return a whole number from 0 to `count` less one."""
        return int(self._next() * count)

    def one_in(self, count: int) -> bool:
        """Return True once in `count` times."""
        return self._next() * count < 1

    def pick(self, among: Sequence[T]) -> T:
        """Return one of them."""
        return among[int(self._next() * len(among))]

    def shuffled(self, among: Sequence[T]) -> list[T]:
        """Return all of them in another order."""
        return sorted(among, key=lambda _one: self._next())

    def rounds(self, among: Sequence[T]) -> Iterator[T]:
        """Return them for ever, each as often as any other, every round in another order."""
        while True:
            yield from self.shuffled(among)
