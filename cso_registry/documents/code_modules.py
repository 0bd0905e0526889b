"""A square code (QR) as the rectangles of its dark modules."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

import zxingcpp

QUIET: Final = 4
"""Modules of blank room on each side, which the standard asks for."""
LEVEL: Final = "M"
_KEPT: Final = 8
_DARK: Final = re.compile(rb"\x00+")


@lru_cache(maxsize=_KEPT)
def dark_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return the modules of a side with quiet zone, and (column, row, length) of dark runs.

    Error correction is level M: 15 in 100 of the code may be stained.
    """
    make: Any = zxingcpp.create_barcode
    code = make(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False))
    shape = picture.shape or (0, 0)
    side = shape[0]
    pixels = bytes(picture)
    runs = [
        (found.start() + QUIET, row + QUIET, found.end() - found.start())
        for row in range(side)
        for found in _DARK.finditer(pixels[row * side : (row + 1) * side])
    ]
    return side + 2 * QUIET, tuple(runs)


def code_operators(text: str, x: float, y: float, side: float) -> str:
    """Return the PDF operators of a code whose lower left corner, quiet zone and all, is (x, y).

    Coordinates are whole modules under one scale, so that neighbours meet exactly.
    """
    modules, runs = dark_runs(text)
    scale = side / modules
    boxes = " ".join(f"{column} {modules - row - 1} {length} 1 re" for column, row, length in runs)
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {boxes} f Q"
