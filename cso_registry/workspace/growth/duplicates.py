"""Look-alikes of a subject, or of the whole register, ranked, with their reasons (F:A7, X31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.likeness import WORTH, likeness, own_keys, told_apart
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cso_registry.domain.organizations.likeness import Likeness
    from cso_registry.storage.reading import Reading

BLOCK = 500
MOST_OF_ONE = 100
ENDED = frozenset({Status.MERGED, Status.UNDONE, Status.NONE})


@dataclass(frozen=True, slots=True)
class Double:
    """Two subjects that look alike, and how much."""

    one: Organization
    other: Organization
    likeness: Likeness


def doubles_of(subject: Organization, reading: Reading, *, worth: int = WORTH) -> list[Double]:
    """Return the look-alikes of a subject, the likest first.

    Args:
        subject: As it stands, or as it is about to be registered.
        reading: Of the registry.
        worth: The least score that is shown.
    """
    found = []
    for identity in reading.look_alikes(tuple(own_keys(subject)), MOST_OF_ONE):
        other = reading.record(identity)
        if not isinstance(other, Organization) or other.id == subject.id:
            continue
        if other.standing.status in ENDED or told_apart(subject, other):
            continue
        alike = likeness(subject, other)
        if alike.score >= worth:
            found.append(Double(subject, other, alike))
    return sorted(found, key=lambda double: (-double.likeness.score, double.other.id))


def doubles_among(
    identities: Sequence[RecordId],
    reading: Reading,
    progress: Callable[[int, int], None],
    *,
    worth: int = WORTH,
) -> Iterator[Double]:
    """Yield the likest look-alike of each of some subjects that has one, as after an import.

    Args:
        identities: Subjects that have just come.
        reading: Of the registry.
        progress: Told how many were looked at.
        worth: The least score that counts.
    """
    for at, identity in enumerate(identities, 1):
        subject = reading.record(identity)
        if isinstance(subject, Organization):
            yield from doubles_of(subject, reading, worth=worth)[:1]
        if at % BLOCK == 0 or at == len(identities):
            progress(at, len(identities))


def all_doubles(
    reading: Reading, progress: Callable[[int, int], None], *, worth: int = WORTH
) -> Iterator[Double]:
    """Yield every pair of look-alikes of the register once, in order of names.

    It looks at a subject at a time, so that it can be stopped and memory stays flat.
    """
    keys = reading.organization_keys(OrganizationFilter(), date.max)
    seen: set[tuple[str, str]] = set()
    for start in range(0, len(keys), BLOCK):
        for row in reading.organizations(keys[start : start + BLOCK], date.max):
            subject = reading.record(RecordId(row.id))
            if not isinstance(subject, Organization) or subject.standing.status in ENDED:
                continue
            for double in doubles_of(subject, reading, worth=worth):
                pair = tuple(sorted((str(double.one.id), str(double.other.id))))
                if pair not in seen:
                    seen.add((pair[0], pair[1]))
                    yield double
        progress(min(start + BLOCK, len(keys)), len(keys))
