"""Entries that only a newer program can read: kept, relayed, told, and folded after an update."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cso_registry.domain import catalogue
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError
from cso_registry.storage.segments import SegmentTable
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.parties import Trusted
from cso_registry.workspace.exchanging.trusting import Trusting
from cso_registry.workspace.workspace import Workspace
from tests.exchange.test_what_counts import contact, give
from tests.support.desk import KEYS, program_at
from tests.support.neighbours import add_subjects

if TYPE_CHECKING:
    from cso_registry.exchange.roster import Roster

KIND = ChangeContact.kind
WAYS = ("kind", "version")


@pytest.fixture(params=WAYS)
def older(request, monkeypatch):
    """Makes this program one that does not know the act, and back again."""

    def forget() -> None:
        if request.param == "kind":
            monkeypatch.delitem(catalogue.ACTS, KIND)
        else:
            monkeypatch.setattr(ChangeContact, "version", 0)

    return forget


def trusts(monkeypatch, roster: Roster) -> None:
    """Let the whole program know the roster that the neighbours were given."""
    known = Trusted(roster, b"{}", digest(b"{}").hex())
    monkeypatch.setattr(Trusting, "trusted", property(lambda _trust: known))


def test_it_is_kept_relayed_and_counts_after_the_update(
    neighbours, older, monkeypatch, tmp_path, founded_offices
):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    before = nation.state()
    contact(north, subject, "0-5300-0009")
    after = north.state()[str(subject)]
    bundles = north.export(nation)
    older()
    for bundle in bundles:
        assert nation.take(bundle).receipt.entries == 1
    kept = SegmentTable(nation.connection)
    assert nation.state() == before
    assert kept.withheld() == []
    assert kept.unread_records() == [subject]
    assert kept.unread_count() == 1
    proof = nation.desk.workspace.verify()
    assert (proof.findings, proof.unread_entries) == ([], 1)
    # The record takes no act here, and no other record minds.
    with pytest.raises((InputError, KeyError)) as told:
        contact(nation, subject, "0-2000-0001")
    assert getattr(told.value, "key", "record.needs_newer_program") == "record.needs_newer_program"
    # What cannot be read is handed on unchanged.
    (fresh,) = neighbours("nation", folder=tmp_path / "fresh")
    fresh.roster = nation.roster
    for bundle in nation.export(fresh, everything=True):
        fresh.take(bundle)
    monkeypatch.undo()
    trusts(monkeypatch, nation.roster)
    for office in (nation, fresh):
        assert Exchange(office.desk.workspace).read_again() == 1
        assert office.state()[str(subject)] == after
        assert kept.unread_records() == []
        assert office.desk.workspace.verify().findings == []


def test_opening_after_an_update_reads_it(neighbours, older, monkeypatch):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    contact(north, subject, "0-5300-0009")
    bundles = north.export(nation)
    older()
    for bundle in bundles:
        nation.take(bundle)
    folder, clock = nation.desk.folder, nation.desk.clock
    nation.desk.workspace.close()
    with Workspace.opened(folder, KEYS, program_at(clock)) as still_older:
        assert still_older.read.record(subject).contact.phone != "0-5300-0009"
    monkeypatch.undo()
    trusts(monkeypatch, nation.roster)
    with Workspace.opened(folder, KEYS, program_at(clock)) as updated:
        assert updated.read.record(subject).contact.phone == "0-5300-0009"
        assert updated.verify().findings == []
