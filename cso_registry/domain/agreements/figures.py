"""What an agreement adds to the sums by which supervision looks at both sides (R-26, R-73).

Only what does not depend on today is counted: what is late on a day is asked on that day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.groups import Instrument
from cso_registry.domain.agreements.ledger import left_of, midterm_evaluations, standing_payments
from cso_registry.domain.agreements.noticed import earliest_lawful_end
from cso_registry.domain.shadow import Figure
from cso_registry.kernel.calendar import earliest_end, fiscal_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.groups import AgreementTerms

BEGUN: Final = "begun"
"""Agreements that came into force in a year, and what was agreed, in satang."""
PAID: Final = "paid"
"""Payments of a year that were not reversed, in satang."""
STANDING: Final = "standing"
"""`standing.in_force` and so on: agreements by where they stand, in no year."""
LATE: Final = "late"
"""`late.payment` and so on: what came late in a year, in days."""
LASTING: Final = "lasting"
"""`lasting.override` and so on: what stays a finding in every year after its own, in days."""
PASSING: Final = ("agreement:review", "agreement:ends", "agreement:may_end")
"""Days that are never late: nothing is recorded about them when they have come."""
NOT_IN_REGISTER: Final = "~"
"""Begins the key of a partner that the register does not hold: its name follows."""
SEVERAL, NOWHERE, NO_CALL, NO_MODEL = "several", "none", "none", "none"
"""Keys of agreements for areas of several provinces, of none, without a call or a model."""
PROVINCE: Final = 2
"""Digits of the code of a province."""


class Late(NamedTuple):
    """Something that was done after its last day."""

    what: str
    done: date
    days: int


def told_apart(whole: Figure, keys: Mapping[str, str]) -> Iterator[Figure]:
    """Yield a figure, and the same told apart by each of some keys."""
    yield whole
    for by, key in keys.items():
        yield replace(whole, by=by, key=key)


def late_figures(late: Iterable[Late], province: str, keys: Mapping[str, str]) -> Iterator[Figure]:
    """Yield what came late, counted by kind and fiscal year; its amount is in days."""
    yield from _by_year(LATE, (one for one in late if one.days > 0), province, keys)


def lasting_figures(
    found: Iterable[Late], province: str, keys: Mapping[str, str]
) -> Iterator[Figure]:
    """Yield what stays a finding for ever, counted by kind and the fiscal year of its order."""
    yield from _by_year(LASTING, found, province, keys)


def _by_year(
    theme: str, counted: Iterable[Late], province: str, keys: Mapping[str, str]
) -> Iterator[Figure]:
    found: dict[tuple[str, int], list[int]] = {}
    for one in counted:
        found.setdefault((one.what, fiscal_year(one.done)), []).append(one.days)
    for (what, year), days in found.items():
        whole = Figure(f"{theme}.{what}", year, province, times=len(days), amount=sum(days))
        yield from told_apart(whole, keys)


def agreement_figures(agreement: Agreement) -> Iterator[Figure]:
    """Yield what an agreement adds to the sums."""
    file, terms, home = agreement.file, agreement.terms, agreement.scope
    if file is None:
        return
    sides = _sides(agreement)
    standing = f"{STANDING}.{agreement.standing[0]}"
    amount = 0 if terms is None else terms.amount
    yield from told_apart(Figure(standing, 0, home, amount=amount), sides)
    keys = {**sides, **_kinds(agreement)}
    begins = agreement.in_force_from
    if begins is not None:
        whole = Figure(BEGUN, fiscal_year(begins), home, amount=amount)
        yield from told_apart(whole, keys)
    for year, paid in _paid(agreement).items():
        whole = Figure(PAID, year, home, times=len(paid), amount=sum(paid))
        yield from told_apart(whole, keys)
    yield from late_figures(_late(agreement), home, sides)
    yield from lasting_figures(_shortened(agreement), home, sides)


def open_clocks(agreement: Agreement) -> Iterator[tuple[str, date]]:
    """Yield what waits besides the duties of the course: to be signed, paid, evaluated (R-50)."""
    file, terms = agreement.file, agreement.terms
    if file is None or terms is None or agreement.is_over:
        return
    unsigned = agreement.signing is None and agreement.in_force_from is None
    if unsigned and terms.starts is not None and file.instrument is not Instrument.NO_DOCUMENT:
        yield "sign", terms.starts
    for one in agreement.allocations.values():
        if one.pay_by is not None and left_of(agreement, one.nth):
            yield "payment", one.pay_by
    planned, held = sorted(terms.evaluation_days), midterm_evaluations(agreement)
    if agreement.in_force_from is not None:
        if held < len(planned):
            yield "evaluation", planned[held]
        yield from _passing(agreement, terms)


def _passing(agreement: Agreement, terms: AgreementTerms) -> Iterator[tuple[str, date]]:
    """Yield days of which one is told before they come, and that pass by themselves."""
    yield from (("review", day) for day in terms.review_dates)
    if terms.ends is not None:
        yield "ends", terms.ends
    allowed = earliest_lawful_end(agreement)
    if allowed is not None:
        yield "may_end", allowed


def _sides(agreement: Agreement) -> dict[str, str]:
    file, links = agreement.file, agreement.links
    sides = {} if file is None else {"agency": str(file.agency)}
    if links is not None and links.organization is not None:
        sides["partner"] = str(links.organization)
    elif links is not None and links.counterparty is not None:
        sides["partner"] = f"{NOT_IN_REGISTER}{links.counterparty}"
    return sides


def _kinds(agreement: Agreement) -> dict[str, str]:
    """Return by what agreements are told apart besides their sides."""
    file, terms = agreement.file, agreement.terms
    begun = min(agreement.effects.values(), key=lambda one: one.effective, default=None)
    sourcing = None if begun is None else begun.sourcing
    areas = () if terms is None else terms.areas
    provinces = {code[:PROVINCE] for code in areas}
    place = next(iter(provinces)) if len(provinces) == 1 else SEVERAL if provinces else NOWHERE
    model = None if file is None else file.model
    return {
        "model": model or NO_MODEL,
        "sourcing": sourcing or NO_CALL,
        "area": place,
        "home": agreement.scope,
    }


def _paid(agreement: Agreement) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one in standing_payments(agreement).values():
        found.setdefault(one.fiscal_year, []).append(one.amount)
    return found


def _shortened(agreement: Agreement) -> Iterator[Late]:
    """Yield the shortenings of the term to an end that no notice could reach any more (R-56)."""
    for one in agreement.amendments.values():
        if one.short_days:
            yield Late("shortened", one.effective, one.short_days)


def _late(agreement: Agreement) -> Iterator[Late]:
    """Yield what was done after its last day, as the agreement and its course had it."""
    terms, signing = agreement.terms, agreement.signing
    if terms is None:
        return
    if signing is not None and terms.starts is not None:
        yield Late("signing", signing.signed, (signing.signed - terms.starts).days)
    allowed = {one.nth: one.pay_by for one in agreement.allocations.values()}
    for paid in standing_payments(agreement).values():
        until = allowed.get(paid.nth)
        if until is not None:
            yield Late("payment", paid.paid, (paid.paid - until).days)
    yield from _late_in_closing(agreement)


def _late_in_closing(agreement: Agreement) -> Iterator[Late]:
    """Yield how late the accounts were settled and the final evaluation was made (R-46, R-52)."""
    course, terms, ended = agreement.course, agreement.terms, agreement.ended
    if course is None or terms is None:
        return
    early = None if ended is None else ended.effective
    settled = [one.settled for one in agreement.settlements.values()]
    final = [one.evaluated for one in agreement.evaluations.values() if one.stage is Stage.FINAL]
    closing = {
        "settlement": (settled, early or terms.activities_end),
        "final_evaluation": (final, early or terms.ends),
    }
    for duty in course.duties:
        done, begins = closing.get(duty.code, ([], None))
        if done and begins is not None and duty.months is not None:
            first = min(done)
            yield Late(duty.code, first, (first - earliest_end(begins, duty.months)).days)
