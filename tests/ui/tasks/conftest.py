"""An open invented registry behind `Tasks`, without any window."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.performing import Session
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, add_subjects, copy_of, founded, open_desk, program_at
from tests.support.registry import SetClock
from ui.tasks.desk import Tasks


@pytest.fixture(scope="session")
def peopled_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("peopled") / "registry"
    founded(folder, province=None)
    with open_desk(folder) as desk:
        add_subjects(desk, 30)
    return folder


@pytest.fixture
def folder(peopled_once, tmp_path):
    return copy_of(peopled_once, tmp_path / "registry")


@pytest.fixture
def tasks(qtbot, folder):
    """Open, with the founder signed in; closed at the end."""
    made = Tasks()
    opened = []
    program = program_at(SetClock())
    made.open(lambda: Workspace.open(folder, KEYS, program), opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    officers = []
    made.ask(
        made, lambda workspace: sorted(x.id for x in workspace.officers_here()), officers.extend
    )
    qtbot.waitUntil(lambda: bool(officers))
    made.session = Session(OfficerId(officers[0]))
    yield made
    made.close()
