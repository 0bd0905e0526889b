"""Segments of a bundle as they are opened: each when it is its turn, or a little before."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.exchange.personal import block_of, parts_of
from cso_registry.exchange.segments import entries_of
from cso_registry.kernel.errors import RegistryError
from cso_registry.storage.aide import Run
from cso_registry.storage.segments import KeptSegment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.exchange.container import OpenedBundle
    from cso_registry.exchange.models import PersonalBlock, SignedSegment
    from cso_registry.exchange.personal import Part
    from cso_registry.storage.effects import Parts


class Opening:
    """One segment, what it is kept as, and what it holds once that is asked for.

    Args:
        signed: Its header, signed and proved.
        kept: As it is kept at this desk.
        block: What is said of its personal parts; None where none came.
    """

    def __init__(
        self, signed: SignedSegment, kept: KeptSegment, block: PersonalBlock | None
    ) -> None:
        self.signed, self.kept = signed, kept
        self._block = block

    @classmethod
    def of_kept(cls, signed: SignedSegment, kept: KeptSegment) -> Opening:
        """Return a segment that waited here for what comes before it.

        Raises:
            KnownError: `bundle.bad_personal`.
        """
        block = None if kept.personal is None else block_of(kept.personal)
        return cls(signed, kept, block)

    @cached_property
    def entries(self) -> list[bytes]:
        """Its entries.

        Raises:
            KnownError: `bundle.bad_segment`.
        """
        return entries_of(self.signed.header, self.kept.content)

    @cached_property
    def run(self) -> Run:
        """Its entries with their personal parts.

        Raises:
            KnownError: `bundle.bad_segment`, `bundle.bad_personal`.
        """
        found: list[Part] = []
        if self._block is not None:
            found = parts_of(self._block, self.kept.personal or b"")
        kept = self.kept
        return Run(kept.replica, kept.scope, kept.lo, self.entries, _by_entry(found))


class Openings:
    """Opens the segments of a bundle, also before it is their turn.

    Args:
        bundle: Proved.
        bringing: The places of the segments that bring what is not held, in order, with
            the number of the first such entry.
    """

    def __init__(self, bundle: OpenedBundle, bringing: Mapping[int, int]) -> None:
        self._bundle, self._bringing = bundle, bringing
        self._blocks = {block.segment: block for block in bundle.manifest.personal}
        self._early: dict[int, Opening] = {}
        self._at = 0

    def opened(self, at: int) -> Opening:
        """Return the segment in a place, whose turn it is."""
        self._at = at
        opened = self._early.pop(at, None)
        self._early = {place: one for place, one in self._early.items() if place > at}
        return opened or self._opening(at)

    def following(self) -> Iterator[Run]:
        """Yield what the next segments will bring, one when the one before it was read.

        What is wrong with one is told when it is its turn, and nothing is read beyond it.
        """
        for at in [place for place in self._bringing if place > self._at]:
            self._early[at] = opening = self._opening(at)
            try:
                run = opening.run
            except RegistryError:
                return
            yield run.since(self._bringing[at])

    def _opening(self, at: int) -> Opening:
        signed = self._bundle.manifest.segments[at]
        return Opening(signed, kept_from(self._bundle, at), self._blocks.get(at))


def kept_from(bundle: OpenedBundle, at: int) -> KeptSegment:
    """Return the segment in a place of a bundle as it is kept at this desk."""
    signed = bundle.manifest.segments[at]
    header = signed.header
    return KeptSegment(
        header.replica,
        header.scope,
        header.lo,
        header.hi,
        header.head,
        signed.spelt(),
        bundle.segment(at),
        bundle.personal(at),
    )


def _by_entry(parts: list[Part]) -> dict[int, Parts]:
    found: dict[int, dict[int, tuple[bytes, bytes]]] = {}
    for seq, change, salt, body in parts:
        found.setdefault(seq, {})[change] = (salt, body)
    return dict(found)
