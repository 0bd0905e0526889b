"""The act that takes back an act just done, where there is one: recorded, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.domain.organizations.acts import RenameOrganization, TakeAwayItem
from cso_registry.domain.record import FieldGroup
from ui.organizations.layouts import ADDS, CHANGES, PUTS

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.organizations.records import Organization

BY_HAND = frozenset({RenameOrganization.kind})
"""Acts that leave more behind than the value: a former name stays findable."""


def can_be_taken_back(kind: str) -> bool:
    """Return whether an act of this kind has one that takes it back."""
    single = {one.kind for one in CHANGES.values()}
    items = {one.kind for one, _ in ADDS.values()}
    return kind in (single | items) - BY_HAND


def taking_back(kind: str, before: Organization, after: Organization, reason: str) -> Act | None:
    """Return the act that gives back what stood before; None when there was nothing.

    Args:
        kind: The act that was done.
        before: The record before it.
        after: The record after it.
        reason: Why it is taken back.
    """
    ours: dict[str, Any] = {"organization": str(after.id), "reason": reason}
    for name, changed in CHANGES.items():
        if changed.kind == kind:
            old = getattr(before, name)
            if not isinstance(old, FieldGroup):
                return None
            return changed.model_validate_json(_json({**ours, name: _plain(old)}))
    for name, (added, field) in ADDS.items():
        if added.kind == kind:
            return _item(added, name, field, before, after, ours)
    return None


def _item(
    added: type[Act],
    name: str,
    field: str,
    before: Organization,
    after: Organization,
    ours: dict[str, Any],
) -> Act | None:
    was, now = getattr(before, name), getattr(after, name)
    new = [key for key in now if key not in was]
    if new:
        return TakeAwayItem.model_validate_json(_json({**ours, "collection": name, "item": new[0]}))
    differing = [key for key in now if now[key] != was[key]]
    if not differing or name not in PUTS:
        return None
    old = {"item": differing[0], field: _plain(was[differing[0]])}
    return added.model_validate_json(_json({**ours, **old}))


def _plain(value: FieldGroup) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True)


def _json(plain: dict[str, Any]) -> bytes:
    return orjson.dumps(plain)
