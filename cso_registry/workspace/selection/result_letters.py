"""Every applicant is told: who was not chosen, who was, who did not compete (F:D8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cso_registry.workspace.record_view import issued_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.print_batch import BatchOutcome
    from cso_registry.workspace.workspace import Workspace

NOT_CHOSEN, CHOSEN, NOT_ADMITTED = "L-12", "L-13", "L-14"
LETTERS: Final = (NOT_CHOSEN, CHOSEN, NOT_ADMITTED)


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that is still to be made: which, and about which proposal."""

    code: str
    proposal: RecordId


def letters_due(workspace: Workspace, proposals: Iterable[Proposal]) -> tuple[LetterDue, ...]:
    """Return the letters that applicants wait for; a proposal that was withdrawn gets none."""
    found = []
    for one in proposals:
        code = _letter_of(one)
        if code is None:
            continue
        made = {paper.code for paper in issued_papers(workspace, one.id)}
        if code not in made:
            found.append(LetterDue(code, one.id))
    return tuple(found)


def _letter_of(proposal: Proposal) -> str | None:
    result, admission = proposal.result, proposal.admission
    if proposal.is_withdrawn:
        return None
    if result is not None:
        return CHOSEN if result.is_chosen else NOT_CHOSEN
    return NOT_ADMITTED if admission is not None and not admission.admitted else None


def write_letters(
    workspace: Workspace,
    language: Language,
    session: Session,
    due: Iterable[LetterDue],
    folder: Path,
    progress: Callable[[int, int], None],
) -> list[BatchOutcome]:
    """Make the letters that are due, each kind in one file with its cover; return each outcome.

    A letter is kept as it is made, so that what is done stays when the work is stopped.

    Args:
        workspace: The registry.
        language: The language of the letters.
        session: Who makes them.
        due: The letters that are due.
        folder: Where the files go, named by their letter.
        progress: Is told how many of how many are made.
    """
    # Fonts and templates are not loaded before somebody prints.
    from cso_registry.workspace.print_batch import PrintBatch  # noqa: PLC0415
    from cso_registry.workspace.printing import Press  # noqa: PLC0415

    due = list(due)
    wanted = {code: [one.proposal for one in due if one.code == code] for code in LETTERS}
    total, before, outcomes = sum(map(len, wanted.values())), 0, []
    printing = PrintBatch(workspace, Press(workspace, language), session)
    for code, proposals in wanted.items():
        if not proposals:
            continue
        batch = printing.open(code, proposals)
        outcome = printing.go_on(
            batch, folder / f"{code}.pdf", partial(_further, progress, before, total)
        )
        outcomes.append(outcome)
        before += len(proposals)
        if outcome.cancelled:
            break
    return outcomes


def _further(
    progress: Callable[[int, int], None], before: int, total: int, done: int, _: int
) -> None:
    """Tell how many letters of all kinds are made."""
    progress(before + done, total)
