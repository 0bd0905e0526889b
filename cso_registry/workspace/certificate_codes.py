"""Signs the square codes of papers when they are made (C7, X16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.documents.coding import digest_of_paper, with_code
from cso_registry.domain.certification.code_payload import CODE_KIND, key_id_of, pack_payload
from cso_registry.domain.certification.code_text import code_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.domain.certification.claims import Claims
    from cso_registry.workspace.office_keys import OfficeSigner


@dataclass(frozen=True, slots=True)
class Coding:
    """What a code is made with: the cuts of the paper, the key of the office, the day."""

    fonts: FontFamily
    signer: Callable[[], OfficeSigner]
    today: date


def signed_code(claims: Claims, text_digest: bytes, signer: OfficeSigner, today: date) -> str:
    """Return the text of the code for claims on a paper whose text has this digest."""
    payload = pack_payload(claims, key_id_of(signer.public_key), text_digest, today)
    return code_text(payload, signer.sign(CODE_KIND, payload).value)


def coded_certificate(content: PaperContent, claims: Claims, coding: Coding) -> PaperContent:
    """Return a composed certificate with the signed code of its claims in its place.

    Raises:
        KnownError: `office.no_key`.
    """
    digest = digest_of_paper(content, coding.fonts)
    return with_code(content, signed_code(claims, digest, coding.signer(), coding.today))
