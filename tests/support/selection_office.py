"""An office with a closed call that is scored, and one that is scored already; all invented."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.secret import Secret
from cso_registry.workspace.performing import Session
from cso_registry.workspace.selection.opening_keys import open_call, opening_key
from cso_registry.workspace.selection.sealing import hand_in, open_scores
from tests.support import examples_missions
from tests.support import examples_scoring as scoring
from tests.support import examples_selection as selection
from tests.support.desk import CHEAP, founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.examples_committee import decided_on_paper
from tests.support.registry import SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.selection.calls import Call
    from tests.support.desk import Desk
    from tests.support.examples import Scene

PHRASE = "วลีเปิดคะแนนสมมติ-2570"
APPLICANTS = ("applicant", "other", "third")
LEVELS = {"one": (4, 5, 2), "two": (4, 3, 2)}


@dataclass(frozen=True)
class SelectionOffice:
    """Where it lies at both stages, on which day, and who works there.

    In `closed` nothing is scored; in `scored` two proposals are equal by every rule, and a
    meeting resolved on the call.
    """

    closed: Path
    scored: Path
    days: int
    people: dict[str, Session]
    call: str
    proposals: tuple[str, ...]
    resolution: str


def made_office(folder: Path) -> SelectionOffice:
    """Found an office in `folder` and bring its call to both stages."""
    closed, scored = folder / "closed", folder / "scored"
    clock = SetClock()
    founded(closed, clock=clock)
    with open_desk(closed, clock) as desk:
        scene = scene_at(desk)
        people = _people(scene, desk)
        call = _closed(scene, desk)
        proposals = tuple(str(one) for one in scoring.admit(scene, *APPLICANTS))
        scoring.evaluators(scene, *LEVELS)
    shutil.copytree(closed, scored)
    with open_desk(scored, clock) as desk:
        scene.registry.desk = desk  # type: ignore[attr-defined]
        scene.desk = desk  # type: ignore[attr-defined]
        _scored(scene, desk, call, proposals)
        resolution = decided_on_paper(scene, call, "call")
    return SelectionOffice(
        closed, scored, selection.DAYS_OPEN + 1, people, str(call), proposals, resolution
    )


def _people(scene: Scene, desk: Desk) -> dict[str, Session]:
    return {
        "head": desk.session,
        "officer": examples_missions.assistant(scene),
        "secretary": scoring.secretary(scene),
        "auditor": Session(scene.registry.appoint(Role.AUDITOR)),
        **{name: Session(scoring.who(scene, name)) for name in LEVELS},
    }


def _closed(scene: Scene, desk: Desk) -> str:
    call = selection.draft(scene)
    closes = scene.today + timedelta(days=selection.DAYS_OPEN)
    found: Call = desk.workspace.read.record(RecordId(call))  # type: ignore[assignment]
    open_call(desk.workspace, found, closes, Secret.of_text(PHRASE), desk.session, cost=CHEAP)
    selection.once(scene, "opened", lambda: call)
    return str(call)


def _scored(scene: Scene, desk: Desk, call: str, proposals: tuple[str, ...]) -> None:
    found: Call = desk.workspace.read.record(RecordId(call))  # type: ignore[assignment]
    for name, levels in LEVELS.items():
        (who,) = scoring.evaluators(scene, name)
        sheets = [
            scoring.sheet(scene, proposal, who, level)  # type: ignore[arg-type]
            for proposal, level in zip(proposals, levels, strict=True)
        ]
        hand_in(desk.workspace, found, sheets, Session(who))
    key = opening_key(desk.workspace, found, Secret.of_text(PHRASE))
    open_scores(desk.workspace, found, key, scoring.secretary(scene))
