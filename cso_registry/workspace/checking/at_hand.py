"""What is at hand on this computer to check a certificate against (X16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.key_trust import (
    How,
    KeyRing,
    TrustedSheets,
    keys_of_registry,
    keys_of_sheet,
)

if TYPE_CHECKING:
    from cso_registry.host.paths import Places
    from cso_registry.workspace.workspace import Workspace


def ring_at_hand(workspace: Workspace | None, places: Places) -> KeyRing:
    """Return the keys of the open registry, if there is one, and of the sheets kept here.

    Raises:
        KnownError: `keys.kept_damaged`.
    """
    ring = KeyRing() if workspace is None else KeyRing(keys_of_registry(workspace))
    for kept in TrustedSheets(places):
        for key in keys_of_sheet(kept, How.COMPARED):
            ring.add(key)
    return ring
