"""The age file format (age-encryption.org/v1), to X25519 recipients, always streamed.

Files locked with a passphrase in age's own way are not taken: their work factor is
chosen by who wrote them.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from pyrage import pyrage as library

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.recipient import recipient_point
from cso_registry.seal.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_STANZAS = 256
"""Receivers of one file, and stanzas of kinds unknown here; the nation has 77 offices."""
MOST_HEADER_BYTES = 65_536
_READ_BYTES = 8_192


class Readable(Protocol):
    """Where bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class Writable(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take all of `data`, and return how many bytes that were."""
        ...

    def flush(self) -> None:
        """Hand on what is held."""


class DamagedError(KnownError):
    """The file was changed, cut or lengthened: another key would not open it either."""

    def __init__(self) -> None:
        super().__init__("seal.not_for_this_key")


def new_identity() -> Secret:
    """Return a new private key, ``AGE-SECRET-KEY-1...``, from the system's randomness."""
    return Secret.of_text(str(library.x25519.Identity.generate()))


def recipient_of(identity: Secret) -> str:
    """Return the public half of `identity`.

    Raises:
        KnownError: `seal.bad_identity`.
    """
    return str(_read_identity(identity).to_public())


def encrypt_to(recipients: Sequence[str], source: Readable, sink: Writable) -> None:
    """Encrypt all of `source` to `sink` so that each of `recipients` can open it.

    Raises:
        KnownError: `seal.bad_recipient`.
        ValueError: there is no receiver, or more than 255.
    """
    if not 0 < len(recipients) < MOST_STANZAS:
        raise ValueError("one to 255 receivers are possible")
    for recipient in recipients:
        recipient_point(recipient)
    receivers = [library.x25519.Recipient.from_str(recipient) for recipient in recipients]
    library.encrypt_io(source, sink, receivers)


def decrypt_with(identity: Secret, source: Readable, sink: Writable) -> None:
    """Decrypt all of `source` to `sink`; after an error throw away what was written.

    Raises:
        KnownError: `seal.bad_identity`; `seal.not_for_this_key`, for a file to others,
            a malformed header, and as `DamagedError` for a changed, cut or lengthened file.
    """
    key = _read_identity(identity)
    with _panics_as("seal.not_for_this_key"):
        try:
            library.decrypt_io(_Bounded(source), sink, [key])
        except library.DecryptError:
            raise KnownError("seal.not_for_this_key") from None
        except OSError:
            raise DamagedError from None


class _Bounded:
    """A stream whose age header was seen to be within the limits.

    The library's time grows with the square of the stanzas, and it reads a header
    of any length into memory.
    """

    def __init__(self, source: Readable) -> None:
        start = b""
        while len(start) < MOST_HEADER_BYTES and (more := source.read(_READ_BYTES)):
            start += more
        end = start.find(b"\n--- ", 0, MOST_HEADER_BYTES)
        if end < 0 or start.count(b"\n-> ", 0, end) > MOST_STANZAS:
            raise DamagedError
        self._start, self._rest = BytesIO(start), source

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes: first what was looked at, then what follows."""
        return self._start.read(size) or self._rest.read(size)


def _read_identity(identity: Secret) -> Any:
    try:
        return library.x25519.Identity.from_str(identity.reveal_text().strip())
    except (library.IdentityError, InputError):
        # The original error may quote the text.
        raise KnownError("seal.bad_identity") from None


@contextmanager
def _panics_as(key: str) -> Iterator[None]:
    """Turn a panic of the library, which no `except Exception` catches, into an error."""
    try:
        yield
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise KnownError(key) from None
