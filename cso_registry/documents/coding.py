"""Puts the text of a square code into a paper that was composed without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.documents.content import Code
from cso_registry.documents.page_text import paper_text, text_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily


def has_open_code(content: PaperContent) -> bool:
    """Return whether a paper has a place for a code that holds none yet."""
    return any(isinstance(block, Code) and not block.text for block in content.blocks)


def digest_of_paper(content: PaperContent, family: FontFamily) -> bytes:
    """Return the digest of all text of a paper; a code has no part in it, its words have."""
    return text_digest(paper_text(content, family))


def with_code(content: PaperContent, text: str) -> PaperContent:
    """Return the paper with `text` in its open codes; nothing else moves on the page."""
    blocks = tuple(
        block.model_copy(update={"text": text})
        if isinstance(block, Code) and not block.text
        else block
        for block in content.blocks
    )
    return content.model_copy(update={"blocks": blocks})


def with_code_series(content: PaperContent, codes: Sequence[tuple[str, str]]) -> PaperContent:
    """Return the paper with its open code once for each text, under a heading of its own."""
    blocks = [
        one
        for block in content.blocks
        for one in (
            [block.model_copy(update={"text": text, "heading": said}) for text, said in codes]
            if isinstance(block, Code) and not block.text
            else [block]
        )
    ]
    return content.model_copy(update={"blocks": tuple(blocks)})
