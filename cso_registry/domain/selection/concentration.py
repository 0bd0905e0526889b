"""Whether a few subjects crowd the others out: shares of choices and money (R-26, F:X13).

The figures are shown and kept with the decision; they warn, and nobody can hide them. Who
is run by the same persons, or was split from or branches from another, counts with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Amount, Count
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.selection.evaluators import persons_of
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.organizations.records import Organization

SELECTED_IN = "SELECTED-IN"
"""Under this scheme the proposals that were chosen are found by their province."""
WARNS = "selection.share_warns"


class Share(FieldGroup):
    """What one subject was given of all that was given in a province.

    `times` of `all_times` choices, `amount` of `all_amount` satang; what those that it is
    `linked` with were given stands apart, and counts with it.
    """

    organization: OrganizationId
    times: Count
    all_times: Count
    amount: Amount
    all_amount: Amount
    linked: tuple[OrganizationId, ...] = ()
    linked_times: Count = 0
    linked_amount: Amount = 0

    def warns(self, percent: int) -> bool:
        """Return whether all together is at least `percent` of the choices or of the money."""
        times, amount = self.times + self.linked_times, self.amount + self.linked_amount
        by_count = times * 100 >= percent * self.all_times
        by_money = amount * 100 >= percent * self.all_amount
        return self.all_times > 1 and (by_count or by_money)


def shares(
    given: Iterable[tuple[OrganizationId, int]],
    of: Iterable[OrganizationId],
    links: Mapping[OrganizationId, tuple[OrganizationId, ...]],
) -> tuple[Share, ...]:
    """Return the share of each subject of `of`.

    Args:
        given: Subject and satang of every choice, the new ones included.
        of: Whose shares are wanted, in the order of the answer.
        links: With whom each of them is linked.
    """
    known = list(given)
    total = sum(amount for _, amount in known)

    def counted(subjects: Iterable[OrganizationId]) -> tuple[int, int]:
        of_them = set(subjects)
        amounts = [amount for subject, amount in known if subject in of_them]
        return len(amounts), sum(amounts)

    found = []
    for one in dict.fromkeys(of):
        others = links.get(one, ())
        times, amount = counted((one,))
        linked_times, linked_amount = counted(others)
        found.append(
            Share(
                organization=one,
                times=times,
                all_times=len(known),
                amount=amount,
                all_amount=total,
                linked=tuple(other for other in others if any(who == other for who, _ in known)),
                linked_times=linked_times,
                linked_amount=linked_amount,
            )
        )
    return tuple(found)


def linked(
    of: Iterable[OrganizationId], known: Iterable[Organization], day: date
) -> Mapping[OrganizationId, tuple[OrganizationId, ...]]:
    """Return with which other subjects each of some is linked on a day.

    Two are linked when a person holds a post in both, when one was split from, succeeds, is
    a branch of or was merged into the other, or when both belong so to a third.
    """
    marks = {OrganizationId(one.id): known_by(one, day) for one in known}
    return {
        one: tuple(other for other, theirs in marks.items() if other != one and theirs & marks[one])
        for one in dict.fromkeys(of)
        if one in marks
    }


def known_by(one: Organization, day: date) -> frozenset[str]:
    """Return what a subject is known by on a day to those that it is linked with."""
    ties = (str(tie.other) for tie in one.ties.values() if tie.tied_on <= day)
    merged = (str(taken.merged) for taken in one.absorbed.values())
    return frozenset({str(one.id), *ties, *merged, *persons_of(one, day)})
