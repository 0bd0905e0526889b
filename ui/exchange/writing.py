"""Another value than those that wait: the form of the ordinary act, which ends the conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import ITEM_MARK, FieldGroup
from ui.forms.form import ActForm
from ui.organizations.layouts import ADDS, CHANGES, PUTS

if TYPE_CHECKING:
    from cso_registry.domain.record import Record
    from ui.shell.room import Surroundings


def can_be_written(record: Record, group: str) -> bool:
    """Return whether an ordinary act gives this group another value."""
    name = group.partition(ITEM_MARK)[0]
    return isinstance(record, Organization) and (name in CHANGES or name in PUTS)


def form_of(around: Surroundings, record: Record, group: str) -> ActForm:
    """Return the form that writes the group anew, with the value shown meanwhile in it."""
    name, _, item = group.partition(ITEM_MARK)
    given: dict[str, Any] = {"organization": str(record.id)}
    found = getattr(record, name)
    if name in CHANGES:
        return ActForm(around, CHANGES[name], given=given, prefill={name: _plain(found)})
    declared, field = ADDS[name]
    given["item"] = item
    return ActForm(around, declared, given=given, prefill={field: _plain(found.get(item))})


def _plain(value: FieldGroup | None) -> dict[str, Any]:
    return {} if value is None else value.model_dump(mode="json")
