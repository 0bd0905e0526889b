import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.passphrase import (
    STANDARD_COST,
    Cost,
    check_verifier,
    derive_key,
    make_verifier,
    require_strong,
)
from cso_registry.seal.secret import Secret

CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
SALT = bytes(range(16))


@pytest.mark.usefixtures("delivered_cost")
def test_standard_cost_is_pinned_and_derives_the_known_bytes():
    assert (STANDARD_COST.memory_kib, STANDARD_COST.passes, STANDARD_COST.lanes) == (65_536, 3, 1)
    key = derive_key(Secret(b"password"), b"somesaltsomesalt", STANDARD_COST)
    assert key.reveal().hex() == "7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819"


def test_lanes_passes_memory_and_salt_each_change_the_key():
    keys = {
        derive_key(Secret(b"password"), salt, cost).reveal()
        for salt, cost in [
            (SALT, CHEAP),
            (SALT[::-1], CHEAP),
            (SALT, CHEAP.model_copy(update={"passes": 2})),
            (SALT, CHEAP.model_copy(update={"lanes": 2})),
            (SALT, CHEAP.model_copy(update={"memory_kib": 9_000})),
        ]
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [
        (262_145, 1, 1),
        (4_194_304, 3, 1),
        (65_536, 9, 1),
        (65_536, 3, 5),
        (8_191, 3, 1),
        (65_536, 0, 1),
        (65_536, 3, 0),
        (-1, 3, 1),
    ],
)
def test_cost_outside_the_limits_is_refused_before_anything_is_computed(memory, passes, lanes):
    with pytest.raises(ValueError):
        Cost(memory_kib=memory, passes=passes, lanes=lanes)
    stored = f"$argon2id$v=19$m={memory},t={passes},p={lanes}${'A' * 22}${'A' * 43}"
    with pytest.raises(KnownError) as caught:
        check_verifier(Secret(b"x"), stored)
    assert caught.value.key == "seal.damaged_verifier"


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_verifier_knows_its_secret_and_no_other(right, other):
    right_secret, other_secret = _secret(right), _secret(other)
    stored = make_verifier(right_secret, cost=CHEAP)
    assert check_verifier(right_secret, stored)
    assert check_verifier(other_secret, stored) is (right_secret == other_secret)


def test_verifier_of_one_secret_differs_each_time_and_holds_nothing_of_it():
    secret = Secret.of_text("canary-canary")
    first, second = make_verifier(secret, cost=CHEAP), make_verifier(secret, cost=CHEAP)
    assert first != second
    assert "canary" not in first


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.replace("argon2id", "argon2i"),
        lambda text: text.replace("v=19", "v=16"),
        lambda text: text.replace("m=8192", "m=08192999"),
        lambda text: text.replace("t=1", "t=๑"),
        lambda text: text[:-1] + "=",
        lambda text: text[:-1] + ("B" if text[-1] != "B" else "C"),
    ],
)
def test_malformed_verifier_is_told_from_a_wrong_secret(change):
    stored = make_verifier(Secret(b"right one"), cost=CHEAP, randomness=bytes)
    with pytest.raises(KnownError) as caught:
        check_verifier(Secret(b"right one"), change(stored))
    assert caught.value.key == "seal.damaged_verifier"


def test_salt_of_another_length_and_a_boundless_secret_are_refused():
    with pytest.raises(KnownError):
        derive_key(Secret(b"x"), b"short", CHEAP)
    with pytest.raises(InputError) as caught:
        derive_key(Secret(bytes(1_025)), SALT, CHEAP)
    assert caught.value.key == "seal.secret_too_long"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "seal.secret_too_short"),
        ("แมวดำ12", "seal.secret_too_short"),
        ("        ab", "seal.secret_too_short"),
        ("aaaaaaaaaaaa", "seal.secret_too_simple"),
        ("ababababab", "seal.secret_too_simple"),
        ("12345678", "seal.secret_too_simple"),
        ("987654321", "seal.secret_too_simple"),
        ("กขฃคฅฆงจ", "seal.secret_too_simple"),
        ("สมาคม ตัวอย่าง", "seal.secret_is_known_word"),
        ("CSO-Registry", "seal.secret_is_known_word"),
        ("กข1!" * 300, "seal.secret_too_long"),
    ],
)
def test_weak_secret_is_refused_with_the_reason(text, key):
    with pytest.raises(InputError) as caught:
        require_strong(Secret.of_text(text), unlike=["สมาคมตัวอย่าง", "cso-registry"])
    assert caught.value.key == key
    assert text[:6] not in str(caught.value) or not text


@pytest.mark.parametrize("text", ["แมวกินปลาทูสด", "three plain words", "aB3$xY7!", "1357924680"])
def test_good_secret_passes(text):
    require_strong(Secret.of_text(text), unlike=["สมาคมตัวอย่าง"])


def _secret(text):
    try:
        return Secret.of_text(text)
    except InputError:
        return Secret.of_text("instead of half a surrogate pair")
