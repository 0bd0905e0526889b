"""Each block of a paper as paragraphs and tables of a DOCX file."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cso_registry.documents import content as paper
from cso_registry.documents.editable.wording import (
    ALIGNED,
    BODY,
    INDENT,
    LARGE,
    SMALL,
    stay_with_next,
    write,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

DOTS = "." * 60
TICKED, EMPTY = "☑", "☐"
WIDTH_MM = 160
SIGNING = "." * 40


class BlockWriter:
    """Writes the blocks of one paper, in their order."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @singledispatchmethod
    def write(self, block: Any) -> None:
        """Write one block."""
        raise TypeError(type(block).__name__)

    @write.register
    def _heading(self, block: paper.Heading) -> None:
        made = write(self._new(), block.text, strong=True, size=BODY if block.level == 2 else 18)  # noqa: PLR2004 - the second level
        made.alignment = ALIGNED[block.align]
        made.paragraph_format.space_before = Pt(8)
        stay_with_next(made)

    @write.register
    def _display(self, block: paper.Display) -> None:
        write(self._new("center"), block.text, strong=True, size=LARGE)

    @write.register
    def _paragraph(self, block: paper.Paragraph) -> None:
        for text in block.text.split("\n"):
            made = write(self._new(block.align), text, strong=block.strong)
            made.paragraph_format.first_line_indent = INDENT if block.indent else None
            made.paragraph_format.space_after = Pt(4)

    @write.register
    def _note(self, block: paper.Note) -> None:
        if block.framed:
            cell = self._table(1, 1).cell(0, 0)
            write(cell.paragraphs[0], block.text, size=SMALL)
        else:
            write(self._new(), block.text, size=SMALL, italic=True)

    @write.register
    def _rows(self, block: paper.LabelRows) -> None:
        for row in block.rows:
            line = self._new()
            for number, cell in enumerate(row.cells):
                write(line, f"{'    ' if number else ''}{cell.label}  ", strong=True)
                write(line, cell.value or DOTS * cell.lines)

    @write.register
    def _rows_of_table(self, block: paper.Table) -> None:
        made = self._table(1 + len(block.rows), len(block.columns))
        total = sum(column.share for column in block.columns)
        for at, column in enumerate(block.columns):
            width = Mm(WIDTH_MM * column.share / total)
            made.columns[at].width = width
            for row in made.rows:
                row.cells[at].width = width
            head = write(made.cell(0, at).paragraphs[0], column.title, strong=True)
            head.alignment = ALIGNED["center"]
        _repeat_on_each_page(made)
        for down, row in enumerate(block.rows, start=1):
            cells = made.rows[down].cells
            for at, text in enumerate(row):
                said = write(cells[at].paragraphs[0], text)
                said.alignment = ALIGNED[block.columns[at].align]
        self._new()

    @write.register
    def _bars(self, block: paper.Bars) -> None:
        stay_with_next(write(self._new(), block.title, strong=True))
        # Whoever edits the copy edits numbers: bars would no longer agree with them.
        for one in block.bars:
            write(self._new(), f"{one.name}: {one.said}")
        for text in (block.empty, block.source):
            if text:
                write(self._new(), text, size=SMALL, italic=True)

    @write.register
    def _checklist(self, block: paper.Checklist) -> None:
        for one in block.items:
            write(self._new(), f"{TICKED if one.checked else EMPTY} {one.text}")

    @write.register
    def _list(self, block: paper.NumberedList) -> None:
        for one in block.items:
            made = write(self._new(), f"{one.label}\t{one.text}")
            made.paragraph_format.left_indent = Mm(12)
            made.paragraph_format.first_line_indent = Mm(-12)
            made.paragraph_format.tab_stops.add_tab_stop(Mm(12))

    @write.register
    def _signatures(self, block: paper.Signatures) -> None:
        if block.closing:
            stay_with_next(write(self._new("center"), block.closing))
        self._sign(block.people, block.columns)

    @write.register
    def _lines(self, block: paper.WritingLines) -> None:
        for _ in range(block.count):
            write(self._new(), DOTS * 2)

    @write.register
    def _separator(self, _block: paper.Separator) -> None:
        borders = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        self._new()._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - the library has no other way

    @write.register
    def _spacer(self, block: paper.Spacer) -> None:
        self._new().paragraph_format.space_after = Mm(block.height_mm)

    @write.register
    def _code(self, block: paper.Code) -> None:
        # A code proves the paper that was issued; a copy that anybody may change bears none.
        for text in (block.heading, block.caption):
            if text:
                write(self._new("center"), text, size=SMALL)
        if block.people:
            self._sign(block.people, 1)

    def _sign(self, people: tuple[paper.Signatory, ...], columns: int) -> None:
        self._keep_last_words()
        rows = -(-len(people) // columns)
        made = self._table(rows, columns, ruled=False)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER if columns > 1 else WD_TABLE_ALIGNMENT.RIGHT
        for at, one in enumerate(people):
            cell = made.cell(at // columns, at % columns)
            lines = [
                f"{one.before} {SIGNING} {one.after}".strip(),
                f"({one.name or SIGNING})",
                *one.below,
            ]
            for number, text in enumerate(lines):
                line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                line.alignment = ALIGNED["center"]
                line.paragraph_format.space_before = Pt(0 if number else 14)
                write(line, text)
        for line in (line for row in made.rows for one in row.cells for line in one.paragraphs):
            stay_with_next(line)

    def _keep_last_words(self) -> None:
        """Keep what stands last with what follows, so that nobody signs a page without words."""
        for block in reversed(list(self._document.iter_inner_content())):
            lines = (
                [block]
                if isinstance(block, Paragraph)
                else [line for cell in block.rows[-1].cells for line in cell.paragraphs]
            )
            for line in lines:
                stay_with_next(line)
            if any(line.text for line in lines):
                return

    def _new(self, align: str = "left") -> Any:
        made = self._document.add_paragraph()
        made.alignment = ALIGNED[align]
        return made

    def _table(self, rows: int, columns: int, *, ruled: bool = True) -> Table:
        made: Table = self._document.add_table(rows, columns)
        made.autofit = False
        if ruled:
            made.style = "Table Grid"
        return made


def _repeat_on_each_page(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
