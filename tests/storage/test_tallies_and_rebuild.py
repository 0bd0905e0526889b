"""Counts equal a recount after random acts, and every derived table can be made again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations import life_acts
from cso_registry.domain.organizations.records import Identity, Kind, Names
from cso_registry.domain.rule import RefusedError
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.effects import effects_of
from cso_registry.storage.journal import personal_parts, stored_entries
from cso_registry.storage.projector import Projector
from cso_registry.storage.verify import DERIVED
from cso_registry.workspace.performing import Session
from tests.support.examples import WHY, Scene
from tests.support.registry import new_registry

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection

PLAYS = (
    "register", "register", "register_person", "suspend", "lift", "propose", "remove", "restore",
    "change_kind", "rename",
)  # fmt: skip
plays = st.lists(st.tuples(st.sampled_from(PLAYS), st.integers(0, 5)), max_size=25)


class Player:
    """Does acts at random; those that the rules refuse must change nothing."""

    def __init__(self, registry):
        self.registry = registry
        self.scene = Scene(registry)
        self.subjects = []
        self.other = Session(self.scene.colleague)

    def play(self, name, which):
        made = {
            "register": self.scene.community_act,
            "register_person": lambda: type(self.scene.person_act()).model_validate(
                {
                    **dict(self.scene.person_act()),
                    "paper_number": None,
                    "person": {"given": "ก", "family": "ข"},
                }
            ),
        }.get(name)
        if made is not None:
            act = made()
            self.subjects.append(act.organization)
            self.registry.perform(act)
        elif self.subjects:
            self.harm(name, self.subjects[which % len(self.subjects)])

    def harm(self, name, subject):
        session = self.other if name == "propose" else None
        before = counted(self.registry.connection)
        try:
            self.registry.perform(self.act(name, subject), session)
        except RefusedError:
            assert counted(self.registry.connection) == before

    def act(self, name, subject):
        life = {
            "suspend": life_acts.SuspendOrganization,
            "lift": life_acts.LiftSuspension,
            "remove": life_acts.RemoveOrganization,
            "restore": life_acts.RestoreOrganization,
        }.get(name)
        if life is not None:
            return life(**self.scene.order(subject))
        if name == "propose":
            return life_acts.ProposeRemoval(organization=subject, reason=WHY)
        if name == "rename":
            names = Names(th=f"ชื่อสมมติ {self.scene.new()[-3:]}")
            return organization_acts.RenameOrganization(
                organization=subject, names=names, effective=self.scene.today, reason=WHY
            )
        return organization_acts.ChangeIdentity(
            organization=subject, identity=Identity(kind=Kind.GROUP), reason=WHY
        )


def counted(connection: Connection):
    tables = ("journal", "personal", *DERIVED)
    return [connection.value(f"SELECT count(*) FROM {table}") for table in tables]


def recount(registry):
    """Subjects by province, kind and status, from the records themselves."""
    found = Counter()
    for identity in registry.connection.column("SELECT id FROM records WHERE type='organization'"):
        record = registry.reading.record(RecordId.from_bytes(identity))
        cell = (record.province, record.identity.kind.value, record.standing.status.value)
        found[cell] += 1
    return dict(found)


def derived_rows(connection: Connection):
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
        for table, order in DERIVED.items()
    }


def make_again(connection: Connection) -> None:
    """Drop what every derived table holds and fold the journal anew."""
    connection.execute("BEGIN IMMEDIATE")
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO found(found) VALUES('delete-all')")
    projector = Projector(connection, RECORDS)
    for stored in stored_entries(connection):
        entry = read_entry(stored.body)
        effects = effects_of(entry, personal_parts(connection, stored.entry))
        projector.apply(stored.entry, stored.hash, entry.scope, effects)
    projector.flush()
    connection.execute("COMMIT")


@settings(max_examples=12)
@given(history=plays)
def test_tallies_equal_a_recount_and_tables_are_made_again(tmp_path_factory, history):
    with new_registry(tmp_path_factory.mktemp("play") / "r") as registry:
        player = Player(registry)
        for name, which in history:
            player.play(name, which)
        assert registry.reading.tallies() == recount(registry)
        assert sum(registry.reading.tallies().values()) == len(player.subjects)
        before = derived_rows(registry.connection)
        assert registry.prove().findings == []
        make_again(registry.connection)
        assert derived_rows(registry.connection) == before
        assert registry.prove().findings == []


def test_story_is_made_again_alike(story, writer):
    connection = writer(story)
    before = derived_rows(connection)
    searched = connection.execute("SELECT rowid, text FROM found ORDER BY rowid").fetchall()
    make_again(connection)
    assert derived_rows(connection) == before
    assert connection.execute("SELECT rowid, text FROM found ORDER BY rowid").fetchall() == searched
    connection.execute("INSERT INTO found(found, rank) VALUES('integrity-check', 1)")


def test_tables_can_be_dropped_and_created_anew(story, writer):
    connection = writer(story)
    before = derived_rows(connection)
    names = ", ".join(f"'{table}'" for table in (*DERIVED, "found"))
    made = connection.column(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({names}) AND sql IS NOT NULL"
        " ORDER BY type DESC"
    )
    for table in ("found", *DERIVED):
        connection.execute(f"DROP TABLE {table}")
    for sql in made:
        connection.execute(sql)
    make_again(connection)
    assert derived_rows(connection) == before


@pytest.mark.parametrize("count", [1, 3])
def test_two_transactions_equal_one(tmp_path, count):
    """Whether acts are written one by one or a block at a time, the tables are the same."""
    rows = []
    for together in (True, False):
        with new_registry(tmp_path / str(together)) as registry:
            scene = Scene(registry)
            acts = [scene.community_act() for _ in range(count)]
            acts += [life_acts.SuspendOrganization(**scene.order(acts[0].organization))]
            if together:
                with registry.performer.performing() as work:
                    for act in acts:
                        work.perform(act, registry.founder_session)
            else:
                for act in acts:
                    registry.perform(act)
            tables = derived_rows(registry.connection)
            rows.append(
                {name: tables[name] for name in ("numbers", "tallies", "organization_list")}
            )
    assert rows[0] == rows[1]
