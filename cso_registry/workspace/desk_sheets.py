"""Sheets that a desk prints for itself and that no journal keeps: the card of keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.documents import content
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import render
from cso_registry.kernel.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

KEY_CARD: Final = "S-90"
NO_TEMPLATE: Final = digest(b"").hex()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A heading and rows of two cells under it."""

    heading: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


def draw_tables(
    program: Program,
    language: Language,
    *,
    title: str,
    subtitle: str,
    tables: Iterable[SheetTable],
) -> bytes:
    """Return a PDF of tables under headings; the same words give the same bytes."""
    blocks: list[content.Block] = []
    for table in tables:
        blocks.append(content.Heading(kind="heading", text=table.heading, level=2))
        left, right = table.columns
        blocks.append(
            content.Table(
                kind="table",
                columns=(content.Column(title=left, share=2), content.Column(title=right, share=3)),
                rows=table.rows,
            )
        )
    paper = content.PaperContent(
        snapshot_format=1,
        paper=KEY_CARD,
        template_version="1",
        template_hash=NO_TEMPLATE,
        language=language,
        layout="form",
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        foot=content.FootWords(page="{page}/{pages}", snapshot="", template=""),
    )
    return render([paper], fonts=load_family(program.fonts), page_hash=False)
