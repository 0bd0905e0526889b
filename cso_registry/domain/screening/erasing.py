"""What goes with a subject whose personal data are erased: the name in its cases (F:N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.records import Screening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cso_registry.domain.erasure import Erasure
    from cso_registry.domain.record import Change, Record


def erasures_of_cases(
    found: Iterable[Record], key: str, of: Callable[[tuple[str, ...]], Erasure]
) -> tuple[Change, ...]:
    """Return the erasure of the name of the subject in its cases and appeals.

    Args:
        found: Records found about the subject; those of other types are passed over.
        key: Under which the erasures are kept.
        of: Makes the erasure of groups.
    """
    made = []
    for record in found:
        if isinstance(record, Screening):
            made.append(Screening.erasures.put(record.id, key, of((Screening.opening.name,))))
        elif isinstance(record, Appeal):
            made.append(Appeal.erasures.put(record.id, key, of((Appeal.filing.name,))))
    return tuple(made)
