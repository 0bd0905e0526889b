"""How large a table from elsewhere may be, and how long reading it may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_SHEET_ROWS: Final = 1_048_576
"""The last row number a spreadsheet can have; blank rows in between count."""

_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reading.

    Attributes:
        file_bytes: Largest file.
        unpacked_bytes: Largest sum of the parts of a spreadsheet once unpacked.
        unpacked_ratio: Most times a spreadsheet larger than 32 MB unpacked may grow.
        entries: Most parts inside a spreadsheet file.
        rows: Most rows that hold anything.
        columns: Most columns.
        cell_characters: Longest text of one cell, the same as in a spreadsheet program.
        text_bytes: Largest sum of all text handed over.
        memory_bytes: Address space of the reading process (where the system can bound it).
        seconds: Wall time allowed to any file; starting the reader from a cold disk is part of it.
        seconds_per_megabyte: Wall time added for each megabyte of the file.
    """

    file_bytes: int = 100 * _MEGABYTE
    unpacked_bytes: int = 300 * _MEGABYTE
    unpacked_ratio: int = 100
    entries: int = 5_000
    rows: int = 200_000
    columns: int = 300
    cell_characters: int = 32_767
    text_bytes: int = 200 * _MEGABYTE
    memory_bytes: int = 2 * 1024**3
    seconds: float = 20.0
    seconds_per_megabyte: float = 3.0

    def seconds_for(self, size: int) -> float:
        """Return the wall time allowed to a file of ``size`` bytes."""
        return self.seconds + self.seconds_per_megabyte * size / _MEGABYTE

    def unpacked_for(self, size: int) -> int:
        """Return the unpacked bytes allowed to a file of ``size`` bytes."""
        return min(self.unpacked_bytes, max(32 * _MEGABYTE, self.unpacked_ratio * size))
