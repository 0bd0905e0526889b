"""An office is founded whole or not at all; its officers come in with their own secrets."""

from __future__ import annotations

import json
from dataclasses import replace

import orjson
import pytest

from cso_registry.domain.offices.acts import (
    AppointOfficer,
    ChangeSecret,
    ConfirmClock,
    Delegate,
    ResetSecret,
)
from cso_registry.domain.offices.records import Office, Officer
from cso_registry.domain.organizations.life_acts import (
    ProposeRemoval,
    RemoveOrganization,
    SuspendOrganization,
)
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.host.lock import RegistryLock
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.kernel.ids import OfficeId, OfficerId, RecordId
from cso_registry.seal.secret import Secret
from cso_registry.storage import desk as at_desk
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.workspace import founding as founding_module
from cso_registry.workspace.founding import UNFINISHED, found_registry
from cso_registry.workspace.keyfile import Keys, Locks, lock, read_key_file, unlock
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sign_in import FREE_TRIES, LONGEST_WAIT_MS, waiting_ms
from cso_registry.workspace.ways import NAME
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import (
    CHEAP,
    KEYS,
    OFFICER_SECRET,
    PASSPHRASE,
    WHY,
    add_subjects,
    content_of,
    founded,
    founding_of,
    locks,
    open_desk,
    program_at,
)
from tests.support.registry import SetClock

OTHER_SECRET = Secret.of_text("รหัสลับใหม่สมมติ-77")


def refused(call) -> RegistryError:
    with pytest.raises(RegistryError) as caught:
        call()
    return caught.value


def looks(desk):
    return [orjson.loads(line) for line in at_desk.looks(desk.workspace._parts.connection)]


class Safe:
    """A keyring in memory that can refuse."""

    def __init__(self, *, fails=False):
        self.kept, self.fails = {}, fails

    def hold(self, name, secret):
        if self.fails:
            raise KnownError("host.no_keyring")
        self.kept[name] = secret

    def held(self, name):
        return self.kept.get(name)

    def forget(self, name):
        self.kept.pop(name, None)


def test_founder_is_there_with_rights_and_the_office_is_known(tmp_path):
    founder = founded(tmp_path / "r")
    with open_desk(tmp_path / "r") as desk:
        officer = desk.workspace.officer("")
        assert officer.id == founder
        assert officer.display_name == "นางผู้ก่อตั้ง สมมติ"
        rights = {right.role for right in officer.rights_on(desk.workspace.today)}
        assert rights == {Role.ADMINISTRATOR, Role.HEAD, Role.OFFICER}
        office = desk.workspace.office
        assert isinstance(office, Office)
        assert (office.scope, office.identity.code) == ("50", "ชม")
        assert desk.workspace.is_training
        assert desk.workspace.verify().is_sound
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) >= [NAME, DATABASE_NAME]


def test_folder_with_a_registry_is_refused_and_unharmed(folder):
    before = content_of(folder)
    assert refused(lambda: founded(folder)).key == "founding.folder_in_use"
    assert content_of(folder) == before


@pytest.mark.parametrize("name", [NAME, DATABASE_NAME])
def test_half_of_a_registry_is_not_founded_over(folder, name):
    (folder / name).unlink()
    before = content_of(folder)
    assert refused(lambda: founded(folder)).key == "founding.folder_in_use"
    assert content_of(folder) == before


@pytest.mark.parametrize(
    ("province", "code"), [("99", "ก"), ("50", "ก/ข"), ("50", ""), ("50", "ก ข")]
)
def test_founding_that_is_refused_leaves_a_folder_that_can_be_used(tmp_path, province, code):
    bad = replace(founding_of(province), code=code)
    with pytest.raises((RefusedError, ValueError)):
        found_registry(tmp_path / "r", bad, locks(), program_at(SetClock()))
    assert content_of(tmp_path) == {}
    founded(tmp_path / "r")


@pytest.mark.parametrize("where", ["migrate", "write_key_file", "sync_folder"])
def test_founding_that_breaks_off_can_be_done_again(tmp_path, monkeypatch, where):
    def broken(*_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(founding_module, where, broken)
        with pytest.raises((OSError, KnownError)):
            founded(tmp_path / "r")
    if where != "sync_folder":
        assert not [p for p in (tmp_path / "r").iterdir() if p.suffix == ".db"]
        founded(tmp_path / "r")
    with open_desk(tmp_path / "r") as desk:
        assert desk.workspace.verify().is_sound


def test_what_a_killed_founding_left_is_taken_away(tmp_path):
    folder = tmp_path / "r"
    founded(folder)
    (folder / DATABASE_NAME).rename(folder / UNFINISHED)
    founded(folder)
    with open_desk(folder) as desk:
        assert desk.workspace.verify().is_sound
    assert not (folder / UNFINISHED).exists()


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("short", "seal.secret_too_short"),
        ("aaaaaaaaaa", "seal.secret_too_simple"),
        ("12345678", "seal.secret_too_simple"),
    ],
)
def test_weak_secret_founds_nothing(tmp_path, secret, key):
    bad = replace(founding_of(), secret=Secret.of_text(secret))
    error = refused(lambda: found_registry(tmp_path / "r", bad, locks(), program_at(SetClock())))
    assert error.key == key
    weak = Locks(passphrase=Secret.of_text(secret), cost=CHEAP)
    error = refused(
        lambda: found_registry(tmp_path / "r", founding_of(), weak, program_at(SetClock()))
    )
    assert error.key == key
    assert content_of(tmp_path) == {}


def test_registry_in_the_keyring_opens_with_it_and_with_nothing_else(tmp_path):
    safe = Safe()
    found_registry(
        tmp_path / "r", founding_of(), Locks(keyring=safe, cost=CHEAP), program_at(SetClock())
    )
    program = program_at(SetClock())
    with Workspace.opened(tmp_path / "r", Keys(keyring=safe), program) as workspace:
        assert workspace.verify().is_sound
    safe.kept.clear()
    key = refused(lambda: Workspace.open(tmp_path / "r", Keys(keyring=safe), program)).key
    assert key == "keyfile.key_not_in_keyring"
    key = refused(lambda: Workspace.open(tmp_path / "r", KEYS, program)).key
    assert key == "keyfile.needs_passphrase"


def test_refused_founding_leaves_no_key_in_the_keyring(tmp_path):
    safe = Safe()
    with pytest.raises(RefusedError):
        found_registry(
            tmp_path / "r",
            founding_of("99"),
            Locks(keyring=safe, cost=CHEAP),
            program_at(SetClock()),
        )
    assert safe.kept == {}


def test_keyring_that_refuses_founds_nothing(tmp_path):
    bad = Locks(keyring=Safe(fails=True), cost=CHEAP)
    error = refused(
        lambda: found_registry(tmp_path / "r", founding_of(), bad, program_at(SetClock()))
    )
    assert error.key == "host.no_keyring"
    assert content_of(tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "keyfile.damaged"),
        (b"{}", "keyfile.damaged"),
        (b"[1]", "keyfile.damaged"),
        (b"\xff\xfe", "keyfile.damaged"),
        (b'{"form":99,"in_keyring":false,"registry":"x","wrapped":[]}', "keyfile.newer_form"),
        (b'{"form":"1","in_keyring":false,"registry":"x","wrapped":[]}', "keyfile.damaged"),
        (b'{"form":1,"in_keyring":false,"registry":"x","wrapped":[{}]}', "seal.damaged_key"),
        (b"{" * 70_000, "host.file_too_large"),
    ],
)
def test_damaged_key_file_is_told(folder, content, key):
    (folder / NAME).write_bytes(content)
    assert refused(lambda: Workspace.open(folder, KEYS, program_at(SetClock()))).key == key


def test_key_file_of_another_registry_does_not_open_this_one(folder, tmp_path):
    founded(tmp_path / "other")
    (folder / NAME).write_bytes((tmp_path / "other" / NAME).read_bytes())
    key = refused(lambda: Workspace.open(folder, KEYS, program_at(SetClock()))).key
    assert key == "storage.wrong_key_or_damaged"
    RegistryLock(folder, 0).acquire()


def test_changed_key_file_never_gives_a_key(folder):
    whole = json.loads((folder / NAME).read_bytes())
    for name, value in (("registry", "00000000-0000-7000-8000-000000000000"),):
        (folder / NAME).write_bytes(json.dumps({**whole, name: value}).encode())
        assert refused(lambda: unlock(read_key_file(folder), KEYS)).key == "keyfile.damaged"


def test_no_way_to_lock_is_refused():
    assert refused(lambda: lock("r", Secret.random_key(), Locks())).key == "keyfile.no_lock"


def test_wrong_passphrase_and_missing_registry(folder, tmp_path):
    program = program_at(SetClock())
    wrong = Keys(passphrase=Secret.of_text("ไม่ใช่วลีนี้-2569"))
    assert refused(lambda: Workspace.open(folder, wrong, program)).key == "seal.wrong_passphrase"
    assert refused(lambda: Workspace.open(tmp_path, KEYS, program)).key == "keyfile.missing"
    (folder / DATABASE_NAME).write_bytes(b"")
    log = folder / f"{DATABASE_NAME}-wal"
    log.write_bytes(b"kept")
    assert refused(lambda: Workspace.open(folder, KEYS, program)).key == "storage.damaged"
    assert log.read_bytes() == b"kept"
    log.unlink()
    (folder / DATABASE_NAME).unlink()
    assert refused(lambda: Workspace.open(folder, KEYS, program)).key == "storage.cannot_open"
    assert not (folder / DATABASE_NAME).exists()


def test_database_without_its_key_file_is_no_empty_folder(folder):
    before = (folder / DATABASE_NAME).read_bytes()
    (folder / NAME).unlink()
    error = refused(lambda: Workspace.open(folder, KEYS, program_at(SetClock())))
    assert (error.key, error.params) == ("keyfile.gone", {"folder": folder.name})
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_second_desk_is_told_who_holds_the_registry(desk):
    error = refused(lambda: Workspace.open(desk.folder, KEYS, desk.program))
    assert error.key == "host.registry_in_use"


def test_sign_in(desk):
    assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session
    key = refused(lambda: desk.workspace.sign_in(desk.session.officer, PASSPHRASE)).key
    assert key == "sign_in.wrong_secret"
    stranger = OfficerId("00000077-0000-7000-8000-000000000001")
    key = refused(lambda: desk.workspace.sign_in(stranger, OFFICER_SECRET)).key
    assert key == "sign_in.no_secret_here"


def wrong(desk):
    return refused(lambda: desk.workspace.sign_in(desk.session.officer, PASSPHRASE))


def test_wrong_tries_wait_twice_as_long_each_time(desk):
    for _ in range(FREE_TRIES):
        assert wrong(desk).key == "sign_in.wrong_secret"
    for seconds in (30, 60, 120):
        error = wrong(desk)
        assert (error.key, error.params) == ("sign_in.wait", {"seconds": seconds})
        held = refused(lambda: desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET))
        assert held.key == "sign_in.wait"
        desk.clock.ms += seconds * 1_000 - 1
        assert wrong(desk).params == {"seconds": 1}
        desk.clock.ms += 1
        assert wrong(desk).key == "sign_in.wrong_secret"
    desk.clock.ms += LONGEST_WAIT_MS
    assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session
    assert wrong(desk).key == "sign_in.wrong_secret"


def test_waiting_is_remembered_when_the_registry_is_opened_again(folder):
    with open_desk(folder) as desk:
        for _ in range(FREE_TRIES):
            wrong(desk)
    with open_desk(folder) as desk:
        assert wrong(desk).key == "sign_in.wait"


def test_clock_set_back_neither_opens_the_door_nor_locks_it_for_long(desk):
    for _ in range(FREE_TRIES):
        wrong(desk)
    desk.clock.pass_days(-400)
    assert wrong(desk).params == {"seconds": 30}
    assert wrong(desk).key == "sign_in.wait"
    desk.clock.ms += 30_000
    assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session


@pytest.mark.parametrize("failures", [4, 5, 11, 12, 50, 10_000_000])
def test_no_wait_is_longer_than_an_hour(failures):
    wait = waiting_ms(failures, 1_000, 1_000)
    assert 30_000 <= wait <= LONGEST_WAIT_MS
    assert waiting_ms(failures, 1_000, 1_000 + LONGEST_WAIT_MS) == 0


def appointed(desk, *, role=Role.OFFICER, given="สมศรี", jurisdiction="00") -> OfficerId:
    officer = OfficerId(desk.program.means.identities.new())
    act = AppointOfficer(
        officer=officer,
        given=given,
        family="ตัวอย่าง",
        role=role,
        jurisdiction=jurisdiction,
        starts=desk.workspace.today,
        order_number="1/2569",
    )
    desk.workspace.appoint(act, officer, OTHER_SECRET, desk.session)
    return officer


def test_appointed_officer_signs_in_and_must_change_the_secret(desk):
    officer = appointed(desk)
    assert refused(lambda: desk.workspace.sign_in(officer, PASSPHRASE)).key == (
        "sign_in.wrong_secret"
    )
    assert refused(lambda: desk.workspace.sign_in(officer, OTHER_SECRET)).key == (
        "sign_in.first_secret"
    )
    session = desk.workspace.sign_in(officer, OTHER_SECRET, to_change=True)
    found = desk.workspace.read.record(RecordId(officer))
    assert isinstance(found, Officer)
    assert found.credential.must_change
    newest = Secret.of_text("รหัสของสมศรีเองนะ-9")
    desk.workspace.set_secret(ChangeSecret(officer=officer), newest, session)
    assert desk.workspace.sign_in(officer, newest) == session
    key = refused(lambda: desk.workspace.sign_in(officer, OTHER_SECRET)).key
    assert key == "sign_in.wrong_secret"
    changed = desk.workspace.read.record(RecordId(officer))
    assert isinstance(changed, Officer)
    assert not changed.credential.must_change
    assert desk.workspace.verify().is_sound


def test_secret_like_the_own_name_is_refused_and_the_old_one_stays(desk):
    officer = appointed(desk, given="สมศรีสมมติยาว")
    session = desk.workspace.sign_in(officer, OTHER_SECRET, to_change=True)
    before = desk.workspace.read.counts()
    name = Secret.of_text("สมศรีสมมติยาว ตัวอย่าง")
    error = refused(lambda: desk.workspace.set_secret(ChangeSecret(officer=officer), name, session))
    assert error.key == "seal.secret_is_known_word"
    assert desk.workspace.read.counts() == before
    assert desk.workspace.sign_in(officer, OTHER_SECRET, to_change=True) == session


def test_administrator_resets_for_another_but_not_for_oneself(desk):
    officer = appointed(desk)
    newest = Secret.of_text("รหัสลับชั่วคราว-001")
    act = ResetSecret(officer=officer, reason="ลืมรหัสลับ")
    for _ in range(FREE_TRIES):
        refused(lambda: desk.workspace.sign_in(officer, PASSPHRASE))
    desk.workspace.set_secret(act, newest, desk.session)
    assert refused(lambda: desk.workspace.sign_in(officer, newest)).key == "sign_in.first_secret"
    assert desk.workspace.sign_in(officer, newest, to_change=True).officer == officer
    own = ResetSecret(officer=desk.session.officer, reason="ลืมรหัสลับ")
    with pytest.raises(RefusedError):
        desk.workspace.set_secret(own, newest, desk.session)
    assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session


def test_nobody_changes_the_secret_of_another(desk):
    officer = appointed(desk)
    act = ChangeSecret(officer=desk.session.officer)
    newest = Secret.of_text("รหัสลับของผู้บุกรุก")
    with pytest.raises(RefusedError):
        desk.workspace.set_secret(act, newest, Session(officer))
    reset = ResetSecret(officer=desk.session.officer, reason=WHY)
    with pytest.raises(DeniedError):
        desk.workspace.set_secret(reset, newest, Session(officer))
    assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session


def suspension(desk, subject):
    return SuspendOrganization(
        organization=subject,
        effective=desk.workspace.today,
        order_number="9/2569",
        order_date=desk.workspace.today,
        legal_basis="PMO-2551",
        reason=WHY,
    )


def test_denied_act_changes_nothing_and_is_logged(desk):
    (subject,) = add_subjects(desk, 1)
    officer = appointed(desk)
    before = desk.workspace.read.counts()
    error = refused(lambda: desk.workspace.perform(suspension(desk, subject), Session(officer)))
    assert isinstance(error, DeniedError)
    assert desk.workspace.read.counts() == before
    (line,) = looks(desk)
    assert line["what"] == "denied"
    assert (line["officer"], line["act"]) == (officer, "organization.suspend")
    assert line["why"] == "act.role_missing"
    assert desk.workspace.verify().is_sound


def test_acting_for_another_by_order_uses_their_rights_and_says_so(desk):
    (subject,) = add_subjects(desk, 1)
    officer = appointed(desk)
    acting = Session(officer, acting_for=desk.session.officer)
    act = suspension(desk, subject)
    assert refused(lambda: desk.workspace.perform(act, acting)).key == "act.no_delegation"
    today = desk.workspace.today
    helper = appointed(desk, role=Role.ADMINISTRATOR, given="ผู้ดูแล")
    order = Delegate(
        officer=desk.session.officer,
        to=officer,
        starts=today,
        ends=today,
        order_number="15/2569",
        order_date=today,
    )
    desk.workspace.perform(order, Session(helper))
    desk.workspace.perform(act, acting)
    said = desk.workspace.read.history(subject)[-1].said
    assert (said.officer, said.acting_for) == (officer, desk.session.officer)
    assert said.order_number == "15/2569"
    desk.clock.pass_days(1)
    assert refused(lambda: desk.workspace.perform(act, acting)).key == "act.no_delegation"
    assert [line["why"] for line in looks(desk)] == ["act.no_delegation"] * 2


def test_two_persons_remove_a_subject(desk):
    (subject,) = add_subjects(desk, 1)
    propose = ProposeRemoval(organization=subject, reason=WHY)
    remove = RemoveOrganization(**dict(suspension(desk, subject)))
    desk.workspace.perform(propose, desk.session)
    with pytest.raises(RefusedError) as caught:
        desk.workspace.perform(remove, desk.session)
    assert "F:B2.another_officer_proposed_it" in {r.key for r in caught.value.reasons}
    desk.workspace.perform(propose, Session(appointed(desk)))
    desk.workspace.perform(remove, desk.session)
    status = [row.status for row in desk.workspace.read.search("", desk.workspace.today)]
    assert status == []
    assert desk.workspace.read.tallies().popitem()[0][2] == "removed"


def test_officer_is_found_by_id_and_part_of_the_name(desk):
    officer = appointed(desk)
    assert desk.workspace.officer("สมศรี").id == officer
    assert desk.workspace.officer(officer).id == officer
    for named, key in (("ไม่มี", "unknown_officer"), ("", "several_officers")):
        with pytest.raises(InputError) as caught:
            desk.workspace.officer(named)
        assert caught.value.key == f"sign_in.{key}"


@pytest.mark.parametrize(
    ("days", "key"),
    [(-1, "clock.went_back"), (61, "clock.jumped_ahead"), (400, "clock.jumped_ahead")],
)
def test_clock_that_cannot_be_right_stops_every_act_until_it_is_confirmed(desk, days, key):
    (subject,) = add_subjects(desk, 1)
    desk.clock.pass_days(days)
    error = refused(lambda: desk.workspace.perform(suspension(desk, subject), desk.session))
    assert error.key == key
    for language in ("th", "en"):
        assert desk.program.texts.error(error, language)
    before = desk.workspace.read.counts()[0]
    desk.workspace.confirm_clock(desk.session, "ตั้งนาฬิกาใหม่แล้ว")
    if days > 0:
        desk.workspace.perform(suspension(desk, subject), desk.session)
    assert desk.workspace.read.counts()[0] > before
    assert desk.workspace.verify().is_sound


@pytest.mark.parametrize("minutes", [-9, 0, 60 * 24 * 59])
def test_clock_within_bounds_goes_on(desk, minutes):
    (subject,) = add_subjects(desk, 1)
    desk.clock.ms += minutes * 60_000
    propose = ProposeRemoval(organization=subject, reason=WHY)
    desk.workspace.perform(propose, desk.session)
    line = desk.workspace.read.history(subject)[-1].said
    assert desk.workspace.day_of(line.wall) == desk.workspace.today
    assert desk.workspace.verify().is_sound


def test_clock_is_confirmed_by_an_administrator_alone(desk):
    officer = appointed(desk)
    desk.clock.pass_days(90)
    office = OfficeId(desk.workspace.office.id)
    act = ConfirmClock(office=office, reason="นาฬิกาถูกต้อง")
    assert refused(lambda: desk.workspace.perform(act, Session(officer))).key == "act.role_missing"
