"""Finds square codes in a picture: a scan, a photo, a page that was drawn."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS: Final = ("PNG", "JPEG")
MOST_PIXELS: Final = 120_000_000
_WORKED_PIXELS: Final = 24_000_000
_SMALL_SIDE: Final = 1800
_SIDES: Final = (3200, 2200, 1500)
_TURNS: Final = (45, 22, 67)
_WHITE: Final = 255
_REDUCED: Final = 4
_LEAST_CONTRAST: Final = 40


def read_picture(data: bytes) -> tuple[str, ...]:
    """Return the text of every square code in a PNG or JPEG.

    Raises:
        InputError: `reading.picture_unreadable`; `reading.picture_too_large`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return codes_in(_opened(data))
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise InputError("reading.picture_unreadable") from error


def codes_in(picture: Image.Image) -> tuple[str, ...]:
    """Return the text of every square code in a grey picture; gentle ways come first."""
    if _is_empty(picture):
        return ()
    for tried in _variants(picture):
        found = _codes(tried)
        if found:
            return found
    return ()


def _is_empty(picture: Image.Image) -> bool:
    """Return whether nothing stands out, as on the empty back of a page with its dust."""
    if min(picture.size) < _REDUCED:
        return False
    extrema: Any = picture.reduce(_REDUCED).getextrema()
    return bool(extrema[1] - extrema[0] < _LEAST_CONTRAST)


def _opened(data: bytes) -> Image.Image:
    """Return a picture in grey, turned as its camera meant it, never too large to hold."""
    picture = Image.open(BytesIO(data), formats=FORMATS)
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise InputError("reading.picture_too_large", megapixels=MOST_PIXELS // 1_000_000)
    if picture.format == "JPEG":
        shrink = max(1.0, (width * height / _WORKED_PIXELS) ** 0.5)
        picture.draft("L", (round(width / shrink), round(height / shrink)))
    grey = _grey(picture)
    while grey.width * grey.height > _WORKED_PIXELS:
        grey = grey.reduce(2)
    return ImageOps.exif_transpose(grey)


def _grey(picture: Image.Image) -> Image.Image:
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, (_WHITE, _WHITE, _WHITE, _WHITE))
        return Image.alpha_composite(ground, seen).convert("L")
    return picture.convert("L")


def _variants(picture: Image.Image) -> Iterator[Image.Image]:
    yield picture
    longest = max(picture.size)
    evened = ImageOps.autocontrast(picture, cutoff=1)
    if longest <= _SMALL_SIDE:
        for times in (2, 3):
            larger = evened.resize(
                (picture.width * times, picture.height * times), Image.Resampling.BICUBIC
            )
            yield larger
            yield larger.filter(ImageFilter.UnsharpMask(radius=2 * times, percent=200))
    else:
        yield evened
        yield evened.filter(ImageFilter.UnsharpMask(radius=3, percent=200))
    for side in _SIDES:
        if longest > side:
            smaller = evened.copy()
            smaller.thumbnail((side, side))
            yield smaller
    smaller = evened.copy()
    smaller.thumbnail((_SIDES[0], _SIDES[0]))
    for turn in _TURNS:
        yield smaller.rotate(turn, expand=True, fillcolor=_WHITE)


def _codes(picture: Image.Image) -> tuple[str, ...]:
    found: list[Any] = []
    read: Any = zxingcpp.read_barcodes
    for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
        found += read(
            picture,
            formats=zxingcpp.BarcodeFormat.QRCode,
            text_mode=zxingcpp.TextMode.Plain,
            binarizer=binarizer,
        )
        if found:
            break
    return tuple(dict.fromkeys(code.text for code in found if code.valid))
