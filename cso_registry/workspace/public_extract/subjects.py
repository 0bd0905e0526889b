"""What anybody may know of the subjects of the register: fields marked public and nothing else.

Of a person only kind, purposes and the course of the registration are told: the rest is
personal data, and the register need not name them to be open (R-06).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.status_lists import listed_on
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.record import FieldGroup, Group, Items, public_fields
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cso_registry.domain.certification.status_lists import ListedCertificate
    from cso_registry.storage.reading import Reading
    from cso_registry.storage.verify import Progress

BLOCK: Final = 500
OF_PERSONS: Final = frozenset({"identity", "purposes", "areas", "life"})
UNTOLD: Final = frozenset({Status.NONE, Status.UNDONE})
"""Never registered, or registered by mistake and taken back."""


def marked(slot: Group[Any] | Items[Any]) -> tuple[str, ...]:
    """Return the public fields of a group or of the items of a collection."""
    model: type[FieldGroup] = slot.model
    return public_fields(model)


_MARKED: Final = {name: slot for name, slot in Organization.slots.items() if marked(slot)}
GROUPS: Final = tuple(name for name, slot in _MARKED.items() if isinstance(slot, Group))
COLLECTIONS: Final = tuple(name for name in _MARKED if name not in GROUPS)


@dataclass(frozen=True, slots=True)
class PublicSubject:
    """One subject as anybody may see it.

    Attributes:
        number: Its number in the register.
        status: Where its registration stands.
        province: The two-digit code of its address or home.
        is_person: Whether its name is left out.
        groups: Public fields of single groups, by name of the group.
        items: Public fields of each item, by name of the collection.
        merged_into: Number of the subject it is merged into; empty when there is none.
    """

    id: str
    number: str
    status: str
    province: str
    is_person: bool
    groups: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Sequence[Mapping[str, Any]]]
    certificates: Sequence[ListedCertificate]
    merged_into: str

    @property
    def name(self) -> str:
        """Return its Thai name; empty for a person."""
        return str(self.groups.get("names", {}).get("th", ""))

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, such as JSON holds."""
        return {
            "id": self.id,
            "number": self.number,
            "status": self.status,
            "province": self.province,
            "merged_into": self.merged_into or None,
            **self.groups,
            **self.items,
            "certificates": [
                {"number": one.number, "status": one.status, "since": one.since, "until": one.until}
                for one in self.certificates
            ],
        }


def public_subjects(
    reading: Reading, today: date, province: str | None, progress: Progress
) -> Iterator[PublicSubject]:
    """Yield the subjects of a province, or all, in the order of the register's list."""
    keys = reading.organization_keys(OrganizationFilter(province=province), today)
    for start in range(0, len(keys), BLOCK):
        progress(start, len(keys))
        for line in reading.organizations(keys[start : start + BLOCK], today):
            record = reading.record(RecordId(line.id))
            if isinstance(record, Organization) and record.standing.status not in UNTOLD:
                yield public_subject(record, reading, today)
    progress(len(keys), len(keys))


def public_subject(record: Organization, reading: Reading, today: date) -> PublicSubject:
    """Return what anybody may know of a subject."""
    is_person = record.person is not None
    other = None if record.merged_into is None else reading.record(record.merged_into)
    held = (one for one in reading.records_about(record.id, Certificate.type))
    return PublicSubject(
        id=str(record.id),
        number=record.register_number or "",
        status=record.standing.status.value,
        province=record.scope if is_person else record.province or record.scope,
        is_person=is_person,
        groups={
            name: part
            for name in _told(GROUPS, is_person=is_person)
            if (part := public_part(getattr(record, name)))
        },
        items={
            name: parts
            for name in _told(COLLECTIONS, is_person=is_person)
            if (parts := [public_part(one) for one in getattr(record, name).values()])
        },
        certificates=listed_on(today, (one for one in held if isinstance(one, Certificate))),
        merged_into=other.register_number or "" if isinstance(other, Organization) else "",
    )


def public_part(value: FieldGroup | None) -> dict[str, Any]:
    """Return the public fields of a value that hold something, as plain values."""
    if value is None:
        return {}
    marked = set(public_fields(type(value)))
    return value.model_dump(mode="json", include=marked, exclude_none=True)


def _told(names: tuple[str, ...], *, is_person: bool) -> tuple[str, ...]:
    return tuple(name for name in names if not is_person or name in OF_PERSONS)
