"""What a file that somebody hands over is, by how it begins; its name is never believed.

Only to say what to do with it: nothing is proved here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.exchange.container import MAGIC
from cso_registry.exchange.enrolment import OPENING as REQUEST
from cso_registry.exchange.kit import MAGIC as KIT
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from typing import BinaryIO

AGE = b"age-encryption.org/v1\n"
OTHERS = (
    (KIT, "bundle.is_a_kit"),
    (REQUEST, "bundle.is_a_request"),
    (b"PK", "bundle.is_a_backup"),
    (MAGIC, "bundle.is_opened"),
    (b"age-encryption.org/", "bundle.newer_seal"),
)
"""How other files of ours begin, and the sentence that says where they belong."""


class FileKind(StrEnum):
    """What a file of ours is."""

    BUNDLE = "bundle"
    KIT = "kit"
    REQUEST = "request"
    BACKUP = "backup"
    OTHER = "other"


_KINDS = (
    (AGE, FileKind.BUNDLE),
    (KIT, FileKind.KIT),
    (REQUEST, FileKind.REQUEST),
    (b"PK", FileKind.BACKUP),
)


def kind_of_start(start: bytes) -> FileKind:
    """Return what a file is that begins like this."""
    known = (kind for opening, kind in _KINDS if start.startswith(opening))
    return next(known, FileKind.OTHER)


def require_bundle(source: BinaryIO) -> None:
    """Say what a file is when it is no bundle; where reading stands does not change.

    Raises:
        InputError: `bundle.empty_file`, `bundle.not_a_bundle`, or one of `OTHERS`.
    """
    at = source.tell()
    start = source.read(len(AGE))
    source.seek(at)
    if start == AGE:
        return
    if not start:
        raise InputError("bundle.empty_file")
    if AGE.startswith(start):
        raise InputError("bundle.damaged")
    known = (key for opening, key in OTHERS if start.startswith(opening))
    raise InputError(next(known, "bundle.not_a_bundle"))
