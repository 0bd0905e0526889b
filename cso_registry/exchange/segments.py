"""Segments: runs of entries of one stream, compressed, signed by their replica, kept for ever.

They travel unchanged, so that the secretariat relays one office's to another.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import zstandard

from cso_registry.exchange.models import SegmentHeader, SignedSegment
from cso_registry.journal.entry import LARGEST_ENTRY, entry_hash
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.signing import is_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cso_registry.exchange.models import SignedCertificate
    from cso_registry.exchange.vectors import Stream

KIND = "application/vnd.cso.segment.v1+json"
MOST_ENTRIES = 5_000
LARGEST = 4_000_000
"""Bytes of the entries of one segment before compressing, but for one large entry."""
LEVEL = 3
_LENGTH = struct.Struct(">I")
MOST_BYTES = LARGEST + LARGEST_ENTRY + MOST_ENTRIES * _LENGTH.size


def runs(entries: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut entries, in order, into runs that fit a segment."""
    held: list[bytes] = []
    size = 0
    for body in entries:
        if held and (len(held) == MOST_ENTRIES or size + len(body) > LARGEST):
            yield held
            held, size = [], 0
        held.append(body)
        size += len(body) + _LENGTH.size
    if held:
        yield held


def make_segment(
    stream: Stream,
    lo: int,
    prev: str,
    entries: Sequence[bytes],
    certificate: SignedCertificate,
    sign: Callable[[str, bytes], bytes],
) -> tuple[SignedSegment, bytes]:
    """Return a signed segment of `entries`, the first of which has number `lo`, and its content.

    Args:
        stream: Whose entries they are.
        lo: Number of the first.
        prev: Hash of the entry before it.
        entries: The very bytes, in order.
        certificate: Of the replica that signs.
        sign: Signs kind and content with the replica's key.
    """
    plain = joined(entries)
    content = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True).compress(plain)
    header = SegmentHeader(
        replica=stream.replica,
        scope=stream.scope,
        lo=lo,
        hi=lo + len(entries) - 1,
        prev=prev,
        head=entry_hash(entries[-1]),
        size=len(plain),
        bytes=len(content),
        sha256=digest(content).hex(),
    )
    signature = sign(KIND, header.spelt())
    signed = SignedSegment(header=header, signature=signature.hex(), certificate=certificate)
    return signed, content


def joined(entries: Iterable[bytes]) -> bytes:
    """Return entries one after the other, each behind its length."""
    return b"".join(part for body in entries for part in (_LENGTH.pack(len(body)), body))


def require_signed(signed: SignedSegment) -> None:
    """Check a segment's signature by the key of its replica's certificate.

    Raises:
        KnownError: `bundle.bad_segment`.
    """
    header, said = signed.header, signed.certificate.certificate
    signature = bytes.fromhex(signed.signature)
    its_own = said.replica == header.replica
    if not its_own or not is_signed(bytes.fromhex(said.public), KIND, header.spelt(), signature):
        raise KnownError("bundle.bad_segment", lo=header.lo, hi=header.hi)


def entries_of(header: SegmentHeader, content: bytes) -> list[bytes]:
    """Return the entries of a segment whose signature was checked.

    The digest is checked before anything is decompressed, and every link of the chain
    inside; whether the first follows what is held is the caller's question.

    Raises:
        KnownError: `bundle.bad_segment`.
    """
    wrong = KnownError("bundle.bad_segment", lo=header.lo, hi=header.hi)
    if len(content) != header.bytes or digest(content).hex() != header.sha256:
        raise wrong
    if header.size > MOST_BYTES or header.count > MOST_ENTRIES:
        raise wrong
    entries = _split(decompressed(content, header.size, wrong), wrong)
    if len(entries) != header.count or entry_hash(entries[-1]) != header.head:
        raise wrong
    return entries


def decompressed(content: bytes, size: int, wrong: Exception) -> bytes:
    """Return what `content` holds, which must be exactly `size` bytes.

    Raises:
        Exception: `wrong`, when it does not; no more memory is taken than `size` asks for.
    """
    try:
        told = zstandard.frame_content_size(content)
        if told != size:
            raise wrong
        plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=size)
    except zstandard.ZstdError:
        raise wrong from None
    if len(plain) != size:
        raise wrong
    return plain


def _split(plain: bytes, wrong: Exception) -> list[bytes]:
    entries: list[bytes] = []
    at = 0
    while at < len(plain):
        if at + _LENGTH.size > len(plain):
            raise wrong
        (length,) = _LENGTH.unpack_from(plain, at)
        at += _LENGTH.size
        if length > LARGEST_ENTRY or at + length > len(plain):
            raise wrong
        entries.append(plain[at : at + length])
        at += length
    if not entries:
        raise wrong
    return entries
