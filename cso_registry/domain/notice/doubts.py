"""What speaks against a count that stands: shown for decision, never resolved in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.notice.groups import Doubt
from cso_registry.domain.notice.law import law_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.notice.law import CountLaw
    from cso_registry.domain.notice.notices import Notice


def recounted(notice: Notice, law: CountLaw) -> date | None:
    """Return the end as it would be counted today, None while no period runs."""
    file, served = notice.file, notice.served
    if file is None or served is None:
        return None
    return law.count(served.result_on, file.months).earliest_end


def doubts(notice: Notice, agreement: Agreement, law: CountLaw) -> tuple[Doubt, ...]:
    """Return what speaks against the count of a notice that was received."""
    return tuple(_doubts(notice, agreement, law))


def doubts_of(notice: Notice, agreement: Agreement, facts: Facts) -> tuple[Doubt, ...]:
    """Return what speaks against a count, as an act sees it."""
    return doubts(notice, agreement, law_of(facts))


def _doubts(notice: Notice, agreement: Agreement, law: CountLaw) -> Iterator[Doubt]:
    file, served, review = notice.file, notice.served, notice.review
    if file is None or served is None or notice.is_withdrawn or agreement.is_over:
        return
    seen = served.earliest_end if review is None else review.recounted
    if recounted(notice, law) != seen:
        yield Doubt.RECOUNT
    known_clock = review is not None and Doubt.CLOCK in review.doubts
    if not known_clock and (served.recorded > law.today or served.recorded < served.result_on):
        yield Doubt.CLOCK
    ends = None if agreement.terms is None else agreement.terms.ends
    if ends != (served.ends if review is None else review.ends):
        yield Doubt.TERMS
