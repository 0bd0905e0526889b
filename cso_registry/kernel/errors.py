"""The errors a person can meet, told apart by who must act.

Every error carries a message key and its parameters, never a sentence: sentences
stand in ``resources/texts``, in Thai and English, and say what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Param = str | int


class RegistryError(Exception):
    """Base of every expected error.

    Attributes:
        key: Message key, such as ``storage.disk_full``.
        params: Values that stand in the sentence; never a secret.
    """

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key)
        self.key = key
        self.params: Mapping[str, Param] = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.key}({told})" if told else self.key


class InputError(RegistryError):
    """What was typed or read cannot be understood; the sentence says how to write it."""


class KnownError(RegistryError):
    """The computer, the disk or a file stands in the way; the sentence says what to do."""
