"""What is told of an agreement before it is signed, and stops nothing (R-31, R-36, R-49, R-58)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import OF_SECTOR, Side
from cso_registry.kernel.calendar import last_day_to_serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.agreements.agreement import Agreement

INTERNAL, EXTERNAL = "EK1", "EK2"


def warnings(agreement: Agreement, notice_months: int) -> tuple[str, ...]:
    """Return the names of what is told, in the order of the rules.

    Args:
        agreement: The agreement.
        notice_months: Months of the advance notice.
    """
    return tuple(_told(agreement, notice_months))


def _told(agreement: Agreement, notice_months: int) -> Iterator[str]:
    file, terms = agreement.file, agreement.terms
    if file is None or terms is None or file.instrument in OF_SECTOR:
        return
    annex = agreement.annex
    if annex is None or annex.is_one_sided:
        yield "annex_of_one_side"
    sides = (terms.manager, terms.secretariat)
    if file.model == "CM" and sides != (Side.AGENCY, Side.PARTNER):
        yield "manager_and_secretariat"
    if not {INTERNAL, EXTERNAL} <= set(terms.evaluation_kinds):
        yield "evaluation_of_one_kind"
    if terms.ends is not None and terms.evaluation_days:
        last = max(terms.evaluation_days)
        if last > last_day_to_serve(terms.ends, notice_months):
            yield "evaluation_too_late_for_notice"
