"""Opens a signed status list that came as a file (C5, X17)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.certification.status_lists import (
    LIST_KIND,
    LIST_LIMIT,
    CertificateList,
    ListedCertificate,
)
from cso_registry.kernel.canonical import read_canonical
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.signing import is_signed

if TYPE_CHECKING:
    from cso_registry.workspace.key_trust import KeyRing, TrustedKey

LARGEST = 2 * LIST_LIMIT


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A status list whose signature was proved, and by whose key."""

    content: CertificateList
    key: TrustedKey

    @property
    def listed(self) -> date:
        """Return the day it speaks about."""
        return date.fromisoformat(self.content.listed)

    def by_code(self, short_code: str) -> ListedCertificate | None:
        """Return the line with a short code."""
        return next((one for one in self.content.certificates if one.code == short_code), None)


def open_status_list(data: bytes, ring: KeyRing) -> OpenedList:
    """Return the list in a file, when a trusted key of its office signed it.

    Raises:
        InputError: `certificate.list_unreadable`; `canonical.*`.
        KnownError: `check.list_unknown_key`, `check.list_not_signed`,
            `check.list_key_lost`, `check.list_key_ended`, `check.list_other_office`.
    """
    content, public, signature = _parts(data)
    key = ring.by_public(public)
    if key is None:
        raise KnownError("check.list_unknown_key")
    if not is_signed(public, LIST_KIND, content, signature):
        raise KnownError("check.list_not_signed")
    opened = OpenedList(CertificateList.read(content), key)
    if opened.content.office != key.office:
        raise KnownError("check.list_other_office", office=key.office_name)
    if key.key.lost:
        raise KnownError("check.list_key_lost", number=opened.content.number)
    if key.key.ended is not None and key.key.ended < opened.listed:
        raise KnownError("check.list_key_ended", number=opened.content.number)
    return opened


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    plain = read_canonical(data.strip(), limit=LARGEST)
    try:
        if plain["kind"] != LIST_KIND:
            raise InputError("certificate.list_unreadable")
        content = base64.b64decode(plain["content"], validate=True)
        return content, bytes.fromhex(plain["key"]), bytes.fromhex(plain["signature"])
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("certificate.list_unreadable") from error
