"""A whole open registry with a passphrase and a first officer, founded cheaply for tests.

Everything in it is invented, and nothing of the program is replaced; only guessing a
passphrase is made as cheap as the program accepts.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.kernel.ids import OfficerId, OrganizationId
from cso_registry.seal.passphrase import Cost
from cso_registry.seal.secret import Secret
from cso_registry.workspace.founding import Founding, found_registry
from cso_registry.workspace.keyfile import Keys, Locks
from cso_registry.workspace.means import Program, this_program
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sampling import sample_acts
from cso_registry.workspace.workspace import Workspace
from tests.support.registry import PROVINCE, SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.workspace.performing import Clock

CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
PASSPHRASE = Secret.of_text("วลีผ่านสมมติ-2569")
OFFICER_SECRET = Secret.of_text("รหัสลับของผู้ก่อตั้งสมมติ")
WHY = "ตามเอกสารสมมติ"


CODES = {"50": "ชม", "40": "ขก"}


def delivered() -> Program:
    """The program as delivered; its lists and texts are read once for all tests."""
    return this_program()


def program_at(clock: Clock) -> Program:
    """The program with another clock."""
    return this_program(clock)


@dataclass
class Desk:
    """An open workspace and the session of its founder."""

    workspace: Workspace
    session: Session
    clock: SetClock
    program: Program

    @property
    def folder(self) -> Path:
        return self.workspace.folder


def locks(recipient: str | None = None) -> Locks:
    return Locks(passphrase=PASSPHRASE, recipient=recipient, cost=CHEAP)


KEYS = Keys(passphrase=PASSPHRASE)


def founding_of(province: str | None = PROVINCE, *, training: bool = True) -> Founding:
    """What is said when an invented office is founded."""
    return Founding(
        code=CODES.get(province, province or "กลาง"),
        name_th="สำนักงานจังหวัดสมมติ" if province else "สำนักงานส่วนกลางสมมติ",
        name_en="Invented Office",
        province=province,
        given="ผู้ก่อตั้ง",
        family="สมมติ",
        title="นาง",
        position="นักวิเคราะห์",
        secret=OFFICER_SECRET,
        is_training=training,
    )


def founded(
    folder: Path,
    *,
    province: str | None = PROVINCE,
    clock: Clock | None = None,
    recipient: str | None = None,
    training: bool = True,
) -> OfficerId:
    """Found an invented office in `folder` and return its first officer."""
    made = founding_of(province, training=training)
    return found_registry(folder, made, locks(recipient), program_at(clock or SetClock()))


@contextmanager
def open_desk(folder: Path, clock: SetClock | None = None, keys: Keys = KEYS) -> Iterator[Desk]:
    """Open the registry in `folder` with a clock that stands still."""
    clock = clock or SetClock()
    made = program_at(clock)
    with Workspace.opened(folder, keys, made) as workspace:
        officers = sorted(one.id for one in workspace.read.records("officer"))
        yield Desk(workspace, Session(OfficerId(officers[0])), clock, made)


@contextmanager
def new_desk(
    folder: Path, *, province: str | None = PROVINCE, training: bool = True
) -> Iterator[Desk]:
    """Found an invented office in `folder` and open it, with one clock that stands still."""
    clock = SetClock()
    founded(folder, province=province, clock=clock, training=training)
    with open_desk(folder, clock) as opened:
        yield opened


def add_subjects(desk: Desk, count: int, seed: int = 7) -> list[OrganizationId]:
    """Register invented subjects; the office must be the national one."""
    made = []
    with desk.workspace.performer.performing() as work:
        for act in sample_acts(desk.program, count=count, seed=seed):
            work.perform(act, desk.session)
            made.append(act.organization)
    return made


def copy_of(folder: Path, to: Path) -> Path:
    """A copy of a closed registry, byte for byte."""
    shutil.copytree(folder, to)
    return to


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
