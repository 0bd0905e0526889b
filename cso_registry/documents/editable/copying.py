"""A paper as a DOCX file: the same words, to go on writing in; never the paper itself."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx

from cso_registry.documents.editable.blocks import BlockWriter
from cso_registry.documents.editable.wording import (
    ALIGNED,
    SMALL,
    TITLE,
    number_of_page,
    use_thai,
    write,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from cso_registry.documents.content import PaperContent

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same copy has the same bytes whenever it is made."""


def editable_copy(content: PaperContent, note: str) -> bytes:
    """Return a paper as a DOCX file that a person may change.

    Args:
        content: The paper.
        note: Stands at the foot of each page: that this is a copy, and of what.
    """
    document = docx.Document()
    use_thai(document)
    _head(document, content)
    writer = BlockWriter(document)
    for block in content.blocks:
        writer.write(block)
    _foot(document, content, note)
    properties = document.core_properties
    properties.title = content.title
    properties.author = content.office[0] if content.office else ""
    properties.created = properties.modified = _MADE
    properties.comments = note
    out = io.BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue())


def _same_each_time(file: bytes) -> bytes:
    """Return the file with a fixed time at each of its parts; the library takes the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as made, zipfile.ZipFile(out, "w") as again:
        for part in made.namelist():
            told = zipfile.ZipInfo(part, _MADE.timetuple()[:6])
            told.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(told, made.read(part))
    return out.getvalue()


def _head(document: Document, content: PaperContent) -> None:
    for text in content.watermark:
        write(_line(document, "center"), text, strong=True)
    if content.layout == "letter":
        write(_line(document, "left"), content.number)
        write(_line(document, "right"), "\n".join(content.office))
        write(_line(document, "center"), content.date)
        return
    for text in (content.title, content.subtitle):
        if text:
            write(_line(document, "center"), text, strong=True, size=TITLE)
    for text in ("\n".join(content.office), content.number, content.date):
        if text:
            write(_line(document, "center"), text)


def _foot(document: Document, content: PaperContent, note: str) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = ALIGNED["center"]
    for text in (*content.legal_basis, note):
        if text:
            write(foot, f"{text}\n", size=SMALL)
    number_of_page(foot)


def _line(document: Document, align: str) -> Paragraph:
    made = document.add_paragraph()
    made.alignment = ALIGNED[align]
    return made
