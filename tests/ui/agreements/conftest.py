"""An office with agreements at several stages, and its officers; made once, copied for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.agreement_office import AgreementOffice, made_office
from tests.support.desk import copy_of

if TYPE_CHECKING:
    from cso_registry.domain.roles import Role
    from cso_registry.workspace.performing import Session


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> AgreementOffice:
    return made_office(tmp_path_factory.mktemp("agreements") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")


@pytest.fixture
def as_role(tasks, office):
    """Signs an officer of one role in."""

    def sign_in(role: Role) -> Session:
        tasks.session = office.people[role]
        return tasks.session

    return sign_in
