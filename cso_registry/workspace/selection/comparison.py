"""Proposals side by side once the scores are open: ranking, levels, spread, steps (F:D3, D5).

The same lines stand on the screen and on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.calls import SelectionRules
from cso_registry.domain.selection.ranking import shown
from cso_registry.domain.selection.worksheet import steps
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.selection.standings import standings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from cso_registry.domain.selection.calls import Call, CallCriterion
    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.domain.selection.ranking import Ranked, Spread
    from cso_registry.domain.selection.worksheet import Step
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.selection.standings import Standings
    from cso_registry.workspace.workspace import Workspace

RANK: Final = "rank"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One proposal among the others.

    Attributes:
        proposal: Its identity.
        subject: Identity of the applicant.
        areas: Codes of the areas in which it works.
        budget: In satang.
        steps: The lines of the worksheet.
    """

    proposal: str
    code: str
    subject: str
    applicant: str
    areas: tuple[str, ...]
    budget: int
    ranked: Ranked
    spread: Spread
    steps: tuple[Step, ...]

    def level(self, criterion: str) -> str:
        """Return the mean level on a criterion as it is shown; a dash where it does not apply."""
        found = self.ranked.means.get(criterion)
        return "–" if found is None else shown(found)

    def works_in(self, area: str) -> bool:
        """Return whether it works in an area, in a part of it, or in all of a larger one."""
        return any(one.startswith(area) or area.startswith(one) for one in self.areas)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that compete in a call whose scores are open, in the order of their ranks."""

    criteria: tuple[CallCriterion, ...]
    lines: tuple[ComparedLine, ...]
    standings: Standings

    def columns(self) -> tuple[str, ...]:
        """Return what lines can be ordered by."""
        return (RANK, *(one.criterion for one in self.criteria), "budget", "width", "code")

    def ordered(self, by: str, area: str = "") -> tuple[ComparedLine, ...]:
        """Return the lines by a column, the best first, of those that work in an area."""
        found = [one for one in self.lines if not area or one.works_in(area)]
        return tuple(sorted(found, key=self._key(by)))

    @staticmethod
    def _key(by: str) -> Callable[[ComparedLine], tuple[Fraction | int | str, int]]:
        keys: Mapping[str, Callable[[ComparedLine], Fraction | int | str]] = {
            RANK: lambda one: one.ranked.rank,
            "budget": lambda one: one.budget,
            "width": lambda one: -one.spread.width,
            "code": lambda one: one.code,
        }

        def level(one: ComparedLine) -> Fraction:
            return -one.ranked.means[by]

        asked = keys.get(by, level)
        return lambda one: (asked(one), one.ranked.rank)


def comparison(workspace: Workspace, call: Call, proposals: Sequence[Proposal]) -> Comparison:
    """Return the comparison of a call whose scores were opened."""
    found = standings(call, proposals, workspace.program.policies)
    known = {str(one.id): one for one in proposals}
    selection = call.selection or SelectionRules(criteria=(), tie_rules=())
    lines = tuple(
        _line(workspace.read, known[one.proposal], one, found, selection) for one in found.ranked
    )
    return Comparison(selection.scored, lines, found)


def _line(
    reading: Reading, proposal: Proposal, ranked: Ranked, found: Standings, rules: SelectionRules
) -> ComparedLine:
    file = proposal.file
    subject = None if file is None else reading.record(RecordId(file.organization))
    levels = {who: one.levels for who, one in proposal.opened.items()}
    return ComparedLine(
        proposal=str(proposal.id),
        code="" if file is None else file.code,
        subject="" if file is None else str(file.organization),
        applicant=subject.display_name if isinstance(subject, Organization) else "–",
        areas=() if file is None else file.areas,
        budget=0 if file is None else file.budget,
        ranked=ranked,
        spread=found.spreads[ranked.proposal],
        steps=steps(rules.scored, ranked, levels),
    )
