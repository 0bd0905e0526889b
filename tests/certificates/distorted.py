"""What scanners and telephones do to a page, done to a clean picture of it."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageFilter

from cso_registry.documents.reading.pdf import page_picture

if TYPE_CHECKING:
    import random


def page_at(data: bytes, dots_per_inch: int) -> Image.Image:
    """The page with the code, at this resolution."""
    document = pypdfium2.PdfDocument(data)
    try:
        return page_picture(document[len(document) - 1], dots_per_inch)
    finally:
        document.close()


def as_jpeg(picture: Image.Image, quality: int = 50) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def scanned(picture: Image.Image, chance: random.Random) -> bytes:
    """Turned by any angle, a little blurred, JPEG 50."""
    return as_jpeg(blurred(turned(picture, chance.uniform(0, 360)), 0.7))


def photographed(picture: Image.Image, chance: random.Random) -> bytes:
    """Seen from the side, uneven light, noise, a little blurred, JPEG 50."""
    width, height = picture.size
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    bent = [
        (x + chance.uniform(-0.06, 0.06) * width, y + chance.uniform(-0.06, 0.06) * height)
        for x, y in corners
    ]
    seen = picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, bent),
        Image.Resampling.BICUBIC,
        fillcolor=230,
    )
    shade = (
        Image.linear_gradient("L").resize(seen.size).point(lambda value: 150 + value * 100 // 255)
    )
    noise = Image.effect_noise(seen.size, 24)
    lit = Image.composite(seen, Image.new("L", seen.size, 40), shade)
    return as_jpeg(blurred(Image.blend(lit, noise, 0.08), 0.7))


def _perspective(
    to: list[tuple[float, float]], since: list[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight numbers of the transform that takes `to` to `since`, by elimination."""
    rows = []
    for (x, y), (u, v) in zip(to, since, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        head = rows[at][at]
        assert not math.isclose(head, 0)
        rows[at] = [value / head for value in rows[at]]
        for row in range(8):
            if row != at:
                factor = rows[row][at]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at], strict=True)]
    return tuple(row[8] for row in rows)
