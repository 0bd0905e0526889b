"""Invented subjects of the four kinds that pass every delivered criterion."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.records import (
    Address,
    DocumentHeld,
    Identity,
    Kind,
    Names,
    OutsideIdentifier,
    Person,
    PostHeld,
    Purposes,
    Residence,
    Resources,
    ServiceArea,
)
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import VocabularySet

NAMES = {
    Kind.ORGANIZATION: "มูลนิธิสมมติเพื่อป่าต้นน้ำ",
    Kind.GROUP: "กลุ่มสมมติฟื้นฟูลำห้วย",
    Kind.COMMUNITY: "ชุมชนบ้านสมมติเหนือ",
}
CITIZEN, TAX = "1234567890121", "0994000123451"
CHECKLIST = "V-S3"


def complete_subject(
    kind: Kind, identity: str, today: date, lists: VocabularySet, name: str | None = None
) -> RegisterOrganization:
    """The registration of a subject of which nothing is missing."""
    is_person = kind is Kind.PERSON
    return RegisterOrganization(
        organization=OrganizationId(identity),
        identity=Identity(kind=kind, form=None if is_person else "CF06"),
        names=None if is_person else Names(th=name or NAMES[kind]),
        person=Person(title="นาง", given="มาลี", family="สมมติ", citizen_id=CITIZEN)
        if is_person
        else None,
        address=None if is_person else Address(house="12/3", moo="4", area="500101"),
        residence=Residence(house="9", area="500102") if is_person else None,
        purposes=Purposes(main="CP05"),
        resources=None if is_person else Resources(members=42),
        areas=(ServiceArea(area="5001"),),
        identifiers=(OutsideIdentifier(scheme="TH-TIN", value=TAX),)
        if kind is Kind.ORGANIZATION
        else (),
        posts=()
        if is_person
        else (
            PostHeld(
                post="representative",
                title="นาย",
                given="สมมติ",
                family="ใจงาม",
                has_mandate=True,
                starts=date(2026, 1, 1),
                ends=date(2028, 12, 31),
            ),
        ),
        documents=tuple(
            DocumentHeld(item=term.code, issued=today, original_seen=True)
            for term in lists.get(CHECKLIST).items
            if term.checklist is not None
            and term.checklist.required
            and kind.value in term.checklist.kinds
        ),
        effective=today,
        order_number="44/2569",
        order_date=today,
        legal_basis="PMO-2551",
    )
