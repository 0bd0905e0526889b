"""Erasing a person: nothing is left, the chain still verifies, retention is kept (F:N6)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import ContactNote, Means
from cso_registry.domain.intake.acts import LinkIntake, ReceiveApplication
from cso_registry.domain.intake.records import Intake
from cso_registry.domain.letters.acts import LetterDelivered, SendLetter
from cso_registry.domain.letters.records import Letter, LetterStatus, Way
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import ContactNoteId, IntakeId, OrganizationId, PaperId, RecordId
from cso_registry.storage.connection import DATABASE_NAME, open_reader
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from tests.support.desk import Desk, new_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "ลับเฉพาะบุคคลนี้"
TEN_YEARS_LATER = datetime(2037, 1, 5, 3, 0, tzinfo=UTC)
ORDER = {"order_number": "9/2569", "reason": "ตามคำสั่งสำนักงาน", "legal_basis": "PMO-2551"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "registry") as opened:
        yield opened


def perform(desk: Desk, kind: str, **fields: object) -> None:
    act = ACTS[kind].model_validate_json(json.dumps(fields, ensure_ascii=False))
    desk.workspace.perform(act, desk.session)


def registered(desk: Desk) -> RecordId:
    identity = RecordId(desk.program.means.identities.new())
    today = desk.workspace.today.isoformat()
    perform(
        desk,
        "organization.register",
        organization=identity,
        identity={"kind": "group", "form": "CF07"},
        names={"th": "กลุ่มทดสอบการลบ"},
        address={"area": "500608"},
        contact={"phone": f"0-2000-0001 {CANARY}", "website": "https://example.org"},
        purposes={"main": "CP05"},
        posts=[{"post": "chair", "given": CANARY, "family": "ก", "has_mandate": True}],
        effective=today,
        order_date=today,
        **ORDER,
    )
    return identity


def removed(desk: Desk, identity: RecordId) -> None:
    """Remove the subject: one officer proposes it and another decides."""
    workspace = desk.workspace
    today = workspace.today.isoformat()
    second = RecordId(desk.program.means.identities.new())
    perform(
        desk,
        "officer.appoint",
        officer=second,
        given="คนที่สอง",
        family="สมมติ",
        role="officer",
        jurisdiction="50",
        starts=today,
        order_number="1/2569",
    )
    proposal = ACTS["organization.propose_removal"].model_validate_json(
        json.dumps({"organization": identity, "reason": "เลิกดำเนินงาน"})
    )
    workspace.perform(proposal, type(desk.session)(second))
    perform(
        desk,
        "organization.remove",
        organization=identity,
        effective=today,
        order_date=today,
        **ORDER,
    )


def erase(desk: Desk, identity: RecordId, *groups: str) -> None:
    today = desk.workspace.today.isoformat()
    fields = {name: value for name, value in ORDER.items() if name != "legal_basis"}
    perform(
        desk,
        "organization.erase_personal",
        organization=identity,
        groups=list(groups),
        order_date=today,
        **fields,
    )


def subject(desk: Desk, identity: RecordId) -> Organization:
    found = desk.workspace.read.record(identity)
    assert isinstance(found, Organization)
    return found


def confirmed_later(desk: Desk) -> None:
    desk.clock.set(TEN_YEARS_LATER)
    desk.workspace.confirm_clock(desk.session, "ผ่านไปสิบปี")


def test_what_a_retention_period_protects_is_refused_with_its_date(desk: Desk) -> None:
    identity = registered(desk)
    with pytest.raises(RefusedError) as registered_still:
        erase(desk, identity, "contact")
    assert registered_still.value.reasons[0].params["until"] == "–"

    removed(desk, identity)
    with pytest.raises(RefusedError) as protected:
        erase(desk, identity, "contact")
    assert protected.value.reasons[0].params["until"] == "2036-11-20"
    assert subject(desk, identity).contact.phone.endswith(CANARY)


def test_groups_without_personal_data_are_refused(desk: Desk) -> None:
    identity = registered(desk)
    with pytest.raises(RefusedError) as refused:
        erase(desk, identity, "purposes", "posts/none", "nothing")
    keys = {reason.key for reason in refused.value.reasons}
    assert "F:N6.groups_hold_personal_data" in keys


def test_nothing_is_left_and_the_chain_still_verifies(desk: Desk) -> None:
    identity = registered(desk)
    post = f"posts/{next(iter(subject(desk, identity).posts))}"
    press = Press(desk.workspace, "th")
    paper = press.issue("D-02", subject(desk, identity), desk.session).paper
    assert desk.workspace.read.search(CANARY, desk.workspace.today)
    removed(desk, identity)
    confirmed_later(desk)

    erase(desk, identity, "contact", post)

    kept = subject(desk, identity)
    assert kept.contact.phone is None
    assert kept.contact.website == "https://example.org"
    assert next(iter(kept.posts.values())).given is None
    assert kept.erased == {"contact", post}
    assert not desk.workspace.read.search(CANARY, desk.workspace.today)
    assert CANARY not in str(desk.workspace.read.history(identity))
    with pytest.raises(InputError, match=r"paper\.removed_by_law"):
        press.reprint(PaperId(paper or ""), desk.session, "ขอฉบับใหม่")
    assert not bytes_left(desk)
    proof = desk.workspace.verify()
    assert proof.findings == []
    assert proof.erased_parts == 3


def test_letters_about_a_person_are_erased_with_them(desk: Desk) -> None:
    """Who it went to, the frozen words and who took it; the number and the day stay."""
    identity = registered(desk)
    press = Press(desk.workspace, "th")
    asked = {"body": CANARY, "recipient": CANARY, "address": CANARY}
    order = order_as_asked("L-00", subject(desk, identity), asked)
    made = press.issue_letter(order, desk.session)
    today = desk.workspace.today
    for act in (
        SendLetter(letter=made.letter, sent=today, way=Way.BY_HAND),
        LetterDelivered(letter=made.letter, day=today, received_by=CANARY),
    ):
        desk.workspace.perform(act, desk.session)
    removed(desk, identity)
    confirmed_later(desk)

    erase(desk, identity, "contact")

    kept = desk.workspace.read.record(made.letter)
    assert isinstance(kept, Letter)
    assert kept.entry is not None
    assert kept.entry.number == made.number
    assert (kept.entry.party, kept.entry.party_address) == (None, None)
    assert kept.status is LetterStatus.DELIVERED
    with pytest.raises(InputError, match=r"paper\.removed_by_law"):
        press.reprint(made.paper, desk.session, "ขอฉบับใหม่")
    assert CANARY not in str(desk.workspace.read.history(made.letter))
    assert desk.workspace.verify().findings == []


def test_what_was_said_at_the_counter_and_in_contacts_is_erased_with_them(desk: Desk) -> None:
    """Day, number and topic stay; who spoke, what was said and who handed in do not."""
    identity = registered(desk)
    new = desk.program.means.identities.new
    intake, note = IntakeId(new()), ContactNoteId(new())
    person = OrganizationId(identity)
    for act in (
        ReceiveApplication(intake=intake, applicant=CANARY, subject_name=CANARY, clock="10:00"),
        LinkIntake(intake=intake, organization=person),
        NoteContact(
            note=note,
            organization=person,
            contacted=desk.workspace.today,
            means=Means.CALL,
            spoke_with=CANARY,
            topic="ยืนยันที่ตั้ง",
            said=CANARY,
        ),
    ):
        desk.workspace.perform(act, desk.session)
    removed(desk, identity)
    confirmed_later(desk)

    erase(desk, identity, "contact")

    received, spoken = desk.workspace.read.record(intake), desk.workspace.read.record(note)
    assert isinstance(received, Intake)
    assert isinstance(spoken, ContactNote)
    assert received.received is not None
    assert received.received.number
    assert spoken.spoken is not None
    assert spoken.spoken.topic == "ยืนยันที่ตั้ง"
    for kept in (received, spoken):
        assert CANARY not in str(desk.workspace.read.history(kept.id))
        assert CANARY not in str(kept.shadow())
    assert (spoken.spoken.spoke_with, spoken.spoken.said) == (None, None)
    assert desk.workspace.verify().findings == []


def test_a_part_that_no_act_erased_is_missed(desk: Desk) -> None:
    identity = registered(desk)
    connection = desk.workspace._parts.connection
    connection.execute("DELETE FROM personal WHERE entry = 2")
    keys = {finding.key for finding in desk.workspace.verify().findings}
    assert "verify.personal_gone" in keys
    assert subject(desk, identity)


def bytes_left(desk: Desk) -> list[str]:
    """Tables in which the name still stands; the file itself is encrypted."""
    parts = desk.workspace._parts
    reader = open_reader(parts.folder / DATABASE_NAME, parts.key.reveal())
    needle = CANARY.encode()
    found = []
    try:
        tables = reader.column("SELECT name FROM sqlite_master WHERE type = 'table'")
        for table in tables:
            for row in reader.execute(f'SELECT * FROM "{table}"'):
                cells = (cell.encode() if isinstance(cell, str) else cell for cell in row)
                if any(isinstance(cell, bytes) and needle in cell for cell in cells):
                    found.append(table)
    finally:
        reader.close()
    return found
