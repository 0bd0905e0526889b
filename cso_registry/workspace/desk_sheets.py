"""Sheets that a desk prints for itself and that no journal keeps: keys, duties of the week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.documents import content
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import render
from cso_registry.documents.templates import load_templates
from cso_registry.kernel.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

KEY_CARD: Final = "S-90"
DUTY_SHEET: Final = "S-91"
LABELS: Final = "S-92"
CALENDAR_SHEET: Final = "S-93"
HAND_OVER: Final = "S-94"
NO_TEMPLATE: Final = digest(b"").hex()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A heading and rows of cells under it.

    Attributes:
        shares: How wide each column is beside the others.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = (2, 3)


def draw_tables(
    program: Program,
    language: Language,
    *,
    title: str,
    subtitle: str,
    tables: Iterable[SheetTable],
    notes: Iterable[str] = (),
    code: str = KEY_CARD,
    watermark: tuple[str, ...] = (),
) -> bytes:
    """Return a PDF of tables under headings, `notes` last; the same words give the same bytes."""
    blocks: list[content.Block] = []
    for table in tables:
        blocks.append(content.Heading(kind="heading", text=table.heading, level=2))
        columns = tuple(
            content.Column(title=title, share=share)
            for title, share in zip(table.columns, table.shares, strict=True)
        )
        blocks.append(content.Table(kind="table", columns=columns, rows=table.rows))
    blocks += [content.Paragraph(kind="paragraph", text=note) for note in notes]
    paper = content.PaperContent(
        snapshot_format=1,
        paper=code,
        template_version="1",
        template_hash=NO_TEMPLATE,
        language=language,
        layout="form",
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        watermark=watermark,
        foot=content.FootWords(page="{page}/{pages}", snapshot="", template=""),
    )
    return render([paper], fonts=load_family(program.fonts), page_hash=False)


def training_mark(workspace: Workspace, language: Language) -> tuple[str, ...]:
    """Return the watermark of a training registry; nothing for a real one."""
    if not workspace.is_training:
        return ()
    templates = load_templates(workspace.program.resources.path("templates"))
    words = next(iter(templates.values())).words.watermark_training
    return (words.th if language == "th" else words.en,)
