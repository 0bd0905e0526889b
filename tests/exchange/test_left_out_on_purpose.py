"""What a bundle left out on purpose is sent when it may be: personal parts, attached files."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from cso_registry.domain.organizations.acts import (
    ChangeContact,
    ChangeResources,
    PutDocument,
    PutPost,
)
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import Contact, DocumentHeld, PostHeld, Resources
from cso_registry.kernel.errors import KnownError
from cso_registry.storage.segments import PeerTable
from cso_registry.storage.wanted_files import wanted_files
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.telling import BundleWords
from tests.support.neighbours import Neighbour, add_subjects

WHY = "ตามที่แจ้ง สมมติ"


def contact(office: Neighbour, subject, phone: str) -> None:
    act = ChangeContact(organization=subject, contact=Contact(phone=phone), reason=WHY)
    office.desk.workspace.perform(act, office.desk.session)


def give(giver: Neighbour, taker: Neighbour, **order) -> int:
    """Hand over, with the receipt back; return how many bytes went."""
    size = 0
    for bundle in giver.export(taker, **order):
        size += len(bundle)
        report = taker.take(bundle)
        giver.take(taker.receipt(giver, report.receipt))
    return size


def entries_in(giver: Neighbour, taker: Neighbour, **order) -> int:
    outgoing = giver.outgoing
    outgoing.cut()
    return sum(one.entries for one in outgoing.preview(Order(to=(taker.office,), **order)))


def phone_at(office: Neighbour, subject):
    return office.desk.workspace.read.record(subject).contact.phone


def test_a_difference_after_a_redacted_bundle_brings_the_personal_parts(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-1234")
    give(north, nation, redacted=True)
    assert phone_at(nation, subject) is None
    assert entries_in(north, nation, redacted=True) == 0
    give(north, nation)
    assert phone_at(nation, subject) == "0-5300-1234"
    assert nation.desk.workspace.read.record(subject).erased == frozenset()
    assert nation.state() == north_state_at(nation, north)
    assert entries_in(north, nation) == 0
    for office in (nation, north):
        assert office.desk.workspace.verify().findings == []


def north_state_at(nation: Neighbour, north: Neighbour):
    """Everything the nation shows that the north shows as well, as the north shows it."""
    theirs = north.state()
    return {name: theirs.get(name, shown) for name, shown in nation.state().items()}


def test_the_difference_begins_where_the_first_part_is_missing_and_not_before(neighbours):
    nation, north = neighbours("nation", "north")
    first, second = add_subjects(north.desk, 2)
    contact(north, first, "0-5300-0001")
    give(north, nation)
    contact(north, second, "0-5300-0002")
    give(north, nation, redacted=True)
    contact(north, first, "0-5300-0003")
    assert entries_in(north, nation) == 2
    give(north, nation)
    assert (phone_at(nation, first), phone_at(nation, second)) == ("0-5300-0003", "0-5300-0002")


def test_who_has_no_personal_parts_either_does_not_send_the_entries_again(neighbours):
    nation, north = neighbours("nation", "north")
    hub = nation
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-1234")
    give(north, hub, redacted=True)
    (said,) = [one for one in PeerTable(north.connection).all() if one.office == hub.office]
    assert said.without_personal
    assert entries_in(hub, north) == entries_in(hub, north, redacted=True)


def test_what_was_erased_by_law_is_asked_of_nobody(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    long_ago = PostHeld(
        post="member", given="ลบแล้ว", starts=date(1999, 1, 1), ends=date(2001, 1, 1)
    )
    workspace = north.desk.workspace
    before = set(workspace.read.record(subject).posts)
    workspace.perform(PutPost(organization=subject, post=long_ago, reason=WHY), north.desk.session)
    (key,) = set(workspace.read.record(subject).posts) - before
    erasing = ErasePersonalData(
        organization=subject,
        groups=(f"posts/{key}",),
        order_number="ชม 1/2569",
        order_date=north.desk.clock.today,
        reason=WHY,
    )
    workspace.perform(erasing, north.desk.session)
    give(north, nation)
    assert nation.incoming._table.without_personal() == {}
    assert entries_in(north, nation) == 0
    assert nation.desk.workspace.verify().findings == []


@pytest.fixture
def scanned(neighbours):
    """The north keeps a scan that one of its entries names; nation and east know the north."""
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = add_subjects(north.desk, 1)
    scan = BytesIO(b"%PDF-1.7\n" + b"an invented scan\n" * 200)
    kept = north.desk.workspace.attach(scan, "บัตร.pdf")
    document = DocumentHeld(item="articles", original_seen=True, attachment=kept)
    act = PutDocument(organization=subject, document=document, reason=WHY)
    north.desk.workspace.perform(act, north.desk.session)
    return nation, north, east, kept.sha256


def holds(office: Neighbour, sha256: str) -> bool:
    kept = office.desk.workspace.attachments
    return kept.size_of(office.connection, bytes.fromhex(sha256)) is not None


@pytest.mark.parametrize("order", [{"attachments": False}, {"redacted": True}])
def test_a_file_that_was_left_out_is_asked_for_and_sent_with_the_next_difference(scanned, order):
    nation, north, _, sha256 = scanned
    (bundle,) = north.export(nation, **order)
    assert nation.inspect(bundle).manifest.named_attachments == (sha256,)
    give(north, nation, **order)
    assert not holds(nation, sha256)
    give(north, nation)
    assert holds(nation, sha256)
    assert entries_in(north, nation) == 0
    (after,) = north.export(nation)
    assert nation.inspect(after).manifest.attachments == ()
    nation.take(after)
    assert nation.export(north)[0]
    assert wanted_files(nation.connection, north.office) == ()


@pytest.mark.parametrize("language", ["th", "en"])
def test_who_leaves_personal_parts_out_is_told_what_still_goes_in_words(scanned, language):
    """Names of files, reasons and confidential details stand in the signed entries."""
    nation, north, _, _ = scanned
    (subject,) = add_subjects(north.desk, 1)
    north.desk.workspace.perform(
        ChangeResources(
            organization=subject, resources=Resources(members=12, note=WHY), reason=WHY
        ),
        north.desk.session,
    )
    order = Order(to=(nation.office,), redacted=True)
    north.outgoing.cut()
    (part,) = north.outgoing.preview(order)
    assert part.still_told.reasons >= 2
    assert len(part.still_told.file_names) == 1
    assert part.still_told.confidential["organization", "note"] == 1
    words = BundleWords(north.desk.program, language, north.roster.offices)
    said = [one.words for one in words.goes_out(part, order)]
    for told in {
        "th": ("อาจมีชื่อบุคคล", "ชื่อแฟ้มแนบ (ไม่มีเนื้อแฟ้ม) 1 แฟ้ม", "หมายเหตุ (1)"),
        "en": ("may name persons", "without the files: 1", "Note (1)"),
    }[language]:
        assert any(told in one for one in said), said
    (whole,) = north.outgoing.preview(Order(to=(nation.office,)))
    assert whole.still_told is None


def test_the_hash_of_a_file_is_told_to_nobody_but_who_named_it(scanned):
    nation, north, east, sha256 = scanned
    give(north, nation, attachments=False)
    (to_north,) = nation.export(north)
    (to_east,) = nation.export(east)
    both = nation.export(north, east)
    assert north.inspect(to_north).manifest.lacking == (sha256,)
    assert east.inspect(to_east).manifest.lacking == ()
    (named,) = [one for one in both if _opens(north, one)]
    assert north.inspect(named).manifest.lacking == (sha256,)


def _opens(office: Neighbour, bundle: bytes) -> bool:
    try:
        office.inspect(bundle)
    except KnownError:
        return False
    return True
