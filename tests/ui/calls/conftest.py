"""An office with calls and proposals at several stages; made once, copied for each test."""

from __future__ import annotations

import pytest

from tests.support.desk import copy_of
from tests.support.mission_office import MissionOffice, made_office


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> MissionOffice:
    return made_office(tmp_path_factory.mktemp("calls") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
