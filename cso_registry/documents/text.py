"""Draws a run of text that looks right and copies out as exactly the text put in.

Glyphs are placed as shaped; around them stands the true text (ActualText), because
the glyphs of stacked Thai marks have no code point of their own.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Literal

from cso_registry.documents.shaping import NO_CHARACTER, PER_EM, without_surrogates

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cso_registry.documents.fonts import Typeface
    from cso_registry.documents.shaping import Shaped

Align = Literal["left", "center", "right"]
_ESCAPES: Final = str.maketrans(
    {code: f"\\{code:03o}" for code in (10, 13, *range(0x80, 0x100))}
    | {ord(char): f"\\{char}" for char in "()\\"}
)
_CHARACTER: Final = itemgetter(0)
_Run = tuple[str, str, str]
_KEPT_RUNS: Final = 4096
_ALIGN_PART: Final = {"left": 0.0, "center": 0.5, "right": 1.0}


def width(text: str, face: Typeface, size: float) -> float:
    """Return the drawn width in real points, at ``size`` regulation points."""
    return face.width(text, size)


def draw(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    face: Typeface,
    size: float,
    align: Align = "left",
) -> None:
    """Draw one run on a canvas. For many runs keep one ``Pen`` for the document."""
    Pen(canvas).draw(x, y, text, face, size, align)


class Pen:
    """Draws text on the pages of one document; keeps what it has encoded, in bounds."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        # The library has no other way to the document that font subsets belong to.
        self._document: Any = vars(canvas)["_doc"]
        self._codes: dict[str, dict[str, tuple[str, str]]] = {}
        self._runs: dict[tuple[str, str, float, float], _Run] = {}

    def draw(
        self,
        x: float,
        y: float,
        text: str,
        face: Typeface,
        size: float,
        align: Align = "left",
        stretch: float = 0.0,
    ) -> None:
        """Draw ``text`` with its base line at ``y``.

        Args:
            x: The left end, the middle or the right end, by ``align``; real points.
            y: The base line, real points from the bottom of the page.
            text: Anything; characters that the font lacks print as an empty box.
            face: The cut.
            size: Regulation points.
            align: Which point of the run stands at ``x``.
            stretch: Real points added between clusters, to justify a line.
        """
        self._canvas.addLiteral(self.code(x, y, text, face, size, align, stretch))

    def code(
        self,
        x: float,
        y: float,
        text: str,
        face: Typeface,
        size: float,
        align: Align = "left",
        stretch: float = 0.0,
    ) -> str:
        """Return the operators that ``draw`` adds to the page."""
        if not text:
            return ""
        if align != "left":
            x -= face.width(text, size) * _ALIGN_PART[align]
        before, after, boxes = self._run(text, face, size, stretch)
        code = f"{before}{x:.2f} {y:.2f} Td {after}"
        return f"{code} q 1 0 0 1 {x:.2f} {y:.2f} cm {boxes} Q" if boxes else code

    def _run(self, text: str, face: Typeface, size: float, stretch: float) -> _Run:
        key = (text, face.name, size, stretch)
        run = self._runs.get(key)
        if run is None:
            if len(self._runs) >= _KEPT_RUNS:
                self._runs.clear()
            true_text = _literal(b"\xfe\xff" + without_surrogates(text).encode("utf-16-be"))
            shaped, points = face.shape(text), size * face.scale
            glyphs = self._encode(shaped, face, points, stretch)
            run = (
                f"/Span<</ActualText{true_text}>>BDC BT ",
                f"{glyphs} ET EMC",
                _boxes(shaped, points, stretch),
            )
            self._runs[key] = run
        return run

    def _encode(self, shaped: Shaped, face: Typeface, points: float, stretch: float) -> str:
        """Return glyphs as text operators, as few as can be: font, rise, arrays of glyphs."""
        between = round(stretch * PER_EM / points) if stretch else 0
        known = self._codes.setdefault(face.name, {})
        done: list[str] = []
        codes: list[str] = []
        shift, rise, font = between, 0, ""
        for char, wide, advance, dx, dy, starts in shaped.glyphs:
            glyph_font, code = known.get(char) or self._code(face, char)
            move = shift - dx
            if starts:
                move -= between
            if glyph_font != font or dy != rise:
                done.append(f"[({''.join(codes)})]TJ" if codes else "")
                codes = []
                done.append(f"{glyph_font} {points:.3f} Tf {dy * points / PER_EM:.3f} Ts")
                font, rise = glyph_font, dy
            codes.append(f"){move}({code}" if move else code)
            shift = wide - advance + dx
        done.append(f"[({''.join(codes)})]TJ{' 0 Ts' if rise else ''}")
        return " ".join(done)

    def _code(self, face: Typeface, char: str) -> tuple[str, str]:
        # A blank stands under a box, so that the run has a glyph its true text hangs on.
        drawn = " " if char == NO_CHARACTER else char
        ((subset, code),) = face.font.splitString(drawn, self._document)
        found = face.font.getSubsetInternalName(subset, self._document), _escaped(code)
        self._codes[face.name][char] = found
        return found


def _escaped(data: bytes) -> str:
    """Return bytes as the inside of a PDF string, in ASCII."""
    return data.decode("latin-1").translate(_ESCAPES)


def _literal(data: bytes) -> str:
    return f"({_escaped(data)})"


def _boxes(shaped: Shaped, points: float, stretch: float) -> str:
    """Return the outlines of empty boxes, from the start of the run on the base line."""
    if NO_CHARACTER not in map(_CHARACTER, shaped.glyphs):
        return ""
    em = points / PER_EM
    place = -stretch
    outlines = []
    for char, _, advance, _, _, starts in shaped.glyphs:
        place += stretch if starts else 0
        if char == NO_CHARACTER:
            outlines.append(f"{place + 60 * em:.2f} 0 {500 * em:.2f} {620 * em:.2f} re")
        place += advance * em
    return f"{40 * em:.2f} w {' '.join(outlines)} S"
