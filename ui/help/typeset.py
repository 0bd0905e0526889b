"""Gives a page of the manual the type scale and the spacing of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.look.measures import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from ui.look.look import Look

MARGIN: Final = 14
HEADINGS: Final = {1: Type.TITLE, 2: Type.SECTION}


def typeset(document: QTextDocument, look: Look) -> None:
    """Set sizes and spacing of a document that was read from Markdown."""
    document.setDefaultFont(look.font())
    document.setDocumentMargin(look.px(MARGIN))
    block = document.begin()
    while block.isValid():
        _set(block, look)
        block = block.next()


def _set(block: QTextBlock, look: Look) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    spaced = QTextBlockFormat()
    spaced.setNonBreakableLines(False)
    if level:
        kind = HEADINGS.get(level, Type.STRONG)
        spaced.setTopMargin(look.px(14 if level > 1 else 0))
        spaced.setBottomMargin(look.px(4))
        sized = QTextCharFormat()
        sized.setFont(look.font(kind))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(sized)
    else:
        spaced.setBottomMargin(look.px(4))
    cursor.mergeBlockFormat(spaced)
