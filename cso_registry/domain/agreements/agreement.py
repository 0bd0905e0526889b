"""One agreement: what it is, what it rests on, what was agreed, signed and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.clauses import Clause, ClauseEditions, ClauseLibrary
from cso_registry.domain.agreements.delivery_groups import (
    Completion,
    Evaluation,
    ReportAccepted,
    ReportCame,
    Settlement,
    Training,
)
from cso_registry.domain.agreements.groups import (
    AgreementFile,
    AgreementLinks,
    AgreementTerms,
    Amendment,
    AmendmentSignature,
    EarlyEnd,
    FiledPaper,
    GivenNotice,
    InForce,
    Side,
    Signature,
    SignerRole,
    Signing,
)
from cso_registry.domain.agreements.money_groups import (
    AccountCheck,
    Allocation,
    BankAccount,
    Payment,
    Refund,
    Reversal,
)
from cso_registry.domain.agreements.negotiation_groups import (
    Annex,
    OfferReply,
    SignedScan,
    WordingAnswered,
    WordingProposed,
)
from cso_registry.domain.agreements.shadow import agreement_shadow
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.workflow.model import Workflow
from cso_registry.domain.workflow.walking import (
    StepTaken,
    Way,
    in_order,
    is_over,
    rounds,
    standing_at,
)

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class Agreement(Record, type="agreement"):
    """One agreement, with the map of its course and the clauses as they were when it began."""

    file = Group(AgreementFile, legal=True)
    course = Group(Workflow, legal=True)
    clauses = Group(ClauseEditions, legal=True)
    links = Group(AgreementLinks)
    terms = Group(AgreementTerms)
    steps = Items(StepTaken, legal=True)
    filed = Items(FiledPaper, legal=True)
    signings = Items(Signing, legal=True)
    signatures = Items(Signature, legal=True)
    effects = Items(InForce, legal=True)
    amendments = Items(Amendment, legal=True)
    amendment_signatures = Items(AmendmentSignature, legal=True)
    notices = Items(GivenNotice, legal=True)
    endings = Items(EarlyEnd, legal=True)
    accounts = Items(BankAccount, legal=True)
    account_checks = Items(AccountCheck, legal=True)
    trainings = Items(Training, legal=True)
    allocations = Items(Allocation, legal=True)
    payments = Items(Payment, legal=True)
    reversals = Items(Reversal, legal=True)
    refunds = Items(Refund, legal=True)
    reports = Items(ReportCame, legal=True)
    acceptances = Items(ReportAccepted, legal=True)
    evaluations = Items(Evaluation, legal=True)
    completions = Items(Completion, legal=True)
    settlements = Items(Settlement, legal=True)
    replies = Items(OfferReply, legal=True)
    wordings = Items(WordingProposed, legal=True)
    wording_answers = Items(WordingAnswered, legal=True)
    annexes = Items(Annex, legal=True)
    scans = Items(SignedScan, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, what it is found by, and what falls due."""
        return agreement_shadow(self)

    def own_clauses(self, library: ClauseLibrary) -> tuple[Clause, ...]:
        """Return the clauses of the editions it began with, in their order."""
        file = self.file
        return () if file is None else library.kept(self.clauses, file.begun)

    @property
    def at(self) -> str | None:
        """Return the step where it stands, None when it has no course."""
        course = self.course
        return None if course is None else standing_at(course, self.steps.values())

    @property
    def moves(self) -> tuple[StepTaken, ...]:
        """Return the moves of its course in order."""
        return in_order(self.steps.values())

    @property
    def round(self) -> int:
        """Return which round of its cycle it is in, from 1."""
        return rounds(self.steps.values())

    @property
    def is_over(self) -> bool:
        """Return whether its course has ended, or it was ended early."""
        course = self.course
        over = course is not None and is_over(course, self.steps.values())
        return over or bool(self.endings)

    def is_over_on(self, day: date) -> bool:
        """Return whether it is over on a day; one that is ended holds up to its last day."""
        ended = self.ended
        return self.is_over if ended is None else day > ended.effective

    @property
    def signing(self) -> Signing | None:
        """Return the signing that counts: of the latest terms that were signed."""
        found = self.signings.values()
        return max(found, key=lambda one: (one.revision, one.signed), default=None)

    @property
    def annex(self) -> Annex | None:
        """Return the latest revision of the project document."""
        return max(self.annexes.values(), key=lambda one: one.nth, default=None)

    @property
    def reply(self) -> OfferReply | None:
        """Return what the partner answered last."""
        return max(self.replies.values(), key=lambda one: one.nth, default=None)

    def taken_wording(self, clause: str) -> str | None:
        """Return the words that both sides took for a clause last, None when there are none."""
        taken = {one.nth for one in self.wording_answers.values() if one.accepted}
        found = (one for one in self.wordings.values() if one.clause == clause and one.nth in taken)
        last = max(found, key=lambda one: one.nth, default=None)
        return None if last is None else last.wording

    @property
    def edition(self) -> str:
        """Return the number that a printed agreement carries: its code and which writing it is.

        It grows with each writing of the terms and with all words that were taken.
        """
        file, terms = self.file, self.terms
        taken = sum(1 for one in self.wording_answers.values() if one.accepted)
        writing = (0 if terms is None else terms.revision) + taken
        return f"{'' if file is None else file.code}-r{writing}"

    @property
    def in_force_from(self) -> date | None:
        """Return the first day on which it is in force, None while it is not."""
        return min((one.effective for one in self.effects.values()), default=None)

    @property
    def ended(self) -> EarlyEnd | None:
        """Return the early end that holds first, None when nobody ended it."""
        return min(self.endings.values(), key=lambda one: one.effective, default=None)

    def in_force_on(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        begins, ended, terms = self.in_force_from, self.ended, self.terms
        if begins is None or day < begins or (ended is not None and day > ended.effective):
            return False
        return terms is None or terms.ends is None or day <= terms.ends

    def signed_by(self, side: Side) -> bool:
        """Return whether somebody who may bind a side signed."""
        return any(
            one.side is side and one.signer_role is SignerRole.SIGNATORY
            for one in self.signatures.values()
        )

    @property
    def standing(self) -> tuple[str, date | None]:
        """Return where it stands, and since when."""
        file, ended, moves = self.file, self.ended, self.moves
        if ended is not None:
            return "ended", ended.effective
        if moves and moves[-1].move_way is Way.CLOSE:
            return "closed", moves[-1].moved
        begins, signing = self.in_force_from, self.signing
        if begins is not None:
            return "in_force", begins
        if signing is not None:
            return "signed", signing.signed
        return "preparing", None if file is None else file.begun

    @property
    def linked(self) -> tuple[str, ...]:
        """Return the identities of the records that it rests on."""
        file, links = self.file, self.links
        if file is None:
            return ()
        named: list[str | None] = [file.agency, file.mission, file.compact]
        if links is not None:
            named += [links.call, links.proposal, links.organization, links.delegation]
        if self.terms is not None:
            named += [self.terms.costing, self.terms.envelope]
        named += [one.envelope for one in self.payments.values()]
        return tuple(one for one in named if one is not None)
