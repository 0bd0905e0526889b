"""Acts of every sort at three to five offices, any exchange, any clock (Q:R8, Q:R9, Q:R10).

An oracle that knows nothing of heads and parents says which conflicts and which contested
acts there must be: for each act it notes what its office had taken in by then. The fold of
`journal.fold` over all entries says which values each office must show.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.offices.acts import ConfirmClock
from cso_registry.domain.organizations.transfer_acts import TransferOrganization
from cso_registry.domain.record import ITEM_MARK
from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.journal.fold import fold
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.conflicts import ConflictTable
from cso_registry.storage.segments import SegmentTable
from tests.exchange.many_acts import WHY, World, begin, do_something, suspends_what_all_know
from tests.support.certifying import Certifying
from tests.support.desk import open_desk
from tests.support.neighbours import Neighbour, roster_of
from tests.support.registry import START, SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet

LONG = os.environ.get("CSO_LONG") == "1"
SPLIT = 2
WORLDS = int(os.environ.get("CSO_WORLDS", "0")) or (1_500 if LONG else 1)
"""Of each part; in a world the same offices go through `CASES` histories one after the other."""
CASES = 10
STEPS = (16, 40)
OFF = (0, 0, 5, -7, 24 * 40, 24 * 365, -24 * 365)
"""Hours by which a clock may be wrong."""
BUDDHIST_ERA = timedelta(days=543 * 365)


@dataclass(frozen=True)
class Written:
    """What one entry of an act changed, and on what it relied."""

    act: str
    replica: str
    scope: str
    seq: int
    groups: frozenset[tuple[str, str]]
    relied: frozenset[tuple[str, str]]
    known: dict[tuple[str, str], int] = field(hash=False, compare=False)

    @property
    def stream(self) -> tuple[str, str]:
        return self.replica, self.scope

    def knew(self, other: Written) -> bool:
        return self.known.get(other.stream, 0) >= other.seq


@dataclass
class Oracle:
    """Every act that was done anywhere, with what its office had by then."""

    written: list[Written] = field(default_factory=list)

    def note(self, office: Neighbour, act: Act, done: ChangeSet, known: dict) -> None:
        relied = frozenset(
            (record, slot.name)
            for slot in act.relies_on
            for kind, record in (*act.named_records().values(), *self._moved_with(done))
            if kind.type == slot.record_type
        )
        for number in done.entries:
            body = office.connection.value("SELECT body FROM journal WHERE entry = ?", (number,))
            said = read_entry(body)
            groups = frozenset((one.record, one.group) for one in said.changes)
            self.written.append(
                Written(said.act, said.replica, said.scope, said.seq, groups, relied, known)
            )

    @staticmethod
    def _moved_with(done: ChangeSet) -> list[tuple[type[Certificate], str]]:
        """The certificates that moved with their subject: their past was relied on as well."""
        if done.kind != TransferOrganization.kind:
            return []
        return [
            (Certificate, one) for one, kind in done.records.items() if kind == Certificate.type
        ]

    def seen_by(self, office: Neighbour) -> list[Written]:
        reads = office.roster.offices[office.office].may_read
        return [one for one in self.written if reads(one.scope)]

    def conflicts(self, office: Neighbour) -> set[tuple[str, str]]:
        """Groups with two values whose writers had not seen one another's, nor anybody both."""
        by_group: dict[tuple[str, str], list[Written]] = defaultdict(list)
        for one in self.seen_by(office):
            for group in one.groups:
                by_group[group].append(one)
        return {
            group
            for group, values in by_group.items()
            if sum(not any(b is not a and b.knew(a) for b in values) for a in values) > 1
        }

    def contested(self, office: Neighbour) -> set[tuple[str, str, str, str]]:
        """Act, other act, record and slot: relied on it, changed it, neither had seen."""
        relying = [one for one in self.seen_by(office) if one.relied]
        changed: dict[tuple[str, str], list[Written]] = defaultdict(list)
        entries: dict[str, list[Written]] = defaultdict(list)

        moves: set[str] = set()

        def direct(one: str, other: str) -> bool:
            """Whoever had seen one entry of an act had seen the act."""
            return any(its.knew(part) for its in entries[one] for part in entries[other])

        def knew(one: str, other: str, record: str, through: frozenset[str]) -> bool:
            """Or it came to them with the record, when that was moved."""
            return direct(one, other) or any(
                direct(one, move) and knew(move, other, record, through - {move})
                for move in through
                if any(record == touched for part in entries[move] for touched, _ in part.groups)
            )

        for one in self.seen_by(office):
            entries[one.act].append(one)
            if any(group.startswith("transfers/") for _, group in one.groups):
                moves.add(one.act)
            for record, group in one.groups:
                changed[record, group.partition(ITEM_MARK)[0]].append(one)
        return {
            (one.act, other.act, record, slot)
            for one in relying
            for record, slot in one.relied
            if any(record == touched for touched, _ in one.groups)
            for other in changed[record, slot]
            if other.act != one.act
            and not knew(one.act, other.act, record, frozenset(moves))
            and not knew(other.act, one.act, record, frozenset(moves))
        }


PLACES = {"nation": None, "north": "50", "east": "40", "hub": "30", "south": "90"}


@pytest.fixture(scope="session")
def founded_world(tmp_path_factory, founded_offices) -> Path:
    """Folders of five invented offices, closed; one in the north has granted a certificate."""
    from tests.support.desk import founded  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("world")
    for name in ("nation", "north", "east"):
        shutil.copytree(founded_offices / name, folder / name)
    for name in ("hub", "south"):
        founded(folder / name, province=PLACES[name])
    with open_desk(folder / "north", SetClock()) as desk:
        Certifying(desk).issued()
    return folder


class Offices:
    """The offices of one world, open, each with a clock of its own."""

    def __init__(self, founded: Path, folder: Path, dice: random.Random, stack: ExitStack) -> None:
        names = ["nation", "north", "hub", *dice.sample(["east", "south"], dice.randint(0, 2))]
        desks = []
        for name in names:
            shutil.copytree(founded / name, folder / name)
            desks.append(stack.enter_context(open_desk(folder / name, SetClock(START))))
        roster = roster_of(desks)
        self.all = [Neighbour(desk, roster) for desk in desks]
        self.hub = self.all[2]
        # A second office of the nation, which may read everything, is the one compared with.
        wide = replace(roster.offices[self.hub.office], jurisdiction="00")
        roster = replace(roster, offices={**roster.offices, self.hub.office: wide})
        for office in self.all:
            office.roster = roster

    def set_clocks(self, dice: random.Random) -> None:
        for office in self.all:
            off = dice.choice(OFF)
            office.desk.clock.ms += off * 3_600_000
            act = ConfirmClock(office=office.office, reason=WHY)
            office.desk.workspace.perform(act, office.desk.session)


def exchange_all(offices: Offices, *, everything: bool = False) -> None:
    """Carry everything to everybody, by way of the nation, until nothing is new.

    Whoever was sent entries without what they say of persons has them, and must ask for
    everything to get the rest.
    """
    for _ in range(2):
        for office in offices.all[1:]:
            for giver, taker in ((office, offices.all[0]), (offices.all[0], office)):
                for bundle in giver.export(taker, everything=everything):
                    report = taker.take(bundle)
                giver.take(taker.receipt(giver, report.receipt))


def play(
    dice: random.Random, offices: Offices, world: World, oracle: Oracle, done: Counter[str]
) -> None:
    """Acts, and bundles that are lost, doubled, late and out of order."""
    is_redacted = dice.random() < 1 / 5
    in_flight: list[tuple[Neighbour, bytes]] = []
    for _ in range(dice.randint(*STEPS)):
        office = dice.choice((*offices.all, *offices.all[:2] * 2))
        office.desk.clock.ms += dice.randrange(1, 3_600_000)
        match dice.choice(("act", "act", "act", "act", "send", "arrive")):
            case "act":
                known = dict(SegmentTable(office.connection).have())
                made = do_something(office, world)
                if made is not None:
                    oracle.note(office, *made, known)
                    done[made[0].kind] += 1
            case "send":
                taker = dice.choice([one for one in offices.all if one is not office])
                order = {"redacted": is_redacted, "room": dice.choice((1, 20_000_000))}
                in_flight += [(taker, bundle) for bundle in office.export(taker, **order)]
            case "arrive" if in_flight:
                at = dice.randrange(len(in_flight))
                taker, bundle = in_flight[at]
                taker.take(bundle)
                if dice.random() < 2 / 3:
                    del in_flight[at]
    exchange_all(offices, everything=is_redacted)


def tables(office: Neighbour) -> dict[str, list]:
    """What is made from the journal, by names that are the same in every office."""
    asked = {
        "records": "SELECT hex(id), type, scope FROM records ORDER BY 1",
        "conflicts": "SELECT hex(r.id), c.grp FROM conflicts c JOIN records r USING(rec)"
        " ORDER BY 1, 2",
        "contested": "SELECT hex(r.id), hex(a.hash), hex(b.hash), c.slot FROM contested c"
        " JOIN records r USING(rec) JOIN journal a ON a.entry = c.entry"
        " JOIN journal b ON b.entry = c.other ORDER BY 1, 2, 3, 4",
        "organizations": "SELECT hex(r.id), l.* FROM organization_list l JOIN records r USING(rec)"
        " ORDER BY 1",
        "lines": "SELECT hex(r.id), l.* FROM record_list l JOIN records r USING(rec) ORDER BY 1",
        "numbers": "SELECT hex(r.id), n.number, n.series, n.counter, n.state FROM numbers n"
        " JOIN records r USING(rec) ORDER BY 1, 2, 3, 4, 5",
        "tallies": "SELECT * FROM tallies WHERE total > 0 ORDER BY 1, 2, 3, 4",
        "findings": "SELECT hex(r.id), f.text FROM findings f JOIN records r USING(rec) ORDER BY 1",
        "awaited": "SELECT hex(parent), hex(record), grp FROM awaited ORDER BY 1, 2, 3",
        "withheld": "SELECT hex(j.hash), w.why FROM withheld w JOIN journal j USING(entry)"
        " ORDER BY 1",
    }
    found = {name: office.connection.execute(sql).fetchall() for name, sql in asked.items()}
    for name in ("organizations", "lines"):
        # The second column is the row, which each office counts for itself.
        found[name] = [(row[0], *row[2:]) for row in found[name]]
    return found


def require_the_fold(office: Neighbour, bodies: dict[str, bytes], where: str) -> None:
    """The heads of every group are those of the reference over what this office may read."""
    reads = office.roster.offices[office.office].may_read
    entries = [(found, read_entry(body)) for found, body in bodies.items()]
    state = fold((found, said) for found, said in entries if reads(said.scope))
    wanted: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for (record, group), heads in state.items():
        wanted[record][group] = {head.hash for head in heads.heads}
    hashes = dict(office.connection.execute("SELECT entry, hash FROM journal").fetchall())
    shown = {
        str(RecordId.from_bytes(identity)): {
            group: {hashes[head[0]].hex() for head in heads}
            for group, heads in json.loads(body).items()
        }
        for identity, body in office.connection.execute("SELECT id, body FROM records").fetchall()
    }
    assert shown == wanted, where


def check(offices: Offices, oracle: Oracle, bodies: dict[str, bytes], where: str) -> Counter[str]:
    nation, tally = offices.all[0], Counter[str]()
    assert offices.hub.state() == nation.state(), where
    assert tables(offices.hub) == tables(nation), where
    for office in offices.all:
        table = ConflictTable(office.connection)
        shown = {(one.record, one.group) for one in table.waiting()}
        assert shown == oracle.conflicts(office), where
        found = table.contested()
        told = {(one.said.act, one.other.act, one.record, one.slot) for one in found}
        assert told == oracle.contested(office), where
        assert SegmentTable(office.connection).withheld() == [], where
        require_the_fold(office, bodies, where)
        tally += Counter({"conflicts": len(shown), "contested": len(told)})
    return tally


def apart(offices: Offices, world: World, oracle: Oracle) -> None:
    """The same subject is suspended at two offices, so that each world has a contested act."""
    for office in offices.all[:2]:
        known = dict(SegmentTable(office.connection).have())
        made = do_something(office, world, suspends_what_all_know)
        # A clock that stands before the registration of the subject refuses it.
        if made is not None:
            oracle.note(office, *made, known)


def all_entries(offices: Offices) -> dict[str, bytes]:
    found = {}
    for office in offices.all:
        for body in office.connection.column("SELECT body FROM journal"):
            found[entry_hash(body)] = body
    return found


def first_knowledge(offices: Offices, oracle: Oracle) -> None:
    """Everything before the first history is known to whoever acts in it."""
    for office in offices.all:
        own = office.desk.workspace.performer.home.replica
        rows = office.connection.execute("SELECT body FROM journal ORDER BY entry").fetchall()
        for (body,) in rows:
            said = read_entry(body)
            if said.replica == own:
                groups = frozenset((one.record, one.group) for one in said.changes)
                known = {(own, scope): said.seq for scope in ("00", said.scope)}
                oracle.written.append(
                    Written(said.act, own, said.scope, said.seq, groups, frozenset(), known)
                )


@pytest.mark.parametrize("part", range(SPLIT))
def test_all_show_the_same_and_what_waits_is_what_the_oracle_says(part, founded_world, tmp_path):
    done, found, cases = Counter[str](), Counter[str](), 0
    for world_number in range(WORLDS):
        where = f"acts {part} {world_number}"
        dice = random.Random(where)
        with ExitStack() as stack:
            folder = tmp_path / str(world_number)
            offices = Offices(founded_world, folder, dice, stack)
            world, oracle = World(dice), Oracle()
            offices.set_clocks(dice)
            begin(world, offices.all, 2)
            world.certificates += [
                one.id for one in offices.all[1].desk.workspace.read.records("certificate")
            ]
            first_knowledge(offices, oracle)
            exchange_all(offices)
            apart(offices, world, oracle)
            for case in range(CASES):
                play(dice, offices, world, oracle, done)
                bodies = all_entries(offices)
                found += check(offices, oracle, bodies, f"{where} {case}")
                cases += 1
            for office in offices.all:
                assert office.desk.workspace.verify().findings == [], where
        shutil.rmtree(folder)
    print(f"R8: {cases} histories of {len(done)} kinds of act, {dict(found)}; {dict(done)}")
    assert found["conflicts"]
    assert found["contested"]
    assert len(done) > 15


def test_a_clock_of_the_buddhist_era_writes_nothing_and_takes_everything(founded_world, tmp_path):
    dice = random.Random("era")
    with ExitStack() as stack:
        offices = Offices(founded_world, tmp_path, dice, stack)
        nation, north = offices.all[:2]
        before = len(all_entries(offices))
        north.desk.clock.ms += BUDDHIST_ERA // timedelta(milliseconds=1)
        world = World(dice)
        world.clerks[north.office] = [north.desk.session.officer]
        with pytest.raises(KnownError) as told:
            begin(world, [north], 1)
        assert told.value.key == "clock.wrong_era"
        assert len(all_entries(offices)) == before
        for bundle in nation.export(north):
            assert north.take(bundle).receipt.entries
