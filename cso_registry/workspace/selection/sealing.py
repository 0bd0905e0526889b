"""Score sheets sealed to the opening key of a call, handed in, opened and proved (design §4).

The plain sheet exists in the memory of the evaluator's program only. It is padded, so that
the length of a sealed sheet tells nothing of how much was written.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import orjson
from pydantic import ValidationError

from cso_registry.domain.selection.calls import Call, SelectionRules
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.score_acts import (
    HandedIn,
    OpenScores,
    SheetToOpen,
    SubmitScores,
    TypeScores,
)
from cso_registry.domain.selection.score_sheets import (
    OWN,
    ScoreSheet,
    SealedSheet,
    commitment,
    counted,
    faulty_criteria,
    sheet_bytes,
)
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import CallId, OfficerId, ProposalId
from cso_registry.seal.age import decrypt_with, encrypt_to, recipient_of
from cso_registry.seal.secret import Secret, system_randomness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

PAD_BYTES = 4_096
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SheetFault:
    """Why a sheet cannot be opened: `key` of the sentence; no value of it is ever told."""

    key: str
    evaluator: str
    proposal: str


def proposals_of(workspace: Workspace, call: Call) -> list[Proposal]:
    """Return the proposals that came to a call, oldest first."""
    found = workspace.read.records_under(PROPOSAL_OF, str(call.id))
    return [one for one in found if isinstance(one, Proposal)]


def seal(sheet: ScoreSheet, recipient: str) -> HandedIn:
    """Return a sheet encrypted to the opening key, with the hash that binds it."""
    salt = system_randomness(SALT_BYTES).hex()
    plain = sheet_bytes(sheet, salt)
    padded = plain + b" " * (-len(plain) % PAD_BYTES)
    sealed = BytesIO()
    encrypt_to([recipient], BytesIO(padded), sealed)
    return HandedIn(
        proposal=sheet.proposal,
        sealed=base64.b64encode(sealed.getvalue()).decode(),
        commitment=commitment(sheet, salt),
    )


def hand_in(
    workspace: Workspace, call: Call, sheets: Sequence[ScoreSheet], session: Session
) -> ChangeSet:
    """Check whole sheets of one evaluator, seal them and hand them in, in one transaction.

    Raises:
        InputError: `score.incomplete`, before anything is sealed.
        KnownError: `call.not_open`.
        RefusedError: What the rules say.
    """
    opening, selection = call.opening, call.selection
    if opening is None or selection is None or not sheets:
        raise KnownError("call.not_open")
    for sheet in sheets:
        faulty = faulty_criteria(sheet.scores, selection)
        if faulty:
            raise InputError(
                "score.incomplete", proposal=sheet.proposal, criteria=", ".join(faulty)
            )
    sealed = tuple(seal(sheet, opening.opening_key) for sheet in sheets)
    first = sheets[0]
    if first.typing == OWN:
        return workspace.perform(SubmitScores(call=CallId(call.id), sheets=sealed), session)
    act = TypeScores(
        call=CallId(call.id), evaluator=first.evaluator, typing=first.typing, sheets=sealed
    )
    return workspace.perform(act, session)


def unsealed(
    call: Call,
    proposals: Iterable[Proposal],
    key: Secret,
    report: Callable[[int], None] | None = None,
) -> tuple[list[SheetToOpen], list[SheetFault]]:
    """Open every sheet that counts, and say which cannot be opened or do not agree.

    Args:
        call: The call, with its evaluators and criteria.
        proposals: Those that came to it.
        key: The half that opens.
        report: Is told how many sheets were opened so far.
    """
    whole: list[SheetToOpen] = []
    faults: list[SheetFault] = []
    selection = call.selection or SelectionRules(criteria=(), tie_rules=())
    for proposal in (one for one in proposals if one.competes):
        for who in call.evaluators_now:
            sealed = counted(proposal.sheets, who)
            found = _together(sealed, key, selection)
            if isinstance(found, str):
                faults.append(SheetFault(found, who, str(proposal.id)))
            elif found is not None:
                sheet, salts = found
                whole.append(
                    SheetToOpen(
                        proposal=ProposalId(proposal.id),
                        evaluator=OfficerId(who),
                        salts=salts,
                        scores=sheet.scores,
                        comment=sheet.comment,
                    )
                )
            if report is not None:
                report(len(whole))
    return whole, faults


def open_scores(
    workspace: Workspace,
    call: Call,
    key: Secret,
    session: Session,
    report: Callable[[int], None] | None = None,
) -> int:
    """Open all scores of a call at once; return how many sheets.

    Raises:
        KnownError: `seal.wrong_key`, when `key` is not that of the call.
        InputError: The first fault of a sheet; nothing was opened then.
        RefusedError: While somebody is not in.
    """
    opening = call.opening
    if opening is None or recipient_of(key) != opening.opening_key:
        raise KnownError("seal.wrong_key")
    sheets, faults = unsealed(call, proposals_of(workspace, call), key, report)
    if faults:
        first = faults[0]
        raise InputError(
            first.key,
            evaluator=workspace.officer(first.evaluator).display_name,
            proposal=first.proposal,
        )
    act = OpenScores(
        call=CallId(call.id), opening_key=key.reveal_text().strip(), sheets=tuple(sheets)
    )
    workspace.perform(act, session)
    return len(sheets)


def unproved(call: Call, proposals: Iterable[Proposal]) -> list[str]:
    """Return the proposals whose opened sheets are not what was sealed; none when all fit.

    Anybody can do this who holds the entries: the key was published with the opening.
    """
    opening = next(iter(call.score_openings.values()), None)
    if opening is None:
        return []
    held = list(proposals)
    sheets, faults = unsealed(call, held, Secret.of_text(opening.opening_key))
    wrong = {one.proposal for one in faults}
    opened = {
        (str(one.id), sheet.evaluator): (sheet.salts, sheet.scores, sheet.comment)
        for one in held
        for sheet in one.opened.values()
    }
    wrong |= {
        str(one.proposal)
        for one in sheets
        if opened.get((str(one.proposal), one.evaluator)) != (one.salts, one.scores, one.comment)
    }
    return sorted(wrong)


def _together(
    sealed: tuple[SealedSheet, ...], key: Secret, selection: SelectionRules
) -> tuple[ScoreSheet, tuple[str, ...]] | str | None:
    """Return the sheet that all sealed forms hold, or the key of why there is none."""
    if not sealed:
        return None
    read = [_read(one, key) for one in sealed]
    opened = [one for one in read if one is not None]
    if len(opened) != len(sealed) or faulty_criteria(opened[0][0].scores, selection):
        return "score.cannot_be_opened"
    first = opened[0][0]
    if any((one.scores, one.comment) != (first.scores, first.comment) for one, _ in opened):
        return "score.typings_differ"
    return first, tuple(salt for _, salt in opened)


def _read(one: SealedSheet, key: Secret) -> tuple[ScoreSheet, str] | None:
    plain = BytesIO()
    try:
        decrypt_with(key, BytesIO(base64.b64decode(one.sealed, validate=True)), plain)
        content = orjson.loads(plain.getvalue())
        sheet = ScoreSheet.model_validate_json(orjson.dumps(content["sheet"]))
        salt = str(content["salt"])
    except (KnownError, ValueError, KeyError, TypeError, ValidationError):
        return None
    fits = sheet.evaluator == one.evaluator and sheet.typing == one.typing
    return (sheet, salt) if fits and commitment(sheet, salt) == one.commitment else None
