"""Sealed scores stay sealed in tables, log, backup and bundle until they are opened (design §4).

What is searched is also decrypted first: the whole store row by row, the backup restored,
the bundle opened with the key of its receiver. The control is the same search after the
opening, which must find what it looks for.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from io import BytesIO

import pytest

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.age import decrypt_with
from cso_registry.seal.secret import Secret
from cso_registry.storage import desk as desk_rows
from cso_registry.workspace.performing import Session
from cso_registry.workspace.restoring import restore
from cso_registry.workspace.selection.opening_keys import open_call, opening_key
from cso_registry.workspace.selection.sealing import (
    hand_in,
    open_scores,
    proposals_of,
    unproved,
    unsealed,
)
from tests.exchange.plain_reader import read_opened
from tests.support import examples_missions
from tests.support import examples_scoring as scoring
from tests.support import examples_selection as selection
from tests.support.desk import CHEAP, KEYS, open_desk
from tests.support.desk_scene import scene_at

CANARY = "นกขมิ้นเหลืองอ่อน-8841"
PHRASE = Secret.of_text("วลีเปิดคะแนนสมมติ-2570")


@pytest.fixture
def offices(neighbours):
    return neighbours("nation", "north")


def record(desk, identity):
    return desk.workspace.read.record(RecordId(identity))


def call_of(desk, scene):
    return record(desk, selection.opened(scene))


def opened_call(desk):
    """A call opened with a real key, one proposal and one evaluator."""
    scene = scene_at(desk)
    call = selection.draft(scene)
    closes = scene.today + timedelta(days=selection.DAYS_OPEN)
    open_call(desk.workspace, record(desk, call), closes, PHRASE, desk.session, cost=CHEAP)
    selection.once(scene, "opened", lambda: call)
    (proposal,) = scoring.admit(scene, "applicant")
    (officer,) = scoring.evaluators(scene, "one")
    return scene, proposal, officer


def secret_sheet(scene, proposal, officer, typing=0, level=3):
    sheet = scoring.sheet(scene, proposal, officer, level, typing=typing)
    return sheet.model_copy(update={"comment": CANARY})


def everything_in(connection):
    """Every value of every table, as bytes one after the other."""
    tables = connection.column("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = []
    for table in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
            for value in row:
                raw = value if isinstance(value, bytes) else str(value).encode()
                found.append(raw)
    return b"\n".join(found)


def holds(content):
    return CANARY.encode() in content


def opened_bundle(office, bundle):
    """The plain entries of a bundle, read with the key of its receiver."""
    public = office.desk.workspace.office.key_in_use(KeyPurpose.SEALING).public
    private = Secret(desk_rows.secret_key(office.connection, public))
    plain = BytesIO()
    decrypt_with(private, BytesIO(bundle), plain)
    return plain.getvalue() + repr(read_opened(plain.getvalue())).encode()


def places(nation, north, tmp_path, name):
    """The canary is looked for in each of these, encrypted and decrypted."""
    desk = north.desk
    raw = b"".join(path.read_bytes() for path in sorted(desk.folder.glob("*")) if path.is_file())
    copy = tmp_path / f"{name}.backup"
    desk.workspace.back_up(copy)
    new_replica = desk.program.means.identities.new()
    restored = tmp_path / f"{name}-restored"
    restore(copy, restored, KEYS, new_replica)
    with open_desk(restored) as again:
        from_backup = everything_in(again.workspace.connection)
    (bundle,) = north.export(nation)
    return {
        "files": raw,
        "tables": everything_in(desk.workspace.connection),
        "backup": copy.read_bytes(),
        "restored": from_backup,
        "bundle": bundle,
        "opened bundle": opened_bundle(nation, bundle),
    }, bundle


def test_canary_is_nowhere_until_the_scores_are_opened(offices, tmp_path):
    nation, north = offices
    desk = north.desk
    scene, proposal, officer = opened_call(desk)
    call = call_of(desk, scene)
    hand_in(desk.workspace, call, [secret_sheet(scene, proposal, officer)], Session(officer))
    before, bundle = places(nation, north, tmp_path, "before")
    assert [name for name, content in before.items() if holds(content)] == []
    assert nation.take(bundle)
    sealed_there = record(nation.desk, proposal)
    assert isinstance(sealed_there, Proposal)
    assert len(sealed_there.sheets) == 1
    assert not holds(everything_in(nation.connection))
    secretary = scoring.secretary(scene)
    key = opening_key(desk.workspace, call, PHRASE)
    assert open_scores(desk.workspace, call_of(desk, scene), key, secretary) == 1
    after, bundle = places(nation, north, tmp_path, "after")
    readable = {"tables", "restored", "opened bundle"}
    assert {name for name, content in after.items() if holds(content)} == readable
    nation.take(bundle)
    there = record(nation.desk, call.id)
    assert unproved(there, proposals_of(nation.desk.workspace, there)) == []
    assert desk.workspace.verify().is_sound
    assert nation.desk.workspace.verify().is_sound


def test_another_office_has_no_key_to_open(offices):
    nation, north = offices
    scene, proposal, officer = opened_call(north.desk)
    call = call_of(north.desk, scene)
    sheet = secret_sheet(scene, proposal, officer)
    hand_in(north.desk.workspace, call, [sheet], Session(officer))
    (bundle,) = north.export(nation)
    nation.take(bundle)
    there = record(nation.desk, call.id)
    with pytest.raises(KnownError, match=r"call\.no_key_here"):
        opening_key(nation.desk.workspace, there, PHRASE)


def test_sealed_sheets_are_of_one_length_whatever_they_say(offices):
    _, north = offices
    scene, proposal, officer = opened_call(north.desk)
    call, sheets = call_of(north.desk, scene), []
    for comment in (None, "สั้น", "ยาว" * 200):
        sheet = secret_sheet(scene, proposal, officer).model_copy(update={"comment": comment})
        hand_in(north.desk.workspace, call, [sheet], Session(officer))
    sheets = record(north.desk, proposal).sheets.values()
    # The header holds a stanza of chance; what comes after it is the padded sheet.
    bodies = [base64.b64decode(one.sealed).partition(b"\n--- ")[2] for one in sheets]
    assert len({len(one) for one in bodies}) == 1
    assert len({one.commitment for one in sheets}) == 3


def test_sheet_that_lacks_a_criterion_is_refused_before_it_is_sealed(offices):
    _, north = offices
    scene, proposal, officer = opened_call(north.desk)
    sheet = secret_sheet(scene, proposal, officer)
    for scores in (sheet.scores[1:], (*sheet.scores, sheet.scores[0])):
        half = sheet.model_copy(update={"scores": scores})
        with pytest.raises(InputError, match=r"score\.incomplete"):
            hand_in(north.desk.workspace, call_of(north.desk, scene), [half], Session(officer))
    high = secret_sheet(scene, proposal, officer, level=6)
    with pytest.raises(InputError, match=r"score\.incomplete"):
        hand_in(north.desk.workspace, call_of(north.desk, scene), [high], Session(officer))
    assert record(north.desk, proposal).sheets == {}


def test_typings_are_compared_under_the_seal_and_no_value_is_told(offices):
    _, north = offices
    desk = north.desk
    scene, proposal, officer = opened_call(desk)
    call, second = call_of(desk, scene), examples_missions.assistant(scene)
    typed = ((1, 4, desk.session), (2, 5, second))
    for typing, level, session in typed:
        sheet = secret_sheet(scene, proposal, officer, typing, level)
        hand_in(desk.workspace, call, [sheet], session)
    key = opening_key(desk.workspace, call, PHRASE)
    sheets, faults = unsealed(call_of(desk, scene), proposals_of(desk.workspace, call), key)
    assert sheets == []
    assert [(one.key, one.evaluator) for one in faults] == [("score.typings_differ", officer)]
    with pytest.raises(InputError, match=r"score\.typings_differ"):
        open_scores(desk.workspace, call_of(desk, scene), key, scoring.secretary(scene))
    sheet = secret_sheet(scene, proposal, officer, 2, 4)
    hand_in(desk.workspace, call, [sheet], second)
    open_scores(desk.workspace, call_of(desk, scene), key, scoring.secretary(scene))
    (opened,) = record(desk, proposal).opened.values()
    assert set(opened.levels.values()) == {4}


def test_opening_is_refused_while_somebody_is_not_in(offices):
    _, north = offices
    desk = north.desk
    scene, proposal, officer = opened_call(desk)
    scoring.evaluators(scene, "two")
    call = call_of(desk, scene)
    hand_in(desk.workspace, call, [secret_sheet(scene, proposal, officer)], Session(officer))
    key = opening_key(desk.workspace, call, PHRASE)
    with pytest.raises(RefusedError):
        open_scores(desk.workspace, call_of(desk, scene), key, scoring.secretary(scene))
    assert not holds(everything_in(desk.workspace.connection))
    assert key.reveal() not in everything_in(desk.workspace.connection)


def test_nobody_but_the_secretary_opens(offices):
    _, north = offices
    desk = north.desk
    scene, proposal, officer = opened_call(desk)
    call = call_of(desk, scene)
    hand_in(desk.workspace, call, [secret_sheet(scene, proposal, officer)], Session(officer))
    key = opening_key(desk.workspace, call, PHRASE)
    head = Session(scene.registry.appoint(Role.CHECKER))
    from cso_registry.domain.permission import DeniedError  # noqa: PLC0415

    with pytest.raises(DeniedError):
        open_scores(desk.workspace, call_of(desk, scene), key, head)
