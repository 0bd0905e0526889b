"""The card of an evaluation committee: whom each member stands for, and who may take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.blocks import card_head, link
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.delivery.evaluation_committees import (
        CommitteePlace,
        EvaluationCommittee,
    )
    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.look.parts import Tone

DECLARE, CLEAR = "evaluation_committee.declare", "evaluation_committee.clear"
STANDS: Final[Mapping[str, Tone]] = {
    "free": "good", "cleared": "good", "conflict": "late", "undeclared": "soon",
}  # fmt: skip


class MembersCard(CaseCard):
    """The members by their places; names are personal and stand among what is kept."""

    def show_view(self, view: WorkPage[EvaluationCommittee]) -> None:
        """Show every place with its state, and the kinds that nobody stands for (R-53)."""
        body, speech = emptied(self), self.around.speech
        committee = view.record
        body.addWidget(card_head(self.around, speech.say("ui.delivery.may_take_part")))
        missing = ", ".join(self._word(f"evaluator_kind.{one.value}") for one in committee.missing)
        if missing:
            told = speech.say("ui.delivery.members_lack", kinds=missing)
            body.addWidget(Wrapped(told, tone="soon"))
        for at, one in enumerate(committee.seats):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._seat(view, committee, one))

    def _seat(
        self, view: WorkPage[Any], committee: EvaluationCommittee, one: CommitteePlace
    ) -> QWidget:
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        head, stands = row(self.around.look), committee.stands(one.nth)
        seat = self._word(f"committee_seat.{one.committee_seat.value}")
        kind = self._word(f"evaluator_kind.{one.evaluator_kind.value}")
        head.addWidget(Wrapped(f"{one.nth}. {one.comes_from}", kind=Type.STRONG), 1)
        badge = Badge(self.around.speech.say(f"ui.delivery.member_{stands}"), STANDS[stands])
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        said = " · ".join(part for part in (seat, kind, one.position) if part)
        lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        act = CLEAR if stands == "conflict" else DECLARE
        offer = view.case.offer(act)
        if offer is not None and offer.is_open:
            words = self.around.speech.texts.act(act).say(self.around.speech.language)
            made = link(
                self.around, words, "edit", lambda: self.asked.emit(act, str(one.nth)),
                f"{words} {one.nth}",
            )  # fmt: skip
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _word(self, key: str) -> str:
        return self.around.speech.texts.value(key).say(self.around.speech.language)
