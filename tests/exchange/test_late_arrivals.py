"""What arrives after it was replaced changes nothing that is shown, in records or in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.organizations.acts import RenameOrganization
from cso_registry.domain.organizations.records import Names
from tests.exchange.test_acts_and_their_groups import known_everywhere
from tests.exchange.test_what_counts import WHY, give
from tests.support.neighbours import add_subjects

if TYPE_CHECKING:
    from tests.support.neighbours import Neighbour

LISTED = "SELECT l.name, f.text FROM organization_list l JOIN findings f USING(rec)"


def rename(office: Neighbour, subject: str, name: str) -> None:
    act = RenameOrganization(
        organization=subject,
        names=Names(th=name),
        effective=office.desk.clock.today,
        keeps_former=False,
        reason=WHY,
    )
    office.desk.workspace.perform(act, office.desk.session)


@pytest.mark.parametrize("late_first", [False, True])
def test_a_name_that_arrives_after_the_next_one_is_not_listed(neighbours, late_first):
    """The nation's name is replaced in the north, and reaches the third office last."""
    nation, north, other = neighbours("nation", "north", "east")
    roster = known_everywhere(nation, other)
    for office in (nation, north, other):
        office.roster = roster
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    rename(nation, subject, "ชื่อก่อนสมมติ")
    give(nation, north)
    rename(north, subject, "ชื่อหลังสมมติ")
    own = north.desk.workspace.performer.home.replica
    north.outgoing.cut()
    parts = north.export(other, everything=True, room=1)
    parts.sort(key=lambda one: writers(other, one) != {own}, reverse=late_first)
    for bundle in parts:
        other.take(bundle)
    name, text = other.connection.one(LISTED)
    assert name == other.desk.workspace.read.record(subject).names.th == "ชื่อหลังสมมติ"
    assert "กอนสมมติ" not in text
    assert (name, text) == north.connection.one(LISTED)
    assert other.desk.workspace.verify().findings == []


def writers(office: Neighbour, bundle: bytes) -> set[str]:
    """Whose entries a bundle brings."""
    return {one.header.replica for one in office.inspect(bundle).manifest.segments}
