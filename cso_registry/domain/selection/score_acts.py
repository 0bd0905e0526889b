"""Handing score sheets in, sealed, and opening them all at once (F:D3, D4, X10)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

from cso_registry.domain.act import act
from cso_registry.domain.fields import Count, Lines, Sha256
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.roles import Role
from cso_registry.domain.selection import score_rules as rules
from cso_registry.domain.selection.call_acts import OnCall
from cso_registry.domain.selection.call_rules import call_is_open
from cso_registry.domain.selection.calls import Call, ScoreOpening
from cso_registry.domain.selection.proposal_acts import proposals_of_call
from cso_registry.domain.selection.proposal_rules import call_has_closed
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.score_sheets import (
    OWN,
    GivenScore,
    OpenedSheet,
    Salt,
    Sealed,
    SealedSheet,
)
from cso_registry.kernel.ids import OfficerId, ProposalId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

OpeningKey = Annotated[str, StringConstraints(pattern=r"^AGE-SECRET-KEY-1[0-9A-Z]{40,80}$")]


class HandedIn(FieldGroup):
    """One sealed sheet and the hash that binds it."""

    proposal: ProposalId
    sealed: Sealed
    commitment: Sha256


class SheetToOpen(FieldGroup):
    """One sheet in plain words, with the salt of each sealed form of it."""

    proposal: ProposalId
    evaluator: OfficerId
    salts: tuple[Salt, ...]
    scores: tuple[GivenScore, ...]
    comment: Lines | None = None


class _Scoring(OnCall):
    """Base of the acts that hand sheets in."""

    reads = {"call": Call, "proposals": proposals_of_call}
    entry_per_record = True

    sheets: tuple[HandedIn, ...]

    def _handed_in(self, facts: Facts, evaluator: OfficerId, typing: int) -> tuple[Change, ...]:
        return tuple(
            Proposal.sheets.put(
                one.proposal,
                facts.act_id,
                SealedSheet(
                    evaluator=evaluator,
                    typing=typing,
                    typist=facts.actor.officer,
                    sealed=one.sealed,
                    commitment=one.commitment,
                    submitted=facts.today,
                ),
            )
            for one in self.sheets
        )


@act("scores.submit", Role.EVALUATOR)
class SubmitScores(_Scoring):
    """Hands one's own sheets in, sealed; a newer sheet takes the place of an older (X10)."""

    writes = (Proposal.sheets,)
    relies_on = (Call.score_openings, Call.declarations)
    rules = (
        call_is_open,
        call_has_closed,
        rules.scores_are_sealed_yet,
        rules.scorer_is_of_the_call,
        rules.evaluator_is_free_of_interest,
        rules.sheets_are_for_who_competes,
    )

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the sealed sheets."""
        return self._handed_in(facts, facts.actor.officer, OWN)


@act("scores.type", Role.OFFICER, Role.COMMITTEE_SECRETARY)
class TypeScores(_Scoring):
    """Types sheets from paper, sealed; twice, by two persons, compared at the opening (F:D4)."""

    writes = (Proposal.sheets,)
    relies_on = (Call.score_openings, Call.declarations)
    rules = (
        call_is_open,
        call_has_closed,
        rules.scores_are_sealed_yet,
        rules.evaluator_is_of_the_call,
        rules.evaluator_is_free_of_interest,
        rules.sheets_are_for_who_competes,
        rules.paper_is_typed_by_two,
    )

    evaluator: OfficerId
    typing: Count

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the sealed sheets."""
        return self._handed_in(facts, self.evaluator, self.typing)


@act("scores.open", Role.COMMITTEE_SECRETARY)
class OpenScores(OnCall):
    """Publishes the opening key and every sheet at once, when all are in (F:D3, design §4)."""

    writes = (Call.score_openings, Proposal.opened)
    reads = {"call": Call, "proposals": proposals_of_call}
    relies_on = (Call.evaluators, Call.evaluators_left)
    entry_per_record = True
    rules = (
        call_is_open,
        rules.scores_are_sealed_yet,
        rules.every_evaluator_is_in,
        rules.opened_sheets_are_the_sealed_ones,
    )

    opening_key: OpeningKey
    sheets: tuple[SheetToOpen, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the key, and the sheets in the proposals they are about."""
        opening = ScoreOpening(
            opened=facts.today, by=facts.actor.officer, opening_key=self.opening_key
        )
        return (
            Call.score_openings.put(self.call, facts.act_id, opening),
            *(
                Proposal.opened.put(
                    one.proposal,
                    one.evaluator,
                    OpenedSheet(
                        evaluator=one.evaluator,
                        salts=one.salts,
                        scores=one.scores,
                        comment=one.comment,
                        opened=facts.today,
                    ),
                )
                for one in self.sheets
            ),
        )


ACTS = (SubmitScores, TypeScores, OpenScores)
