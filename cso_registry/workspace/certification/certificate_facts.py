"""What a certificate shows: its claims, word for word, and whether it is a copy (D-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.certification.groups import Edition
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.certification.letter_facts import is_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.certification.claims import Claims
    from cso_registry.domain.certification.records import Certificate
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


MOST_LINES: Final = 4
"""A longer list runs on, so that a certificate of many areas stays on one sheet if it can."""


def certificate_facts(
    certificate: Certificate, showing: Showing, _reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-04; nothing in them is decided when it is printed.

    Raises:
        InputError: `certificate.not_issued`; `certificate.other_language`, when it was
            issued in another language.
    """
    claims = certificate.claims
    if claims is None:
        raise InputError("certificate.not_issued", id=certificate.id)
    if claims.language != showing.language:
        raise InputError("certificate.other_language", language=claims.language)
    copies = sum(one.edition is Edition.COPY for one in certificate.printings.values())
    issue = certificate.issue
    return {
        **claimed_facts(claims),
        "short_code": "" if issue is None else issue.short_code,
        "is_copy": is_copy(showing.asked),
        "copy_number": str(copies + 1),
        "copy_day": showing.day(showing.today),
    }


def claimed_facts(claims: Claims) -> Mapping[str, FactValue]:
    """Return the facts that the claims alone decide."""
    return {
        "office": claims.office,
        "number": claims.number,
        "name": claims.name,
        "name_en": claims.name_en,
        "has_name_en": bool(claims.name_en),
        "register_number": claims.register_number,
        "subject_kind": claims.subject_kind,
        "address": claims.address,
        "capacities": _numbered(claims.capacities),
        "missions": _numbered(claims.missions),
        "areas": _numbered(claims.areas),
        "level": claims.level,
        "evidence": claims.evidence,
        "decision": claims.decision,
        "valid_from": claims.valid_from,
        "valid_until": claims.valid_until,
        "issued": claims.issued,
        "legal_basis": "\n".join(claims.legal_basis),
        "criteria": claims.criteria,
        "former": claims.former,
        "has_former": bool(claims.former),
        "signatories": [{"name": name, "post": post} for name, post in claims.signatories],
        "signed_by_one": len(claims.signatories) < 2,  # noqa: PLR2004 - one or several
    }


def _numbered(lines: Sequence[str]) -> str:
    """Return lines, numbered when there are several, one after the other when many."""
    if len(lines) == 1:
        return lines[0]
    between = "\n" if len(lines) <= MOST_LINES else "  "
    return between.join(f"{number}.\u00a0{line}" for number, line in enumerate(lines, 1))
