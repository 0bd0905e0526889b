"""Takes a case of screening to where a test needs it; people and subjects are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cso_registry.domain.roles import Role
from cso_registry.domain.screening import (
    acts,
    appeal_acts,
    decision_acts,
    reopening_acts,
    review_acts,
)
from cso_registry.domain.screening.parts import Ground, Outcome
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.ids import AppealId, OfficerId, OrganizationId, ScreeningId
from cso_registry.workspace.performing import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.act import Act

WHY = "ตามเอกสารสมมติ"
FOUND = "ไม่พบหลักฐานตามที่แจ้ง"


@dataclass
class CaseMaker:
    """Performs the steps of one case, each by the officer whose step it is.

    Attributes:
        perform: Does an act in a session.
        new: Draws a new identity.
        today: Tells the date.
        find: Reads a record.
        named: Answers by criterion whether it passes; what is not named passes.
    """

    perform: Callable[[Act, Session], Any]
    new: Callable[[], str]
    today: Callable[[], date]
    find: Callable[[str], Any]
    organization: OrganizationId
    screener: OfficerId
    checker: OfficerId
    head: OfficerId
    failing: frozenset[str] = frozenset()
    screening: ScreeningId = field(default=ScreeningId(""))

    @property
    def case(self) -> Screening:
        found = self.find(self.screening)
        assert isinstance(found, Screening)
        return found

    def open(self) -> ScreeningId:
        self.screening = ScreeningId(self.new())
        act = acts.OpenScreening(
            screening=self.screening,
            organization=self.organization,
            received=self.today(),
            screener=self.screener,
            checker=self.checker,
        )
        self.perform(act, Session(self.screener))
        return self.screening

    def declare(self, who: OfficerId, *, has_interest: bool = False) -> str:
        """Declare, and return the key of the declaration."""
        act = acts.DeclareInterest(
            screening=self.screening,
            organization=self.organization,
            reviewer=who,
            has_interest=has_interest,
            statement="เป็นสมาชิกขององค์กร" if has_interest else None,
        )
        self.perform(act, Session(who))
        return max(self.case.declarations)

    def answers(self, part: ReviewPart) -> tuple[review_acts.GivenAnswer, ...]:
        return tuple(
            review_acts.GivenAnswer(
                criterion=one.code,
                passed=one.code not in self.failing,
                evidence="รายงานกิจกรรมสมมติ" if one.evidence else None,
                evidence_date=self.today() if one.evidence else None,
                note=FOUND if one.code in self.failing else None,
            )
            for one in self.case.asked
            if one.part is part and one.machine is None
        )

    def answer(self, part: ReviewPart, who: OfficerId) -> None:
        act = review_acts.AnswerCriteria(screening=self.screening, answers=self.answers(part))
        self.perform(act, Session(who))

    def review(self) -> None:
        """Declare and answer both reviews."""
        self.declare(self.screener)
        self.answer(ReviewPart.SUBSTANCE, self.screener)
        self.declare(self.checker)
        self.answer(ReviewPart.FIGURES, self.checker)

    def proposal(self, outcome: Outcome) -> review_acts.ProposeOutcome:
        return review_acts.ProposeOutcome(
            screening=self.screening, organization=self.organization, proposed=outcome
        )

    def propose(self, outcome: Outcome) -> None:
        self.perform(self.proposal(outcome), Session(self.screener))

    def check(self, *, agrees: bool = True) -> None:
        act = review_acts.CheckProposal(
            screening=self.screening,
            organization=self.organization,
            agrees=agrees,
            note=None if agrees else FOUND,
        )
        self.perform(act, Session(self.checker))

    def to_checked(self, outcome: Outcome) -> None:
        """Open unless it is open, and take the round until the head decides."""
        if not self.screening:
            self.open()
        self.review()
        self.propose(outcome)
        self.check()

    def send_back(self) -> None:
        act = decision_acts.ReturnScreening(
            screening=self.screening, organization=self.organization
        )
        self.declare(self.head)
        self.perform(act, Session(self.head))

    def reject(self) -> str:
        """Reject on every failing criterion; return the key of the decision."""
        grounds = tuple(Ground(criterion=one, reason=FOUND) for one in sorted(self.failing))
        self.declare(self.head)
        act = decision_acts.RejectScreening(screening=self.screening, grounds=grounds)
        self.perform(act, Session(self.head))
        return max(self.case.decisions)

    def accept(self) -> None:
        self.declare(self.head)
        act = decision_acts.AcceptScreening(screening=self.screening)
        self.perform(act, Session(self.head))

    def bring_back(self) -> None:
        act = reopening_acts.ResubmitFile(
            screening=self.screening, organization=self.organization, received=self.today()
        )
        self.perform(act, Session(self.screener))

    def appeal(self) -> AppealId:
        """File an appeal against the last decision."""
        act = appeal_acts.FileAppeal(
            appeal=AppealId(self.new()),
            organization=self.organization,
            decided_record=self.screening,
            decision=max(self.case.decisions),
            notified=self.today(),
            filed=self.today(),
            grounds="มีหลักฐานเพิ่มเติม",
        )
        self.perform(act, Session(self.screener))
        return act.appeal


ROLES = {
    "screener": (Role.OFFICER, Role.HEAD),
    "checker": (Role.CHECKER, Role.HEAD),
    "head": (Role.HEAD,),
}
"""Who may be named for which part in a case."""
