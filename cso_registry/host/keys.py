"""Secrets in the keyring of the system, and in nothing that only looks like one.

The keyring library falls back without a word to whatever is installed: to a file in
plain text, or to nothing at all. So only named backends are used, and each secret
is read back after it was written.
"""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import keyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "cso-registry"
MOST_CHARACTERS = 1_280
"""Windows takes 2,560 bytes of UTF-16 for one secret."""
_ALLOWED = re.compile(
    r"keyring\.backends\."
    r"(Windows\.WinVaultKeyring|macOS\.Keyring|SecretService\.Keyring|kwallet\.\w+)",
)
_CHAINER = "keyring.backends.chainer.ChainerBackend"
_VERSION = "v1."


class KeyHolder(Protocol):
    """Where a secret waits between two runs of the program."""

    def hold(self, name: str, secret: Secret) -> None:
        """Keep `secret` under `name`, in place of an older one."""
        ...

    def held(self, name: str) -> Secret | None:
        """Return the secret under `name`, if there is one."""
        ...

    def forget(self, name: str) -> None:
        """Remove the secret under `name`; when there is none, nothing happens."""
        ...


class SystemKeyring:
    """The keyring of the person logged in to this computer.

    Raises from every method:
        KnownError: `host.no_keyring`, `host.keyring_not_trusted`,
            `host.keyring_locked`, `host.keyring_failed`; a passphrase is offered then.
    """

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service

    def hold(self, name: str, secret: Secret) -> None:
        """Keep `secret` under `name` and prove that it is really kept.

        Raises:
            KnownError: `host.keyring_forgets`, when it does not come back;
                `host.secret_too_long_for_keyring`.
        """
        text = _VERSION + base64.b64encode(secret.reveal()).decode()
        if len(text) >= MOST_CHARACTERS:
            raise KnownError("host.secret_too_long_for_keyring", most=MOST_CHARACTERS)
        backend = trusted_backend()
        with _told_plainly():
            backend.set_password(self._service, name, text)
        if self.held(name) != secret:
            raise KnownError("host.keyring_forgets")

    def held(self, name: str) -> Secret | None:
        """Return the secret under `name`, if there is one.

        Raises:
            KnownError: `host.keyring_entry_foreign`, when another program wrote it.
        """
        backend = trusted_backend()
        with _told_plainly():
            text = backend.get_password(self._service, name)
        return None if text is None else _read(text)

    def forget(self, name: str) -> None:
        """Remove the secret under `name`; when there is none, nothing happens."""
        backend = trusted_backend()
        with _told_plainly():
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)


def trusted_backend() -> Any:
    """Return the keyring backend in use, when it is one of those allowed.

    Raises:
        KnownError: `host.no_keyring`, `host.keyring_not_trusted`.
    """
    with _told_plainly():
        chosen: Any = keyring.get_keyring()
        offered = chosen.backends if _name_of(chosen) == _CHAINER else [chosen]
    for backend in offered:
        if _ALLOWED.fullmatch(_name_of(backend)):
            return backend
    if not offered or _name_of(chosen).startswith("keyring.backends.fail."):
        raise KnownError("host.no_keyring")
    raise KnownError("host.keyring_not_trusted", backend=_name_of(offered[0]))


def _name_of(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _read(text: str) -> Secret:
    try:
        if text.startswith(_VERSION):
            return Secret(base64.b64decode(text.removeprefix(_VERSION), validate=True))
    except binascii.Error:
        pass
    raise KnownError("host.keyring_entry_foreign")


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what a backend raises into what a person can act on.

    Backends raise errors of their own platform (D-Bus, COM, OSStatus), whose texts
    may quote what was sent, so no text and no cause is kept.
    """
    try:
        yield
    except NoKeyringError:
        raise KnownError("host.no_keyring") from None
    except (InitError, KeyringLocked):
        raise KnownError("host.keyring_locked") from None
    except Exception as error:  # noqa: BLE001 - every backend has errors of its own
        raise KnownError("host.keyring_failed", reason=type(error).__name__) from None
