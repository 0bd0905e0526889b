"""An office in which something is overdue; made once, copied for each test."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.desk import copy_of
from tests.support.registry import SetClock
from tests.support.supervised_office import SupervisedOffice, made_office


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> SupervisedOffice:
    return made_office(tmp_path_factory.mktemp("supervised") / "registry")


@pytest.fixture
def folder(office, tmp_path, monkeypatch):
    """Forty days later: the instalment is overdue."""
    later = SetClock()
    later.pass_days(timedelta(days=50).days)
    monkeypatch.setattr("tests.ui.conftest.SetClock", lambda: later)
    return copy_of(office.folder, tmp_path / "registry")
