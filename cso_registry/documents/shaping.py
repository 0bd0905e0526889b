"""Letters to placed glyphs: Thai vowels and tones stand where they belong.

The PDF library's own shaping is not used: it chooses the writing system by the first
letter, so that Thai after a Latin word is drawn wrongly, and it is slow.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz

if TYPE_CHECKING:
    from collections.abc import Iterator


PER_EM: Final = 1000
_CACHED_RUNS: Final = 8192
_CACHED_LENGTH: Final = 512
_PRIVATE_PLACES: Final = 0xF800 - 0xE000
_PLAIN: Final = re.compile("[ -~\u0e01-\u0e5b]*")
"""Nothing that is not drawn: of nearly every text no more has to be asked."""
_THAI_BLOCK: Final = re.compile("[\u0e00-\u0e7f]")
_UNDRAWABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
NO_CHARACTER: Final = "\x00"
_BOX_ADVANCE: Final = 620
_ADVANCE: Final = itemgetter(2)


class Glyph(NamedTuple):
    """One glyph of a run; all lengths in thousandths of an em.

    Attributes:
        char: The code point that stands for the glyph in the font object of the PDF;
            ``NO_CHARACTER`` where the font has none and a box is to be drawn.
        width: The width the PDF believes the glyph to have.
        advance: How far the pen moves.
        dx: Offset to the right.
        dy: Offset upwards.
        starts: Whether a new cluster begins here.
    """

    char: str
    width: int
    advance: int
    dx: int
    dy: int
    starts: bool


class Shaped(NamedTuple):
    """A run of glyphs and its whole advance in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    advance: int

    @property
    def clusters(self) -> int:
        """Return how many clusters there are."""
        return sum(glyph.starts for glyph in self.glyphs)


class Shaper:
    """Shapes text in one font. The same text gives the same glyphs, always.

    Glyphs without a code point get a private one, all of them at once and in order of
    the font, so that a PDF never depends on what was drawn before it.

    Raises:
        ValueError: The font has more nameless glyphs than there are private places.
    """

    def __init__(self, font: Any) -> None:
        self._per_em = font.face.unitsPerEm
        self._font = font.hbFont()
        self._font.scale = (self._per_em, self._per_em)
        self._glyphs = self._all_glyphs(font)
        self._known: dict[tuple[int, tuple[int, int, int, int], bool], Glyph] = {}
        self._cached = lru_cache(maxsize=_CACHED_RUNS)(self._shape)

    def __call__(self, text: str) -> Shaped:
        """Return the run for any text at all; what the font lacks is an empty box."""
        return self._cached(text) if len(text) <= _CACHED_LENGTH else self._shape(text)

    def reach(self, text: str) -> tuple[int, ...]:
        """Return how far the pen has moved before each character, and after the last one.

        A cluster is not divided: what follows its first character stands where it ends.
        """
        steps = [0] * (len(text) + 1)
        begins = set()
        for info, place in _placed(self._run(text)):
            wide = self._scaled(place.x_advance) if info.codepoint else _BOX_ADVANCE
            steps[info.cluster + 1] += wide
            begins.add(info.cluster)
        for space in re.finditer(" (?=.)", text):
            self._part_from_mark(steps, space.start(), begins)
        return tuple(accumulate(steps))

    def _part_from_mark(self, steps: list[int], at: int, begins: set[int]) -> None:
        """Give a space a step of its own where a mark without a letter stands on it."""
        if at in begins and at + 1 not in begins:
            alone = self.reach(" ")[1]
            steps[at + 2] += steps[at + 1] - alone
            steps[at + 1] = alone

    def ink(self, text: str) -> tuple[int, int]:
        """Return how far the ink of ``text`` reaches above and below the base line."""
        top = bottom = 0
        buffer = self._run(text)
        for info, place in _placed(buffer):
            extents = self._font.get_glyph_extents(info.codepoint)
            top = max(top, place.y_offset + extents.y_bearing)
            bottom = min(bottom, place.y_offset + extents.y_bearing + extents.height)
        return self._scaled(top), -self._scaled(bottom)

    def _all_glyphs(self, font: Any) -> tuple[tuple[str, int], ...]:
        face = font.face
        count = font.hbFace.glyph_count
        if count - len(face.glyphToChar) > _PRIVATE_PLACES:
            raise ValueError(count)
        glyphs = [(NO_CHARACTER, face.getCharWidth(ord(" ")))]
        for number in range(1, count):
            known = face.glyphToChar.get(number)
            width = self._scaled(self._font.get_glyph_h_advance(number))
            code = known[0] if known else font.hbAddPrivate(f"g{number}", number, width)
            glyphs.append((chr(code), face.getCharWidth(code)))
        return tuple(glyphs)

    def _shape(self, text: str) -> Shaped:
        known, glyphs = self._known, []
        before = -1
        for info, place in _placed(self._run(text)):
            cluster = info.cluster
            key = (info.codepoint, place.position, cluster != before)
            before = cluster
            glyphs.append(known.get(key) or self._glyph(*key))
        return Shaped(tuple(glyphs), sum(map(_ADVANCE, glyphs)))

    def _glyph(self, number: int, position: tuple[int, int, int, int], starts: bool) -> Glyph:  # noqa: FBT001 - a key
        """Return a glyph in a place, the same object each time: there are few of them."""
        dx, dy, advance, _ = map(self._scaled, position)
        glyph = Glyph(*self._glyphs[number], advance if number else _BOX_ADVANCE, dx, dy, starts)
        self._known[number, position, starts] = glyph
        return glyph

    def _run(self, text: str) -> uharfbuzz.Buffer:
        buffer = uharfbuzz.Buffer()
        if _PLAIN.fullmatch(text):
            buffer.add_str(text)
        else:
            buffer.add_str(_UNDRAWABLE.sub(" ", without_surrogates(text)))
            buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.direction = "ltr"
        buffer.script = "Thai" if _THAI_BLOCK.search(text) else "Latn"
        buffer.language = "th"
        uharfbuzz.shape(self._font, buffer)
        return buffer

    def _scaled(self, length: int) -> int:
        return length if self._per_em == PER_EM else round(length * PER_EM / self._per_em)


def _placed(buffer: uharfbuzz.Buffer) -> Iterator[tuple[Any, Any]]:
    """Return glyphs with their places; an empty buffer has None for places."""
    return zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)


def without_surrogates(text: str) -> str:
    """Return text that can be encoded: halves of broken pairs become U+FFFD."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
