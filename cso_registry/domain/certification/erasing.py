"""Which parts of a certificate are about a person and go when the law says so (F:N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.record import ITEM_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cso_registry.domain.erasure import Erasure
    from cso_registry.domain.record import Change, Record


def erasures_of_certificates(
    certificates: Iterable[Record], act_id: str, erasure: Callable[[tuple[str, ...]], Erasure]
) -> tuple[Change, ...]:
    """Return the erasure of each certificate of a subject; its papers are found as papers."""
    made: list[Change] = []
    for one in certificates:
        if not isinstance(one, Certificate):
            continue
        groups = personal_groups(one)
        if groups:
            made.append(Certificate.erasures.put(one.id, act_id, erasure(groups)))
    return tuple(made)


def personal_groups(certificate: Certificate) -> tuple[str, ...]:
    """Return the names of the groups of a certificate that hold personal data."""
    case = certificate.case
    return (
        *((Certificate.case.name,) if case is not None and case.subject_name else ()),
        *(f"{Certificate.issues.name}{ITEM_MARK}{key}" for key in certificate.issues),
        *(f"{Certificate.collections.name}{ITEM_MARK}{key}" for key in certificate.collections),
    )
