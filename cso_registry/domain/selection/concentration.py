"""Whether a few subjects crowd the others out: shares of choices and money (R-26, F:X13).

The figures are shown and kept with the decision; they warn, and nobody can hide them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Amount, Count
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable

SELECTED_IN = "SELECTED-IN"
"""Under this scheme the proposals that were chosen are found by their province."""
WARNS = "selection.share_warns"


class Share(FieldGroup):
    """What one subject was given of all that was given in a province.

    `times` of `all_times` choices, `amount` of `all_amount` satang.
    """

    organization: OrganizationId
    times: Count
    all_times: Count
    amount: Amount
    all_amount: Amount

    def warns(self, percent: int) -> bool:
        """Return whether it is at least `percent` of the choices or of the money."""
        by_count = self.times * 100 >= percent * self.all_times
        by_money = self.amount * 100 >= percent * self.all_amount
        return self.all_times > 1 and (by_count or by_money)


def shares(
    given: Iterable[tuple[OrganizationId, int]], of: Iterable[OrganizationId]
) -> tuple[Share, ...]:
    """Return the share of each subject of `of`.

    Args:
        given: Subject and satang of every choice, the new ones included.
        of: Whose shares are wanted, in the order of the answer.
    """
    known = list(given)
    total = sum(amount for _, amount in known)
    return tuple(
        Share(
            organization=one,
            times=sum(subject == one for subject, _ in known),
            all_times=len(known),
            amount=sum(amount for subject, amount in known if subject == one),
            all_amount=total,
        )
        for one in dict.fromkeys(of)
    )
