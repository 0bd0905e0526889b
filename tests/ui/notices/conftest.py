"""An office with files about ends, and its officers; made once, copied for each test."""

from __future__ import annotations

import pytest

from tests.support.desk import copy_of
from tests.support.notice_office import NoticeOffice, made_office


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> NoticeOffice:
    return made_office(tmp_path_factory.mktemp("notices") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
