"""A signed paper that comes back as a scan: which page each is, by its code or by hand (F:E4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.page_codes import read_page_code
from cso_registry.documents.reading.process import read_scan_codes
from cso_registry.domain.agreements.negotiation_groups import ScannedPage
from cso_registry.domain.agreements.scanned_pages import (
    foreign_pages,
    pages_amiss,
    pages_out_of_order,
)
from cso_registry.domain.agreements.signing_rules import SHOWN_DIGITS
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import PaperId
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.workspace import Workspace

PagesRead = tuple[ScannedPage | None, ...]
"""The pages of a scanned file in its order; None where the code of one cannot be read."""


class PageState(StrEnum):
    """What a page of a scan is, beside the paper that was signed."""

    FITS = "fits"
    UNREAD = "unread"
    FOREIGN = "foreign"
    BEYOND = "beyond"
    DISORDERED = "disordered"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A paper as it was printed: the digits at the foot of its pages, and how many it has."""

    paper: PaperId
    digits: str
    page_count: int


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page of a scan: its place from 1, what stands at its foot, and what it is."""

    at: int
    page: ScannedPage | None
    state: PageState


@dataclass(frozen=True, slots=True)
class Judged:
    """A scan beside its paper.

    Attributes:
        lines: Every page of the scan in its order.
        missing: The pages of the paper that are not among them.
    """

    lines: tuple[PageLine, ...]
    missing: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether every page is there, in order, and no other."""
        good = {PageState.FITS, PageState.LEFT_OUT}
        return not self.missing and all(one.state in good for one in self.lines)

    @property
    def pages(self) -> tuple[ScannedPage, ...]:
        """Return what was read, without what was left out."""
        return tuple(
            one.page
            for one in self.lines
            if one.page is not None and one.state is not PageState.LEFT_OUT
        )

    @property
    def unread(self) -> tuple[int, ...]:
        """Return the places of the pages whose code cannot be read."""
        return tuple(one.at for one in self.lines if one.state is PageState.UNREAD)


def sealed_paper(workspace: Workspace, paper: PaperId, language: Language) -> Sealed:
    """Return what the pages of a paper carry.

    Raises:
        InputError: `paper.unknown`.
    """
    press = Press(workspace, language)
    frozen, content = press.frozen(RecordId(paper))
    count = len(lay_out(content, press.fonts, None))
    return Sealed(paper, frozen.content_sha256[:SHOWN_DIGITS], count)


def pages_in(data: bytes, progress: Progress = no_progress) -> PagesRead:
    """Read which pages a scanned file holds.

    Args:
        data: PDF, PNG or JPEG.
        progress: Told how many pages were read, and of how many.

    Raises:
        InputError: What is wrong with the file.
    """
    found: list[ScannedPage | None] = []
    for part in read_scan_codes(data):
        found += (_page(codes) for codes in part.pages)
        progress(len(found), part.whole)
    return tuple(found)


def judged(
    sealed: Sealed,
    read: Sequence[ScannedPage | None],
    by_hand: Mapping[int, ScannedPage],
    left_out: Collection[int] = (),
) -> Judged:
    """Hold a scan against its paper.

    Args:
        sealed: The paper.
        read: What the codes of the pages say, in the order of the scan.
        by_hand: What an officer read at the foot of pages, by their place from 1.
        left_out: Places of pages that are none of the paper, such as empty backs.
    """
    known = {at: by_hand.get(at) or one for at, one in enumerate(read, start=1)}
    places = [at for at, one in known.items() if one is not None and at not in left_out]
    pages = [one for at in places if (one := known[at]) is not None]
    amiss = pages_amiss(pages, sealed.page_count)
    states = dict.fromkeys(places, PageState.FITS)
    marks = (
        (PageState.DISORDERED, pages_out_of_order(pages)),
        (PageState.BEYOND, (nth for nth, one in enumerate(pages, 1) if one.page in amiss)),
        (PageState.FOREIGN, foreign_pages(pages, sealed.digits)),
    )
    for state, found in marks:
        states.update((places[nth - 1], state) for nth in found)
    lines = tuple(
        PageLine(
            at, one, PageState.LEFT_OUT if at in left_out else states.get(at, PageState.UNREAD)
        )
        for at, one in known.items()
    )
    return Judged(lines, tuple(one for one in amiss if one <= sealed.page_count))


def _page(codes: tuple[str, ...]) -> ScannedPage | None:
    known = (code for text in codes if (code := read_page_code(text)) is not None)
    first = next(known, None)
    return None if first is None else ScannedPage(page=first.page, digits=first.digits)


def page_by_hand(text: str) -> tuple[int, ScannedPage]:
    """Return what an officer read: `3=2:0123456789abcdef`, the third scanned page is page 2.

    Raises:
        InputError: `scan.not_a_page`.
    """
    at, sign, rest = text.partition("=")
    page, colon, digits = rest.partition(":")
    plain = at.strip().isdecimal() and page.strip().isdecimal() and digits.strip()
    if not (sign and colon and plain):
        raise InputError("scan.not_a_page", text=text)
    return int(at), typed_page(int(page), digits)


def typed_page(page: int, digits: str) -> ScannedPage:
    """Return a page whose number and digits an officer read at its foot."""
    return ScannedPage(page=page, digits="".join(digits.split()).lower(), read_by_hand=True)
