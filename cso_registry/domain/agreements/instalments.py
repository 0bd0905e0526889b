"""Instalments: shares of exactly 100 % and amounts of exactly the whole (R-41, F:G1)."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from cso_registry.domain.fields import Amount, Count
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import read_baht
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE = 10_000
"""All of it, in hundredths of a percent."""
PERCENT = 100
"""Hundredths in one percent."""


class InstalmentWhen(StrEnum):
    """What opens an instalment."""

    SIGNED = "signed"
    REPORTED = "reported"
    """An accepted progress report for each such instalment."""
    COMPLETED = "completed"
    """Completion is accepted, and every evaluation that was agreed is on file."""


def reads_share(value: object) -> object:
    """Read a percentage with at most two decimals into hundredths of a percent."""
    if not isinstance(value, str):
        return value
    try:
        # A percentage with at most two decimals is written as an amount of money is.
        return read_baht(to_arabic_digits(normalize(value)).removesuffix("%"))
    except InputError:
        raise ValueError("agreement.unreadable_share") from None


Share = Annotated[int, BeforeValidator(reads_share), Field(ge=0, le=WHOLE)]
"""Hundredths of a percent; a text such as "33.33" is percent."""


class GivenInstalment(FieldGroup):
    """One instalment as the sides write it."""

    share: Share
    when: InstalmentWhen


class Instalment(FieldGroup):
    """One instalment: `share` in hundredths of a percent, `amount` in satang."""

    nth: Count
    share: Share
    amount: Amount
    when: InstalmentWhen


def split(amount: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Return the satang of each share; together exactly `amount`, each within one satang.

    Each instalment ends where its share of the whole ends, rounded down, so that no
    satang is lost or made.

    Args:
        amount: The whole, in satang.
        shares: Hundredths of a percent that total `WHOLE`.
    """
    ends = [amount * so_far // WHOLE for so_far in accumulate(shares)]
    return tuple(end - start for start, end in zip((0, *ends), ends, strict=False))


def usual_whens(count: int) -> tuple[InstalmentWhen, ...]:
    """Return what opens each of several instalments: signing, reports, completion."""
    if count <= 1:
        return (InstalmentWhen.SIGNED,) * count
    middle = (InstalmentWhen.REPORTED,) * (count - 2)
    return (InstalmentWhen.SIGNED, *middle, InstalmentWhen.COMPLETED)


def planned(
    amount: int, given: Sequence[GivenInstalment], usual: tuple[int, ...]
) -> tuple[Instalment, ...]:
    """Return the instalments of an amount with their satang; none when there is no money.

    Args:
        amount: The whole, in satang.
        given: What the sides wrote; nothing means the usual shares.
        usual: Those, in hundredths of a percent.
    """
    if not amount:
        return ()
    shares = tuple(one.share for one in given) or usual
    whens = tuple(one.when for one in given) or usual_whens(len(shares))
    return tuple(
        Instalment(nth=nth, share=share, amount=satang, when=when)
        for nth, (share, satang, when) in enumerate(
            zip(shares, split(amount, shares), whens, strict=True), start=1
        )
    )
