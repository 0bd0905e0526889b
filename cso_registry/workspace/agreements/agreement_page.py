"""What the page of an agreement shows: its course, what is missing, terms, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.workflow.model import END
from cso_registry.domain.workflow.walking import Way, step_before
from cso_registry.workspace.agreements.agreement_view import AgreementView, agreement_view
from cso_registry.workspace.agreements.clause_words import OldWords, old_words
from cso_registry.workspace.agreements.money_view import Money, money_of
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.delivery.delivery_view import DeliveryView, delivery_view
from cso_registry.workspace.delivery.evaluating import kinds_missing
from cso_registry.workspace.record_lines import RecordLine, record_lines
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.domain.workflow.model import Step
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


class Place(StrEnum):
    """Where a step of the map stands for a case."""

    LEFT = "left"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the map.

    Attributes:
        left: The day on which the case last left it, None when it did not.
    """

    step: Step
    place: Place
    left: date | None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement as its page shows it.

    Attributes:
        stands: Its step, what is missing, where it may go, what falls due.
        path: The steps of its map in order; nothing without a course.
        back_to: The step to which it may be taken back.
        rests_on: Agency, mission, partner, call, proposal, scope decision, costing, compact.
        money: Its instalments and sums.
        under: Agreements that cite it, such as those under a compact.
        delivery: How it is carried out.
        kinds_lack: Kinds of evaluation that were not done, once activities are over.
        old_words: By the number of each proposal of other words what stood there.
    """

    case: CaseView
    agreement: Agreement
    status: str
    stands: AgreementView
    path: tuple[StepLine, ...]
    back_to: str | None
    money: Money
    rests_on: tuple[RecordLine, ...]
    under: tuple[RecordLine, ...]
    delivery: DeliveryView
    kinds_lack: tuple[str, ...]
    old_words: Mapping[int, OldWords]


def agreement_page(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> AgreementPage:
    """Return everything that the page of an agreement shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Agreement)
    course, links = found.course, found.links
    stands = agreement_view(workspace, found)
    subject = None if links is None else links.organization
    return AgreementPage(
        case=case_view(workspace, found, subject, session, language, personal=personal),
        agreement=found,
        status=found.standing[0],
        stands=stands,
        path=_path(found),
        back_to=None if course is None else step_before(course, found.steps.values()),
        money=money_of(workspace, found, stands.rests_on),
        rests_on=record_lines(stands.rests_on),
        under=record_lines(
            one for one in workspace.read.records_under(AGREEMENT_OF, str(identity))
            if isinstance(one, Agreement)
        ),
        delivery=delivery_view(workspace.read, workspace.program.policies, found, workspace.today),
        kinds_lack=kinds_missing(found, workspace.today),
        old_words=old_words(
            found, Showing(workspace.program, language, workspace.today, None, None), workspace.read
        ),
    )  # fmt: skip


def _path(agreement: Agreement) -> tuple[StepLine, ...]:
    course = agreement.course
    if course is None:
        return ()
    # In a new round the steps lie ahead again; a step back takes the leaving back.
    left: dict[str, date] = {}
    for move in agreement.moves:
        if move.move_way is Way.CYCLE:
            left.clear()
        elif move.move_way is Way.BACK:
            left.pop(move.to_step, None)
        elif move.move_way is not Way.EARLY:
            left[move.from_step] = move.moved
    here = None if agreement.at == END else agreement.at
    return tuple(
        StepLine(one, _place(one.code, here, left), left.get(one.code)) for one in course.steps
    )


def _place(code: str, here: str | None, left: dict[str, date]) -> Place:
    if code == here:
        return Place.HERE
    return Place.LEFT if code in left else Place.AHEAD
