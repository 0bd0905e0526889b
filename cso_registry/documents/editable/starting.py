"""The delivered template of a paper as a DOCX file with marks: where an office begins its own."""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

import docx
from docx.shared import Mm

from cso_registry.documents import template_model as specs
from cso_registry.documents.editable.marks import PLACE, place_name
from cso_registry.documents.editable.wording import ALIGNED, INDENT, use_thai, write
from cso_registry.documents.template_model import PLACEHOLDER

if TYPE_CHECKING:
    from docx.document import Document

    from cso_registry.documents.template_model import Language, Words
    from cso_registry.documents.templates import Template

ROW = "one"
"""What a row of a list is called in the marks."""


def starter(template: Template, language: Language) -> bytes:
    """Return the delivered template as DOCX, its facts as marks."""
    document = docx.Document()
    use_thai(document)
    writer = _Starter(document, language)
    writer.titled(template.spec.title)
    for block in template.spec.block:
        writer.begin(block)
        writer.write(block)
        writer.end(block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Starter:
    """Writes the blocks of a template with their marks."""

    def __init__(self, document: Document, language: Language) -> None:
        self._document, self._language = document, language
        self._places: list[str] = []

    def titled(self, words: Words) -> None:
        """Write the title in the style by which it is known again."""
        made = self._document.add_paragraph(style="Title")
        made.alignment = ALIGNED["center"]
        write(made, self._say(words), strong=True)

    def begin(self, block: Any) -> None:
        """Open the flags on which a block depends."""
        if block.when is not None:
            self._mark(f"p if {block.when}")
        if block.unless is not None:
            self._mark(f"p if not {block.unless}")

    def end(self, block: Any) -> None:
        """Close them."""
        for flag in (block.when, block.unless):
            if flag is not None:
                self._mark("p endif")

    @singledispatchmethod
    def write(self, block: Any) -> None:
        """Write one block; what is but ruled or blank is left to the word processor."""

    @write.register
    def _heading(self, block: specs.HeadingSpec) -> None:
        made = self._document.add_paragraph(style=f"Heading {block.level}")
        write(made, self._say(block.text), strong=True)

    @write.register
    def _display(self, block: specs.DisplaySpec) -> None:
        self._paragraph_of(block.text, align="center", strong=True)

    @write.register
    def _paragraph(self, block: specs.ParagraphSpec) -> None:
        self._paragraph_of(block.text, align=block.align, strong=block.strong, indent=block.indent)

    @write.register
    def _note(self, block: specs.NoteSpec) -> None:
        self._paragraph_of(block.text)

    @write.register
    def _rows(self, block: specs.RowsSpec) -> None:
        for row in block.rows:
            cells = (f"{self._say(one.label)}  {self._say(one.value)}" for one in row)
            made = self._document.add_paragraph()
            write(made, "    ".join(cells))

    @write.register
    def _list(self, block: specs.ListSpec) -> None:
        self._mark(f"p for {ROW} in {block.fact}")
        write(self._document.add_paragraph(style="List Number"), f"{{{{ {ROW}.text }}}}")
        self._mark("p endfor")

    @write.register
    def _table(self, block: specs.TableSpec) -> None:
        made = self._document.add_table(4, len(block.columns))
        made.style = "Table Grid"
        total = sum(column.share for column in block.columns)
        for at, column in enumerate(block.columns):
            for row in made.rows:
                row.cells[at].width = Mm(160 * column.share / total)
            write(made.cell(0, at).paragraphs[0], self._say(column.title), strong=True)
            value = made.cell(2, at).paragraphs[0]
            write(value, f"{{{{ {ROW}.{column.key} }}}}")
            value.alignment = ALIGNED[column.align]
        write(made.cell(1, 0).paragraphs[0], f"{{%tr for {ROW} in {block.fact} %}}")
        write(made.cell(3, 0).paragraphs[0], "{%tr endfor %}")

    @write.register
    def _signatures(self, block: specs.SignaturesSpec) -> None:
        self._drawn(block.kind)

    @write.register
    def _checklist(self, block: specs.ChecklistSpec) -> None:
        self._drawn(block.kind)

    @write.register
    def _code(self, block: specs.CodeSpec) -> None:
        self._drawn(block.kind)

    @write.register
    def _bars(self, block: specs.BarsSpec) -> None:
        self._drawn(block.kind)

    def _drawn(self, kind: str) -> None:
        name = place_name(kind, self._places)
        self._places.append(name)
        write(self._document.add_paragraph(), f"{{{{ {PLACE}.{name} }}}}")

    def _paragraph_of(
        self, words: Words, *, align: str = "left", strong: bool = False, indent: bool = False
    ) -> None:
        for text in self._say(words).split("\n"):
            made = self._document.add_paragraph()
            made.alignment = ALIGNED[align]
            made.paragraph_format.first_line_indent = INDENT if indent else None
            write(made, text, strong=strong)

    def _mark(self, inner: str) -> None:
        write(self._document.add_paragraph(), f"{{%{inner} %}}")

    def _say(self, words: Words) -> str:
        text = words.th if self._language == "th" else words.en
        return PLACEHOLDER.sub(lambda gap: f"{{{{ {gap[1]} }}}}", text)
