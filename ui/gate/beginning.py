"""The first moments of a new office: its founder enters, its request to join is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.workspace.opening import keep_file
from ui.gate.sign_in import Entered, Known, enter

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.workspace.workspace import Workspace
    from ui.gate.founding import Plan


@dataclass(frozen=True, slots=True)
class Begun:
    """An office that was made.

    Attributes:
        plan: Everything that was answered.
        recovery: Where its recovery key stands.
        request: Where its request to join stands, if it joins others.
        words: The eight words of the request, to be compared aloud.
    """

    entered: Entered
    plan: Plan
    recovery: Path | None
    request: Path | None
    words: tuple[str, ...] = ()


def begin_office(plan: Plan, workspace: Workspace) -> Begun:
    """Sign the founder in and write the request to join, where there is to be one.

    Raises:
        KnownError: What the disk said.
    """
    from cso_registry.workspace.exchanging.exchange import Exchange

    founder = workspace.officers_here()[0]
    known = Known(founder.officer_id, founder.display_name)
    entered = enter(workspace, known, plan.founding.secret.reveal_text())
    if plan.request is None:
        return Begun(entered, plan, plan.locks.recovery_file, None)
    spelt, words = Exchange(workspace).trust.request(is_training=workspace.is_training)
    keep_file(plan.request, spelt)
    return Begun(entered, plan, plan.locks.recovery_file, plan.request, words)
