"""What an office asks about itself is not answered from what others sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.numbering import is_series_of
from cso_registry.domain.offices.acts import LeaveOffice
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from tests.exchange.test_what_counts import WHY, appointed, give

if TYPE_CHECKING:
    from tests.support.neighbours import Neighbour


def leave(office: Neighbour, officer: str) -> None:
    act = LeaveOffice(officer=officer, left=office.desk.clock.today, reason=WHY)
    office.desk.workspace.perform(act, office.desk.session)


def test_administrators_of_other_offices_keep_no_office_open(neighbours):
    nation, north = neighbours("nation", "north")
    give(nation, north)
    give(north, nation)
    for office in (nation, north):
        with pytest.raises(RefusedError) as told:
            leave(office, office.desk.session.officer)
        assert "F:N1.an_administrator_remains" in {one.key for one in told.value.reasons}
    second = appointed(north, Role.ADMINISTRATOR)
    leave(north, second.officer)
    assert not north.desk.workspace.read.record(second.officer).rights_on(north.desk.clock.today)


def test_gaps_in_numbers_of_another_office_are_not_ours(neighbours):
    nation, north = neighbours("nation", "north")
    give(north, nation)
    # The first number of the north has come, and the third.
    line = "INSERT INTO numbers VALUES(1, 'ชม/2570/' || ?1, 'register:ชม/2570', ?1, 'used')"
    for office in (nation, north):
        office.store.run(lambda connection: connection.executemany(line, [(1,), (3,)]))
    assert north.desk.workspace.read.number_gaps() == [("register:ชม/2570", 2)]
    assert nation.desk.workspace.read.number_gaps() == []


@pytest.mark.parametrize(
    ("series", "code", "ours"),
    [
        ("register:ชม/2570", "ชม", True),
        ("register:ชม.7KQ/2570", "ชม", True),
        ("register:ชม/2570", "ช", False),
        ("register:ก.พ./2570", "ก.พ.", True),
        ("register:ก.พ.2AB/2570", "ก", False),
        ("register:ก.2AB/2570", "ก", True),
    ],
)
def test_a_series_belongs_to_one_office(series, code, ours):
    assert is_series_of(series, code) is ours
