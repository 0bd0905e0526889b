"""The facts of the score sheet (S-17) and of an evaluator's declaration (S-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.evaluators import last_declaration
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.missions.paper_facts import word
from cso_registry.workspace.selection.call_facts import CRITERIA, call_heading
from cso_registry.workspace.selection.proposal_facts import proposal_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

EVALUATOR = "evaluator"
"""Whose sheet or declaration is printed; that of the acting officer without it."""


def score_sheet_facts(
    proposal: Proposal, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-17: criteria, anchors and room for level and evidence.

    After the opening the levels that were given stand in it.

    Raises:
        InputError: `score.no_evaluator`.
    """
    file = proposal.file
    call = None if file is None else reading.record(RecordId(file.call))
    if not isinstance(call, Call) or call.selection is None:
        raise InputError("call.not_open")
    officer = asked_evaluator(call, showing, reading)
    opened = proposal.opened.get(str(officer.id))
    given = {} if opened is None else {one.criterion: one for one in opened.scores}
    rows: list[FactRow] = []
    for one in call.selection.scored:
        score = given.get(one.criterion)
        rows.append(
            {
                "code": one.criterion,
                "criterion": showing.label(CRITERIA, one.criterion),
                "weight": str(one.weight),
                "anchors": "\n".join(
                    f"{anchor.level} = {anchor.meaning}"
                    for anchor in sorted(one.anchors, key=lambda anchor: anchor.level)
                ),
                "level": "" if score is None else str(score.level),
                "evidence": "" if score is None else score.evidence,
            }
        )
    return {
        **proposal_heading(proposal, showing, reading),
        "evaluator": officer.display_name,
        "evaluator_kind": _kind(call, officer, showing),
        "rows": rows,
        "comment": "" if opened is None else opened.comment or "",
    }


def interest_facts(call: Call, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-18: what an evaluator declared, and what the program found.

    Raises:
        InputError: `score.no_evaluator`, `score.no_declaration`.
    """
    officer = asked_evaluator(call, showing, reading)
    declared = last_declaration(call.declarations, str(officer.id))
    if declared is None:
        raise InputError("score.no_declaration")
    key, made = declared
    cleared = [one for one in call.clearings.values() if one.declaration == key]
    return {
        **call_heading(call, showing, reading),
        "evaluator": officer.display_name,
        "evaluator_kind": _kind(call, officer, showing),
        "declared": showing.day(made.declared),
        "has_interest": made.has_interest,
        "has_no_interest": not made.has_interest,
        "statement": made.statement or "",
        "has_statement": made.statement is not None,
        "found": [
            {
                "proposal": _code(reading, one.proposal),
                "shared": word(showing, f"shared.{one.shared.value}"),
            }
            for one in made.found
        ],
        "has_found": bool(made.found),
        "is_cleared": bool(cleared),
        "cleared_reason": cleared[0].reason if cleared else "",
        "cleared": showing.day(cleared[0].cleared) if cleared else "",
    }


def asked_evaluator(call: Call, showing: Showing, reading: Reading) -> Officer:
    """Return the evaluator who is asked for, by id or name, or the acting officer.

    Raises:
        InputError: `score.no_evaluator`.
    """
    wanted = showing.asked.get(EVALUATOR)
    known = [reading.record(RecordId(one)) for one in call.evaluators_now]
    officers = [one for one in known if isinstance(one, Officer)]
    me = "" if showing.officer is None else str(showing.officer.id)
    for one in officers:
        if wanted in {str(one.id), one.display_name} or (wanted is None and str(one.id) == me):
            return one
    fitting = [one for one in officers if wanted is not None and wanted in one.display_name]
    if len(fitting) != 1:
        names = ", ".join(one.display_name for one in officers) or "–"
        raise InputError("score.no_evaluator", names=names)
    return fitting[0]


def _kind(call: Call, officer: Officer, showing: Showing) -> str:
    named = next(
        (one for who, one in call.evaluators_now.items() if str(who) == str(officer.id)), None
    )
    return "" if named is None else word(showing, f"evaluator_kind.{named.evaluator_kind.value}")


def _code(reading: Reading, proposal: str) -> str:
    found = reading.record(RecordId(proposal))
    return found.file.code if isinstance(found, Proposal) and found.file else ""
