"""A file of any size, encrypted in chunks of 1 MiB with a key of its own.

Each chunk is proved alone, together with its place and whether it is the last:
a changed, cut, lengthened, reordered or spliced file is refused (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizar, 2015). Form::

    "csofile1"  cipher (1 byte)  nonce prefix (7 bytes)  chunk + 16-byte tag, ...
    nonce of a chunk: prefix (7), index (4, big endian), 1 when it is the last else 0

No chunk but the last is shorter than 1 MiB, and only an empty file has an empty
one, so that each content has exactly one form per key and prefix.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.derivation import derive_subkey
from cso_registry.seal.secret import Randomness, Secret, system_randomness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHUNK_BYTES = 1_048_576
TAG_BYTES = 16
PREFIX_BYTES = 7
MOST_CHUNKS = 2**32
_MAGIC = b"csofile1"
_HEADER_BYTES = len(_MAGIC) + 1 + PREFIX_BYTES


class Source(Protocol):
    """A stream of bytes to read; it may give fewer than were asked for."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class Sink(Protocol):
    """A stream of bytes to write."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""
        ...


class Cipher(IntEnum):
    """Which authenticated cipher encrypts a file."""

    AES_256_GCM = 1
    CHACHA20_POLY1305 = 2


_CIPHERS: Mapping[int, type[AESGCM | ChaCha20Poly1305]] = {
    Cipher.AES_256_GCM: AESGCM,
    Cipher.CHACHA20_POLY1305: ChaCha20Poly1305,
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its size in bytes and its SHA-256, both of the open content."""

    size: int
    sha256: bytes


def encrypt_stream(
    source: Source,
    sink: Sink,
    key: Secret,
    *,
    cipher: Cipher = Cipher.AES_256_GCM,
    limit: int | None = None,
    randomness: Randomness = system_randomness,
) -> Content:
    """Encrypt all of `source` to `sink` and tell what it was.

    Args:
        source: The open content.
        sink: Takes the encrypted file.
        key: 32 random bytes that encrypt this file only.
        cipher: ChaCha20-Poly1305 is faster on computers without AES in the processor.
        limit: The most bytes taken; what was written so far is useless then.
        randomness: Where the nonce prefix comes from.

    Raises:
        KnownError: `seal.attachment_too_large`.
    """
    header = _MAGIC + bytes([cipher]) + randomness(PREFIX_BYTES)
    sink.write(header)
    seal = _Seal(header, key)
    size, told = 0, hashlib.sha256()
    for index, (chunk, is_last) in enumerate(_chunks(source, CHUNK_BYTES)):
        size += len(chunk)
        if limit is not None and size > limit:
            raise KnownError("seal.attachment_too_large", bytes=limit)
        told.update(chunk)
        sink.write(seal.close(index, chunk, is_last=is_last))
    return Content(size, told.digest())


def decrypt_stream(source: Source, sink: Sink, key: Secret, *, limit: int | None = None) -> Content:
    """Decrypt `source` to `sink` and tell what it was.

    Every byte written was proved, but only the return proves that the file is whole:
    after an error the caller throws away what was written.

    Raises:
        KnownError: `seal.damaged_attachment`, `seal.attachment_too_large`.
    """
    size, told = 0, hashlib.sha256()
    for chunk in decrypted_chunks(source, key):
        size += len(chunk)
        if limit is not None and size > limit:
            raise KnownError("seal.attachment_too_large", bytes=limit)
        told.update(chunk)
        sink.write(chunk)
    return Content(size, told.digest())


def decrypted_chunks(source: Source, key: Secret) -> Iterator[bytes]:
    """Give the open chunks of `source` one after the other, each proved.

    Raises:
        KnownError: `seal.damaged_attachment`.
    """
    header = _read_full(source, _HEADER_BYTES)
    if not header.startswith(_MAGIC) or len(header) != _HEADER_BYTES:
        raise KnownError("seal.damaged_attachment")
    seal = _Seal(header, key)
    for index, (chunk, is_last) in enumerate(_chunks(source, CHUNK_BYTES + TAG_BYTES)):
        if len(chunk) == TAG_BYTES and index:
            raise KnownError("seal.damaged_attachment")
        yield seal.open(index, chunk, is_last=is_last)


def keyed_name(store_key: Secret, content_sha256: bytes) -> str:
    """Return the file name of an attachment, 64 hexadecimal digits.

    The same content has the same name in one store, and nobody without the key can
    tell from the name whether a known document is there.
    """
    naming_key = derive_subkey(store_key, "attachment name")
    return hmac.new(naming_key.reveal(), content_sha256, "sha256").hexdigest()


class _Seal:
    """The cipher of one file."""

    def __init__(self, header: bytes, key: Secret) -> None:
        kind = header[len(_MAGIC)]
        if kind not in _CIPHERS:
            raise KnownError("seal.damaged_attachment")
        self._cipher = _CIPHERS[kind](key.reveal())
        self._header = header

    def close(self, index: int, chunk: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(index, is_last=is_last), chunk, self._header)

    def open(self, index: int, sealed: bytes, *, is_last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(index, is_last=is_last), sealed, self._header)
        except InvalidTag:
            raise KnownError("seal.damaged_attachment") from None

    def _nonce(self, index: int, *, is_last: bool) -> bytes:
        if index >= MOST_CHUNKS:
            raise KnownError("seal.attachment_too_large", bytes=MOST_CHUNKS * CHUNK_BYTES)
        return self._header[-PREFIX_BYTES:] + index.to_bytes(4, "big") + bytes([is_last])


def _chunks(source: Source, size: int) -> Iterator[tuple[bytes, bool]]:
    """Give chunks of `size` bytes and whether each is the last; at least one."""
    chunk = _read_full(source, size)
    while len(chunk) == size:
        following = _read_full(source, size)
        if not following:
            break
        yield chunk, False
        chunk = following
    yield chunk, True


def _read_full(source: Source, size: int) -> bytes:
    read = source.read(size)
    while read and len(read) < size:
        more = source.read(size - len(read))
        if not more:
            break
        read += more
    return read
