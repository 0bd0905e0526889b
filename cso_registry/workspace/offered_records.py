"""Records that are offered to choose among by their words, such as the calls of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.kernel.ids import RecordId
from cso_registry.storage.listing import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.workspace.workspace import Workspace

MOST_OFFERED: Final = 500
"""So many records of a type are offered, the newest."""


def names_to_offer(
    workspace: Workspace, types: Iterable[str], chosen: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Return by type what records are called, by identity: the newest, and those chosen before."""
    lists, day = workspace.read.lists, workspace.today
    also = [key for one in chosen if (key := lists.key_of(RecordId(one))) is not None]
    found: dict[str, dict[str, str]] = {}
    for kind in types:
        keys = lists.keys(Wanted(kind, descending=True), day)[:MOST_OFFERED]
        rows = lists.rows(kind, [*dict.fromkeys([*keys, *also])], day)
        found[kind] = {one.id: f"{one.number or ''} {one.title}".strip() for one in rows}
    return found
