"""An office with a call before its scoring and one after it; made once, copied for each test."""

from __future__ import annotations

import pytest

from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, copy_of, program_at
from tests.support.registry import SetClock
from tests.support.selection_office import SelectionOffice, made_office
from ui.selection.page import SelectionPage
from ui.tasks.desk import Tasks


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> SelectionOffice:
    return made_office(tmp_path_factory.mktemp("selection"))


@pytest.fixture
def stage():
    """At which stage the registry of the test is."""
    return "closed"


@pytest.fixture
def folder(office, stage, tmp_path):
    return copy_of(getattr(office, stage), tmp_path / "registry")


@pytest.fixture
def tasks(qtbot, folder, office):
    """The registry open after the call has closed; the head is signed in."""
    made, opened, clock = Tasks(), [], SetClock()
    clock.pass_days(office.days)
    made.open(lambda: Workspace.open(folder, KEYS, program_at(clock)), opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    made.session = office.people["head"]
    yield made
    made.close()


@pytest.fixture
def sign_in(tasks, office):
    def come(name):
        tasks.session = office.people[name]

    return come


@pytest.fixture
def page(around, shown):
    return shown(SelectionPage(around), (1200, 800))


@pytest.fixture
def at_call(qtbot, page, office):
    """Shows the selection, read anew, and returns its view."""

    def look():
        page.open_record(office.call)
        before = page.record.view
        qtbot.waitUntil(lambda: page.record.view is not None and page.record.view is not before)
        return page.record.view

    return look
