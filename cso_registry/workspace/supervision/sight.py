"""Whose figures an officer may see: a provincial office its own province, the nation all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.permission import LOOKERS, DeniedError
from cso_registry.domain.roles import NATION
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.storage.shadows import EVERYWHERE
from cso_registry.workspace.look_log import looking_officer

if TYPE_CHECKING:
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which province, empty for the nation, and of which fiscal year figures are asked."""

    province: str
    year: int


def asked_by(
    workspace: Workspace, session: Session, province: str | None = None, year: int | None = None
) -> Asked:
    """Return what an officer asks for, when they may see it.

    Args:
        workspace: The registry.
        session: Who asks.
        province: A province, or `NATION`; None for the widest that the officer may see.
        year: A fiscal year of the Buddhist era; None for this one.

    Raises:
        DeniedError: `look.role_missing`, `supervision.outside_jurisdiction`.
    """
    actor = looking_officer(workspace, session)
    own = sorted(right.jurisdiction for right in actor.rights if right.role in LOOKERS)
    if not own:
        raise DeniedError("look.role_missing")
    wanted = own[0] if province is None else province
    if not actor.holds(LOOKERS, wanted):
        raise DeniedError("supervision.outside_jurisdiction", scope=wanted)
    seen = EVERYWHERE if wanted == NATION else wanted
    return Asked(seen, fiscal_year(workspace.today) if year is None else year)
