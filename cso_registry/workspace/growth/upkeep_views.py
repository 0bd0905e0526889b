"""What the pages of an application, a contact and a yearly return show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.shadow import RECORD_COLUMNS
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.paper_making import subject_about

if TYPE_CHECKING:
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

STATUS = RECORD_COLUMNS.index("status")


@dataclass(frozen=True, slots=True)
class UpkeepView:
    """A record as its page shows it: what all have, and where it stands."""

    case: CaseView
    record: Any
    status: str


def upkeep_view(
    kind: type[Record],
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> UpkeepView:
    """Return everything that the page of an application, a contact or a yearly return shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, kind)
    about = subject_about(found)
    case = case_view(workspace, found, about, session, language, personal=personal)
    listing = found.shadow().listing
    status = "" if listing is None else str(listing[STATUS])
    return UpkeepView(case=case, record=found, status=status)
