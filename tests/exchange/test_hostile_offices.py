"""An office of the roster that does not keep to the rules, or whose computer was stolen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from cso_registry.domain.offices.acts import AppointOfficer, ChangeSecret
from cso_registry.domain.offices.records import HeldRight, Officer
from cso_registry.domain.organizations.acts import PutDocument
from cso_registry.domain.organizations.records import Attachment, DocumentHeld
from cso_registry.domain.roles import Role
from cso_registry.exchange.certificates import certify_replica
from cso_registry.exchange.segments import make_segment
from cso_registry.exchange.vectors import Stream
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import OfficerId
from cso_registry.seal.age import decrypt_with
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import sign
from cso_registry.storage import desk as desk_tables
from cso_registry.storage import store
from cso_registry.storage.segments import KeptSegment, PeerTable, SegmentTable
from cso_registry.workspace.exchanging.outgoing import Order, Piece
from tests.exchange.test_what_counts import appointed, contact, give
from tests.support.desk import copy_of, open_desk
from tests.support.neighbours import Neighbour, Sink, add_subjects


def held(office: Neighbour) -> list[tuple]:
    return sorted(
        office.connection.execute(
            "SELECT replica, scope, lo, hi, signed FROM segments WHERE state = 'held'"
        ).fetchall()
    )


def opens(office: Neighbour, bundle: bytes) -> bool:
    try:
        decrypt_with(office.us.identities[0], BytesIO(bundle), BytesIO())
    except KnownError:
        return False
    return True


def known_to(roster, office: Neighbour, **changed):
    one = replace(roster.offices[office.office], **changed)
    return replace(roster, offices={**roster.offices, office.office: one})


def test_what_is_sent_to_two_provinces_is_not_read_by_the_other(neighbours):
    nation, north, east = neighbours("nation", "north", "east")
    (northern,) = add_subjects(north.desk, 1, seed=3)
    (eastern,) = add_subjects(east.desk, 1, seed=5)
    give(north, nation)
    give(east, nation)
    bundles = nation.export(north, east, everything=True)
    for bundle in bundles:
        for taker, own, other in ((north, northern, eastern), (east, eastern, northern)):
            if not opens(taker, bundle):
                continue
            report = taker.take(bundle)
            assert {one.header.scope for one in report.manifest.segments} <= {
                "00",
                taker.desk.workspace.office.scope,
            }
            assert taker.desk.workspace.read.record(own) is not None
            assert taker.desk.workspace.read.record(other) is None
    assert len(bundles) == 2


def test_a_redacted_bundle_carries_no_scans(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    scan = b"%PDF-1.7 invented scan of an identity card"
    kept = north.desk.workspace.attach(BytesIO(scan), "บัตร.pdf")
    assert isinstance(kept, Attachment)
    document = DocumentHeld(item="articles", original_seen=True, attachment=kept)
    north.desk.workspace.perform(
        PutDocument(organization=subject, document=document, reason="สมมติ"), north.desk.session
    )
    report = give(north, nation, redacted=True)
    assert report.attachments == []
    assert report.manifest.attachments == ()
    assert report.manifest.personal == ()
    assert give(north, nation, everything=True).attachments == [kept.sha256]


def test_a_refused_copy_does_not_undo_what_is_held(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 1)
    give(north, nation)
    before = held(nation)
    replica = north.desk.workspace.performer.home.replica
    nation.roster = known_to(nation.roster, north, revoked={replica: {}})
    report = give(north, nation, everything=True)
    assert {one.why for one in report.refused} == {"bundle.revoked_replica"}
    assert held(nation) == before


def test_a_lost_computer_does_not_say_what_its_office_has(neighbours):
    nation, north = neighbours("nation", "north")
    replica = north.desk.workspace.performer.home.replica
    nation.roster = known_to(nation.roster, north, revoked={replica: {}})
    give(north, nation)
    assert list(PeerTable(nation.connection).all()) == []


def test_a_fork_of_one_stream_does_not_block_later_bundles(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    north.desk.workspace._store.bring_in_log()
    copied = copy_of(north.desk.folder, tmp_path / "copy")
    (copied / "registry.lock").unlink(missing_ok=True)
    with open_desk(copied) as other_desk:
        other = Neighbour(other_desk, north.roster)
        contact(other, subject, "0-5300-1111")
        (lost,) = other.export(nation)
        contact(other, subject, "0-5300-3333")
        other.take(nation.receipt(other, nation.take(lost).receipt))
        contact(other, subject, "0-5300-4444")
        (later,) = other.export(nation)
    (fresh,) = neighbours("nation", folder=tmp_path / "fresh")
    fresh.roster = nation.roster
    give(north, fresh, everything=True)
    assert fresh.take(later).receipt.waiting == 1
    contact(north, subject, "0-5300-2222")
    contact(north, subject, "0-5300-5555")
    report = give(north, fresh, everything=True)
    assert report.receipt.entries == 2
    assert report.receipt.waiting == 0
    assert [one[4] for one in SegmentTable(fresh.connection).refused()] == ["exchange.fork"]
    assert fresh.desk.workspace.read.record(subject).contact.phone == "0-5300-5555"
    assert [one.why for one in fresh.take(later).refused] == ["exchange.fork"]


def forged(forger: Neighbour, victim: Neighbour, to: Neighbour) -> bytes:
    """A bundle in which an office says that another's replica is its own."""
    us = forger.us
    replica = victim.desk.workspace.performer.home.replica
    own = us.certificates[us.replica].certificate
    private = next(
        desk_tables.secret_key(forger.connection, key.public)
        for key in forger.desk.workspace.office.keys.values()
        if key.public == own.signer
    )
    claimed = certify_replica(
        office=forger.office,
        replica=replica,
        public=own.public,
        since=forger.desk.clock.today,
        signer=bytes.fromhex(own.signer),
        sign=lambda kind, content: sign(Secret(private), kind, content),
    )
    table = SegmentTable(victim.connection)
    scope = victim.desk.workspace.office.scope
    bodies = table.entries_after(replica, scope, 0, 1_000)
    signed, content = make_segment(
        Stream(replica, scope), 1, "0" * 64, bodies, claimed,
        lambda kind, said: sign(us.replica_keys[us.replica], kind, said),
    )  # fmt: skip
    header = signed.header
    kept = KeptSegment(replica, scope, header.lo, header.hi, header.head, signed.spelt(), content)
    sink = Sink()
    forger.outgoing._bundle(
        Order(to=(to.office,)), [Piece(segment=kept)], forger.desk.program.means.identities.new,
        forger.desk.clock.now_ms(), lambda _count: sink, [], None, is_first=True,
    )  # fmt: skip
    return sink.content


def test_another_offices_replica_is_not_ones_own(neighbours):
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    # A second office of one province, so that the area alone does not refuse it.
    for office in (nation, north, east):
        office.roster = known_to(office.roster, east, jurisdiction="50")
    contact(north, subject, "0-5300-7777")
    before = nation.state()
    report = nation.take(forged(east, north, nation))
    assert [one.why for one in report.refused] == ["bundle.foreign_replica"]
    assert nation.state() == before
    with_it = north.take(forged(east, north, north))
    assert [one.why for one in with_it.refused] == ["bundle.foreign_replica"]
    assert give(north, nation).receipt.entries == 1


def test_entries_of_ones_own_desk_that_it_never_wrote_are_refused(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    north.desk.workspace._store.bring_in_log()
    copied = copy_of(north.desk.folder, tmp_path / "copy")
    (copied / "registry.lock").unlink(missing_ok=True)
    with open_desk(copied) as other_desk:
        other = Neighbour(other_desk, north.roster)
        contact(other, subject, "0-5300-1111")
        give(other, nation)
    report = give(nation, north, everything=True)
    assert [one.why for one in report.refused] == ["exchange.fork"]
    assert north.desk.workspace.verify().findings == []
    with pytest.raises(InputError, match=r"bundle\.damaged"):
        north.take(b"age-encryption.org/v1")


def test_a_receipt_witnesses_the_chains_of_who_sent(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    north.desk.workspace._store.bring_in_log()
    cut = copy_of(north.desk.folder, tmp_path / "cut")
    (cut / "registry.lock").unlink(missing_ok=True)
    contact(north, subject, "0-5300-1111")
    receipt = give(north, nation).receipt
    assert {one[0] for one in receipt.heads} == {north.desk.workspace.performer.home.replica}
    kept = SegmentTable(north.connection)
    assert all(kept.hash_at(*one[:3]) == one[3] for one in receipt.heads)
    carried = nation.receipt(north, receipt)
    assert north.take(carried).other_heads == []
    # Whoever holds the file cuts the tail off, and writes another one.
    with open_desk(cut) as desk:
        rewritten = Neighbour(desk, north.roster)
        assert len(rewritten.take(carried).other_heads) == 1
        contact(rewritten, subject, "0-5300-2222")
        assert [seq for _, seq in rewritten.take(carried).other_heads] == [receipt.heads[-1][2]]


def test_nobody_gives_rights_to_themselves_under_another_name(neighbours, monkeypatch):
    nation, north = neighbours("nation", "north")
    give(north, nation)
    clerk = appointed(north, Role.OFFICER)
    right = HeldRight(
        role=Role.ADMINISTRATOR,
        jurisdiction="50",
        starts=north.desk.clock.today,
        order_number="ไม่มี 1/2569",
    )
    # Another program writes a change of rights under a kind that everybody may do.
    monkeypatch.setattr(store, "_require_declared", lambda *_args, **_named: None)
    monkeypatch.setattr(
        ChangeSecret,
        "changes",
        lambda act, facts: (Officer.rights.put(act.officer, facts.act_id, right),),
    )
    workspace = north.desk.workspace
    workspace.perform(ChangeSecret(officer=clerk.officer), clerk)
    monkeypatch.undo()
    workspace.perform(
        AppointOfficer(
            officer=OfficerId(workspace.program.means.identities.new()),
            given="พวกพ้อง",
            family="สมมติ",
            role=Role.HEAD,
            jurisdiction="50",
            order_number="ไม่มี 2/2569",
            starts=north.desk.clock.today,
        ),
        clerk,
    )
    assert give(north, nation).receipt.withheld == 2
    told = nation.desk.workspace.read.record(clerk.officer)
    assert {one.role for one in told.rights_on(nation.desk.clock.today)} == {Role.OFFICER}
