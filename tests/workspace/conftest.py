"""An invented office, founded once for all tests and copied by each that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.desk import add_subjects, copy_of, founded, open_desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("founded") / "registry"
    founded(folder, province=None)
    return folder


@pytest.fixture(scope="session")
def peopled_once(tmp_path_factory, founded_once) -> Path:
    """With thirty invented subjects."""
    folder = copy_of(founded_once, tmp_path_factory.mktemp("peopled") / "registry")
    with open_desk(folder) as desk:
        add_subjects(desk, 30)
    return folder


@pytest.fixture
def folder(founded_once, tmp_path) -> Path:
    return copy_of(founded_once, tmp_path / "registry")


@pytest.fixture
def desk(folder):
    with open_desk(folder) as opened:
        yield opened


@pytest.fixture
def peopled(peopled_once, tmp_path) -> Path:
    return copy_of(peopled_once, tmp_path / "registry")
