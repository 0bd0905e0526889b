"""What a certificate claims: every printed field of D-04 as words, and their digest.

The claims are frozen in the act that issues the certificate, stand on the paper word for
word and are what the office signs. Words keep Arabic digits; how digits look is the
paper's business.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from cso_registry.kernel.canonical import canonical_bytes, digest

if TYPE_CHECKING:
    from collections.abc import Mapping

CERTIFICATE: Final = "certificate"
"""The kind under which the bytes of claims are signed."""
CLAIMS_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Claims:
    """Every printed field of a certificate of capacity (D-04), in the language it has.

    Attributes:
        number: Number of the certificate.
        office: Name of the office that issues it.
        name: Name of the subject.
        name_en: Its English name; empty when it has none.
        register_number: Under which it stands in the register.
        subject_kind: Kind of subject, and that it has no legal personality where so.
        address: Where it is found.
        capacities: What it is able to do, one line each.
        missions: Missions suited (V-01, V-02, V-04), one line each.
        areas: Where, one line each.
        level: Level of capacity.
        evidence: Summary of the evidence.
        decision: Meeting and resolution of the committee, with its day.
        valid_from: First day, in words.
        valid_until: Last day, in words.
        issued: Day of issue, in words.
        legal_basis: Legal bases in force, one line each.
        criteria: Version of the criteria.
        former: Number of the certificate that this one replaces or renews, and which of
            both; empty when there is none.
        signatories: Those who sign: name and post.
        first_day: `valid_from` as ISO 8601.
        last_day: `valid_until` as ISO 8601.
        language: `th` or `en`.
    """

    number: str
    office: str
    name: str
    name_en: str
    register_number: str
    subject_kind: str
    address: str
    capacities: tuple[str, ...]
    missions: tuple[str, ...]
    areas: tuple[str, ...]
    level: str
    evidence: str
    decision: str
    valid_from: str
    valid_until: str
    issued: str
    legal_basis: tuple[str, ...]
    criteria: str
    former: str
    signatories: tuple[tuple[str, str], ...]
    first_day: str
    last_day: str
    language: str

    def plain(self) -> dict[str, object]:
        """Return the claims as plain values, lists for tuples, as they stand in an entry."""
        return {
            name: [list(one) if isinstance(one, tuple) else one for one in value]
            if isinstance(value, tuple)
            else value
            for name, value in asdict(self).items()
        }

    def canonical(self) -> bytes:
        """Return the bytes that are signed; the same words give the same bytes."""
        return canonical_bytes({"format": CLAIMS_FORMAT, **self.plain()})

    def digest(self) -> bytes:
        """Return the SHA-256 of the canonical bytes, 32 bytes."""
        return digest(self.canonical())

    @classmethod
    def read(cls, plain: Mapping[str, object]) -> Self:
        """Return the claims that `plain` gave.

        Raises:
            TypeError: A field is missing, unknown or of another kind.
        """
        fields: dict[str, Any] = {name: _frozen(value) for name, value in plain.items()}
        return cls(**fields)


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
