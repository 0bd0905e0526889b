"""What the newer areas keep travels: whole with the files in it, or without a person (F:M2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
import pytest
import zstandard

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.papers.shelf import TemplateBook
from cso_registry.domain.record import Privacy, privacy_of
from cso_registry.kernel.ids import RecordId
from tests.acts.golden_entries import kept_entries
from tests.exchange.test_mutated_bundles import opened
from tests.support.desk_scene import DeskScene
from tests.support.registry import example_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.neighbours import Neighbour

DONE = (
    "template.put_in_force",
    "clause.decide",
    "holiday.decide",
    "agreement.sign",
    "agreement.write_annex",
    "letter.issue",
    "notice.hear",
    "notice.serve",
    "complaint.receive",
    "evaluation_committee.appoint",
    "compliance.check",
    "commissioning.rank",
    "contact.note",
)
"""One thing of each newer area, in an order in which one office can do them."""
UNIT = "กลุ่ม"
"""Begins the names of units, which get copies as people do."""
NAMES_NOBODY = 6
"""Letters up to which a word of a person is found in other words as well."""


@pytest.fixture
def offices(neighbours):
    nation, north = neighbours("nation", "north")
    scene = DeskScene(north.desk)
    for kind in DONE:
        scene.registry.perform(example_acts()[kind].make(scene, scene.registry.founder))
    return nation, north


def leaves(value: Any) -> Iterator[str]:
    """Every text in some JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


def said_of_persons(office: Neighbour) -> set[str]:
    bodies = office.connection.column("SELECT body FROM personal")
    # The content of a paper repeats what is said of the subject; words of persons stand beside.
    kept = office.connection.column(
        "SELECT p.body FROM personal p JOIN journal j USING(entry) WHERE j.kind LIKE 'paper.%'"
        " OR j.kind LIKE 'organization.%'"
    )
    texts = {text for body in bodies if body not in kept for text in leaves(orjson.loads(body))}
    return {
        text
        for text in texts
        if len(text) > NAMES_NOBODY and not is_day(text) and not text.startswith(UNIT)
    }


def is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def unpacked(plain: bytes) -> bytes:
    """What a bundle says, its compressed parts opened wherever one begins."""
    found, at = [plain], plain.find(zstandard.FRAME_HEADER)
    while at >= 0:
        found.append(zstandard.ZstdDecompressor().decompressobj().decompress(plain[at:]))
        at = plain.find(zstandard.FRAME_HEADER, at + 1)
    return b"\n".join(found)


def test_a_redacted_bundle_of_every_newer_area_names_nobody(offices):
    nation, north = offices
    persons = said_of_persons(north)
    assert len(persons) > len(DONE)
    (whole,) = north.export(nation)
    (redacted,) = north.export(nation, redacted=True)
    said = unpacked(opened(nation, redacted)).decode("utf-8", "replace")
    assert '"kind":"complaint.receive"' in said
    assert {text for text in persons if text in said} == set()
    report = nation.take(redacted)
    assert report.receipt.withheld == 0
    assert nation.desk.workspace.verify().findings == []
    for identity in nation.connection.column("SELECT id FROM records"):
        record = nation.desk.workspace.read.record(RecordId.from_bytes(identity))
        assert not any(text in str(record.shadow()) for text in persons), record.type
    nation.take(whole)
    assert nation.state().items() >= north_records(north, nation).items()


def north_records(north: Neighbour, nation: Neighbour) -> dict[str, object]:
    held = nation.state().keys()
    found = {name: shown for name, shown in north.state().items() if name in held}
    assert len(found) > len(DONE)
    return found


def test_what_an_office_made_itself_is_whole_where_it_arrives(offices):
    """A template with its file, a clause, a holiday and a notice, read where they came."""
    nation, north = offices
    (bundle,) = north.export(nation)
    nation.take(bundle)
    types = {"template_book", "clause_book", "holiday_book", "notice", "agreement", "letter"}
    theirs = {
        (kind, identity): body
        for kind, identity, body in nation.connection.execute("SELECT type, id, body FROM records")
    }
    seen = set()
    for kind, identity in north.connection.execute("SELECT type, id FROM records").fetchall():
        if kind in types:
            assert (kind, identity) in theirs
            seen.add(kind)
            mine, other = (
                office.desk.workspace.read.record(RecordId.from_bytes(identity))
                for office in offices
            )
            for slot in mine.slots:
                assert getattr(mine, slot) == getattr(other, slot), f"{kind}.{slot}"
            if isinstance(other, TemplateBook):
                (edition,) = other.editions.values()
                assert edition.file
    assert seen == types


def test_no_word_of_a_person_stands_a_second_time_in_what_is_signed():
    """In every kind of entry: what may be erased is nowhere in the bytes that may not."""
    looked_at = 0
    for kept in kept_entries():
        public = [text for text in leaves(orjson.loads(kept.body)) if not is_day(text[:10])]
        for position, (_, body) in kept.parts.items():
            for name, value in orjson.loads(body).items():
                if name in {"claims", "places"}:
                    continue  # the numbers and keys in them are not a person's
                for text in leaves(value):
                    if len(text) > NAMES_NOBODY and not is_day(text):
                        looked_at += 1
                        assert not any(text in one for one in public), (kept.kind, position)
    assert looked_at > NAMES_NOBODY


@pytest.mark.parametrize(
    ("record", "slot", "names"),
    [
        ("agreement", "annexes", {"agency_author", "partner_author"}),
        ("agreement", "signatures", {"name"}),
        ("commissioning_plan", "file", {"agency_author", "partner_author"}),
        ("complaint", "file", {"complainant", "what"}),
        ("compliance_check", "file", {"checked_by"}),
        ("evaluation_committee", "members", {"name"}),
        ("letter", "entry", {"party", "party_address", "copies"}),
        ("notice", "hearings", {"said"}),
        ("notice", "services", {"received_by", "witness"}),
        ("site_visit", "file", {"visitors"}),
    ],
)
def test_who_is_named_in_the_newer_areas_can_be_left_out(record, slot, names):
    marks = privacy_of(RECORDS[record].slots[slot].model)
    assert {name for name, mark in marks.items() if mark is Privacy.PERSONAL} == names
