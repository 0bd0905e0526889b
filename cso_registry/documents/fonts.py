"""The four cuts of the typeface of all papers, from a folder that is handed in.

Sizes are those of the regulation: 16 is the letter height of TH Sarabun at 16 points.
Sarabun, which is larger, is drawn at 10.7 points to look the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from cso_registry.documents.shaping import PER_EM, Shaper
from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.documents.shaping import Shaped

SARABUN_SCALE: Final = 10.7 / 16
_TALLEST_AND_DEEPEST: Final = ("ปั้ปี๊ฟื้ฝึ๊กิ์ก๊ำน้ำ", "ฎุฏูฎฺญูฐูฤๅฬู", "ÅŜgjpqy()|")


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The files of the four cuts; an office may name its own TH Sarabun files.

    Attributes:
        regular: File name of the upright cut.
        bold: File name of the bold cut.
        italic: File name of the italic cut.
        bold_italic: File name of the bold italic cut.
        scale: Real points per regulation point; 1 for every TH Sarabun.
    """

    regular: str = "Sarabun-Regular.ttf"
    bold: str = "Sarabun-Bold.ttf"
    italic: str = "Sarabun-Italic.ttf"
    bold_italic: str = "Sarabun-BoldItalic.ttf"
    scale: float = SARABUN_SCALE


class Typeface:
    """One cut, ready to be measured and drawn.

    Attributes:
        name: Name in the PDF library; the same file has the same name.
        font: The font object of the PDF library.
        scale: Real points per regulation point.
        ascent: How far ink reaches above the base line at one regulation point.
        descent: How far ink reaches below it.
    """

    def __init__(self, data: bytes, scale: float) -> None:
        self.name = f"paper-{hashlib.sha256(data).hexdigest()[:16]}"
        self.font = TTFont(self.name, BytesIO(data), asciiReadable=False)
        self._shaper = Shaper(self.font)
        self.scale: float = scale
        tops, bottoms = zip(*map(self._shaper.ink, _TALLEST_AND_DEEPEST), strict=True)
        self.ascent: float = max(tops) * self.scale / PER_EM
        self.descent: float = max(bottoms) * self.scale / PER_EM

    def shape(self, text: str) -> Shaped:
        """Return the glyphs of ``text``."""
        return self._shaper(text)

    def width(self, text: str, size: float) -> float:
        """Return the width of ``text`` in real points, at ``size`` regulation points."""
        return self._shaper(text).advance * size * self.scale / PER_EM

    def reach(self, text: str, size: float) -> tuple[float, ...]:
        """Return the width of what stands before each character, and of the whole."""
        em = size * self.scale / PER_EM
        return tuple(step * em for step in self._shaper.reach(text))

    def missing(self, text: str) -> frozenset[str]:
        """Return the characters that will be drawn as an empty box."""
        known = self.font.face.charToGlyph
        return frozenset(char for char in text if char.isprintable() and ord(char) not in known)


@dataclass(frozen=True, slots=True, eq=False)
class FontFamily:
    """The four cuts; a family is itself and no other, so that it is a quick key.

    Attributes:
        regular: The upright cut.
        bold: The bold cut.
        italic: The italic cut.
        bold_italic: The bold italic cut.
        ascent: How far the higher of upright and bold reaches above the base line, at one point.
        descent: How far the deeper of the two reaches below it.
    """

    regular: Typeface
    bold: Typeface
    italic: Typeface
    bold_italic: Typeface
    ascent: float = field(init=False)
    descent: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure once what every line of a paper asks for."""
        object.__setattr__(self, "ascent", max(self.regular.ascent, self.bold.ascent))
        object.__setattr__(self, "descent", max(self.regular.descent, self.bold.descent))


def load_family(folder: Path, files: FontFiles | None = None) -> FontFamily:
    """Read the four cuts from a folder.

    Raises:
        KnownError: ``documents.font_missing`` or ``documents.font_unreadable``.
    """
    chosen = files or FontFiles()
    names = (chosen.regular, chosen.bold, chosen.italic, chosen.bold_italic)
    return FontFamily(*(_load(folder / name, chosen.scale) for name in names))


def _load(path: Path, scale: float) -> Typeface:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError("documents.font_missing", file=path.name) from error
    try:
        face = Typeface(data, scale)
    except (TTFError, ValueError, LookupError, AssertionError) as error:
        raise KnownError("documents.font_unreadable", file=path.name) from error
    pdfmetrics.registerFont(face.font)
    return face
