"""Makes a small picture of a photograph, for the screen alone; nothing of it is kept."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from cso_registry.documents.reading.pictures import MOST_PIXELS
from cso_registry.kernel.errors import InputError

FORMATS: Final = ("PNG", "JPEG", "WEBP")
SIDE: Final = 320
"""The longest side, in pixels: enough for a small picture at twice the size of text."""


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A small picture as red, green and blue bytes, row by row without gaps, in hexadecimal."""

    width: int
    height: int
    pixels: str


def small_picture(data: bytes) -> SmallPicture:
    """Return a photograph made small, turned as its camera meant it.

    Raises:
        InputError: `reading.picture_unreadable`; `reading.picture_too_large`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                most = MOST_PIXELS // 1_000_000
                raise InputError("reading.picture_too_large", megapixels=most)
            picture.draft("RGB", (SIDE * 2, SIDE * 2))
            picture.thumbnail((SIDE, SIDE))
            plain = ImageOps.exif_transpose(picture).convert("RGB")
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise InputError("reading.picture_unreadable") from error
    return SmallPicture(plain.width, plain.height, plain.tobytes().hex())
