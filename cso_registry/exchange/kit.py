"""The kit of a new office: the national trust in the open, and bundles sealed to the office.

The trust needs no seal, for it holds public keys and names of offices; it is pinned
only after its words were compared aloud.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from cso_registry.kernel.canonical import canonical_bytes, read_canonical
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = b"CSO-KIT-1\n"
LARGEST = 12_000_000
MOST_BUNDLES = 10_000


def kit_head(spelt: bytes, sizes: Sequence[int]) -> bytes:
    """Return what stands before the bundles of a kit.

    Args:
        spelt: The trust.
        sizes: Bytes of each bundle that follows.
    """
    said = {"trust": base64.b64encode(spelt).decode(), "bundles": list(sizes)}
    return MAGIC + canonical_bytes(said) + b"\n"


def read_kit_head(start: bytes) -> tuple[bytes, list[tuple[int, int]]]:
    """Return the trust in a kit, and where each of its bundles stands: offset and size.

    Args:
        start: The first `LARGEST` bytes of the file, or all of it.

    Raises:
        InputError: `trust.not_a_kit`, `bundle.malformed`.
    """
    if not start.startswith(MAGIC):
        raise InputError("trust.not_a_kit")
    wrong = InputError("bundle.malformed", what="Kit")
    end = start.find(b"\n", len(MAGIC))
    if end < 0:
        raise wrong
    try:
        said = read_canonical(start[len(MAGIC) : end], limit=LARGEST)
        if said.keys() != {"trust", "bundles"} or len(said["bundles"]) > MOST_BUNDLES:
            raise wrong
        spelt = base64.b64decode(said["trust"], validate=True)
        places, at = [], end + 1
        for size in said["bundles"]:
            if type(size) is not int or size < 0:
                raise wrong
            places.append((at, size))
            at += size
    except (InputError, AttributeError, TypeError, binascii.Error):
        raise wrong from None
    return spelt, places
