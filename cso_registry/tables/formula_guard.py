"""Text of a CSV cell that a spreadsheet program would run as a formula, made harmless.

OWASP ASVS 1.2.10: a field that begins with one of the characters below gets an
apostrophe in front. The apostrophe is put before any apostrophes that already precede
such a character too, so that taking one away on reading gives back every text exactly.
"""

from __future__ import annotations

import re
from typing import Final

_DANGEROUS: Final = re.compile("'*(?:[\t\r\n\0]|[ \u00a0\u3000\ufeff]*[=+\\-@＝＋－＠])")


def is_dangerous(text: str) -> bool:
    """Return whether a spreadsheet program might run this text."""
    return _DANGEROUS.match(text) is not None


def guard(text: str) -> str:
    """Return the text as it is written to CSV; ``unguard(guard(text)) == text``."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """Return the text of a CSV cell without the one apostrophe of ``guard``."""
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text) else text
