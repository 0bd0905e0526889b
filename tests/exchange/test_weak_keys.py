"""R12: what proves or hides nothing is refused where an office, a roster or a root is taken in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cso_registry.exchange.enrolment import Enrolment, read_enrolment, spell_enrolment
from cso_registry.exchange.roster import RosterKey
from cso_registry.exchange.roster_models import KeySaid, OfficeSaid
from cso_registry.exchange.sound_keys import require_sound_root
from cso_registry.exchange.trust import make_root, roots_of, spelt_trust
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.seal.signing import generate_signing_key, public_key_of, sign
from cso_registry.storage.trust_table import ROSTER_KEY, kept_trust
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.trusting import new_root_keys
from tests.exchange.test_trust import TODAY, Key, admitted, roster_by
from tests.support.weak_keys import LOW_ORDER, NO_POINTS, SECOND_SPELLINGS, SMALL_ORDER, bech32

POINTS = [one for one in SMALL_ORDER + SECOND_SPELLINGS + NO_POINTS if len(one) == 64]
RECIPIENTS = [bech32("age", point.to_bytes(32, "little")) for point in LOW_ORDER]
WEAK_KEYS = [("seal.bad_public_key", one) for one in POINTS]
WEAK_RECIPIENTS = [("seal.bad_recipient", one) for one in RECIPIENTS]
SOUND = recipient_of(new_identity())


def request_of(signing: tuple[str, ...], sealing: tuple[str, ...]) -> bytes:
    """A request, signed by a sound key of its own that stands last."""
    key = generate_signing_key()
    public = public_key_of(key)
    since = TODAY.isoformat()
    kept = [KeySaid(public=one, since=since, until=since) for one in signing]
    office = OfficeSaid(
        office="00000000-0000-7000-8000-000000000001",
        code="สมมติ",
        name_th="สำนักงานสมมติ",
        jurisdiction="40",
        signing=(*kept, KeySaid(public=public.hex(), since=since)),
        sealing=sealing,
    )
    said = Enrolment(office=office)
    return spell_enrolment(said, lambda kind, content: (public, sign(key, kind, content)))


def weak_request(key: str, weak: str) -> bytes:
    if key == "seal.bad_recipient":
        return request_of((), (SOUND, weak))
    return request_of((weak,), (SOUND,))


def test_the_request_is_refused_for_its_weak_key_only():
    assert read_enrolment(request_of((), (SOUND,))).office.sealing == (SOUND,)


@pytest.mark.parametrize(("key", "weak"), WEAK_KEYS + WEAK_RECIPIENTS)
def test_an_office_with_a_weak_key_is_not_enrolled(key, weak):
    with pytest.raises(KnownError) as told:
        read_enrolment(weak_request(key, weak))
    assert told.value.key == key


@pytest.mark.parametrize("weak", POINTS)
def test_a_request_that_a_weak_key_signs_is_signed_by_nobody(weak):
    """With a point of low order one signature fits whatever is said."""
    neutral = bytes.fromhex(SMALL_ORDER[0])
    signed = request_of((), (SOUND,))
    said = read_enrolment(signed)
    office = said.office.model_copy(
        update={"signing": (KeySaid(public=weak, since=TODAY.isoformat()),)}
    )
    forged = spell_enrolment(
        said.model_copy(update={"office": office}),
        lambda _kind, _content: (bytes.fromhex(weak), neutral + bytes(32)),
    )
    with pytest.raises(KnownError) as told:
        read_enrolment(forged)
    assert told.value.key == "bundle.bad_signature"


@pytest.fixture
def nation_and_north(neighbours):
    nation, north = neighbours("nation", "north")
    return Exchange(nation.desk.workspace), Exchange(north.desk.workspace)


def roster_key(nation: Exchange) -> Key:
    """The key of the secretariat that signs the roster, as its desk holds it."""
    _, public, private = nation.trust._as_root()
    key = Key()
    key.public, key.private = public, private
    return key


def test_a_signed_roster_with_a_weak_key_is_not_adopted_and_the_old_one_stays(nation_and_north):
    """The secretariat's own key signed it: another program than ours made it."""
    nation, north = nation_and_north
    roots = new_root_keys()
    nation.trust.found(roots, TODAY, None)
    admitted(nation, north)
    known = nation.trust.trusted.roster
    spelt = nation.trust.trusted.spelt
    (root,) = roots_of(spelt)
    office = known.offices[str(north.office.id)]
    weak_signing = (*office.signing, RosterKey(POINTS[4], TODAY.isoformat()))
    made = [
        ("seal.bad_public_key", replace(office, signing=weak_signing), None),
        ("seal.bad_recipient", replace(office, sealing=(RECIPIENTS[2],)), None),
        ("seal.bad_recipient", office, RECIPIENTS[0]),
    ]
    for key, weak, recovery in made:
        offices = {**known.offices, office.office: weak}
        later = replace(known, version=known.version + 1, offices=offices, recovery=recovery)
        brought = spelt_trust([root], roster_by(later, roster_key(nation)))
        with pytest.raises(KnownError) as told:
            nation.trust.adopt(brought)
        assert told.value.key == key
        assert not north.trust.has_joined
        with pytest.raises(KnownError) as told:
            north.trust.join(brought, north.trust.root_words(brought))
        assert told.value.key == key
        assert nation.trust.trusted.roster == known
    assert not north.trust.has_joined
    whole = replace(known, version=known.version + 1)
    assert nation.trust.adopt(spelt_trust([root], roster_by(whole, roster_key(nation))))


def test_a_recovery_key_that_hides_nothing_founds_no_trust(nation_and_north):
    nation, _ = nation_and_north
    with pytest.raises(KnownError) as told:
        nation.trust.found(new_root_keys(), TODAY, RECIPIENTS[1])
    assert told.value.key == "seal.bad_recipient"
    assert not nation.trust.has_joined
    assert kept_trust(nation.trust._connection, ROSTER_KEY) is None


@pytest.mark.parametrize("weak", POINTS)
def test_a_root_with_a_weak_key_is_refused(weak):
    good, of_roster = [Key(), Key()], Key()
    for publics, roster in (
        ([good[0].public, good[1].public, weak], of_roster.public),
        ([*(one.public for one in good), Key().public], weak),
    ):
        with pytest.raises(KnownError) as told:
            require_sound_root(make_root(publics, roster, TODAY))
        assert told.value.key == "seal.bad_public_key"


@pytest.mark.parametrize(
    ("keytype", "scheme", "public"),
    [
        ("rsa", "rsassa-pss-sha256", "00" * 32),
        ("ed25519", "ed25519", "no hexadecimal"),
        ("ed25519", "ed25519", ""),
        ("ed25519", "ed25519", "00" * 31),
    ],
)
def test_a_root_with_a_key_of_another_kind_is_refused(keytype, scheme, public):
    root = make_root([Key().public, Key().public, Key().public], Key().public, TODAY)
    require_sound_root(root)
    held = next(iter(root.signed.keys.values()))
    held.keytype, held.scheme, held.keyval = keytype, scheme, {"public": public}
    with pytest.raises((InputError, KnownError)) as told:
        require_sound_root(root)
    assert told.value.key in {"trust.malformed", "seal.bad_public_key"}
