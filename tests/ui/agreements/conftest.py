"""An office with agreements at several stages, and its officers; made once, copied for each test."""

from __future__ import annotations

import pytest

from tests.support.agreement_office import AgreementOffice, made_office
from tests.support.desk import copy_of


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> AgreementOffice:
    return made_office(tmp_path_factory.mktemp("agreements") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
