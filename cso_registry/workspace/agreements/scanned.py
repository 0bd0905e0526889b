"""A signed paper that comes back as a scan: which page each is, by its code or by hand (F:E4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.page_codes import PageCode, read_page_code
from cso_registry.documents.reading.process import read_paper
from cso_registry.domain.agreements.negotiation_groups import ScannedPage
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import PaperId
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scanned:
    """The pages of a scan, in its order, and how many the paper has."""

    pages: tuple[ScannedPage, ...]
    page_count: int


def read_scan(
    workspace: Workspace,
    paper: PaperId,
    files: Iterable[bytes],
    language: Language,
    by_hand: Mapping[int, ScannedPage] | None = None,
) -> Scanned:
    """Read which pages a scan holds; whether they are the right ones, the act decides.

    Args:
        workspace: The registry.
        paper: The paper that was printed and signed.
        files: PDF, PNG or JPEG, in the order in which they were scanned.
        language: That is spoken.
        by_hand: What an officer read at the foot of pages, by their place in the scan.

    Raises:
        InputError: `scan.page_unreadable` names every page whose code cannot be read;
            `paper.unknown`; what is wrong with a file.
    """
    press, typed = Press(workspace, language), by_hand or {}
    _, content = press.frozen(RecordId(paper))
    count = len(lay_out(content, press.fonts, None))
    found: list[ScannedPage] = []
    unread: list[int] = []
    for data in files:
        for page in read_paper(data).pages:
            at = len(found) + len(unread) + 1
            codes = [code for text in page.codes if (code := read_page_code(text)) is not None]
            known = typed.get(at) or _page(codes)
            if known is None:
                unread.append(at)
            else:
                found.append(known)
    if unread:
        raise InputError("scan.page_unreadable", pages=", ".join(map(str, unread)))
    return Scanned(tuple(found), count)


def _page(codes: list[PageCode]) -> ScannedPage | None:
    return ScannedPage(page=codes[0].page, digits=codes[0].digits) if codes else None


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
    kept = ScannedPage(page=int(page), digits=digits.strip().lower(), read_by_hand=True)
    return int(at), kept
