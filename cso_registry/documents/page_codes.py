"""The code of one page of a paper: of which paper it is, which page, and of how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CODE: Final = re.compile(r"([0-9A-F]{16})\.(\d{1,4})\.(\d{1,4})")


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code of a page says.

    Attributes:
        digits: The first 16 digits of the hash of the paper, as its foot shows them.
        page: Which page, from 1.
        pages: Of how many.
    """

    digits: str
    page: int
    pages: int

    @property
    def text(self) -> str:
        """Return the text of the square code: capitals and digits, so that it stays small."""
        return f"{self.digits.upper()}.{self.page}.{self.pages}"


def read_page_code(text: str) -> PageCode | None:
    """Return what the code of a page says; None for another code, such as of a certificate."""
    found = _CODE.fullmatch(text)
    return None if found is None else PageCode(found[1].lower(), int(found[2]), int(found[3]))
