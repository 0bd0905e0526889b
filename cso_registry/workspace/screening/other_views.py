"""What the pages of an appeal and of a breach show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.breaches import Breach
from cso_registry.journal.moment import thai_time
from cso_registry.workspace.appealing import AppealLine, appeal_line
from cso_registry.workspace.case_view import CaseView, case_view, held_case

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

WEIGHS: Final = "weighs"
LIFTED: Final = "lifted"
OVER: Final = "over"


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal as its page shows it.

    Attributes:
        clock: Where it stands, and the last day to decide it.
        deciders: Who had a part in the decision, and has none in the appeal.
    """

    case: CaseView
    appeal: Appeal
    status: str
    clock: AppealLine
    deciders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach as its page shows it."""

    case: CaseView
    breach: Breach
    status: str


def appeal_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> AppealView:
    """Return everything that the page of an appeal shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Appeal)
    filing = found.filing
    subject = None if filing is None else filing.organization
    case = case_view(workspace, found, subject, session, language, personal=personal)
    named = () if filing is None else filing.deciders
    return AppealView(
        case=case,
        appeal=found,
        status=found.standing.status.value,
        clock=appeal_line(found, workspace.today),
        deciders=tuple(case.names.get(one, "") for one in named),
    )


def breach_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> BreachView:
    """Return everything that the page of a breach shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Breach)
    subject = None if found.entry is None else found.entry.organization
    case = case_view(workspace, found, subject, session, language, personal=personal)
    return BreachView(case=case, breach=found, status=_breach_status(found, workspace.today))


def breach_in_list(program: Program, status: str, until: str | None) -> str:
    """Return the status of a line of the list today; that its time is over is never stored."""
    return _at(status, until, thai_time(program.clock.now_ms()).date())


def _at(status: str, until: str | None, today: date) -> str:
    is_over = until is not None and until < today.isoformat()
    return OVER if status == WEIGHS and is_over else status


def _breach_status(found: Breach, today: date) -> str:
    entry = found.entry
    until = None if entry is None else entry.weighs_until.isoformat()
    is_lifted = any(one.effective <= today for one in found.liftings.values())
    return LIFTED if is_lifted else _at(WEIGHS, until, today)
