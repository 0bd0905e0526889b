"""Whoever gets at the database with its key and edits it is found (reliability R21).

The append-only triggers are dropped first, as an attacker would. A journal cut at its
end, or written anew as a whole with all tables, proves itself; it is found by the heads
that were printed or sent before.
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import orjson
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.journal.entry import GENESIS, entry_hash, read_entry
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.ids import RecordId
from cso_registry.storage import desk
from cso_registry.storage.connection import open_writer
from cso_registry.storage.verify import DERIVED
from tests.support.arriving import Arrivals
from tests.support.examples import Scene
from tests.support.registry import KEY, example_acts, new_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.storage.connection import Connection
    from cso_registry.storage.verify import Verification
    from tests.support.registry import MadeRegistry

    Tamper = Callable[[Connection, Random], None]

CASES = 10_000 if os.environ.get("CSO_LONG") == "1" else 300


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeRegistry]:
    """A registry with an entry of nearly every kind, in two streams."""
    with new_registry(tmp_path_factory.mktemp("tampering") / "registry") as made:
        scene = Scene(made)
        for kind in DONE:
            made.perform(example_acts()[kind].make(scene, made.founder))
        elsewhere = scene.community_act()
        assert elsewhere.address is not None
        moved = elsewhere.address.model_copy(update={"area": "510101"})
        made.perform(elsewhere.model_copy(update={"address": moved}), made.session_for_the_nation())
        assert made.connection.value("SELECT count(*) FROM streams") == 2
        yield made


DONE = (
    "organization.change_person",
    "organization.rename",
    "organization.change_contact",
    "organization.add_identifier",
    "organization.put_area",
    "organization.put_post",
    "organization.put_document",
    "organization.take_away",
    "organization.assign",
    "organization.propose_removal",
    "organization.suspend",
    "organization.lift",
    "organization.restore",
    "batch.undo_import",
    "paper.reprint",
    "officer.withdraw_right",
)
"""What is done in the registry, after all that these examples need."""


def rows(connection: Connection) -> list[int]:
    return connection.column("SELECT entry FROM journal ORDER BY entry")


def pick(connection: Connection, chance: Random) -> int:
    return chance.choice(rows(connection))


def body_of(connection: Connection, entry: int) -> bytes:
    return bytes(connection.value("SELECT body FROM journal WHERE entry = ?", (entry,)))


def put_body(connection: Connection, entry: int, body: bytes, *, rehash: bool) -> None:
    connection.execute("UPDATE journal SET body = ? WHERE entry = ?", (body, entry))
    if rehash:
        found = bytes.fromhex(entry_hash(body))
        connection.execute("UPDATE journal SET hash = ? WHERE entry = ?", (found, entry))


def with_a_flipped_bit(body: bytes, chance: Random) -> bytes:
    changed = bytearray(body)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def edit_a_byte(connection: Connection, chance: Random) -> None:
    entry = pick(connection, chance)
    body = with_a_flipped_bit(body_of(connection, entry), chance)
    put_body(connection, entry, body, rehash=False)


def edit_a_byte_and_its_hash(connection: Connection, chance: Random) -> None:
    entry = pick(connection, chance)
    body = with_a_flipped_bit(body_of(connection, entry), chance)
    put_body(connection, entry, body, rehash=True)


TEXTS = ("th", "name", "order_number", "reason", "website", "note")


def edited(body: bytes, chance: Random) -> bytes:
    """The entry with another reason, officer, day, parent or value; it can still be read."""
    said = orjson.loads(body)
    group = chance.choice(chance.choice(said["records"])["groups"])
    value = group.get("value") or {}
    texts = [name for name in TEXTS if name in value]
    change = chance.randrange(5)
    if change == 1:
        said["officer"] = said["act"]
    elif change == 2:
        said["wall"] = said["wall"].replace("2026", "2025")
    elif change == 3:
        group["parents"] = ["ab" * 32]
    elif change == 4 and texts:
        value[chance.choice(texts)] = "ข้อความอื่น"
    else:
        said["reason"] = "เหตุผลอื่น"
    return canonical_bytes(said)


def edit_a_value(connection: Connection, chance: Random) -> None:
    entry = pick(connection, chance)
    put_body(
        connection, entry, edited(body_of(connection, entry), chance), rehash=chance.random() < 0.7
    )


def edit_a_column(connection: Connection, chance: Random) -> None:
    entry = pick(connection, chance)
    column, value = chance.choice(
        [
            ("kind", "organization.hand_over"),
            ("officer", bytes(16)),
            ("act", bytes(16)),
            ("time", "0000000000001-0000"),
            ("batch", bytes(16)),
            ("seq", 5_000),
            ("hash", bytes(32)),
        ]
    )
    connection.execute(f"UPDATE journal SET {column} = ? WHERE entry = ?", (value, entry))


def edit_a_stream(connection: Connection, chance: Random) -> None:
    column, value = chance.choice([("scope", "99"), ("replica", bytes(16))])
    stream = chance.choice(connection.column("SELECT stream FROM streams"))
    connection.execute(f"UPDATE streams SET {column} = ? WHERE stream = ?", (value, stream))


def edit_a_person(connection: Connection, chance: Random) -> None:
    entry, change = chance.choice(
        connection.execute("SELECT entry, change FROM personal").fetchall()
    )
    column, value = chance.choice([("body", '{"given":"คนอื่น"}'.encode()), ("salt", bytes(16))])
    connection.execute(
        f"UPDATE personal SET {column} = ? WHERE entry = ? AND change = ?", (value, entry, change)
    )


def shown_parts(connection: Connection) -> list[tuple[int, int]]:
    """Entry and change of every personal part that a record shows."""
    heads = {
        (RecordId.from_bytes(identity), group, head[0])
        for identity, body in connection.execute("SELECT id, body FROM records").fetchall()
        for group, kept in orjson.loads(body).items()
        for head in kept
    }
    found = []
    for entry, change in connection.execute("SELECT entry, change FROM personal").fetchall():
        said = read_entry(body_of(connection, entry)).changes[change]
        if (said.record, said.group, entry) in heads:
            found.append((entry, change))
    return found


def delete_a_person(connection: Connection, chance: Random) -> None:
    """Without an act of erasing, the tables still hold what the journal has lost."""
    entry, change = chance.choice(shown_parts(connection))
    connection.execute("DELETE FROM personal WHERE entry = ? AND change = ?", (entry, change))


def delete_an_old_person(connection: Connection, chance: Random) -> None:
    """A part that no record shows any more, only the history."""
    shown = set(shown_parts(connection))
    kept = connection.execute("SELECT entry, change FROM personal").fetchall()
    entry, change = chance.choice([one for one in kept if one not in shown])
    connection.execute("DELETE FROM personal WHERE entry = ? AND change = ?", (entry, change))


def add_a_person(connection: Connection, chance: Random) -> None:
    """A part that no entry speaks of."""
    entry = pick(connection, chance)
    connection.execute(
        "INSERT INTO personal(entry, change, salt, body) VALUES(?, 99, x'00', x'7b7d')", (entry,)
    )


def delete_an_entry(connection: Connection, chance: Random) -> None:
    entry = pick(connection, chance)
    connection.execute("DELETE FROM personal WHERE entry = ?", (entry,))
    connection.execute("DELETE FROM journal WHERE entry = ?", (entry,))


def insert_an_entry(connection: Connection, chance: Random) -> None:
    """One more at the end of a stream, made from an earlier one; half of them well linked."""
    entry = pick(connection, chance)
    stream = connection.value("SELECT stream FROM journal WHERE entry = ?", (entry,))
    seq, last = connection.execute(
        "SELECT seq, hash FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,)
    ).fetchone()
    said = orjson.loads(body_of(connection, entry))
    if chance.random() < 0.5:
        said |= {"seq": seq + 1, "prev": last.hex()}
    else:
        said |= {"reason": "แทรก"}
    body = canonical_bytes(said)
    connection.execute(
        "INSERT INTO journal SELECT (SELECT max(entry) + 1 FROM journal), stream, ?, ?, act, kind,"
        " officer, time, batch, ? FROM journal WHERE entry = ?",
        (seq + 1, bytes.fromhex(entry_hash(body)), body, entry),
    )


def reorder(connection: Connection, chance: Random) -> None:
    """Two entries change places, with all that stands in their rows or with the body alone."""
    one, other = chance.sample(rows(connection), 2)
    if chance.random() < 0.5:
        for old, new in ((one, -1), (other, one), (-1, other)):
            connection.execute("UPDATE journal SET entry = ? WHERE entry = ?", (new, old))
        return
    bodies = body_of(connection, one), body_of(connection, other)
    hashes = [
        connection.value("SELECT hash FROM journal WHERE entry = ?", (entry,))
        for entry in (one, other)
    ]
    connection.execute("UPDATE journal SET hash = x'00' WHERE entry = ?", (one,))
    for entry, body, found in ((other, bodies[0], hashes[0]), (one, bodies[1], hashes[1])):
        connection.execute(
            "UPDATE journal SET body = ?, hash = ? WHERE entry = ?", (body, found, entry)
        )


def cut(connection: Connection, chance: Random) -> None:
    """The last entries of a stream are gone."""
    stream = chance.choice(connection.column("SELECT stream FROM streams"))
    entries = connection.column(
        "SELECT entry FROM journal WHERE stream = ? ORDER BY seq DESC", (stream,)
    )
    for entry in entries[: chance.randint(1, len(entries))]:
        connection.execute("DELETE FROM personal WHERE entry = ?", (entry,))
        connection.execute("DELETE FROM journal WHERE entry = ?", (entry,))


def cut_and_fold_again(connection: Connection, chance: Random) -> None:
    cut(connection, chance)
    fold_again(
        connection,
        [(body_of(connection, one), parts_of(connection, one)) for one in rows(connection)],
    )


def write_anew(connection: Connection, chance: Random) -> None:
    """One entry edited, every later one linked to it again, and every table made from that."""
    victim, links, made = pick(connection, chance), {}, []
    renamed: dict[str, str] = {}
    for entry in rows(connection):
        body = body_of(connection, entry)
        stream = connection.value("SELECT stream FROM journal WHERE entry = ?", (entry,))
        before, old = body, entry_hash(body)
        if entry == victim:
            body = canonical_bytes(orjson.loads(body) | {"reason": "เหตุผลอื่น"})
        for gone, come in renamed.items():
            body = body.replace(gone.encode(), come.encode())
        said = orjson.loads(body)
        body = canonical_bytes(said | {"prev": links.get(stream, GENESIS)})
        links[stream] = entry_hash(body)
        if body != before:
            renamed[old] = links[stream]
        made.append((body, parts_of(connection, entry)))
    fold_again(connection, made)


def parts_of(connection: Connection, entry: int) -> dict[int, tuple[bytes, bytes]]:
    found = connection.execute("SELECT change, salt, body FROM personal WHERE entry = ?", (entry,))
    return {change: (salt, body) for change, salt, body in found}


def fold_again(
    connection: Connection, entries: list[tuple[bytes, dict[int, tuple[bytes, bytes]]]]
) -> None:
    """Make journal and tables anew from `entries`, as if nothing had ever been different."""
    connection.execute("INSERT INTO found(found) VALUES('delete-all')")
    for table in (*DERIVED, "personal", "journal"):
        connection.execute(f"DELETE FROM {table}")
    arrivals = Arrivals(connection)
    for body, parts in entries:
        assert arrivals.take(body, parts)
    arrivals.flush()


BY_PROOF = (
    edit_a_byte,
    edit_a_column,
    edit_a_stream,
    edit_a_person,
    delete_a_person,
    add_a_person,
    delete_an_entry,
    insert_an_entry,
    reorder,
    cut,
)
BY_HEADS = (edit_a_byte_and_its_hash, edit_a_value, cut_and_fold_again, write_anew)


def proof_after(registry: MadeRegistry, tamper: Tamper, chance: Random) -> Verification:
    """The proof of the registry as `tamper` leaves it; all is put back afterwards."""
    connection = registry.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN")
    try:
        for trigger in connection.column("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {trigger}")
        tamper(connection, chance)
        return registry.prove()
    finally:
        connection.execute("ROLLBACK")


def nothing(_connection: Connection, _chance: Random) -> None:
    """Leaves everything as it is."""


def same_again(connection: Connection, _chance: Random) -> None:
    """Makes every table anew from the very same entries."""
    fold_again(
        connection,
        [(body_of(connection, one), parts_of(connection, one)) for one in rows(connection)],
    )


@pytest.mark.parametrize("harmless", [nothing, same_again])
def test_untouched_registry_proves_itself(harmless, registry):
    proof = proof_after(registry, harmless, Random(0))
    assert proof.findings == []
    assert proof.heads == registry.prove().heads
    assert proof.entries == len(registry.entries())


@pytest.mark.parametrize("tamper", BY_PROOF, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found_by_the_proof(tamper, registry):
    for case in range(-(-CASES // len(BY_PROOF))):
        proof = proof_after(registry, tamper, Random(f"{tamper.__name__} {case}"))
        assert not proof.is_sound, case


@pytest.mark.parametrize("tamper", BY_HEADS, ids=lambda tamper: tamper.__name__)
def test_false_journal_is_found_by_proof_or_heads(tamper, registry):
    """Nobody can take back heads that were printed or sent; they show what the proof cannot."""
    heads = registry.prove().heads
    for case in range(-(-CASES // (3 * len(BY_PROOF)))):
        proof = proof_after(registry, tamper, Random(f"{tamper.__name__} {case}"))
        assert proof.heads != heads or not proof.is_sound, case


def misfit(connection: Connection, _chance: Random) -> None:
    """The last entry of a stream says something that no program could have written."""
    entry = rows(connection)[-1]
    said = orjson.loads(body_of(connection, entry))
    said["records"][0]["groups"][0]["value"] = {"th": 5}
    put_body(connection, entry, canonical_bytes(said), rehash=True)


def test_value_that_does_not_fit_is_a_finding(registry):
    assert not proof_after(registry, misfit, Random(0)).is_sound


def test_old_personal_part_that_is_gone_is_found(registry):
    """As long as there is no act that erases, none may be gone."""
    assert not proof_after(registry, delete_an_old_person, Random(0)).is_sound


def test_whole_false_journal_proves_itself_otherwise(registry):
    """Why heads are printed and sent: without them this would not be seen."""
    assert proof_after(registry, write_anew, Random(1)).is_sound
    assert proof_after(registry, cut_and_fold_again, Random(1)).is_sound


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET kind = 'organization.lift' WHERE entry = 2",
        "UPDATE journal SET body = x'7b7d' WHERE entry = 2",
        "UPDATE OR REPLACE journal SET entry = 3 WHERE entry = 2",
        "DELETE FROM journal WHERE entry = 2",
        "DELETE FROM journal",
        "UPDATE personal SET body = x'7b7d'",
        "UPDATE access_log SET body = x'7b7d'",
        "DELETE FROM access_log",
    ],
)
def test_triggers_refuse_what_is_append_only(sql, registry):
    desk.log_look(registry.connection, {"what": "viewed"})
    before = registry.entries()
    with pytest.raises(sqlcipher.IntegrityError, match=r"append-only|never changed"):
        registry.connection.execute(sql)
    assert registry.entries() == before
    assert desk.first_changed_look(registry.connection) is None


@pytest.mark.parametrize("table", ["journal", "access_log"])
def test_triggers_refuse_to_replace(table, tmp_path):
    """Also in a registry that is opened again, whose schema is current."""
    with new_registry(tmp_path / "registry") as made:
        desk.log_look(made.connection, {"what": "viewed"})
    connection = open_writer(made.database, KEY)
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with pytest.raises(sqlcipher.IntegrityError):
            connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    finally:
        connection.close()


@pytest.mark.parametrize("line", [1, 2, 3])
@pytest.mark.parametrize("change", ["edit", "delete", "reorder"])
def test_changed_log_of_looks_is_found(line, change, tmp_path):
    """The log of looks has a chain of its own; a cut end is all it cannot show."""
    with new_registry(tmp_path / "registry") as made:
        connection = made.connection
        for count in range(4):
            desk.log_look(connection, {"what": "viewed", "count": count})
        assert desk.first_changed_look(connection) is None
        for trigger in ("access_log_is_never_changed", "access_log_is_never_cut"):
            connection.execute(f"DROP TRIGGER {trigger}")
        if change == "edit":
            connection.execute("UPDATE access_log SET body = x'7b7d' WHERE line = ?", (line,))
        elif change == "delete":
            connection.execute("DELETE FROM access_log WHERE line = ?", (line,))
        else:
            for old, new in ((line, -1), (line + 1, line), (-1, line + 1)):
                connection.execute("UPDATE access_log SET line = ? WHERE line = ?", (new, old))
        assert desk.first_changed_look(connection) is not None
