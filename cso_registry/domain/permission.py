"""Who may do what: roles and jurisdiction, before any rule is asked (F:N1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.roles import Role
from cso_registry.kernel.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.act import Act
    from cso_registry.domain.facts import Actor


class DeniedError(RegistryError):
    """The officer has no right to this act; the denial is logged (R37)."""


FOUNDING = "office.found"
LOOKERS = frozenset(Role) - {Role.EVALUATOR}
"""Who may see personal and confidential data; an evaluator may come from outside (R-06)."""


def refuse_unless_permitted(act: type[Act], actor: Actor, scopes: Iterable[str]) -> None:
    """Check the declared roles in every scope that the act touches.

    The founding act is the only one without an officer before it.

    Raises:
        DeniedError: `act.role_missing` or `act.outside_jurisdiction`.
    """
    if act.kind == FOUNDING:
        return
    if not any(right.role in act.roles for right in actor.rights):
        raise DeniedError("act.role_missing", act=act.kind, roles=", ".join(sorted(act.roles)))
    for scope in scopes:
        if not actor.holds(act.roles, scope):
            raise DeniedError("act.outside_jurisdiction", act=act.kind, scope=scope)


def refuse_unless_may_look(actor: Actor, scope: str) -> None:
    """Check that an officer may see the guarded data of records of a scope (R-06).

    Raises:
        DeniedError: `look.role_missing` or `look.outside_jurisdiction`.
    """
    if not any(right.role in LOOKERS for right in actor.rights):
        raise DeniedError("look.role_missing")
    if not actor.holds(LOOKERS, scope):
        raise DeniedError("look.outside_jurisdiction", scope=scope)
