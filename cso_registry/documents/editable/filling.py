"""Fills a DOCX template and reads it back as a paper, which is frozen and drawn like any other."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table
from docx.text.paragraph import Paragraph
from jinja2 import TemplateError

from cso_registry.documents import content
from cso_registry.documents.compose import compose, composed_block
from cso_registry.documents.editable.marks import DRAWN, PLACE, environment, opened, place_name
from cso_registry.documents.facts import Facts
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.documents.template_model import Language
    from cso_registry.documents.templates import Template

_STANDS_FOR: Final = "⟦{name}⟧"
_TITLE: Final = "title"
_LISTED: Final = "list"
_ALIGNED: Final = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.LEFT: "left",
}
_TWIPS: Final = 1000
"""Widths of columns become shares of so many."""


def compose_docx(
    data: bytes,
    edition: str,
    sha256: str,
    template: Template,
    facts: Mapping[str, FactValue],
    *,
    language: Language,
    thai_digits: bool,
    draft: bool = False,
    training: bool = False,
    blank: bool = False,
) -> content.PaperContent:
    """Return a paper whose body is a DOCX template, filled.

    Head and foot (number, office, date, legal basis, layout) and what only the program draws
    (signatures, boxes, codes) are those of the delivered template of the paper.

    Args:
        data: The DOCX file.
        edition: What its edition is called; it stands in the snapshot.
        sha256: Hash of the file: the identity of the template, printed at the foot.
        template: The delivered template of the same paper.
        facts: See `compose`.
        language: Of the facts and of the frame.
        thai_digits: Whether digits of facts print as Thai ones; what the office wrote stays.
        draft: See `compose`.
        training: See `compose`.
        blank: See `compose`.

    Raises:
        InputError: `template.not_docx`, `template.does_not_fill`, `documents.*`.
    """
    base = compose(
        template, facts, language=language, thai_digits=thai_digits,
        draft=draft, training=training, blank=blank,
    )  # fmt: skip
    shown = Facts(template, facts, language=language, thai_digits=thai_digits, blank=blank)
    drawn = _drawn(template, shown)
    made = opened(data)
    try:
        made.render(_context(template, shown, drawn), environment(), autoescape=True)
    except TemplateError as error:
        raise InputError("template.does_not_fill", words=str(error)[:200]) from error
    out = io.BytesIO()
    made.save(out)
    body = _Body(docx.Document(io.BytesIO(out.getvalue())), drawn)
    blocks = tuple(body.blocks())
    return base.model_copy(
        update={
            "blocks": blocks,
            "title": body.title or base.title,
            "template_version": edition,
            "template_hash": sha256,
        }
    )


def _drawn(template: Template, shown: Facts) -> dict[str, content.Block | None]:
    """Return the parts that the program draws, by the name of their mark."""
    made: dict[str, content.Block | None] = {}
    for block in template.spec.block:
        if block.kind in DRAWN:
            made[place_name(block.kind, tuple(made))] = composed_block(block, shown)
    return made


def _context(template: Template, shown: Facts, drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Return every value a mark may name; what is not recorded says so."""
    given: dict[str, Any] = {PLACE: {name: _STANDS_FOR.format(name=name) for name in drawn}}
    for name, kind in template.spec.facts.items():
        if kind == "flag":
            given[name] = shown.flag(name)
        elif kind == "rows":
            given[name] = [
                {key: shown.digits(value) if isinstance(value, str) else value
                 for key, value in row.items()}
                for row in shown.rows(name) or ()
            ]  # fmt: skip
        else:
            given[name] = shown.value(name)
    return given


class _Body:
    """Reads the paragraphs and tables of a filled document as blocks.

    Attributes:
        title: The words of its paragraph in the style of a title.
    """

    def __init__(self, document: Any, drawn: Mapping[str, content.Block | None]) -> None:
        self._document = document
        self._tokens = {_STANDS_FOR.format(name=name): block for name, block in drawn.items()}
        self._items: list[content.ListItem] = []
        self.title = ""

    def blocks(self) -> Iterator[content.Block]:
        """Yield the blocks in their order."""
        for part in self._document.iter_inner_content():
            if isinstance(part, Table):
                yield from self._listed()
                yield _table(part)
            elif isinstance(part, Paragraph):
                yield from self._paragraph(part)
        yield from self._listed()

    def _paragraph(self, part: Paragraph) -> Iterator[content.Block]:
        text, style = part.text.strip(), str(part.style.name if part.style else "").casefold()
        if style.startswith(_LISTED) and text:
            label = f"{len(self._items) + 1}."
            self._items.append(content.ListItem(label=label, text=text))
            return
        yield from self._listed()
        if text in self._tokens:
            block = self._tokens[text]
            if block is not None:
                yield block
        elif style == _TITLE:
            self.title = " ".join(filter(None, (self.title, text)))
        elif style.startswith("heading") and text:
            yield content.Heading(kind="heading", text=text, level=1 if style.endswith("1") else 2)
        elif text:
            yield _running(part, text)

    def _listed(self) -> Iterator[content.Block]:
        if self._items:
            yield content.NumberedList(kind="list", items=tuple(self._items))
            self._items = []


def _running(part: Paragraph, text: str) -> content.Paragraph:
    first = part.paragraph_format.first_line_indent
    spoken = [run for run in part.runs if run.text.strip()]
    return content.Paragraph(
        kind="paragraph",
        text=text,
        indent=first is not None and first > 0,
        align=_aligned(part.alignment, "justify" if part.alignment else "left"),
        strong=bool(spoken) and all(run.bold for run in spoken),
    )


def _table(part: Table) -> content.Table:
    rows = [[cell.text.strip() for cell in row.cells] for row in part.rows]
    head = rows[0] if rows else [""]
    widths = [column.width or 1 for column in part.columns] or [1]
    total = sum(widths) or 1
    columns = tuple(
        content.Column(title=title, share=max(width * _TWIPS // total, 1), align=_side(part, at))
        for at, (title, width) in enumerate(zip(head, widths, strict=False))
    )
    body = tuple(tuple(row[: len(columns)]) for row in rows[1:])
    return content.Table(kind="table", columns=columns, rows=body)


def _side(part: Table, at: int) -> Any:
    """Return how the cells of a column stand, as its first row of values says."""
    if len(part.rows) < 2:  # noqa: PLR2004 - a head and a row
        return "left"
    said = part.rows[1].cells[at].paragraphs[0].alignment
    return _aligned(said, "left")


def _aligned(found: Any, usual: str) -> Any:
    return _ALIGNED.get(found, usual)
