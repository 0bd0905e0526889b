"""Whether a PDF page looks like what its text says.

A PDF can say one thing and show another: other glyphs, a patch laid over a line, letters
drawn as lines. So the runs are drawn again with the program's own cuts in the same places,
and the two pictures are compared: no ink of the text may be missing from the page, and the
page's own text may have no ink elsewhere. Other drawing may only be straight lines and
boxes, and no more dark ground than the codes have.
"""

from __future__ import annotations

import ctypes
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from cso_registry.documents.text import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.documents.fonts import FontFamily, Typeface

_DOTS_PER_INCH: Final = 150
_POINTS_PER_INCH: Final = 72
_DARK, _LIGHT = 110, 205
_NEAR: Final = 3
_TOLERATED: Final = 3
_SLANT: Final = 0.02
_MOST_SEGMENTS: Final = 100_000
_LOOSE: Final = 0.3
_WATERMARK: Final = 0.88
_ACTUAL_TEXT: Final = b"ActualText"
MOST_TEXT: Final = 65_536
_MOST_NAME: Final = 200
_BYTE_ORDER_MARK: Final = b"\xfe\xff"


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A run of text, where it stands, in which cut and size, and how far its ink reaches.

    `grey` is that of a watermark, which stands aslant; all other text is black.
    """

    text: str
    matrix: tuple[float, float, float, float, float, float]
    font: str
    size: float
    right: float
    grey: bool = False
    stretch: float = 0.0


def placed_runs(page: Any) -> list[PlacedRun]:
    """Return the runs of a page that say what they are, in order, and where they stand."""
    runs: list[PlacedRun] = []
    last = 0
    for at in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        text, place = marked_text(found)
        if text is None:
            last = 0
        elif place == last:
            runs[-1] = replace(runs[-1], right=max(runs[-1].right, _right(found)))
        else:
            runs.append(_placed(found, text))
            last = place
    return runs


def marked_text(found: Any) -> tuple[str | None, int]:
    """Return what a text object says it is, and the place of its mark, 0 without one."""
    for at in range(raw.FPDFPageObj_CountMarks(found)):
        mark = raw.FPDFPageObj_GetMark(found, at)
        text = _actual_text(mark)
        if text is not None:
            return text, ctypes.addressof(mark.contents)
    return None, 0


def _actual_text(mark: Any) -> str | None:
    length = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL_TEXT, None, 0, length):
        return None
    size = min(length.value, MOST_TEXT)
    kept = (ctypes.c_ubyte * size)()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL_TEXT, kept, size, length)
    data = bytes(kept)
    if data.startswith(_BYTE_ORDER_MARK):
        return data[2:].decode("utf-16-be", errors="replace")
    return data.decode("latin-1")


def _placed(found: Any, text: str) -> PlacedRun:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    raw.FPDFTextObj_GetFontSize(found, size)
    font = raw.FPDFTextObj_GetFont(found)
    name = ctypes.create_string_buffer(_MOST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _MOST_NAME)
    return PlacedRun(
        text,
        (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f),
        name.value.decode("latin-1"),
        size.value,
        _right(found),
        grey=abs(matrix.b) > _SLANT and not _is_dark(found),
    )


def _right(found: Any) -> float:
    edges = tuple(ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(found, *edges)
    return edges[2].value


def unlike_places(page: Any, runs: Sequence[PlacedRun], family: FontFamily) -> int:
    """Return in how many dots the ink of a page and that of its text differ.

    The page is worn out by this: what is no text is taken off it.
    """
    size = page.get_size()
    seen = _picture(page)
    _take_off_all_but_text(page)
    own = _picture(page)
    again = _picture_again(size, runs, family)
    missing = _ink_without(again, seen)
    strange = _ink_without(own, again)
    found = missing + strange
    return found if found > _TOLERATED else 0


def foreign_drawing(page: Any) -> tuple[int, int]:
    """Return how many shapes are no straight lines or boxes, and how many are dark grounds."""
    foreign = dark = 0
    for at in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_PATH:
            continue
        foreign += not _is_straight(found)
        dark += _is_dark_ground(found)
    return foreign, dark


def _is_straight(found: Any) -> bool:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    count = raw.FPDFPath_CountSegments(found)
    if abs(matrix.b) > _SLANT or abs(matrix.c) > _SLANT or count > _MOST_SEGMENTS:
        return False
    before: tuple[float, float] | None = None
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(found, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (x.value, y.value)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return False
        if kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            across, up = abs(here[0] - before[0]), abs(here[1] - before[1])
            if min(across, up) > _SLANT:
                return False
        before = here
    return True


def _is_dark_ground(found: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(found, fill, stroke)
    if fill.value == raw.FPDF_FILLMODE_NONE:
        return False
    return _is_dark(found)


def _is_dark(found: Any) -> bool:
    parts = tuple(ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(found, *parts)
    return sum(part.value for part in parts[:3]) < 3 * _DARK


def _picture(page: Any) -> Image.Image:
    bitmap = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    picture: Image.Image = bitmap.to_pil()
    return picture.convert("L")


def _take_off_all_but_text(page: Any) -> None:
    others = [
        found
        for at in range(raw.FPDFPage_CountObjects(page))
        if raw.FPDFPageObj_GetType(found := raw.FPDFPage_GetObject(page, at))
        != raw.FPDF_PAGEOBJ_TEXT
    ]
    for found in others:
        if raw.FPDFPage_RemoveObject(page, found):
            raw.FPDFPageObj_Destroy(found)


def _picture_again(
    size: tuple[float, float], runs: Sequence[PlacedRun], family: FontFamily
) -> Image.Image:
    """Draw the runs twice: the first time shows how far each was stretched."""
    with _drawn(size, runs, family) as page:
        drawn = placed_runs(page)
    fitted = runs
    if len(drawn) == len(runs):
        fitted = [_fitted(run, at, family) for run, at in zip(runs, drawn, strict=True)]
    with _drawn(size, fitted, family) as page:
        return _picture(page)


def _fitted(run: PlacedRun, drawn: PlacedRun, family: FontFamily) -> PlacedRun:
    """Return a run so that it begins and ends where it does on the page."""
    (a, b, c, d, x, y), (*_, drawn_x, drawn_y) = run.matrix, drawn.matrix
    moved = replace(run, matrix=(a, b, c, d, 2 * x - drawn_x, 2 * y - drawn_y))
    gaps = _face(run, family).shape(run.text).clusters - 1
    extra = (run.right - x) - (drawn.right - drawn_x)
    if gaps < 1 or extra < _LOOSE:
        return moved
    return replace(moved, stretch=extra / gaps)


@contextmanager
def _drawn(
    size: tuple[float, float], runs: Sequence[PlacedRun], family: FontFamily
) -> Iterator[Any]:
    sink = BytesIO()
    make: Any = Canvas
    canvas = make(sink, pagesize=size, initialFontName=family.regular.name, invariant=1)
    pen = Pen(canvas)
    for run in runs:
        face = _face(run, family)
        place = " ".join(f"{number:.5f}" for number in run.matrix)
        points = run.size / face.scale
        code = pen.code(0, 0, run.text, face, points, stretch=run.stretch)
        shade = _WATERMARK if run.grey else 0
        canvas.addLiteral(f"q {shade} g {place} cm {code} Q")
    canvas.showPage()
    canvas.save()
    with closing(pdfium.PdfDocument(sink.getvalue())) as document, closing(document[0]) as page:
        yield page


def _face(run: PlacedRun, family: FontFamily) -> Typeface:
    bold, italic = "Bold" in run.font, "Italic" in run.font
    if bold:
        return family.bold_italic if italic else family.bold
    return family.italic if italic else family.regular


def _ink_without(ink: Image.Image, ground: Image.Image) -> int:
    """Return how many dark dots of `ink` have nothing dark near them on `ground`."""
    if ink.size != ground.size:
        ground = ground.resize(ink.size)
    dark = ink.point(lambda value: 255 if value < _DARK else 0)
    light = ground.filter(ImageFilter.MinFilter(_NEAR)).point(
        lambda value: 255 if value > _LIGHT else 0
    )
    return ImageChops.darker(dark, light).histogram()[255]
