"""R22: a person who is erased at one office is gone at every office that was told of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import zstandard

from cso_registry.domain.organizations.acts import PutPost
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import PostHeld
from cso_registry.storage.connection import DATABASE_NAME, open_reader
from tests.exchange.test_what_counts import WHY, give
from tests.support.desk import content_of
from tests.support.neighbours import Neighbour, add_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.kernel.ids import OrganizationId

CANARY = "ลับเฉพาะบุคคลนี้"


def with_person(office: Neighbour) -> tuple[OrganizationId, str]:
    """A subject, and the item of a person whose term ended long ago."""
    (subject,) = add_subjects(office.desk, 1)
    workspace = office.desk.workspace
    before = set(workspace.read.record(subject).posts)
    held = PostHeld(
        post="member", given=CANARY, family="ก", starts=date(1999, 1, 1), ends=date(2001, 1, 1)
    )
    workspace.perform(PutPost(organization=subject, post=held, reason=WHY), office.desk.session)
    (key,) = set(workspace.read.record(subject).posts) - before
    return subject, key


def erase(office: Neighbour, subject: OrganizationId, key: str) -> None:
    act = ErasePersonalData(
        organization=subject,
        groups=(f"posts/{key}",),
        order_number="ชม 1/2569",
        order_date=office.desk.clock.today,
        reason=WHY,
    )
    office.desk.workspace.perform(act, office.desk.session)


def cells(office: Neighbour) -> Iterator[tuple[str, bytes]]:
    """Every cell of every table, and what is packed in it."""
    parts = office.desk.workspace._parts
    reader = open_reader(parts.folder / DATABASE_NAME, parts.key.reveal())
    try:
        for table in reader.column("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in reader.execute(f'SELECT * FROM "{table}"'):
                for cell in row:
                    if isinstance(cell, str | bytes):
                        plain = cell.encode() if isinstance(cell, str) else cell
                        yield table, plain
                        yield table, unpacked(plain)
    finally:
        reader.close()


def unpacked(cell: bytes) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompress(cell, max_output_size=10_000_000)
    except zstandard.ZstdError:
        return b""


def left(office: Neighbour) -> set[str]:
    """Tables and files in which the person still stands."""
    needle = CANARY.encode()
    found = {table for table, cell in cells(office) if needle in cell}
    files = content_of(office.desk.folder)
    return found | {name for name, content in files.items() if needle in content}


def require_gone(office: Neighbour, subject: OrganizationId, key: str) -> None:
    workspace = office.desk.workspace
    assert left(office) == set()
    assert not workspace.read.search(CANARY, workspace.today)
    assert workspace.read.record(subject).posts[key].given is None
    assert CANARY not in str(workspace.read.history(subject))
    assert workspace.verify().findings == []


def test_who_was_exchanged_and_erased_is_gone_at_both_offices(neighbours):
    nation, north = neighbours("nation", "north")
    subject, key = with_person(north)
    (full,) = north.export(nation, everything=True)
    nation.take(full)
    assert "personal" in left(nation)
    erase(north, subject, key)
    require_gone(north, subject, key)
    give(north, nation)
    require_gone(nation, subject, key)
    # The bundle that was made before the erasure comes once more, and brings nobody back.
    nation.take(full)
    require_gone(nation, subject, key)
    assert nation.state()[str(subject)] == north.state()[str(subject)]


def test_who_was_erased_before_the_earlier_bundle_came_never_appears(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (later,) = neighbours("nation", folder=tmp_path / "later")
    later.roster = nation.roster
    subject, key = with_person(north)
    (first,) = north.export(nation)
    north.take(nation.receipt(north, nation.take(first).receipt))
    erase(north, subject, key)
    (second,) = north.export(nation)
    assert later.take(second).receipt.waiting == 1
    later.take(first)
    require_gone(later, subject, key)


def test_what_waits_for_its_predecessor_holds_the_person_no_longer_than_they_are_held(
    neighbours, tmp_path
):
    """The person comes in a bundle that must wait; once it is taken they can be erased."""
    nation, north = neighbours("nation", "north")
    (later,) = neighbours("nation", folder=tmp_path / "later")
    later.roster = nation.roster
    add_subjects(north.desk, 1, seed=3)
    (first,) = north.export(nation)
    north.take(nation.receipt(north, nation.take(first).receipt))
    subject, key = with_person(north)
    (second,) = north.export(nation)
    assert later.take(second).receipt.waiting == 1
    erase(north, subject, key)
    (third,) = north.export(nation)
    later.take(third)
    later.take(first)
    require_gone(later, subject, key)
