"""Thai in a DOCX file: the fonts, sizes and language of complex scripts, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FACE: Final = "TH Sarabun New"
BODY, SMALL, LARGE, TITLE = 16, 12, 20, 18
ALIGNED: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.THAI_JUSTIFY,
}
_FACES: Final = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
INDENT: Final = Mm(25)


def use_thai(document: Document) -> None:
    """Make Thai letters of the usual face and size the rule of a document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(20)
    normal = document.styles["Normal"]
    faced(normal.element.get_or_add_rPr(), BODY, strong=False, italic=False)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0


def faced(properties: Any, size: int, *, strong: bool, italic: bool) -> None:
    """Set face, size, weight and language of letters, for Latin and for Thai."""
    fonts = properties.get_or_add_rFonts()
    for name in _FACES:
        fonts.set(qn(name), FACE)
    for name, present in (("w:b", strong), ("w:bCs", strong), ("w:i", italic), ("w:iCs", italic)):
        if present:
            properties.append(OxmlElement(name))
    for name in ("w:sz", "w:szCs"):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(2 * size))
        properties.append(element)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "th-TH")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: int = BODY,
    strong: bool = False,
    italic: bool = False,
) -> Paragraph:
    """Add text to a paragraph; its line ends stay line ends."""
    for number, line in enumerate(text.split("\n")):
        run: Run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        faced(run._r.get_or_add_rPr(), size, strong=strong, italic=italic)  # noqa: SLF001 - the library has no other way
    return paragraph


def stay_with_next(paragraph: Paragraph) -> Paragraph:
    """Keep a paragraph on the page of the one that follows."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def number_of_page(paragraph: Paragraph) -> None:
    """Add the number of the page, which the word processor counts."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        faced(run._r.get_or_add_rPr(), SMALL, strong=False, italic=False)  # noqa: SLF001 - the library has no other way
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 - the library has no other way
