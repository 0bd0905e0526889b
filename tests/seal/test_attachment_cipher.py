import hashlib
import random
import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.kernel.errors import KnownError
from cso_registry.seal import attachment_cipher
from cso_registry.seal.attachment_cipher import (
    CHUNK_BYTES,
    TAG_BYTES,
    Cipher,
    decrypt_stream,
    encrypt_stream,
    keyed_name,
)
from cso_registry.seal.derivation import derive_subkey
from cso_registry.seal.secret import Secret

KEY = Secret(bytes(range(32)))
HEADER = 16
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
BLOCK = random.Random(2569).randbytes(CHUNK_BYTES)


class Trickle(BytesIO):
    """A stream that gives less than was asked for, as pipes do."""

    def read(self, size=-1, /):
        return super().read(min(size, 70_001))


def _sealed(content, key=KEY, cipher=Cipher.AES_256_GCM):
    sink = BytesIO()
    told = encrypt_stream(BytesIO(content), sink, key, cipher=cipher)
    assert (told.size, told.sha256) == (len(content), hashlib.sha256(content).digest())
    return sink.getvalue()


def _opened(data, key=KEY):
    sink = BytesIO()
    told = decrypt_stream(BytesIO(data), sink, key)
    assert told.sha256 == hashlib.sha256(sink.getvalue()).digest()
    return sink.getvalue()


def _refused(data, key=KEY):
    with pytest.raises(KnownError) as caught:
        decrypt_stream(BytesIO(data), BytesIO(), key)
    assert caught.value.key == "seal.damaged_attachment"


@pytest.mark.parametrize("cipher", list(Cipher))
@pytest.mark.parametrize(
    "size",
    [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 5],
)
def test_content_comes_back_at_every_edge_of_a_chunk(size, cipher):
    content = (BLOCK * 4)[:size]
    sealed = _sealed(content, cipher=cipher)
    chunks = max(1, -(-size // CHUNK_BYTES))
    assert len(sealed) == HEADER + size + chunks * TAG_BYTES
    assert _opened(sealed) == content
    assert content[:40] not in sealed or size < 40


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=5_000), st.sampled_from(list(Cipher)))
def test_round_trip_of_any_content(content, cipher):
    assert _opened(_sealed(content, cipher=cipher)) == content


def test_streams_that_trickle_make_the_same_content():
    content = BLOCK + b"tail"
    sink = BytesIO()
    encrypt_stream(Trickle(content), sink, KEY)
    opened = BytesIO()
    decrypt_stream(Trickle(sink.getvalue()), opened, KEY)
    assert opened.getvalue() == content


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 7))
def test_any_flipped_bit_is_refused(position, bit):
    data = bytearray(_SMALL)
    data[position % len(data)] ^= 1 << bit
    _refused(bytes(data))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=20))
def test_cut_and_lengthened_files_are_refused(position, added):
    _refused(_SMALL[: position % len(_SMALL)])
    _refused(_SMALL + added)
    cut = position % len(_SMALL)
    _refused(_SMALL[:cut] + added + _SMALL[cut:])


def test_three_chunks_cut_reordered_repeated_or_spliced_are_refused():
    whole = _sealed(BLOCK * 2 + b"end")
    other = _sealed(BLOCK * 2 + b"end")
    head, first = whole[:HEADER], whole[HEADER : HEADER + SEALED_CHUNK]
    second = whole[HEADER + SEALED_CHUNK : HEADER + 2 * SEALED_CHUNK]
    last = whole[HEADER + 2 * SEALED_CHUNK :]
    assert head + first + second + last == whole
    assert _opened(whole) == BLOCK * 2 + b"end"
    for order in (
        (first,),
        (first, second),
        (first, last),
        (second, last),
        (last,),
        (second, first, last),
        (first, first, last),
        (first, second, second, last),
        (first, second, last, last),
        (first, second, other[HEADER + 2 * SEALED_CHUNK :]),
        (other[HEADER : HEADER + SEALED_CHUNK], second, last),
        (first, second, b""),
        (),
    ):
        _refused(head + b"".join(order))
    _refused(other[:HEADER] + first + second + last)


def test_file_of_exact_chunks_cannot_be_cut_at_a_chunk():
    whole = _sealed(BLOCK * 2)
    _refused(whole[: HEADER + SEALED_CHUNK])


def test_empty_last_chunk_after_a_full_one_is_refused():
    """Content has one form only: the forger here even knows the key."""
    seal = attachment_cipher._Seal(_sealed(b"")[:HEADER], KEY)
    data = _sealed(b"")[:HEADER]
    seal = attachment_cipher._Seal(data, KEY)
    _refused(data + seal.close(0, BLOCK, is_last=False) + seal.close(1, b"", is_last=True))
    assert _opened(data + seal.close(0, BLOCK, is_last=True)) == BLOCK


def test_another_key_and_another_cipher_byte_are_refused():
    _refused(_SMALL, Secret(bytes(32)))
    for wrong in (0, 2, 3, 255):
        _refused(_SMALL[:8] + bytes([wrong]) + _SMALL[9:])


def test_two_encryptions_of_one_content_differ():
    assert _sealed(b"same") != _sealed(b"same")


def test_content_over_the_limit_is_refused_on_both_ways():
    encrypt_stream(BytesIO(b"x" * 100), BytesIO(), KEY, limit=100)
    for attempt in (
        lambda: encrypt_stream(BytesIO(b"x" * 101), BytesIO(), KEY, limit=100),
        lambda: decrypt_stream(BytesIO(_sealed(b"x" * 101)), BytesIO(), KEY, limit=100),
    ):
        with pytest.raises(KnownError) as caught:
            attempt()
        assert caught.value.key == "seal.attachment_too_large"
        assert caught.value.params == {"bytes": 100}


def test_memory_stays_flat_whatever_the_size():
    class Endless:
        def __init__(self, blocks):
            self.left = blocks

        def read(self, size, /):
            if not self.left:
                return b""
            self.left -= 1
            return BLOCK[:size]

    class Nowhere:
        def write(self, data, /):
            return len(data)

    def peak(blocks):
        tracemalloc.start()
        encrypt_stream(Endless(blocks), Nowhere(), KEY)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    few, many = peak(4), peak(64)
    assert many < 8 * CHUNK_BYTES
    assert many < few + CHUNK_BYTES


def test_keyed_name_is_one_per_content_and_store():
    digest = hashlib.sha256(b"scan").digest()
    name = keyed_name(KEY, digest)
    assert name == keyed_name(KEY, digest)
    assert len(name) == 64
    assert name != keyed_name(Secret(bytes(32)), digest)
    assert name != keyed_name(KEY, hashlib.sha256(b"other").digest())
    assert digest.hex() != name


def test_subkeys_differ_by_purpose_and_need_a_full_key():
    assert derive_subkey(KEY, "a") != derive_subkey(KEY, "b")
    assert derive_subkey(KEY, "a") == derive_subkey(KEY, "a")
    with pytest.raises(ValueError, match="32 bytes"):
        derive_subkey(Secret(b"short"), "a")


_SMALL = _sealed(b"a small invented document")
