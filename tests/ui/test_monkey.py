"""The monkey breaks nothing: no fault, no warning, nothing left, no draft lost (R25)."""

from __future__ import annotations

import json
import os
import traceback

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from cso_registry.workspace.opening import training_folder, training_keys
from cso_registry.workspace.own_things import own_things
from cso_registry.workspace.workspace import Workspace
from tests.ui.monkey import Files, Monkey
from ui.forms.drafts import START, Draft
from ui.tasks.sentences import is_fault_of_ours

IS_LONG = os.environ.get("CSO_LONG") == "1"
LONG_EVENTS = 500_000
SEED = int(os.environ.get("CSO_MONKEY_SEED", "2569"))
IN_ONE_ROOM = 25
BETWEEN_LEAVINGS = 4_000 if IS_LONG else 160
WARM, MOST_GROWTH = 50_000, 1.5


class Typed:
    """What every form has that was typed in and neither saved nor thrown away."""

    def __init__(self, monkeypatch) -> None:
        self.now: dict[str, str] = {}
        note, forget, throw_away = Draft.note, Draft.forget, Draft.throw_away

        def noted(draft):
            self.now[draft._name] = json.dumps(draft._raw(), sort_keys=True)
            note(draft)

        def forgot(draft):
            self.now.pop(draft._name, None)
            forget(draft)

        def thrown_away(draft, kept):
            self.now.pop(kept.name, None)
            throw_away(draft, kept)

        monkeypatch.setattr(Draft, "note", noted)
        monkeypatch.setattr(Draft, "throw_away", thrown_away)
        monkeypatch.setattr(Draft, "forget", forgot)


@pytest.fixture
def outside(monkeypatch, tmp_path):
    """Questions about files are answered, mostly badly; nothing is printed or opened."""
    files = Files(tmp_path / "แฟ้ม", SEED)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", files.open)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", files.save)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", files.folder)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: int(QDialog.DialogCode.Rejected))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)


@pytest.fixture
def faults(monkeypatch):
    """Every fault of the program that a person would be told of."""
    found = []
    monkeypatch.setattr(
        "ui.tasks.sentences.is_fault_of_ours",
        lambda trouble: is_fault_of_ours(trouble) and not found.append(trouble),
    )
    return found


def test_monkey_breaks_nothing(inside, qtbot, outside, faults, monkeypatch, computer):
    typed, window = Typed(monkeypatch), inside.window
    qtbot.waitUntil(lambda: bool(window.house.title.office.plain))
    with Monkey(inside, SEED, is_long=IS_LONG) as monkey, qtbot.captureExceptions() as thrown:
        let_loose(monkey, qtbot, faults, thrown)
    for job in inside.tasks.jobs:
        job.stop()
    qtbot.waitUntil(lambda: all(job.has_ended for job in inside.tasks.jobs))
    officer = inside.tasks.session.officer
    window.close()
    folder = training_folder(computer.places.data)
    with Workspace.opened(folder, training_keys(), inside.program) as workspace:
        assert workspace.verify().is_sound
        kept = own_things(workspace, officer, START)
    found = {name: raw_of(kept.get(name)) for name in typed.now}
    assert found == typed.now, monkey.done


def let_loose(monkey, qtbot, faults, thrown):
    """Let the monkey go through all rooms."""
    window, seen, sizes = monkey.window, set(), []
    rooms = list(window.house.rooms)
    for turn in range(LONG_EVENTS if IS_LONG else len(rooms) * IN_ONE_ROOM):
        if turn % IN_ONE_ROOM == 0:
            window.house.go(rooms[turn // IN_ONE_ROOM % len(rooms)])
            seen.add(window.house.room)
        if turn % BETWEEN_LEAVINGS == BETWEEN_LEAVINGS - 1:
            monkey.leave()
        else:
            monkey.turn()
        if not window.is_inside:
            monkey.come_in(qtbot)
        assert not faults, (monkey.done[-20:], faults[0].error)
        assert not thrown, (monkey.done[-20:], told(thrown[0]))
        if turn % WARM == WARM - 1:
            sizes.append(len(QApplication.allWidgets()))
    assert seen == set(rooms)
    assert not sizes or sizes[-1] < MOST_GROWTH * sizes[0], sizes


def told(thrown):
    """Return what was thrown, with the lines that led to it."""
    return "".join(traceback.format_exception(*thrown))


def raw_of(kept: str | None) -> str:
    """What a kept draft says was typed, as `Typed` notes it."""
    return "" if kept is None else json.dumps(json.loads(kept)["raw"], sort_keys=True)
