import json
import traceback
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.seal.age import decrypt_with, encrypt_to, new_identity, recipient_of
from cso_registry.seal.passphrase import Cost
from cso_registry.seal.recovery import (
    create_recovery_key,
    open_identity,
    protect_identity,
    read_recovery_key,
)
from cso_registry.seal.secret import Secret
from cso_registry.seal.wrapped import Binding, read_wrapped, write_wrapped
from cso_registry.seal.wrapping import (
    unwrap_with_passphrase,
    unwrap_with_recovery,
    wrap_for_recovery,
    wrap_with_passphrase,
)

CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
BINDING = Binding("01890000-0000-7000-8000-000000000001", "store key")
OTHER = Binding("01890000-0000-7000-8000-000000000002", "store key")
DATA_KEY = Secret(bytes(range(32)))
CANARY = b"canary-2569"
PASSPHRASE = Secret.of_text("คำผ่าน canary ของสำนักงาน")
RECOVERY = create_recovery_key()


def _wrapped(way):
    return {
        "passphrase": lambda: wrap_with_passphrase(DATA_KEY, PASSPHRASE, BINDING, cost=CHEAP),
        "recovery": lambda: wrap_for_recovery(DATA_KEY, RECOVERY.recipient, BINDING),
    }[way]()


def _unwrap(wrapped, binding=BINDING):
    return {
        "passphrase": lambda: unwrap_with_passphrase(wrapped, PASSPHRASE, binding),
        "recovery": lambda: unwrap_with_recovery(wrapped, RECOVERY.identity, binding),
    }[wrapped.way]()


WAYS = ["passphrase", "recovery"]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_wrapped_and_written_is_read_and_unwrapped(way):
    wrapped = _wrapped(way)
    data = write_wrapped(wrapped)
    assert read_wrapped(data) == wrapped
    assert _unwrap(read_wrapped(data)) == DATA_KEY
    assert DATA_KEY.reveal() not in data


@pytest.mark.parametrize("way", WAYS)
def test_two_wrappings_of_one_secret_share_no_sealed_bytes(way):
    assert _wrapped(way).sealed != _wrapped(way).sealed


@pytest.mark.parametrize("way", WAYS)
def test_secret_of_another_registry_is_refused_even_when_its_label_is_changed(way):
    wrapped = _wrapped(way)
    with pytest.raises(KnownError) as caught:
        _unwrap(wrapped, OTHER)
    assert caught.value.key == "seal.key_of_another_registry"
    with pytest.raises(KnownError):
        _unwrap(wrapped.model_copy(update={"registry": OTHER.registry}), OTHER)
    with pytest.raises(KnownError):
        _unwrap(
            wrapped.model_copy(update={"purpose": "signing key"}),
            Binding(BINDING.registry, "signing key"),
        )


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(position=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(way, position, bit):
    data = bytearray(write_wrapped(_FIXED[way]))
    data[position % len(data)] ^= 1 << bit
    with pytest.raises(RegistryError):
        _unwrap(read_wrapped(bytes(data)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kept", [0, 1, 50, -2, -1])
def test_cut_and_lengthened_forms_are_refused(way, kept):
    data = write_wrapped(_FIXED[way])
    for changed in (data[:kept], data + b" ", data + data):
        with pytest.raises(KnownError) as caught:
            read_wrapped(changed)
        assert caught.value.key == "seal.damaged_key"


def test_wrong_secrets_are_told_apart_and_shown_nowhere():
    cases = [
        (
            lambda: unwrap_with_passphrase(_FIXED["passphrase"], Secret(CANARY), BINDING),
            "seal.wrong_passphrase",
        ),
        (
            lambda: unwrap_with_recovery(_FIXED["recovery"], new_identity(), BINDING),
            "seal.not_for_this_key",
        ),
        (
            lambda: unwrap_with_recovery(_FIXED["recovery"], Secret(CANARY), BINDING),
            "seal.bad_identity",
        ),
    ]
    for attempt, key in cases:
        with pytest.raises(KnownError) as caught:
            attempt()
        assert caught.value.key == key
        assert "canary" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "change",
    [
        {"cost": {"memory_kib": 4_194_304, "passes": 3, "lanes": 1}},
        {"cost": {"memory_kib": 65_536, "passes": 1_000, "lanes": 1}},
        {"cost": {"memory_kib": 65_536.0, "passes": 3, "lanes": 1}},
        {"cost": {"memory_kib": True, "passes": 3, "lanes": 1}},
        {"form": "cso-wrapped-key/2"},
        {"way": "plain"},
        {"surplus": 1},
        {"nonce": "AAAA"},
        {"salt": ""},
        {"sealed": "!"},
        {"sealed": "A" * 5_000},
    ],
)
def test_hostile_form_is_refused(change):
    told = json.loads(write_wrapped(_FIXED["passphrase"])) | change
    data = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(KnownError) as caught:
        _unwrap(read_wrapped(data))
    assert caught.value.key == "seal.damaged_key"


def test_two_base64_spellings_of_one_secret_are_not_both_taken():
    wrapped = wrap_with_passphrase(Secret(bytes(33)), PASSPHRASE, BINDING, cost=CHEAP)
    first, second = wrapped.sealed[:-3], wrapped.sealed[-3]
    assert wrapped.sealed.endswith("==")
    assert second in "AQgw"
    changed = wrapped.model_copy(update={"sealed": first + chr(ord(second) + 1) + "=="})
    with pytest.raises(KnownError, match=r"seal.damaged_key"):
        unwrap_with_passphrase(changed, PASSPHRASE, BINDING)


def test_recovery_identity_comes_back_from_its_file_and_from_paper():
    content = protect_identity(RECOVERY, PASSPHRASE, cost=CHEAP)
    assert RECOVERY.identity.reveal() not in content
    assert open_identity(content, PASSPHRASE).identity == RECOVERY.identity
    assert read_recovery_key(RECOVERY.identity).recipient == RECOVERY.recipient
    assert recipient_of(RECOVERY.identity) == RECOVERY.recipient


def test_recovery_file_refuses_a_wrong_passphrase_and_a_file_of_another_kind():
    content = protect_identity(RECOVERY, PASSPHRASE, cost=CHEAP)
    with pytest.raises(KnownError, match=r"seal.wrong_passphrase"):
        open_identity(content, Secret(b"another one"))
    with pytest.raises(KnownError, match=r"seal.not_a_recovery_file"):
        open_identity(write_wrapped(_FIXED["passphrase"]), PASSPHRASE)
    swapped = json.loads(content) | {"registry": create_recovery_key().recipient}
    data = json.dumps(swapped, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(KnownError, match=r"seal.wrong_passphrase"):
        open_identity(data, PASSPHRASE)


def test_recovery_file_whose_label_names_another_key_is_refused():
    """Whoever knows the passphrase could make one, and have data locked to a wrong key."""
    binding = Binding(create_recovery_key().recipient, "recovery identity")
    wrapped = wrap_with_passphrase(RECOVERY.identity, PASSPHRASE, binding, cost=CHEAP)
    with pytest.raises(KnownError, match=r"seal.damaged_key"):
        open_identity(write_wrapped(wrapped), PASSPHRASE)


def test_age_file_of_several_receivers_opens_for_each_and_for_no_other():
    identities = [new_identity() for _ in range(3)]
    sealed = BytesIO()
    encrypt_to([recipient_of(i) for i in identities], BytesIO(b"x" * 200_000), sealed)
    for identity in identities:
        opened = BytesIO()
        decrypt_with(identity, BytesIO(sealed.getvalue()), opened)
        assert opened.getvalue() == b"x" * 200_000
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        decrypt_with(new_identity(), BytesIO(sealed.getvalue()), BytesIO())


_FIXED = {way: _wrapped(way) for way in WAYS}
