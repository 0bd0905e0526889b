"""Invented certificates as papers, with keys made for one test; no such office exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import FontFamily, load_family
from cso_registry.documents.render import render
from cso_registry.documents.templates import load_templates
from cso_registry.domain.certification.key_sheet import (
    SHEET_KIND,
    KeySheet,
    SheetKey,
    SignedSheet,
    pack_sheet,
)
from cso_registry.domain.certification.short_code import short_code
from cso_registry.domain.certification.status_lists import (
    LIST_KIND,
    CertificateList,
    ListedCertificate,
)
from cso_registry.kernel.ids import OfficeId
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import public_key_of, sign
from cso_registry.workspace.certificate_codes import Coding, coded_certificate
from cso_registry.workspace.certification.certificate_facts import claimed_facts
from cso_registry.workspace.certification.listing import file_of
from cso_registry.workspace.key_trust import How, KeyRing, TrustedKey
from cso_registry.workspace.office_keys import Signature
from tests.certificates.sample_claims import SAMPLE

if TYPE_CHECKING:
    from cso_registry.documents.content import PaperContent
    from cso_registry.domain.certification.claims import Claims
    from cso_registry.workspace.office_keys import OfficeSigner

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = RESOURCES / "fonts"
TODAY = date(2026, 11, 21)
SINCE = date(2026, 10, 1)
OFFICE = OfficeId("018f0000-0000-7000-8000-00000000c501")


class Signer:
    """Signs as an office does, with a key that a test made; the signatures are real."""

    def __init__(self, seed: int = 1) -> None:
        self._private = Secret(bytes([seed]) * 32)
        self.public_key = public_key_of(self._private)

    def sign(self, kind: str, content: bytes) -> Signature:
        return Signature(self.public_key, sign(self._private, kind, content))


@cache
def fonts() -> FontFamily:
    return load_family(RESOURCES / "fonts")


@cache
def _templates() -> dict[str, object]:
    return dict(load_templates(RESOURCES / "templates"))


def paper(claims: Claims = SAMPLE, signer: Signer | None = None, day: date = TODAY) -> PaperContent:
    """The certificate of `claims`, composed and signed as the press does it."""
    office: OfficeSigner = signer or Signer()
    return coded_certificate(composed(claims), claims, Coding(fonts(), lambda: office, day))


def composed(claims: Claims) -> PaperContent:
    """The certificate before its code is signed."""
    facts = {**claimed_facts(claims), "short_code": short_code(claims)}
    return compose(_templates()["D-04"], facts, language="th", thai_digits=True)


def code_of(content: PaperContent) -> str:
    return next(block.text for block in content.blocks if block.kind == "code")


def pdf(content: PaperContent) -> bytes:
    return render([content], fonts=fonts())


def ring(signer: Signer | None = None, **changes: object) -> KeyRing:
    key = SheetKey(**{"public": (signer or Signer()).public_key, "since": SINCE, **changes})
    return KeyRing([TrustedKey(key, OFFICE, "ตย", SAMPLE.office, How.COMPARED)])


def sheet(*keys: SheetKey, signer: Signer | None = None, made: date = TODAY) -> SignedSheet:
    """A signed key sheet of the invented office."""
    office = signer or Signer()
    held = keys or (SheetKey(office.public_key, SINCE),)
    content = pack_sheet(KeySheet(OFFICE, "ตย", SAMPLE.office, made, held))
    return SignedSheet(
        KeySheet(OFFICE, "ตย", SAMPLE.office, made, held),
        content,
        office.sign(SHEET_KIND, content).value,
    )


@dataclass(frozen=True)
class Listing:
    """One line of a status list, by default that of the sample, plainly valid."""

    claims: Claims = SAMPLE
    status: str = "valid"
    since: str = "2026-11-21"


def status_file(*lines: Listing, day: date = TODAY, signer: Signer | None = None) -> bytes:
    listed = CertificateList(
        office=OFFICE,
        office_code="ตย",
        number="ตย/2570/1",
        listed=day.isoformat(),
        previous="",
        certificates=tuple(
            ListedCertificate(
                one.claims.number,
                short_code(one.claims),
                one.claims.digest().hex(),
                one.status,
                one.since,
                one.claims.last_day,
            )
            for one in lines
        ),
    )
    said = (signer or Signer()).sign(LIST_KIND, listed.canonical())
    return file_of(listed.canonical(), said.public_key.hex(), said.value.hex())
