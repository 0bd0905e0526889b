"""R10 between offices: clocks that are wrong change neither order nor what is taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.work_items import work_items
from tests.cli.conftest import Terminal
from tests.exchange.test_what_counts import WHY, contact, give
from tests.support.desk import copy_of
from tests.support.neighbours import Neighbour, add_subjects
from tests.support.registry import START

DAYS = {
    "ten years ahead": START.replace(year=START.year + 10),
    "two days ahead": START + timedelta(days=2),
    "UTC for Thai time": START - timedelta(hours=7),
    "Thai time for UTC": START + timedelta(hours=7),
    "five years behind": START.replace(year=START.year - 5),
    "a leap day": datetime(2028, 2, 29, 16, 59, tzinfo=UTC),
    "the day after a leap day, in Thailand": datetime(2028, 2, 29, 17, 1, tzinfo=UTC),
    "the 31st": datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
    "the last second of a year, in Thailand": datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC),
}
AHEAD = {name for name, moment in DAYS.items() if moment > START + timedelta(days=1)}
WRONG = {
    "Buddhist Era": START.replace(year=START.year + 543),
    "ten years behind": START.replace(year=START.year - 10),
    "1970": datetime(1970, 1, 1, tzinfo=UTC),
}


def set_to(office: Neighbour, moment: datetime) -> None:
    office.desk.clock.set(moment)
    office.desk.workspace.confirm_clock(office.desk.session, WHY)


def clocks_told(office: Neighbour) -> list:
    workspace = office.desk.workspace
    return work_items(workspace, Exchange(workspace)).clocks


@pytest.mark.parametrize(("off", "who"), tuple(product(DAYS, ("north", "nation"))))
def test_the_order_is_kept_and_a_clock_ahead_is_told(neighbours, off, who):
    """One, then the other who had seen it, then the first: whichever clock is wrong."""
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    wrong, right = (north, nation) if who == "north" else (nation, north)
    set_to(wrong, DAYS[off])
    reports = []
    for at, (office, to) in enumerate(((wrong, right), (right, wrong), (wrong, right))):
        contact(office, subject, f"0-2000-000{at}")
        reports.append(give(office, to))
    assert [one.receipt.withheld for one in reports] == [0, 0, 0]
    for office in (nation, north):
        workspace = office.desk.workspace
        assert workspace.read.record(subject).contact.phone == "0-2000-0002"
        assert workspace.read.conflicts(subject) == ()
        assert workspace.verify().findings == []
    assert nation.state()[str(subject)] == north.state()[str(subject)]
    replica = wrong.desk.workspace.performer.home.replica
    told = [replica] if off in AHEAD else []
    assert [one.replica for one in clocks_told(right)] == told
    assert reports[0].receipt.entries
    # What came from a clock ahead never moves the clock of this office.
    assert right.desk.workspace.today == right.desk.clock.today


@pytest.mark.parametrize("off", WRONG)
def test_a_clock_that_cannot_be_right_writes_nothing_and_takes_everything(neighbours, off):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    contact(nation, subject, "0-2000-0009")
    before = north.connection.value("SELECT count(*) FROM journal")
    north.desk.clock.set(WRONG[off])
    for attempt in (
        lambda: contact(north, subject, "0-5300-0001"),
        lambda: north.desk.workspace.confirm_clock(north.desk.session, WHY),
    ):
        with pytest.raises(KnownError) as told:
            attempt()
        assert told.value.key == "clock.wrong_era"
    assert north.connection.value("SELECT count(*) FROM journal") == before
    give(nation, north)
    assert north.desk.workspace.read.record(subject).contact.phone == "0-2000-0009"
    assert north.desk.workspace.verify().findings == []


@pytest.mark.parametrize(
    ("moved", "key"),
    [
        (timedelta(minutes=-11), "clock.went_back"),
        (timedelta(days=-365), "clock.went_back"),
        (timedelta(days=61), "clock.jumped_ahead"),
        (timedelta(days=3_650), "clock.jumped_ahead"),
    ],
)
def test_a_clock_that_was_moved_is_confirmed_before_it_writes(neighbours, moved, key):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    north.desk.clock.set(START + moved)
    with pytest.raises(KnownError) as told:
        contact(north, subject, "0-5300-0001")
    assert told.value.key == key
    north.desk.workspace.confirm_clock(north.desk.session, WHY)
    contact(north, subject, "0-5300-0001")
    give(north, nation)
    assert nation.state()[str(subject)] == north.state()[str(subject)]
    assert nation.desk.workspace.verify().findings == []


@pytest.mark.parametrize(("lang", "said"), [("th", "เดินล้ำหน้า"), ("en", "is ahead")])
def test_the_conflict_desk_says_whose_clock_is_ahead(neighbours, tmp_path, capsys, lang, said):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    set_to(north, DAYS["ten years ahead"])
    contact(north, subject, "0-5300-0001")
    give(north, nation)
    nation.desk.workspace._store.bring_in_log()
    copied = copy_of(nation.desk.folder, tmp_path / "copy")
    (copied / "registry.lock").unlink(missing_ok=True)
    terminal = Terminal(copied, capsys)
    (told,) = terminal.json("conflicts", "list")["clocks"]
    replica = north.desk.workspace.performer.home.replica
    assert told[1:] == [replica, "2036-11-20"]
    lines = terminal("conflicts", "list", lang=lang).out
    assert said in lines.replace("\n", "")
    assert replica[:8] in lines
