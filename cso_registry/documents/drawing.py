"""Draws laid-out pages on a PDF canvas."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.utils import ImageReader

from cso_registry.documents.code_modules import code_operators
from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import (
    BoxMark,
    CodeMark,
    FillMark,
    FrameMark,
    PictureMark,
    RuleMark,
    TextMark,
)
from cso_registry.documents.text import Pen
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.documents.layout.marks import Mark, Slot
    from cso_registry.documents.layout.pages import Page
    from cso_registry.documents.layout.strips import Placed

_MOST_PIXELS: Final = 16_000_000
_MOST_BYTES: Final = 8 * 1024 * 1024
_MARK_WIDTH: Final = 500.0
_MARK_ANGLE: Final = 52
_MARK_LARGEST: Final = 110.0
_RULE_WIDTH: Final = "0.6 w"
_LIGHT: Final = "0.93"
_DARK: Final = "0.35"
_SOLID: Final = "[] 0 d"
_DOTTED: Final = "[0.6 1.9] 0 d"
_TICK: Final = ((0.18, 0.5), (0.42, 0.2), (1.02, 1.08))
_KEPT_STRIPS: Final = 2048
_TOP_Y: Final = measures.PAGE_HEIGHT - measures.TOP


class PageDrawer:
    """Draws the pages of one document.

    Raises:
        InputError: ``documents.image_unreadable``, for an image that is none or too large.
    """

    def __init__(
        self, canvas: Canvas, family: FontFamily, images: dict[Slot, bytes | None]
    ) -> None:
        self._canvas = canvas
        self._family = family
        self._pen = Pen(canvas)
        self._strips: dict[tuple[int, float], tuple[tuple[Mark, ...], str]] = {}
        self._images = {slot: _image(slot, data) for slot, data in images.items() if data}

    def draw(self, page: Page, content: PaperContent) -> None:
        """Draw one page and end it."""
        if content.watermark:
            self._watermark(content.watermark)
        strips = (*page.body, page.foot)
        self._canvas.addLiteral("\n".join((_RULE_WIDTH, *map(self._strip, strips))))
        for placed in strips:
            for mark in placed.marks:
                if isinstance(mark, PictureMark):
                    self._picture(mark, _TOP_Y - placed.top - mark.y, draft=content.draft)
        self._canvas.showPage()

    def _strip(self, placed: Placed) -> str:
        """Return the operators of what stands on a strip; the same strip is encoded once."""
        key = (id(placed.marks), placed.top)
        known = self._strips.get(key)
        if known is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            codes = (self._code(mark, _TOP_Y - placed.top) for mark in placed.marks)
            # The marks are kept beside their code, so that no other marks get their id.
            known = self._strips[key] = (placed.marks, "\n".join(filter(None, codes)))
        return known[1]

    def _code(self, mark: Mark, top: float) -> str:
        x, y = measures.LEFT + mark.x, top - mark.y
        if isinstance(mark, TextMark):
            return self._pen.code(x, y, mark.text, mark.face, mark.size, stretch=mark.stretch)
        if isinstance(mark, RuleMark):
            end = f"{measures.LEFT + mark.to_x:.2f} {top - mark.to_y:.2f} l"
            line = f"{x:.2f} {y:.2f} m {end} S"
            return f"{_DOTTED} {line} {_SOLID}" if mark.dotted else line
        if isinstance(mark, FillMark):
            ink = _DARK if mark.dark else _LIGHT
            return f"{ink} g {x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f} re f 0 g"
        if isinstance(mark, FrameMark):
            place = f"{x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f}"
            return f"{mark.weight:.2f} w {place} re S {_RULE_WIDTH}"
        if isinstance(mark, CodeMark):
            return code_operators(mark.text, x, y, mark.side)
        return _box(mark, x, y) if isinstance(mark, BoxMark) else ""

    def _picture(self, mark: PictureMark, y: float, *, draft: bool) -> None:
        x = measures.LEFT + mark.x
        image = self._images.get(mark.slot)
        if image is not None:
            self._canvas.drawImage(
                image, x, y, mark.width, mark.height, mask="auto",
                preserveAspectRatio=True, anchor="c",
            )  # fmt: skip
        elif draft:
            place = f"{x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f}"
            self._canvas.addLiteral(f"q 0.7 G 0.5 w [3 3] 0 d {place} re S Q")

    def _watermark(self, lines: tuple[str, ...]) -> None:
        face = self._family.bold
        size = min(_MARK_LARGEST, *(_MARK_WIDTH / max(face.width(text, 1), 1) for text in lines))
        height = (face.ascent + face.descent) * size
        self._canvas.saveState()
        self._canvas.addLiteral("0.88 g")
        self._canvas.translate(measures.PAGE_WIDTH / 2, measures.PAGE_HEIGHT / 2)
        self._canvas.rotate(_MARK_ANGLE)
        for number, text in enumerate(lines):
            y = ((len(lines) - 1) / 2 - number) * height - face.ascent * size / 3
            self._pen.draw(0, y, text, face, size, "center")
        self._canvas.restoreState()


def _box(mark: BoxMark, x: float, y: float) -> str:
    side = mark.side
    code = f"{x:.2f} {y:.2f} {side:.2f} {side:.2f} re S"
    if mark.checked:
        path = ((x + side * dx, y + side * dy) for dx, dy in _TICK)
        (ax, ay), (bx, by), (cx, cy) = path
        code += (
            f" 1.4 w {ax:.2f} {ay:.2f} m {bx:.2f} {by:.2f} l {cx:.2f} {cy:.2f} l S {_RULE_WIDTH}"
        )
    return code


def _image(slot: Slot, data: bytes) -> Any:
    """Read an image, looking at its size before its pixels."""
    try:
        image: Any = ImageReader(BytesIO(data[:_MOST_BYTES]))
        width, height = image.getSize()
        if width * height <= _MOST_PIXELS and len(data) <= _MOST_BYTES:
            image.getRGBData()
            return image
    except Exception as error:
        raise InputError("documents.image_unreadable", slot=slot) from error
    raise InputError("documents.image_unreadable", slot=slot)
