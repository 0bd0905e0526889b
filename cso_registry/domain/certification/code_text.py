"""The text of the square code: a prefix, then payload and signature in Base45."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cso_registry.domain.certification.code_payload import MOST_BYTES
from cso_registry.kernel.base45 import base45, read_base45
from cso_registry.kernel.errors import InputError

PREFIX: Final = "CSO1:"
KEY_SHEET_PREFIX: Final = "CSOK1:"
SIGNATURE_BYTES: Final = 64
_LONGEST: Final = len(PREFIX) + (MOST_BYTES + SIGNATURE_BYTES + 1) // 2 * 3
_LINE_ENDS: Final = re.compile(r"[\r\n\t\ufeff\u200b]")


@dataclass(frozen=True, slots=True)
class SignedCode:
    """A payload as it was read, and its signature."""

    payload: bytes
    signature: bytes


def code_text(payload: bytes, signature: bytes) -> str:
    """Return the text that the square code holds."""
    return PREFIX + base45(payload + signature)


def is_code_text(text: str) -> bool:
    """Return whether `text` begins as a certificate code does."""
    return text.lstrip().upper().startswith(PREFIX)


def read_code_text(text: str) -> SignedCode:
    """Return payload and signature of a code that was scanned or pasted.

    Line ends that a letter or a mail program put in do not matter; blanks are signs of
    the code, and one that was lost at the end is put back.

    Raises:
        InputError: `code.no_certificate_code` or `code.unreadable`.
    """
    plain = _LINE_ENDS.sub("", text).strip().upper()
    if not plain.startswith(PREFIX):
        raise InputError("code.no_certificate_code")
    if len(plain) > _LONGEST:
        raise InputError("code.unreadable")
    signs = plain.removeprefix(PREFIX)
    for lost in ("", " ", "  "):
        try:
            data = read_base45(signs + lost)
        except InputError:
            continue
        if len(data) > SIGNATURE_BYTES:
            return SignedCode(data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:])
    raise InputError("code.unreadable")
