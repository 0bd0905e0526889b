"""A public key as eight Thai words, to be compared aloud on the telephone.

Eight words of 256 carry 64 bits. Each guess of somebody who looks for another key
with the same words is made dear by Argon2id, at a cost that is part of the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.seal.passphrase import STANDARD_COST, derive_key
from cso_registry.seal.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_COUNT = 8
LIST_LENGTH = 256
_SALT = b"cso-fingerprint1"


def read_fingerprint_words(text: str) -> tuple[str, ...]:
    """Return the 256 words of a list with one word a line and ``#`` comments.

    Raises:
        ValueError: the list has another length or a word twice.
    """
    lines = (line.strip() for line in text.splitlines())
    words = tuple(line for line in lines if line and not line.startswith("#"))
    if len(words) != LIST_LENGTH or len(set(words)) != LIST_LENGTH:
        raise ValueError("the list needs 256 different words")
    return words


def fingerprint_words(public_key: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """Return the eight words of `public_key`, always the same ones.

    Args:
        public_key: The raw key; for an age recipient see `recipient_point`.
        words: The list of `read_fingerprint_words`; its order is part of the form.
    """
    stretched = derive_key(Secret(public_key), _SALT, STANDARD_COST).reveal()
    return tuple(words[byte] for byte in stretched[:WORD_COUNT])
