"""What the page of a scope decision shows (D-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.selection.delegations import Delegation
from cso_registry.workspace.case_view import CaseView, case_view, held_case

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ScopeView:
    """A scope decision as its page shows it."""

    case: CaseView
    delegation: Delegation
    status: str


def scope_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> ScopeView:
    """Return everything that the page of a scope decision shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Delegation)
    subject = None if found.decision is None else str(found.decision.organization)
    case = case_view(workspace, found, subject, session, language, personal=personal)
    today = workspace.today
    status = "in_force" if found.ended is None or today < found.ended else "ended"
    return ScopeView(case, found, status)
