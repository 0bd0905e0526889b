"""Where an agreement stands: its step, what is missing, where it may go, what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.clauses import lacking
from cso_registry.domain.agreements.gates import is_beyond, open_gates
from cso_registry.domain.agreements.shadow import open_duties
from cso_registry.domain.agreements.warnings import warnings
from cso_registry.domain.workflow.walking import missing
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.clauses import Clause
    from cso_registry.domain.record import Record
    from cso_registry.domain.workflow.model import Duty, Gate, Move, Step, Workflow
    from cso_registry.workspace.workspace import Workspace


NOTICE_MONTHS = "notice.minimum_months"


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The state of one agreement on one day.

    Attributes:
        at: The step where it stands; None without a course and at its end.
        missing: The gates that keep it there.
        ways: Where it may go once they are open.
        dues: What falls due next, and when.
        empty_clauses: Compulsory clauses that cannot stand yet.
        warnings: Names of what is told before it is signed, and stops nothing.
        rests_on: The records that it rests on, as far as they are held.
        beyond: Gates among the missing that only a newer program sees open.
        other_edition: The edition of its map when this program does not deliver that one; the
            case goes by the map that it keeps. Nothing when it does.
    """

    agreement: Agreement
    at: Step | None
    missing: tuple[Gate, ...]
    ways: tuple[Move, ...]
    dues: tuple[tuple[Duty, date], ...]
    empty_clauses: tuple[Clause, ...]
    warnings: tuple[str, ...]
    rests_on: tuple[Record, ...]
    beyond: tuple[Gate, ...]
    other_edition: str


def agreement_view(workspace: Workspace, agreement: Agreement) -> AgreementView:
    """Return where an agreement stands today."""
    course, code = agreement.course, agreement.at
    step = None if course is None or code is None else course.step(code)
    linked = _linked(workspace, agreement)
    lacks: tuple[Gate, ...] = ()
    ways: tuple[Move, ...] = ()
    if course is not None and step is not None:
        there = open_gates(agreement, linked, workspace.today)
        lacks, ways = missing(course, step.code, there), course.moves_from(step.code)
    return AgreementView(
        agreement,
        step,
        lacks,
        ways,
        open_duties(agreement),
        _empty(workspace, agreement),
        _warnings(workspace, agreement),
        linked,
        tuple(one for one in lacks if is_beyond(one)),
        "" if course is None else _other_edition(workspace, course),
    )


def _other_edition(workspace: Workspace, course: Workflow) -> str:
    delivered = workspace.program.means.workflows.workflows
    known = {one.content_version() for one in delivered if one.model == course.model}
    return "" if course.content_version() in known else course.version


def _linked(workspace: Workspace, agreement: Agreement) -> tuple[Record, ...]:
    found = (workspace.read.record(RecordId(one)) for one in dict.fromkeys(agreement.linked))
    return tuple(one for one in found if one is not None)


def _warnings(workspace: Workspace, agreement: Agreement) -> tuple[str, ...]:
    if agreement.signing is not None:
        return ()
    months = workspace.program.means.policies.number(NOTICE_MONTHS, workspace.today)
    return warnings(agreement, months)


def _empty(workspace: Workspace, agreement: Agreement) -> tuple[Clause, ...]:
    file, terms = agreement.file, agreement.terms
    if file is None or terms is None or agreement.signing is not None:
        return ()
    own = agreement.own_clauses(workspace.program.means.clauses)
    empty = lacking(own, file.instrument, terms)
    return tuple(dict.fromkeys(clause for clause, _ in empty))
