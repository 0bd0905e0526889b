"""The facts of the report of a selection (D-08): every step of the ranking, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.committee.meetings import RESOLUTION_ABOUT, Meeting
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.concentration import WARNS
from cso_registry.domain.selection.evaluators import marks_of, shared_among
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.ranking import exact, shown
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.domain.selection.worksheet import steps
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.committee.minutes_facts import THERE
from cso_registry.workspace.missions.paper_facts import word
from cso_registry.workspace.selection.call_facts import (
    CRITERIA,
    call_heading,
    share_rows,
    tie_words,
)
from cso_registry.workspace.selection.standings import Standings, standings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.deciding import SelectionDecision
    from cso_registry.domain.selection.ranking import Ranked
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

WEIGHED = ("distinction", "budget_reasonable", "expertise", "risk", "value")


def report_facts(call: Call, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-08.

    Raises:
        InputError: `score.sealed_still`, before the scores are opened.
    """
    if not call.score_openings or call.selection is None:
        raise InputError("score.sealed_still")
    proposals = [
        one for one in reading.records_under(PROPOSAL_OF, str(call.id)) if isinstance(one, Proposal)
    ]
    found = standings(call, proposals, showing.program.policies)
    report = _Report(call, showing, reading, {str(one.id): one for one in proposals}, found)
    decision, links = call.decision, report.links()
    return {
        **call_heading(call, showing, reading),
        "ranking": report.ranking(),
        "matrix": report.matrix(),
        "steps": report.steps(),
        "spreads": report.spreads(),
        "moves": report.moves(),
        "outlier_points": str(found.outlier_points),
        "tie_rules": " → ".join(tie_words(code, showing) for code in call.selection.tie_rules),
        "evaluators": report.evaluators(),
        "kept_out": report.kept_out(),
        "has_kept_out": any(not one.competes for one in proposals),
        "no_kept_out": all(one.competes for one in proposals),
        "links": links,
        "has_links": bool(links),
        "no_links": not links,
        "has_decision": decision is not None,
        "has_not_chosen": decision is not None and len(decision.chosen_ones) < len(found.ranked),
        "has_present": decision is not None and bool(report.present(decision.resolution)),
        **(_decision(decision, report) if decision is not None else {}),
    }


class _Report:
    """Says the numbers of one call in rows."""

    def __init__(
        self,
        call: Call,
        showing: Showing,
        reading: Reading,
        proposals: Mapping[str, Proposal],
        found: Standings,
    ) -> None:
        self.call, self.showing, self.reading = call, showing, reading
        self.proposals, self.found = proposals, found
        self.scored = call.selection.scored if call.selection is not None else ()

    def ranking(self) -> list[FactRow]:
        return [
            {
                "rank": f"{one.rank}{'=' if one.is_tied else ''}",
                "code": self.code(one.proposal),
                "name": self.applicant(one.proposal),
                "score": shown(one.total),
                "exact": exact(one.total),
                "tie": self._tie(one),
            }
            for one in self.found.ranked
        ]

    def matrix(self) -> list[FactRow]:
        return [
            {
                "code": self.code(one.proposal),
                **{
                    f"sc{n}": shown(one.means[f"SC{n}"]) if f"SC{n}" in one.means else "–"
                    for n in range(1, 6)
                },
                "score": shown(one.total),
                "budget": self._budget(one.proposal),
            }
            for one in self.found.ranked
        ]

    def steps(self) -> list[FactRow]:
        """Every sheet: each weight times level over highest, and what they come to."""
        mean = word(self.showing, "worksheet.mean")
        return [
            {
                "code": self.code(one.proposal),
                "evaluator": mean if step.evaluator is None else self.officer(step.evaluator),
                "terms": step.terms,
                "total": _both(step.total),
            }
            for one in self.found.ranked
            for step in steps(self.scored, one, self._levels(one.proposal))
        ]

    def spreads(self) -> list[FactRow]:
        return [
            {
                "code": self.code(one.proposal),
                "lowest": shown(spread.lowest),
                "median": shown(spread.median),
                "highest": shown(spread.highest),
                "width": shown(spread.width),
                "outliers": ", ".join(self.officer(who) for who in spread.outliers),
            }
            for one in self.found.ranked
            for spread in (self.found.spreads[one.proposal],)
        ]

    def moves(self) -> list[FactRow]:
        return [
            {
                "criterion": self.showing.label(CRITERIA, one.criterion),
                "by": f"{one.by:+d}",
                "what": word(
                    self.showing,
                    "holds.first"
                    if one.changes_first
                    else "holds.order"
                    if one.changes_order
                    else "holds.yes",
                ),
            }
            for one in self.found.moves
        ]

    def evaluators(self) -> list[FactRow]:
        left = {one.evaluator: one for one in self.call.evaluators_left.values()}
        rows: list[FactRow] = []
        for one in self.call.evaluators.values():
            gone = left.get(one.officer) if one.officer not in self.call.evaluators_now else None
            rows.append(
                {
                    "name": self.officer(one.officer),
                    "kind": word(self.showing, f"evaluator_kind.{one.evaluator_kind.value}"),
                    "selected": one.selected_how or "",
                    "left": "" if gone is None else gone.reason,
                }
            )
        return rows

    def kept_out(self) -> list[FactRow]:
        rows: list[FactRow] = []
        for key, one in self.proposals.items():
            if one.competes:
                continue
            admission = one.admission
            reason = "" if admission is None else admission.reason or ""
            rows.append(
                {
                    "code": self.code(key),
                    "name": self.applicant(key),
                    "status": word(self.showing, f"proposal_status.{one.standing[0]}"),
                    "reason": reason,
                }
            )
        return rows

    def links(self) -> list[FactRow]:
        """What applicants shared with one another when the scores were opened (X12, X13)."""
        opened = min(one.opened for one in self.call.score_openings.values())
        marks = {}
        for key, one in self.proposals.items():
            file = one.file
            subject = None if file is None else self.reading.record(RecordId(file.organization))
            if file is not None and isinstance(subject, Organization):
                marks[key] = marks_of(subject, file.bank_account, opened)
        return [
            {
                "one": self.code(first),
                "other": self.code(second),
                "shared": ", ".join(
                    word(self.showing, f"shared.{thing.value}") for thing in things
                ),
            }
            for (first, second), things in shared_among(marks).items()
        ]

    def present(self, resolution: str) -> list[FactRow]:
        """Who was there when the committee resolved, by group; none of one taken from paper."""
        meetings = self.reading.records_under(RESOLUTION_ABOUT, str(self.call.id))
        places = (
            one
            for meeting in meetings
            if isinstance(meeting, Meeting) and meeting.sitting is not None
            if resolution in {made.number for made in meeting.in_force().values()}
            for one in meeting.sitting.places or ()
        )
        return [
            {
                "name": one.name,
                "group": word(self.showing, f"member_group.{one.group.value}"),
                "how": word(self.showing, f"attendance.{one.attendance.value}"),
            }
            for one in places
            if one.attendance in THERE
        ]

    def code(self, proposal: str) -> str:
        file = self.proposals[proposal].file
        return "" if file is None else file.code

    def applicant(self, proposal: str) -> str:
        file = self.proposals[proposal].file
        found = None if file is None else self.reading.record(RecordId(file.organization))
        return found.display_name if isinstance(found, Organization) else ""

    def officer(self, identity: str) -> str:
        found = self.reading.record(RecordId(identity))
        return found.display_name if isinstance(found, Officer) else ""

    def _budget(self, proposal: str) -> str:
        file = self.proposals[proposal].file
        return "" if file is None else format_baht(file.budget)

    def _tie(self, one: Ranked) -> str:
        if one.parted_by is not None:
            return tie_words(one.parted_by, self.showing)
        return word(self.showing, "worksheet.tied") if one.is_tied else ""

    def _levels(self, proposal: str) -> dict[str, Mapping[str, int]]:
        return {who: one.levels for who, one in self.proposals[proposal].opened.items()}


def _both(value: Fraction) -> str:
    whole = exact(value)
    return f"{whole} = {shown(value)}" if "/" in whole else shown(value)


def _decision(decision: SelectionDecision, report: _Report) -> dict[str, FactValue]:
    showing = report.showing
    percent = showing.program.policies.number(WARNS, decision.decided)
    warned = [one for one in decision.shares if one.warns(percent)]
    chosen: Sequence[str] = [str(one) for one in decision.chosen_ones]
    return {
        "chosen": [{"text": f"{report.code(one)} {report.applicant(one)}"} for one in chosen],
        "resolution": decision.resolution,
        "present": report.present(decision.resolution),
        "decided": showing.day(decision.decided),
        "decision_kind": word(showing, f"decision_kind.{decision.decision_kind.value}"),
        "weighing": [
            {"what": word(showing, f"weighed.{name}"), "said": getattr(decision.weighing, name)}
            for name in WEIGHED
        ],
        "minority_view": decision.minority_view or "",
        "has_minority": decision.minority_view is not None,
        "override_reason": decision.override_reason or "",
        "has_override": decision.override_reason is not None,
        "shares": share_rows(decision.shares, showing, report.reading),
        "share_percent": str(percent),
        "is_concentrated": bool(warned),
        "not_chosen": [
            {
                "code": report.code(key),
                "name": report.applicant(key),
                "reason": one.result.reason,
            }
            for key, one in report.proposals.items()
            if one.result is not None and not one.result.is_chosen
        ],
    }
