"""The program is killed in the middle of typing; every draft is offered again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

from cso_registry.workspace.own_things import own_things
from tests.architecture.sources import ROOT
from tests.support.desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

TYPING = """
    import sys, time
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from cso_registry.domain.organizations.acts import RegisterOrganization
    from cso_registry.host.paths import Places
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.this_computer import ThisComputer
    from cso_registry.workspace.workspace import Workspace
    from tests.support.desk import KEYS, program_at
    from tests.support.registry import SetClock
    from tests.ui.around import surroundings
    from tests.ui.keys import type_text
    from ui.forms.form import ActForm
    from ui.look.look import Look, Theme
    from ui.look.speech import Speech
    from ui.settings.keeper import Keeper
    from ui.tasks.desk import Tasks

    folder, officer, app = Path(sys.argv[1]), sys.argv[2], QApplication([])

    def wait(is_so):
        until = time.monotonic() + 60
        while not is_so():
            app.processEvents()
            time.sleep(0.005)
            assert time.monotonic() < until

    program, tasks = program_at(SetClock()), Tasks()
    look, speech = Look(app, program.resources), Speech(program.texts)
    look.wear(Theme.LIGHT, 100)
    tasks.open(lambda: Workspace.open(folder, KEYS, program), lambda _: None, print)
    wait(lambda: tasks.is_open)
    tasks.session = Session(OfficerId(officer))
    places = Places(*(folder.parent / name for name in ("d", "c", "l", "s")))
    keeper = Keeper(ThisComputer(places), look, speech)
    window, around = surroundings(look, speech, tasks, keeper)
    form = ActForm(around, RegisterOrganization)
    window.setCentralWidget(form)
    window.show()
    wait(lambda: form.is_ready)
    type_text(form.rows["names"].editor.rows["th"].editor.input, sys.argv[3])
    written = []
    wait(lambda: not form.draft._later.isActive())
    tasks.write(None, lambda _: True, written.append)
    wait(lambda: bool(written))
    print("typed", flush=True)
    while True:
        app.processEvents()
"""


def typed_and_killed(folder: Path, officer: str, text: str) -> None:
    """Types a name into a new registration and is killed before it is saved."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", textwrap.dedent(TYPING), str(folder), officer, text]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"typed\n"
        child.send_signal(signal.SIGKILL)


def test_killed_program_loses_no_draft_and_a_second_one_takes_no_other(folder: Path):
    with open_desk(folder) as desk:
        officer = str(desk.session.officer)
    names = ["มูลนิธิที่กำลังพิมพ์สมมติ", "สมาคมที่พิมพ์ต่อมาสมมติ"]
    for name in names:
        typed_and_killed(folder, officer, name)
    with open_desk(folder) as desk:
        kept = own_things(desk.workspace, desk.session.officer, "draft/")
        told = [json.loads(one)["raw"]["names"]["th"] for _, one in sorted(kept.items())]
        assert told == names
        assert desk.workspace.verify().is_sound
