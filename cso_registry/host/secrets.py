"""Secrets that come in from outside: from the environment once, or from a person.

The two variables are for automation. They are taken out of the environment at once,
so that no program started later inherits them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

PASSPHRASE_VARIABLE = "CSO_REGISTRY_PASSPHRASE"  # noqa: S105 - the name of a variable
OFFICER_SECRET_VARIABLE = "CSO_REGISTRY_OFFICER_SECRET"  # noqa: S105 - the name of a variable


class SecretSource:
    """Gives the passphrase of the store and the secret of the officer.

    Args:
        environ: The environment of the process; both variables are removed from it.
        ask: Shows a question and returns what was typed unseen (`getpass.getpass`), or
            None when there is nobody to ask.
    """

    def __init__(
        self,
        environ: MutableMapping[str, str],
        ask: Callable[[str], str] | None = None,
    ) -> None:
        self._ask = ask
        self._passphrase = _taken(environ, PASSPHRASE_VARIABLE)
        self._officer_secret = _taken(environ, OFFICER_SECRET_VARIABLE)

    @property
    def has_passphrase(self) -> bool:
        """Whether the environment brought a passphrase."""
        return self._passphrase is not None

    @property
    def has_officer_secret(self) -> bool:
        """Whether the environment brought an officer's secret."""
        return self._officer_secret is not None

    def passphrase(self, question: str) -> Secret:
        """Return the passphrase of the store; asks a person with `question` if need be.

        Raises:
            KnownError: `host.no_passphrase`, when nothing was given and nobody is there.
        """
        return self._passphrase or self._asked(question, "host.no_passphrase")

    def officer_secret(self, question: str) -> Secret:
        """Return the officer's own secret; asks a person with `question` if need be.

        Raises:
            KnownError: `host.no_officer_secret`, when nothing was given and nobody is there.
        """
        return self._officer_secret or self._asked(question, "host.no_officer_secret")

    def asked_once(self, question: str) -> Secret:
        """Return what a person types for a file that is locked; the environment is not used.

        Raises:
            KnownError: `host.no_passphrase`, when nobody is there.
        """
        return self._asked(question, "host.no_passphrase")

    def asked_twice(self, question: str, again: str) -> Secret:
        """Return a new secret that a person typed twice alike; the environment is not used.

        Raises:
            KnownError: `host.secrets_differ`; `host.no_passphrase`, when nobody is there.
        """
        first = self._asked(question, "host.no_passphrase")
        if first != self._asked(again, "host.no_passphrase"):
            raise KnownError("host.secrets_differ")
        return first

    def _asked(self, question: str, nobody: str) -> Secret:
        if self._ask is None:
            raise KnownError(nobody)
        try:
            typed = self._ask(question)
        except EOFError:
            raise KnownError(nobody) from None
        if not typed:
            raise KnownError(nobody)
        return Secret.of_text(typed)


def _taken(environ: MutableMapping[str, str], name: str) -> Secret | None:
    text = environ.pop(name, "")
    # In another locale than UTF-8 the same bytes would be another secret, or none.
    with suppress(UnicodeError):
        text = os.fsencode(text).decode()
    return Secret.of_text(text) if text else None
