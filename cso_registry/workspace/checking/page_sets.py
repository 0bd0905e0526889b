"""Which pages of a file are a certificate: those whose text its code was signed for.

A file of a print batch holds a cover list and many certificates, some of several pages. A
page that no code was signed for is told by its number, and only a cover list in front of
the first certificate speaks against nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cso_registry.documents.page_text import text_digest, whole_text
from cso_registry.domain.certification.code_payload import DIGEST_BYTES, read_payload
from cso_registry.domain.certification.code_text import PREFIX, read_code_text
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.documents.reading.pdf import PageRead

_COVERS: Final = ("S-07", "S-14")


@dataclass(frozen=True, slots=True)
class PageSet:
    """The pages of one certificate, counted from 0, and its code.

    `cover` and `strange` are pages beside it that are no part of it.
    """

    code: str
    pages: range
    cover: tuple[int, ...] = ()
    strange: tuple[int, ...] = ()


def page_sets(pages: Sequence[PageRead]) -> tuple[PageSet, ...]:
    """Return the certificates of a file in order; none when no page has a code.

    Raises:
        InputError: `check.several_codes`, when one page has several.
    """
    codes = {at: code for at, page in enumerate(pages) if (code := _code_on(page))}
    signed = _signed_sets(pages, codes)
    if not signed and len(set(codes.values())) == 1:
        # Edited or scanned: every page of it counts.
        return (PageSet(next(iter(codes.values())), range(len(pages))),)
    return tuple(_with_others(pages, sorted(_all_sets(signed, codes), key=lambda one: one[0][0])))


def _code_on(page: PageRead) -> str:
    codes = {code for code in page.codes if code.startswith(PREFIX)}
    if len(codes) > 1:
        raise InputError("check.several_codes")
    return next(iter(codes), "")


def _signed_sets(pages: Sequence[PageRead], codes: dict[int, str]) -> dict[int, range]:
    """Return, by the page of its code, the pages that a code was signed for."""
    found: dict[int, range] = {}
    free = 0
    for at, after in pairwise((*sorted(codes), len(pages))):
        digest = _digest_in(codes[at])
        for first in range(at, free - 1, -1):
            fitting = (
                range(first, end)
                for end in range(at + 1, after + 1)
                if _digest_of(pages[first:end]) == digest
            )
            if (here := next(fitting, None)) is not None:
                found[at] = here
                break
        free = found[at].stop if at in found else at + 1
    return found


def _digest_in(code: str) -> bytes | None:
    try:
        return read_payload(read_code_text(code).payload).text_digest
    except InputError:
        return None  # told when the certificate itself is checked


def _digest_of(pages: Sequence[PageRead]) -> bytes:
    return text_digest(text_of(pages))[:DIGEST_BYTES]


def text_of(pages: Sequence[PageRead]) -> str:
    """Return the whole text of some pages, as the code of a paper was signed for it."""
    drawn = (run for page in pages for run in page.runs)
    return whole_text(drawn, (run for page in pages for run in page.seen))


def _all_sets(
    signed: dict[int, range], codes: dict[int, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield every certificate; one that was edited ends with its code, as all do."""
    free = 0
    for at, code in sorted(codes.items()):
        here = signed.get(at, range(free, at + 1))
        yield (here.start, here.stop), code
        free = here.stop


def _with_others(
    pages: Sequence[PageRead], sets: Sequence[tuple[tuple[int, int], str]]
) -> Iterator[PageSet]:
    free = 0
    for number, ((first, end), code) in enumerate(sets):
        last = number == len(sets) - 1
        between = [*range(free, first), *(range(end, len(pages)) if last else ())]
        covered = number == 0 and first > 0 and _is_cover(pages[0])
        cover = tuple(range(first)) if covered else ()
        strange = tuple(at for at in between if at not in cover)
        yield PageSet(code, range(first, end), cover, strange)
        free = end


def _is_cover(page: PageRead) -> bool:
    """Return whether a page says that it is one; what else it says is never vouched for."""
    return any(form in run for run in page.runs for form in _COVERS)
