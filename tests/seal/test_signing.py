"""R12: Ed25519 keys and signatures, pinned. Vectors: RFC 8032, section 7.1."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.kernel.errors import KnownError
from cso_registry.seal import edwards
from cso_registry.seal.edwards import GROUP_ORDER, PRIME, Point, read_point, times
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import (
    generate_signing_key,
    is_raw_signature,
    is_signed,
    public_key_of,
    require_sound_public_key,
    sign,
    signed_bytes,
)
from tests.support.weak_keys import NO_POINTS, SECOND_SPELLINGS, SMALL_ORDER

RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
KEY = Secret(bytes.fromhex(RFC_8032[1][0]))
PUBLIC = public_key_of(KEY)


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_rfc_8032_vectors(seed, public, message, signature):
    public_key, wanted = bytes.fromhex(public), bytes.fromhex(signature)
    assert public_key_of(Secret(bytes.fromhex(seed))) == public_key
    assert is_raw_signature(public_key, bytes.fromhex(message), wanted)
    assert not is_raw_signature(public_key, bytes.fromhex(message) + b"\x00", wanted)
    require_sound_public_key(public_key)


@pytest.mark.parametrize("encoded", SMALL_ORDER + SECOND_SPELLINGS + NO_POINTS)
def test_weak_public_key_is_refused_at_enrolment_and_verifies_nothing(encoded):
    key = bytes.fromhex(encoded)
    with pytest.raises(KnownError, match=r"seal.bad_public_key"):
        require_sound_public_key(key)
    for commitment in (key, bytes.fromhex(SMALL_ORDER[0])):
        assert not is_raw_signature(key, b"any message", (commitment + bytes(64))[:64])


def test_small_order_list_is_whole_and_true():
    """The eight points are the multiples of one of order 8, found by arithmetic."""
    points = [read_point(bytes.fromhex(encoded)) for encoded in SMALL_ORDER]
    assert all(point is not None and times(8, point).is_neutral for point in points)
    generator = points[4]
    found = {_spelled(times(index, generator)) for index in range(8)}
    assert found == set(SMALL_ORDER)


def test_library_alone_takes_a_weak_key():
    """The control: without our own check one signature fits every message."""
    neutral = bytes.fromhex(SMALL_ORDER[0])
    weak = Ed25519PublicKey.from_public_bytes(neutral)
    for message in (b"pay 1", b"pay 2"):
        weak.verify(neutral + bytes(32), message)
        assert not is_raw_signature(neutral, message, neutral + bytes(32))


@pytest.mark.parametrize("small", SMALL_ORDER[1:])
def test_key_with_a_small_part_is_refused(small):
    mixed = read_point(PUBLIC) + read_point(bytes.fromhex(small))
    with pytest.raises(KnownError, match=r"seal.bad_public_key"):
        require_sound_public_key(bytes.fromhex(_spelled(mixed)))


def test_signature_with_a_second_spelling_of_its_number_is_refused():
    message = b"any"
    signature = sign(KEY, "test", message)
    number = int.from_bytes(signature[32:], "little")
    for added in (GROUP_ORDER, 2 * GROUP_ORDER, 8 * GROUP_ORDER):
        forged = signature[:32] + (number + added).to_bytes(32, "little")
        assert not is_signed(PUBLIC, "test", message, forged)
    for edge in (GROUP_ORDER, GROUP_ORDER + 1, 2**256 - 1):
        assert not is_signed(PUBLIC, "test", message, signature[:32] + edge.to_bytes(32, "little"))


@pytest.mark.parametrize("commitment", SMALL_ORDER + SECOND_SPELLINGS)
def test_signature_with_a_weak_commitment_is_refused_though_its_equation_holds(commitment):
    """R of small order and S = k*a satisfy the equation up to the small part."""
    encoded = bytes.fromhex(commitment)
    private = _private_number(KEY)
    challenge = hashlib.sha512(encoded + PUBLIC + b"m").digest()
    number = int.from_bytes(challenge, "little") * private % GROUP_ORDER
    assert not is_raw_signature(PUBLIC, b"m", encoded + number.to_bytes(32, "little"))


@pytest.mark.parametrize("size", [0, 1, 32, 63, 65, 128])
def test_signature_of_another_length_is_refused(size):
    assert not is_signed(PUBLIC, "test", b"any", bytes(size))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 511), st.binary(min_size=32, max_size=32))
def test_signature_fits_its_key_kind_and_content_only(content, bit, seed):
    key = Secret(seed)
    signature = sign(key, "bundle", content)
    public = public_key_of(key)
    assert is_signed(public, "bundle", content, signature)
    assert not is_signed(public, "certificate", content, signature)
    assert not is_signed(public, "bundle", content + b"x", signature)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not is_signed(public, "bundle", content, bytes(flipped))
    assert not is_signed(public_key_of(generate_signing_key()), "bundle", content, signature)


def test_kind_and_content_cannot_run_into_each_other():
    assert signed_bytes("ab", b"c") != signed_bytes("a", b"bc")
    assert signed_bytes("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_generated_keys_differ_and_are_sound():
    keys = [generate_signing_key() for _ in range(5)]
    assert len({key.reveal() for key in keys}) == 5
    for key in keys:
        require_sound_public_key(public_key_of(key))


def test_point_arithmetic_agrees_with_the_signing_library():
    base = read_point(bytes.fromhex("58" + "66" * 31))
    private = _private_number(KEY)
    assert _spelled(times(private, base)) == PUBLIC.hex()
    assert times(GROUP_ORDER, base).is_neutral
    assert not times(GROUP_ORDER - 1, base).is_neutral


def _private_number(key):
    digest = bytearray(hashlib.sha512(key.reveal()).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 63 | 64
    return int.from_bytes(digest, "little")


def _spelled(point: Point):
    inverse = pow(point.z, -1, PRIME)
    x, y = point.x * inverse % PRIME, point.y * inverse % PRIME
    assert (y * y - x * x - 1 - edwards._D * x * x * y * y) % PRIME == 0
    return (y | (x & 1) << 255).to_bytes(32, "little").hex()
