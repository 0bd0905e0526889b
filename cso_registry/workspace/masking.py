"""Which guarded data stand on a screen: one rule for show, list, search, history and export.

The name under which a subject is registered is shown, also that of a person: it is what an
entry of the register is found and told apart by. Everything else that is personal (numbers,
telephones, residence, the holders of posts), and everything that is marked confidential, is
masked until an officer who may look (`look_log.look_at`) asks for it; that look is logged
(R-06, F:N4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Person
from cso_registry.domain.record import FieldGroup, Group, Record, guarded_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

MASK = "••••"
NAMES_OF_ENTRIES: Mapping[type[FieldGroup], frozenset[str]] = {
    Person: frozenset({"title", "given", "family"}),
}
"""Personal fields that are the name of an entry of the register."""


def told_groups(record: Record, *, personal: bool) -> dict[str, Any]:
    """Return every group of a record as plain values, guarded fields masked or not.

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
    """Return plain values with guarded ones masked, unless they may be shown."""
    if personal:
        return plain
    hidden = guarded_fields(model) - NAMES_OF_ENTRIES.get(model, frozenset())
    return {name: MASK if name in hidden else value for name, value in plain.items()}


def _plain(value: FieldGroup) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True)
