"""The store's fold, step by step, against the reference over the whole set of entries.

Several replicas write at the same time with clocks that disagree; their entries arrive
in any order, some before their parents, some twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.journal.fold import Head, fold
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.hybrid import HybridTime
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import Connection, Durability, open_writer
from cso_registry.storage.schema import migrate, migration_scripts
from cso_registry.storage.verify import DERIVED, Prover
from tests.support.arriving import Arrivals
from tests.support.registry import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from cso_registry.journal.fold import GroupName

REPLICAS = tuple(f"0000000{n}-0000-7000-8000-000000000000" for n in range(4))
RECORDS = tuple(f"00000000-0000-7000-8000-00000000000{n}" for n in range(3))
GROUPS = ("contact", "names", "areas/a", "areas/b")
OFFICER = "00000000-0000-7000-8000-0000000000aa"
VALUES: dict[str, Any] = {
    "contact": lambda count: {"website": f"https://example.org/{count}"},
    "names": lambda count: {"th": f"ชื่อสมมติ {count}"},
    "areas/a": lambda count: {"area": f"50{count % 25 + 1:02d}"},
    "areas/b": lambda count: None if count % 3 == 0 else {"area": "5001"},
}


@dataclass
class Writer:
    """One replica: its chain, and which entries it has seen."""

    replica: str
    seq: int = 0
    prev: str = "0" * 64
    seen: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Step:
    """Replica `who` changes groups of a record, or sees everything of replica `whom`."""

    who: int
    whom: int | None
    record: int
    groups: frozenset[int]
    ms: int


steps = st.builds(
    Step,
    who=st.integers(0, len(REPLICAS) - 1),
    whom=st.none() | st.integers(0, len(REPLICAS) - 1),
    record=st.integers(0, len(RECORDS) - 1),
    groups=st.frozensets(st.integers(0, len(GROUPS) - 1), min_size=1, max_size=2),
    ms=st.integers(1, 9),
)
histories = st.lists(steps, min_size=1, max_size=30)


def entries_of(history: list[Step]) -> list[bytes]:
    """The entries that the replicas write, in the order in which they do it."""
    writers = [Writer(replica) for replica in REPLICAS]
    written: dict[str, bytes] = {}
    for count, step in enumerate(history):
        writer = writers[step.who]
        if step.whom is not None:
            writer.seen |= writers[step.whom].seen
            continue
        body = written_by(writer, step, count, written)
        writer.seq, writer.prev = writer.seq + 1, entry_hash(body)
        writer.seen.add(writer.prev)
        written[writer.prev] = body
    return list(written.values())


def written_by(writer: Writer, step: Step, count: int, written: dict[str, bytes]) -> bytes:
    """One entry, whose parents are the heads that its writer has seen."""
    known = fold((one, read_entry(written[one])) for one in writer.seen)
    record = RECORDS[step.record]
    groups = []
    for name in (GROUPS[number] for number in sorted(step.groups)):
        state = known.get((record, name))
        said = {
            "group": name,
            "parents": [head.hash for head in state.heads] if state else [],
            "value": VALUES[name](count),
        }
        groups.append({key: value for key, value in said.items() if value not in (None, [])})
    return canonical_bytes(
        {
            "form": 1,
            "replica": writer.replica,
            "scope": "50",
            "seq": writer.seq + 1,
            "prev": writer.prev,
            "act": f"00000000-0000-7000-8000-{count:012x}",
            "kind": "organization.amend",
            "version": 1,
            "officer": OFFICER,
            "time": str(HybridTime(step.ms)),
            "wall": "2026-11-20T10:00:00.000+07:00",
            "basis": {},
            "records": [{"type": "organization", "record": record, "groups": groups}],
        }
    )


WEAK = Durability(journal_mode="memory", synchronous="off")
MADE_HERE = tuple(migration_scripts())


def empty_store(path: Path) -> Connection:
    for suffix in ("", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    connection = open_writer(path, KEY, WEAK)
    migrate(connection, MADE_HERE)
    connection.execute("BEGIN")
    return connection


def folded(connection: Connection) -> dict[GroupName, tuple[Head, ...]]:
    """The heads of every group, as the store keeps them: the shown one first."""
    return {
        (record, group): tuple(head_of(connection, head[0]) for head in heads)
        for record, groups in records_of(connection)
        for group, heads in groups.items()
    }


def records_of(connection: Connection) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    for identity, body in connection.execute("SELECT id, body FROM records").fetchall():
        yield RecordId.from_bytes(identity), orjson.loads(body)


def head_of(connection: Connection, entry: int) -> Head:
    row = connection.one(
        "SELECT j.time, s.replica, j.hash FROM journal j JOIN streams s USING(stream)"
        " WHERE j.entry = ?",
        (entry,),
    )
    assert row is not None
    return Head(row[0], RecordId.from_bytes(row[1]), row[2].hex())


def conflicts_of(connection: Connection) -> set[GroupName]:
    rows = connection.execute("SELECT r.id, c.grp FROM conflicts c JOIN records r USING(rec)")
    return {(RecordId.from_bytes(identity), group) for identity, group in rows}


def shown(connection: Connection) -> dict[GroupName, Any]:
    """The value that each group shows, whatever numbers its entries have here."""
    return {
        (record, group): heads[0][1]
        for record, groups in records_of(connection)
        for group, heads in groups.items()
    }


def check_against_reference(connection: Connection, bodies: list[bytes]) -> None:
    reference = fold((entry_hash(body), read_entry(body)) for body in bodies)
    assert folded(connection) == {name: state.heads for name, state in reference.items()}
    assert conflicts_of(connection) == {
        name for name, state in reference.items() if state.in_conflict
    }


@given(history=histories, data=st.data())
def test_any_order_of_arrival_folds_to_the_reference(
    history: list[Step], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bodies = entries_of(history)
    path = tmp_path_factory.getbasetemp() / "fold.db"
    seen = []
    for _ in range(2):
        order = data.draw(st.permutations(bodies))
        again = data.draw(st.lists(st.sampled_from(bodies), max_size=3)) if bodies else []
        flushes = data.draw(st.sets(st.integers(0, 40), max_size=8))
        connection = empty_store(path)
        Arrivals(connection).take_all([*order, *again], flush_after=flushes)
        check_against_reference(connection, bodies)
        seen.append((shown(connection), derived(connection)))
        connection.close()
    assert seen[0] == seen[1]


def derived(connection: Connection) -> dict[str, Any]:
    """The rows made from the records, without the local keys that order of arrival gives."""
    return {
        "list": by_identity(connection, "organization_list", "name, kind, province, status"),
        "search": by_identity(connection, "findings", "text"),
        "tallies": sorted(connection.execute("SELECT * FROM tallies").fetchall()),
    }


def by_identity(connection: Connection, table: str, columns: str) -> list[tuple[Any, ...]]:
    return sorted(
        connection.execute(f"SELECT id, {columns} FROM {table} JOIN records USING(rec)").fetchall()
    )


@given(history=histories, data=st.data())
def test_the_state_is_right_after_every_arrival(
    history: list[Step], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Also when parents are still to come."""
    order = data.draw(st.permutations(entries_of(history)))
    connection = empty_store(tmp_path_factory.getbasetemp() / "arrivals.db")
    arrivals = Arrivals(connection)
    for count, body in enumerate(order, start=1):
        assert arrivals.take(body)
        assert not arrivals.take(body)
        arrivals.flush()
        check_against_reference(connection, order[:count])
    connection.close()


@settings(max_examples=25)
@given(history=histories, data=st.data())
def test_the_proof_agrees_with_what_was_kept(
    history: list[Step], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Streams arrive whole and in order, but any one before any other."""
    path = tmp_path_factory.getbasetemp() / "proof.db"
    connection = empty_store(path)
    order = data.draw(st.permutations(entries_of(history)))
    in_stream = sorted(order, key=lambda body: read_entry(body).seq)
    Arrivals(connection).take_all(in_stream, flush_after=data.draw(st.sets(st.integers(0, 40))))
    connection.execute("COMMIT")
    proof = Prover(connection, path, KEY).prove()
    assert proof.findings == []
    assert proof.entries == len(order)
    connection.close()


def test_home_of_a_record_made_twice_is_the_same_in_any_order(tmp_path: Path) -> None:
    """Two offices amend the same list, whose identity needs no centre, and then exchange."""
    bodies = entries_of([Step(n, None, 0, frozenset({0}), n + 1) for n in range(2)])
    elsewhere = canonical_bytes(orjson.loads(bodies[1]) | {"scope": "51"})
    homes = []
    for order in ((bodies[0], elsewhere), (elsewhere, bodies[0])):
        connection = empty_store(tmp_path / "registry.db")
        Arrivals(connection).take_all(order)
        homes.append(connection.column("SELECT scope FROM records"))
        connection.close()
    assert homes[0] == homes[1]


def test_the_comparison_can_fail(tmp_path: Path) -> None:
    """A fold that forgets an entry, or shows the other of two heads, is seen."""
    bodies = entries_of([Step(n, None, 0, frozenset({0}), n + 1) for n in range(3)])
    connection = empty_store(tmp_path / "registry.db")
    Arrivals(connection).take_all(bodies)
    check_against_reference(connection, bodies)
    for wrong in (bodies[:2], [*bodies, *entries_of([Step(3, None, 1, frozenset({1}), 1)])]):
        try:
            check_against_reference(connection, wrong)
        except AssertionError:
            continue
        raise AssertionError(wrong)
    connection.close()


def test_every_table_made_from_the_journal_is_compared() -> None:
    """What the proof compares is every table from the records on (the migration's own words)."""
    _, _, made = MADE_HERE[0][1].partition("-- The records: the fold of the journal.")
    made, _, _ = made.partition("-- Kept at this desk only")
    tables = {
        line.split("(")[0].split()[-1] for line in made.splitlines() if "CREATE TABLE" in line
    }
    assert tables <= DERIVED.keys()
    assert DERIVED.keys() - tables == {
        "awaited",
        "unread",
        "record_list",
        "seen",
        "figures",
        "sums",
        "first_returns",
    }
