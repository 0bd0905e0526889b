"""Many cases are given to one officer at once: all or none, each with its own entry (F:F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.acts import AssignCase
from cso_registry.kernel.ids import BatchId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.kernel.ids import OfficerId, RecordId
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


def assign_cases(
    workspace: Workspace,
    cases: Sequence[RecordId],
    to: OfficerId,
    reason: str,
    session: Session,
    progress: Progress,
) -> int:
    """Give every case to `to` in one transaction; return how many.

    Raises:
        RefusedError: When the rules refuse one of them; nothing has changed then.
        DeniedError: When the officer has no right to one of them; nothing has changed.
    """
    batch = BatchId(workspace.program.means.identities.new())
    with workspace.performer.performing() as work:
        for done, case in enumerate(cases):
            progress(done, len(cases))
            act = AssignCase(organization=OrganizationId(case), to=to, reason=reason)
            work.perform(act, session, batch=batch)
        progress(len(cases), len(cases))
    return len(cases)
