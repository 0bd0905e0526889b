"""Which personal data stand on a screen: one rule for show, list, search, history and export.

The name under which a subject is registered is shown, also that of a person: it is what an
entry of the register is found and told apart by. Everything else that is personal (numbers,
telephones, residence, the holders of posts) is masked until an officer signs in and asks for
it, and that look is logged (F:N4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Person
from cso_registry.domain.record import FieldGroup, Group, Privacy, Record, privacy_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MASK = "••••"
NAMES_OF_ENTRIES: Mapping[type[FieldGroup], frozenset[str]] = {
    Person: frozenset({"title", "given", "family"}),
}
"""Personal fields that are the name of an entry of the register."""


def told_groups(record: Record, *, personal: bool) -> dict[str, Any]:
    """Return every group of a record as plain values, personal fields masked or not.

    An item of a collection carries its `key`, by which an act names it.
    """
    told: dict[str, Any] = {}
    for name, slot in record.slots.items():
        found = getattr(record, name)
        if isinstance(slot, Group):
            if found is not None:
                told[name] = masked(slot.model, _plain(found), personal=personal)
        elif found:
            told[name] = [
                {"key": key, **masked(slot.model, _plain(value), personal=personal)}
                for key, value in found.items()
            ]
    return told


def masked(model: type[FieldGroup], plain: dict[str, Any], *, personal: bool) -> dict[str, Any]:
    """Return plain values with personal ones masked, unless they may be shown."""
    marks = privacy_of(model)
    names = NAMES_OF_ENTRIES.get(model, frozenset())
    return {
        name: MASK
        if marks.get(name) is Privacy.PERSONAL and name not in names and not personal
        else value
        for name, value in plain.items()
    }


def _plain(value: FieldGroup) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True)
