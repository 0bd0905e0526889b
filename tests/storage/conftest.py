"""A populated registry, made once for a whole module and copied by each test that harms it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cso_registry.storage.connection import DATABASE_NAME, open_writer
from tests.storage.story import tell
from tests.support.registry import KEY, new_registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.storage.connection import Connection


@pytest.fixture
def registry(tmp_path):
    """A small registry of one province."""
    with new_registry(tmp_path / "registry") as made:
        yield made


@pytest.fixture(scope="module")
def told_story(tmp_path_factory) -> Path:
    """A closed registry in which nearly every derived table has rows."""
    folder = tmp_path_factory.mktemp("story") / "registry"
    with new_registry(folder) as made:
        tell(made)
    return folder


@pytest.fixture
def story(told_story, tmp_path) -> Path:
    """A copy of that registry for one test."""
    return Path(shutil.copytree(told_story, tmp_path / "registry"))


@pytest.fixture
def writer() -> Callable[[Path], Connection]:
    """Opens the database of a folder; closed at the end."""
    opened: list[Connection] = []

    def open_one(folder: Path) -> Connection:
        opened.append(open_writer(folder / DATABASE_NAME, KEY))
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()
