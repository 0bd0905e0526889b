"""An office that carries an agreement out, and its officers; made once, copied for each test."""

from __future__ import annotations

import pytest

from tests.support.delivery_office import DeliveryOffice, made_office
from tests.support.desk import copy_of


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> DeliveryOffice:
    return made_office(tmp_path_factory.mktemp("delivery") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
