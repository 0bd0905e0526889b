"""Offices that were founded once; each test gets copies of their registries."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.support.desk import founded, open_desk
from tests.support.neighbours import Neighbour, roster_of
from tests.support.registry import SetClock

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {"nation": None, "north": "50", "east": "40"}


@pytest.fixture(scope="session")
def founded_offices(tmp_path_factory) -> Path:
    """The folders of three invented offices, closed."""
    folder = tmp_path_factory.mktemp("offices")
    for name, province in PLACES.items():
        founded(folder / name, province=province)
    return folder


@pytest.fixture
def neighbours(founded_offices, tmp_path):
    """Opens copies of some of the offices, which know one another."""
    stack = ExitStack()

    def opened(*names: str, folder: Path = tmp_path) -> list[Neighbour]:
        desks = []
        for name in names:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copytree(founded_offices / name, folder / name)
            desks.append(stack.enter_context(open_desk(folder / name, SetClock())))
        roster = roster_of(desks)
        return [Neighbour(desk, roster) for desk in desks]

    with stack:
        yield opened
