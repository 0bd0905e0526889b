"""R12: malformed age headers, foreign work factors and weak recipients.

Every result is pinned; none may stop the program (the library panics on some).
"""

import base64
import hashlib
import hmac
import time
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import pyrage as library

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.age import (
    MOST_HEADER_BYTES,
    MOST_STANZAS,
    decrypt_with,
    encrypt_to,
    new_identity,
    recipient_of,
)
from cso_registry.seal.recipient import recipient_point
from tests.support.weak_keys import LOW_ORDER, bech32

IDENTITY = new_identity()


def _header(*stanzas):
    return b"age-encryption.org/v1\n" + b"".join(stanzas)


def _with_mac(header, file_key):
    mac_key = HKDF(SHA256(), 32, b"", b"header").derive(file_key)
    mac = hmac.new(mac_key, header + b"---", hashlib.sha256).digest()
    return header + b"--- " + base64.b64encode(mac).rstrip(b"=") + b"\n"


def _x25519_stanza(share, file_key):
    """Return the stanza that everybody can make when the shared secret is zero."""
    point = recipient_point(recipient_of(IDENTITY))
    wrap = HKDF(SHA256(), 32, share + point, b"age-encryption.org/v1/X25519").derive(bytes(32))
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    text = base64.b64encode(share).rstrip(b"="), base64.b64encode(body).rstrip(b"=")
    return b"-> X25519 %b\n%b\n" % text


def _open(data):
    decrypt_with(IDENTITY, BytesIO(data), BytesIO())


def test_own_spelling_of_recipients_agrees_with_the_library():
    text = recipient_of(IDENTITY)
    assert bech32("age", recipient_point(text)) == text


@pytest.mark.parametrize("point", LOW_ORDER)
def test_recipient_of_low_order_or_second_spelling_is_refused(point):
    text = bech32("age", point.to_bytes(32, "little"))
    for refused in (
        lambda: recipient_point(text),
        lambda: encrypt_to([recipient_of(IDENTITY), text], BytesIO(b"x"), BytesIO()),
    ):
        with pytest.raises(KnownError, match=r"seal.bad_recipient"):
            refused()


def test_recipient_with_the_unused_top_bit_set_is_refused():
    point = bytearray(recipient_point(recipient_of(IDENTITY)))
    point[31] |= 0x80
    with pytest.raises(KnownError, match=r"seal.bad_recipient"):
        recipient_point(bech32("age", bytes(point)))


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda text: text.upper(),
        lambda text: text[:-1],
        lambda text: " " + text,
        lambda text: text.replace("age1", "agf1"),
        lambda text: text[:-1] + ("q" if text[-1] != "q" else "p"),
        lambda text: text[:20] + "๑" + text[21:],
        lambda text: "AGE-SECRET-KEY-1" + text[16:],
    ],
)
def test_mistyped_recipient_is_refused(change):
    with pytest.raises(KnownError, match=r"seal.bad_recipient"):
        recipient_point(change(recipient_of(IDENTITY)))


@pytest.mark.parametrize("point", LOW_ORDER)
def test_header_that_needs_no_private_key_is_refused(point):
    file_key = bytes(16)
    header = _header(_x25519_stanza(point.to_bytes(32, "little"), file_key))
    payload = HKDF(SHA256(), 32, bytes(16), b"payload").derive(file_key)
    body = ChaCha20Poly1305(payload).encrypt(bytes(11) + b"\x01", b"forged", None)
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        _open(_with_mac(header, file_key) + bytes(16) + body)


@pytest.mark.parametrize("log_of_work", [b"10", b"22", b"30", b"63", b"64", b"99999999999", b"-1"])
def test_passphrase_header_is_refused_whatever_work_it_asks_for(log_of_work):
    stanza = b"-> scrypt %b %b\n%b\n" % (b"A" * 22, log_of_work, b"A" * 43)
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        _open(_with_mac(_header(stanza), bytes(16)) + bytes(64))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v2\n-> X25519 A\nA\n--- A\n",
        b"age-encryption.org/v1\r\n-> X25519 A\r\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n",
        _header(b"-> X25519\n\n") + b"--- " + b"A" * 43 + b"\n",
        _header(b"-> X25519 AAAA AAAA\nAAAA\n") + b"--- " + b"A" * 43 + b"\n",
        _header(b"-> \xff\xfe\nAAAA\n") + b"--- " + b"A" * 43 + b"\n",
        _header(b"-> grease " + b"A" * 100_000 + b"\n\n") + b"--- " + b"A" * 43 + b"\n",
        _header(*[b"-> X25519 %b\n%b\n" % (b"A" * 43, b"A" * 43)] * 50)
        + b"--- "
        + b"A" * 43
        + b"\n",
    ],
    ids=range(10),
)
def test_malformed_header_is_refused(data):
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        _open(data)


def test_header_of_many_stanzas_is_refused_at_once():
    """Without a limit the library's time grows with the square: 20,000 took 52 s."""
    data = _header(b"-> grease\n\n" * 20_000) + b"--- " + b"A" * 43 + b"\n" + bytes(100)
    started = time.thread_time()
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        _open(data)
    assert time.thread_time() - started < 30


def test_header_of_more_stanzas_than_receivers_is_refused_though_it_would_open():
    receivers = [library.x25519.Recipient.from_str(recipient_of(IDENTITY))] * (MOST_STANZAS + 1)
    sealed = BytesIO()
    library.encrypt_io(BytesIO(b"open content"), sealed, receivers)
    assert len(sealed.getvalue()) < MOST_HEADER_BYTES
    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        _open(sealed.getvalue())


def test_header_without_an_end_is_not_read_to_the_end():
    class Endless:
        given = 0

        def read(self, size, /):
            self.given += size
            assert self.given <= 2 * MOST_HEADER_BYTES
            return b"-" * size

    with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
        decrypt_with(IDENTITY, Endless(), BytesIO())


def test_file_to_the_most_receivers_opens_and_to_one_more_does_not():
    receivers = [recipient_of(IDENTITY)] * (MOST_STANZAS - 1)
    sealed, opened = BytesIO(), BytesIO()
    encrypt_to(receivers, BytesIO(b"open content"), sealed)
    decrypt_with(IDENTITY, BytesIO(sealed.getvalue()), opened)
    assert opened.getvalue() == b"open content"
    with pytest.raises(ValueError, match="receivers"):
        encrypt_to([*receivers, receivers[0]], BytesIO(b"open content"), BytesIO())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_of_an_age_file_is_refused(data):
    sealed = bytearray(_SEALED)
    position = data.draw(st.integers(0, len(sealed) - 1))
    way = data.draw(st.sampled_from(["flip", "cut", "insert", "append"]))
    if way == "flip":
        sealed[position] ^= 1 << data.draw(st.integers(0, 7))
    elif way == "cut":
        del sealed[position:]
    elif way == "insert":
        sealed.insert(position, data.draw(st.integers(0, 255)))
    else:
        sealed += data.draw(st.binary(min_size=1, max_size=40))
    if bytes(sealed) != _SEALED:
        with pytest.raises(KnownError, match=r"seal.not_for_this_key"):
            _open(bytes(sealed))


def _sealed():
    sink = BytesIO()
    encrypt_to([recipient_of(IDENTITY)], BytesIO(b"open content " * 20), sink)
    return sink.getvalue()


_SEALED = _sealed()
