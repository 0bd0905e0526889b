"""A call with many proposals and evaluators: its sealed sheets opened, and its ranking."""

from __future__ import annotations

import base64
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, alternating, median, ratio, seconds_of
from build_spec.bench.ground import SEED, program
from cso_registry.domain.selection.calls import (
    Anchor,
    Call,
    CallCriterion,
    ScoreOpening,
    SelectionRules,
)
from cso_registry.domain.selection.evaluators import EvaluatorKind, EvaluatorNamed
from cso_registry.domain.selection.proposals import Admission, Proposal, ProposalFile
from cso_registry.domain.selection.score_sheets import (
    OWN,
    GivenScore,
    OpenedSheet,
    ScoreSheet,
    SealedSheet,
)
from cso_registry.kernel.ids import CallId, OfficerId, OrganizationId, ProposalId, RecordId
from cso_registry.seal.age import decrypt_with, new_identity, recipient_of
from cso_registry.workspace.selection.sealing import seal, unsealed
from cso_registry.workspace.selection.standings import standings

if TYPE_CHECKING:
    from build_spec.bench.sizes import Sizes
    from cso_registry.seal.secret import Secret

PART = "selection"
WEIGHTS = {"SC1": 30, "SC2": 20, "SC3": 10, "SC4": 25, "SC5": 15}
EVALUATORS, HIGHEST = 9, 5
DAY = date(2026, 11, 20)


def measure(sizes: Sizes) -> list[Figure]:
    """Return the ratio of opening sheets to bare decryption, and how long a ranking takes."""
    key = new_identity()
    call, proposals = _made(sizes.competing, key)
    sheets = [one for proposal in proposals for one in proposal.sheets.values()]

    def bare() -> None:
        for one in sheets:
            decrypt_with(key, BytesIO(base64.b64decode(one.sealed)), BytesIO())

    ours, theirs = alternating(lambda: unsealed(call, proposals, key), bare, sizes.prints)
    name = f"{len(sheets):,} sealed sheets opened"
    note = "opened, read, proved and looked through, against bare decryption"
    opened = ratio(PART, name, ours, theirs, aim=2.5, note=note)
    taken = median(seconds_of(lambda: _ranked(call, proposals)) for _ in range(sizes.prints))
    sealing = median(seconds_of(lambda: _sealed(call, proposals, key)) for _ in range(sizes.prints))
    scored = Figure(
        PART, f"{sizes.competing:,} sheets of one evaluator sealed", sealing, "s", 2.0,
        note="checked, padded, encrypted to the opening key, bound by a hash",
    )  # fmt: skip
    what = f"ranking of {sizes.competing:,} proposals by {EVALUATORS} evaluators, 10 moved weights"
    note = "as the page asks it: exact fractions, spread, sensitivity"
    return [opened, scored, Figure(PART, what, taken, "s", 2.0, note=note)]


def _ranked(call: Call, proposals: list[Proposal]) -> None:
    standings(call, proposals, program().policies)


def _sealed(call: Call, proposals: list[Proposal], key: Secret) -> None:
    recipient, first = recipient_of(key), next(iter(call.evaluators_now))
    for one in proposals:
        sheet = ScoreSheet(
            call=CallId(call.id),
            proposal=ProposalId(one.id),
            evaluator=first,
            scores=one.opened[first].scores,
        )
        seal(sheet, recipient)


def _rules() -> SelectionRules:
    anchors = tuple(Anchor(level=n, meaning=f"ระดับ {n}") for n in range(HIGHEST + 1))
    criteria = (
        CallCriterion(criterion=code, weight=weight, anchors=anchors, evidence_asked="เอกสาร")
        for code, weight in WEIGHTS.items()
    )
    return SelectionRules(criteria=tuple(criteria), tie_rules=("SC1", "budget"))


def _made(count: int, key: Secret) -> tuple[Call, list[Proposal]]:
    new = program().means.identities.new
    call, people = CallId(new()), [OfficerId(new()) for _ in range(EVALUATORS)]
    named = {
        f"evaluators/{new()}": EvaluatorNamed(
            officer=one, evaluator_kind=EvaluatorKind.OTHER, named=DAY, by=one
        )
        for one in people
    }
    recipient = recipient_of(key)
    proposals = [_proposal(call, people, number, recipient) for number in range(count)]
    opening = {f"score_openings/{new()}": ScoreOpening(opened=DAY, by=people[0], opening_key="–")}
    return Call(RecordId(call), "50", {"selection": _rules(), **named, **opening}), proposals


def _proposal(call: CallId, people: list[OfficerId], number: int, recipient: str) -> Proposal:
    new = program().means.identities.new
    proposal = ProposalId(new())
    file = ProposalFile(
        call=call,
        organization=OrganizationId(new()),
        code=f"ข-{number}",
        received=DAY,
        received_at="10:15",
        late=False,
        informal=True,
        name_th="โครงการสมมติ",
        goal="เป้าหมายสมมติ",
        target_group="กลุ่มสมมติ",
        plan="แผนสมมติ",
        starts=DAY,
        ends=DAY,
        budget_lines=(),
        budget=1_000 + number % 7,
        by=people[0],
    )
    state = {
        "file": file,
        f"admissions/{new()}": Admission(admitted=True, day=DAY, by=people[0]),
    }
    for at, who in enumerate(people):
        scores = tuple(
            GivenScore(
                criterion=code,
                level=(SEED + number * 7 + at * 3 + place) % (HIGHEST + 1),
                evidence="แฟ้ม 1 หน้า 2",
            )
            for place, code in enumerate(WEIGHTS)
        )
        sheet = ScoreSheet(call=call, proposal=proposal, evaluator=who, scores=scores)
        handed = seal(sheet, recipient)
        state[f"sheets/{new()}"] = SealedSheet(
            evaluator=who,
            typing=OWN,
            typist=who,
            sealed=handed.sealed,
            commitment=handed.commitment,
            submitted=DAY,
        )
        state[f"opened/{who}"] = OpenedSheet(evaluator=who, salts=(), scores=scores, opened=DAY)
    return Proposal(RecordId(proposal), "50", state)
