"""A value that must never be seen by accident: in a log, a message, a dump or a report.

Python cannot wipe memory, so this hides a secret from carelessness and not from
somebody who reads the memory of the process (security target, residual risks).
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from collections.abc import Callable
from typing import NoReturn, Self

from cso_registry.kernel.errors import InputError

Randomness = Callable[[int], bytes]
"""Gives as many unpredictable bytes as asked for."""

system_randomness: Randomness = os.urandom
KEY_BYTES = 32


class Secret:
    """Bytes that show themselves only to who asks with `reveal`."""

    __slots__ = ("_hidden",)

    def __init__(self, value: bytes) -> None:
        self._hidden = bytes(value)

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Return the secret a person typed, as UTF-8 of its NFC form.

        The same word typed on two systems may differ in the order or the joining
        of its marks; NFC makes both one secret.

        Raises:
            InputError: `seal.secret_not_text`, for half a surrogate pair.
        """
        try:
            return cls(unicodedata.normalize("NFC", text).encode())
        except UnicodeEncodeError:
            # The original error quotes the text, so it is not kept as a cause.
            raise InputError("seal.secret_not_text") from None

    @classmethod
    def random_key(cls, randomness: Randomness = system_randomness) -> Self:
        """Return a new key of 32 bytes."""
        return cls(randomness(KEY_BYTES))

    def reveal(self) -> bytes:
        """Return the bytes; the caller must not keep, print or name them."""
        return self._hidden

    def reveal_text(self) -> str:
        """Return the bytes read as UTF-8.

        Raises:
            InputError: `seal.secret_not_text`.
        """
        try:
            return self._hidden.decode()
        except UnicodeDecodeError:
            raise InputError("seal.secret_not_text") from None

    def __len__(self) -> int:
        return len(self._hidden)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._hidden, other._hidden)

    __hash__ = None  # type: ignore[assignment]  # how Python says that it has none

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written by pickle or copy")
