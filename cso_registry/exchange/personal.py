"""Blocks of personal parts beside segments: checked against the hashes in the entries."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

import zstandard

from cso_registry.exchange.models import PersonalBlock
from cso_registry.exchange.segments import decompressed
from cso_registry.journal.entry import SALT_BYTES
from cso_registry.kernel.canonical import canonical_bytes, digest, read_canonical_table
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 64_000_000
LEVEL = 6
"""Names and numbers of people repeat further apart than entries do: a tenth smaller than at
the level of segments, for 3 us an entry."""

Part = tuple[int, int, bytes, bytes]
"""Number of the entry in its stream, position of the change, salt, body."""


def make_block(parts: Iterable[Part]) -> tuple[int, bytes]:
    """Return the size of a block before compressing, and its compressed bytes."""
    plain = canonical_bytes(
        [
            [seq, change, base64.b64encode(salt).decode(), base64.b64encode(body).decode()]
            for seq, change, salt, body in parts
        ]
    )
    return len(plain), zstandard.ZstdCompressor(level=LEVEL).compress(plain)


def parts_of(block: PersonalBlock, content: bytes) -> list[Part]:
    """Return the parts of a block whose manifest was proved.

    Raises:
        KnownError: `bundle.bad_personal`.
    """
    wrong = KnownError("bundle.bad_personal")
    if len(content) != block.bytes or digest(content).hex() != block.sha256:
        raise wrong
    if block.size > LARGEST:
        raise wrong
    try:
        said = read_canonical_table(decompressed(content, block.size, wrong))
        return [_part(*one) for one in said]
    except (InputError, TypeError, ValueError, binascii.Error):
        raise wrong from None


def _part(seq: int, change: int, salt: str, body: str) -> Part:
    if type(seq) is not int or type(change) is not int or seq < 1 or change < 0:
        raise ValueError(seq)
    salt_bytes = binascii.a2b_base64(salt, strict_mode=True)
    if len(salt_bytes) != SALT_BYTES:
        raise ValueError(salt)
    return seq, change, salt_bytes, binascii.a2b_base64(body, strict_mode=True)


def block_of(content: bytes) -> PersonalBlock:
    """Return what a manifest would say of a block that was proved before and kept.

    Raises:
        KnownError: `bundle.bad_personal`.
    """
    try:
        size = zstandard.frame_content_size(content)
    except zstandard.ZstdError:
        raise KnownError("bundle.bad_personal") from None
    return PersonalBlock(
        segment=0, size=max(size, 0), bytes=len(content), sha256=digest(content).hex()
    )
