"""The national trust: founded with three keys, offices admitted by words, rosters adopted (Q:R11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cso_registry.exchange.trust import (
    add_signature,
    first_root,
    make_root,
    make_roster,
    read_trust,
    spelt_trust,
)
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.signing import generate_signing_key, public_key_of, sign_raw
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.root_keys import read_root_key, write_root_key
from cso_registry.workspace.exchanging.trusting import new_root_keys
from tests.support.desk import CHEAP, PASSPHRASE, founded, open_desk

if TYPE_CHECKING:
    from cso_registry.exchange.roster import Roster

TODAY = date(2026, 11, 2)


class Key:
    """A key of a test, with both halves."""

    def __init__(self) -> None:
        self.private = generate_signing_key()
        self.public = public_key_of(self.private).hex()

    def sign(self, message: bytes) -> bytes:
        return sign_raw(self.private, message)


def root_by(keys, signers, roster_key, version=1):
    made = make_root([key.public for key in keys], roster_key.public, TODAY, version=version)
    for key in signers:
        add_signature(made, key.public, key.sign)
    return made


def roster_by(roster, key):
    made = make_roster(roster, TODAY)
    add_signature(made, key.public, key.sign)
    return made


@pytest.fixture
def keys():
    return [Key(), Key(), Key()]


@pytest.fixture
def roster(neighbours) -> Roster:
    (nation,) = neighbours("nation")
    return nation.roster


def test_two_of_three_root_keys_are_enough_and_one_is_not(keys, roster):
    of_roster = Key()
    spelt = spelt_trust([root_by(keys, keys[:2], of_roster)], roster_by(roster, of_roster))
    assert read_trust(spelt, first_root(spelt)).roster == roster
    weak = spelt_trust([root_by(keys, keys[:1], of_roster)], roster_by(roster, of_roster))
    with pytest.raises(KnownError) as told:
        read_trust(weak, first_root(weak))
    assert told.value.key == "trust.bad_signature"


def test_a_roster_signed_by_another_key_is_refused(keys, roster):
    of_roster, stranger = Key(), Key()
    spelt = spelt_trust([root_by(keys, keys[:2], of_roster)], roster_by(roster, stranger))
    with pytest.raises(KnownError) as told:
        read_trust(spelt, first_root(spelt))
    assert told.value.key == "trust.bad_signature"


def test_another_root_is_refused(keys, roster):
    of_roster = Key()
    ours = spelt_trust([root_by(keys, keys, of_roster)], roster_by(roster, of_roster))
    others = [Key(), Key(), Key()]
    theirs = spelt_trust([root_by(others, others, of_roster)], roster_by(roster, of_roster))
    with pytest.raises(KnownError) as told:
        read_trust(theirs, first_root(ours))
    assert told.value.key == "trust.other_root"


def test_a_newer_root_needs_the_old_keys_and_the_new(keys, roster):
    of_roster, new = Key(), [Key(), Key(), Key()]
    first = root_by(keys, keys[:2], of_roster)
    for signers, is_good in (
        ((*keys[:2], *new[:2]), True),
        (new, False),
        (keys, False),
        ((keys[0], *new), False),
    ):
        spelt = spelt_trust(
            [first, root_by(new, signers, of_roster, version=2)], roster_by(roster, of_roster)
        )
        if is_good:
            assert len(read_trust(spelt, first_root(spelt)).roots) == 2
            continue
        with pytest.raises(KnownError) as told:
            read_trust(spelt, first_root(spelt))
        assert told.value.key == "trust.bad_signature"


def test_a_root_that_skips_a_version_is_refused(keys, roster):
    of_roster = Key()
    spelt = spelt_trust(
        [root_by(keys, keys, of_roster), root_by(keys, keys, of_roster, version=3)],
        roster_by(roster, of_roster),
    )
    with pytest.raises(KnownError):
        read_trust(spelt, first_root(spelt))


def test_an_older_roster_never_replaces_a_newer_one(keys, roster):
    of_roster = Key()
    root = root_by(keys, keys, of_roster)
    newer = spelt_trust([root], roster_by(replace(roster, version=7), of_roster))
    older = spelt_trust([root], roster_by(replace(roster, version=6), of_roster))
    known = read_trust(newer, first_root(newer)).roster
    with pytest.raises(KnownError) as told:
        read_trust(older, first_root(newer), known)
    assert told.value.key == "trust.older"


def test_two_rosters_of_one_version_are_refused(keys, roster):
    of_roster = Key()
    root = root_by(keys, keys, of_roster)
    spelt = spelt_trust([root], roster_by(roster, of_roster))
    known = read_trust(spelt, first_root(spelt)).roster
    other = spelt_trust([root], roster_by(replace(roster, issued="2027-01-01"), of_roster))
    with pytest.raises(KnownError):
        read_trust(other, first_root(spelt), known)


@pytest.mark.parametrize("at", range(0, 2_400, 97))
def test_no_changed_byte_of_a_trust_is_believed(keys, roster, at):
    of_roster = Key()
    spelt = spelt_trust([root_by(keys, keys, of_roster)], roster_by(roster, of_roster))
    at %= len(spelt)
    changed = spelt[:at] + bytes([spelt[at] ^ 1]) + spelt[at + 1 :]
    with pytest.raises((KnownError, InputError)):
        read_trust(changed, first_root(spelt))


@pytest.mark.parametrize(
    "said", [b"", b"{}", b"[]", b"null", canonical_bytes({"roots": [], "roster": {}})]
)
def test_what_is_no_trust_is_told(said):
    with pytest.raises(InputError) as told:
        first_root(said)
    assert told.value.key == "trust.malformed"


def test_a_root_key_file_opens_with_its_own_passphrase_only(tmp_path):
    (key,) = new_root_keys(1)
    file = tmp_path / "root-1.json"
    write_root_key(file, key, PASSPHRASE, cost=CHEAP)
    assert read_root_key(file, PASSPHRASE) == key
    assert key.private.reveal() not in file.read_bytes()
    with pytest.raises(KnownError) as told:
        read_root_key(file, type(PASSPHRASE).of_text("วลีอื่นที่ไม่ใช่-2569"))
    assert told.value.key == "trust.wrong_root_passphrase"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(KnownError) as told:
        read_root_key(file, PASSPHRASE)
    assert (told.value.key, told.value.params["file"]) == ("trust.not_a_root_key", "root-1.json")


@pytest.fixture
def founded_nation(neighbours):
    nation, north = neighbours("nation", "north")
    room = Exchange(nation.desk.workspace)
    keys = new_root_keys()
    room.trust.found(keys, TODAY, None)
    return room, Exchange(north.desk.workspace), keys


def admitted(nation: Exchange, office: Exchange) -> None:
    request, words = office.trust.request(is_training=True)
    nation.trust.admit(request, words, TODAY)


def test_an_office_is_admitted_only_by_its_words(founded_nation):
    nation, north, _ = founded_nation
    request, words = north.trust.request(is_training=True)
    with pytest.raises(KnownError) as told:
        nation.trust.admit(request, (*words[:7], "ช้าง" if words[7] != "ช้าง" else "ม้า"), TODAY)
    assert told.value.key == "trust.other_words"
    assert nation.trust.admit(request, words, TODAY).version == 2


def test_a_kit_lets_an_office_begin(founded_nation, tmp_path):
    nation, north, _ = founded_nation
    admitted(nation, north)
    kit = tmp_path / "north.kit"
    nation.write_kit(str(north.office.id), kit)
    with pytest.raises(KnownError) as told:
        north.join(kit, ["ผิด"] * 8, lambda *_: None)
    assert told.value.key == "trust.other_words"
    assert not north.trust.has_joined
    north.join(kit, north.kit_words(kit), lambda *_: None)
    assert north.trust.trusted.roster.version == 2
    assert set(north.trust.trusted.roster.offices) == {
        str(nation.office.id),
        str(north.office.id),
    }


def test_who_does_not_stand_in_the_roster_cannot_join(founded_nation, neighbours, tmp_path):
    nation, north, _ = founded_nation
    admitted(nation, north)
    kit = tmp_path / "north.kit"
    nation.write_kit(str(north.office.id), kit)
    (desk,) = neighbours("east")
    east = Exchange(desk.desk.workspace)
    with pytest.raises(KnownError) as told:
        east.join(kit, east.kit_words(kit), lambda *_: None)
    assert told.value.key == "trust.not_in_roster"


def test_a_newer_roster_comes_with_a_bundle(founded_nation, neighbours, tmp_path):
    nation, north, keys = founded_nation
    admitted(nation, north)
    kit = tmp_path / "north.kit"
    nation.write_kit(str(north.office.id), kit)
    north.join(kit, north.kit_words(kit), lambda *_: None)
    (desk,) = neighbours("east")
    admitted(nation, Exchange(desk.desk.workspace))
    nation.trust.renew_root(keys[:2], new_root_keys(), TODAY)

    (written,) = nation.export(Order(to=(str(north.office.id),)), tmp_path / "1.csob")
    with written.file.open("rb") as source:
        north.take(source, lambda *_: None)
    assert len(north.trust.trusted.roster.offices) == 3
    with pytest.raises(KnownError) as told:
        nation.trust.renew_root(keys[:2], new_root_keys(), TODAY)
    assert (told.value.key, told.value.params["count"]) == ("trust.too_few_root_keys", 0)


def test_a_code_belongs_to_one_office(founded_nation, tmp_path):
    nation, north, _ = founded_nation
    admitted(nation, north)
    founded(tmp_path / "twin", province="50")
    with open_desk(tmp_path / "twin") as twin, pytest.raises(KnownError) as told:
        admitted(nation, Exchange(twin.workspace))
    assert told.value.key == "trust.code_taken"
