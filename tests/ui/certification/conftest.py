"""An office with certificates at every stage, and its officers; made once, copied for each test."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cso_registry.domain.roles import Role
from tests.support.certifying import Certifying
from tests.support.desk import copy_of, new_desk


@dataclass(frozen=True)
class Office:
    """Where it lies, who works there, and one certificate of each stage."""

    folder: object
    people: dict
    issued: str
    short_code: str
    granted: tuple[str, ...]
    assessed: str


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("certifying") / "registry"
    with new_desk(folder) as desk:
        at_work = Certifying(desk)
        issued = at_work.issued("ชุมชนมีใบสมมติ")
        granted = tuple(str(at_work.granted(f"ชุมชนรอเลขสมมติ {at}")) for at in (1, 2))
        assessed = at_work.assessed(at_work.screened(at_work.subject("ชุมชนรอตรวจสมมติ")))
        people = {role: at_work.who(role) for role in Role if role in at_work.people}
        return Office(
            folder, people, str(issued.certificate), issued.short_code, granted, str(assessed)
        )


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")
