"""The bundle file: an age file around a signed manifest and its members.

Written in one pass, never held in memory; read only after its last byte was proved to
be what the sender sealed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from cso_registry.exchange.envelope import LARGEST as LARGEST_ENVELOPE
from cso_registry.exchange.envelope import Envelope, open_envelope, seal_envelope
from cso_registry.exchange.models import Manifest
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.age import DamagedError, decrypt_with, encrypt_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cso_registry.seal.secret import Secret

ANY_VERSION = b"CSO-BUNDLE-"
MAGIC = b"CSO-BUNDLE-1\n"
KIND = "application/vnd.cso.bundle.v1+json"
FIRST_READ = 1 << 16
LARGEST = 96_000_000
"""Bytes of an opened bundle; ours are cut at 20 MB, a single large segment may exceed it."""


class Inbox(Protocol):
    """Where an opened bundle lies, encrypted, while it is proved."""

    def write(self, data: bytes, /) -> int:
        """Add bytes at the end."""
        ...

    @property
    def size(self) -> int:
        """Return how many bytes there are."""
        ...

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes from `offset`; fewer at the end."""
        ...


def write_bundle(
    manifest: Manifest,
    members: Iterable[bytes],
    *,
    sign: Callable[[str, bytes], tuple[bytes, bytes]],
    recipients: Sequence[str],
    sink: BinaryIO,
) -> None:
    """Write a bundle.

    Args:
        manifest: What it holds.
        members: The bytes that follow, in the order of the manifest.
        sign: Signs kind and content with the sender's replica key; returns its public
            half and the signature.
        recipients: age recipients of the receivers, the sender and the recovery key.
        sink: Open for writing.
    """
    envelope = seal_envelope(KIND, manifest.spelt(), sign)
    encrypt_to(recipients, _Source(_stream(envelope, members)), sink)


def _stream(envelope: bytes, members: Iterable[bytes]) -> Iterator[bytes]:
    yield MAGIC
    yield envelope
    yield b"\n"
    yield from members


class _Source(io.RawIOBase):
    """Reads pieces one after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:
            return self._left + b"".join(self._pieces)
        while len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def unseal(identity: Secret, source: BinaryIO, inbox: Inbox) -> None:
    """Open the age file into `inbox`; what stands there counts only when this returns.

    Raises:
        KnownError: `seal.not_for_this_key`, `bundle.damaged`, `bundle.too_large`.
    """
    try:
        decrypt_with(identity, source, _Bounded(inbox))
    except DamagedError:
        raise KnownError("bundle.damaged") from None


class _Bounded:
    """Refuses to take more than a bundle may hold."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    def write(self, data: bytes, /) -> int:
        if self._inbox.size + len(data) > LARGEST:
            raise KnownError("bundle.too_large", bytes=LARGEST)
        return self._inbox.write(data)

    def flush(self) -> None:
        """Nothing is held here."""


class OpenedBundle:
    """An unsealed bundle whose manifest's signature holds; nothing more is proved.

    Raises:
        InputError: `bundle.malformed`.
        KnownError: `bundle.bad_signature`, `bundle.newer_format`.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        start, line_end = self._first_lines(inbox)
        if start.startswith(ANY_VERSION) and not start.startswith(MAGIC):
            raise KnownError("bundle.newer_format")
        if not start.startswith(MAGIC) or line_end < 0:
            raise InputError("bundle.malformed", what="Bundle")
        self.envelope: Envelope = open_envelope(start[len(MAGIC) : line_end], KIND)
        self.manifest = Manifest.read(self.envelope.content)
        self._at = line_end + 1
        if inbox.size != self._at + self.manifest.content_bytes:
            raise InputError("bundle.malformed", what="Bundle")

    @staticmethod
    def _first_lines(inbox: Inbox) -> tuple[bytes, int]:
        """Return how a bundle begins, and where its second line ends; -1 when it does not."""
        most, size = len(MAGIC) + LARGEST_ENVELOPE, FIRST_READ
        while True:
            start = inbox.read(0, min(size, most))
            end = start.find(b"\n", len(MAGIC))
            if end >= 0 or size >= most or len(start) < size:
                return start, end
            size *= 8

    def roster(self) -> bytes:
        """Return the roster it carries; empty when it carries none."""
        return self._inbox.read(self._at, self.manifest.roster_bytes)

    def segment(self, index: int) -> bytes:
        """Return the compressed content of a segment."""
        before = self.manifest.segments[:index]
        offset = self._segments_at + sum(one.header.bytes for one in before)
        return self._inbox.read(offset, self.manifest.segments[index].header.bytes)

    def personal(self, segment: int) -> bytes | None:
        """Return the compressed block beside a segment; None when it carries none."""
        offset = self._personal_at
        for block in self.manifest.personal:
            if block.segment == segment:
                return self._inbox.read(offset, block.bytes)
            offset += block.bytes
        return None

    def attachment(self, index: int) -> Iterator[bytes]:
        """Yield the bytes of a part of an attached file, piece by piece."""
        parts = self.manifest.attachments
        offset = self._attachments_at + sum(one.bytes for one in parts[:index])
        left = parts[index].bytes
        while left:
            piece = self._inbox.read(offset, min(left, 1 << 20))
            if not piece:
                raise InputError("bundle.malformed", what="Bundle")
            yield piece
            offset += len(piece)
            left -= len(piece)

    @property
    def _segments_at(self) -> int:
        return self._at + self.manifest.roster_bytes

    @property
    def _personal_at(self) -> int:
        return self._segments_at + sum(one.header.bytes for one in self.manifest.segments)

    @property
    def _attachments_at(self) -> int:
        return self._personal_at + sum(one.bytes for one in self.manifest.personal)
