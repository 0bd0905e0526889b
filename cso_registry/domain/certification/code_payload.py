"""What the square code of a certificate carries: its core words and two digests (C7, X16).

A picture alone must show what the paper has to say, so the most telling claims stand in
the code word for word, as many as fit; the digest of all claims and the digest of all
text of the paper bind the rest. Layout, version 1: version, first 8 bytes of the SHA-256
of the office's public key, 20 bytes of the digest of the claims, 20 bytes of the digest
of the paper's text, language, day of signing, first and last day, then words, each with
a field number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.domain.certification.code_letters import from_letters, in_letters
from cso_registry.domain.certification.short_code import short_code_of
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.certification.claims import Claims

CODE_KIND: Final = "certificate-code.v1"
"""The kind under which a payload is signed."""
VERSION: Final = 1
KEY_ID_BYTES: Final = 8
DIGEST_BYTES: Final = 20
MOST_BYTES: Final = 370
"""The largest payload, so that the code never has modules too small for a photo."""
CARRIED: Final = (
    "number", "name", "register_number", "subject_kind", "level", "missions", "capacities",
    "areas", "decision", "office", "issued", "address", "former", "name_en", "evidence",
)  # fmt: skip
"""Claims that stand in the code, the most telling first."""
_MOST_OF_FIELD: Final = {"number": 48, "name": 130, "register_number": 40, "subject_kind": 56}
_MOST_OF_ANY: Final = 120
_LEAST: Final = 8
_LANGUAGES: Final = ("th", "en")
_EPOCH: Final = date(1970, 1, 1)
_DAY_BYTES: Final = 3
_UTF8, _CUT = 0x40, 0x80
_FIELD: Final = 0x3F
_DAYS: Final = 3
_HEAD: Final = 1 + KEY_ID_BYTES + 2 * DIGEST_BYTES + 1 + _DAYS * _DAY_BYTES


def key_id_of(public_key: bytes) -> bytes:
    """Return the 8 bytes that name a public key in a code."""
    return digest(public_key)[:KEY_ID_BYTES]


@dataclass(frozen=True, slots=True)
class CodePayload:
    """What a code says.

    Attributes:
        key_id: Which key signed it.
        claims_digest: First 20 bytes of the SHA-256 of all claims.
        text_digest: First 20 bytes of the SHA-256 of the paper's text.
        language: Of the paper.
        signed: The day on which the code was signed.
        first_day: From when it is valid.
        last_day: Until when, inclusive.
        words: Carried claims by name; one line for each item.
        cut: Names of claims that are carried in part only.
    """

    key_id: bytes
    claims_digest: bytes
    text_digest: bytes
    language: str
    signed: date
    first_day: date
    last_day: date
    words: Mapping[str, tuple[str, ...]]
    cut: frozenset[str]

    @property
    def short_code(self) -> str:
        """Return the short code that stands beside this code."""
        return short_code_of(self.claims_digest)

    def is_of(self, claims: Claims) -> bool:
        """Return whether these are the claims the code was made for."""
        return claims.digest()[:DIGEST_BYTES] == self.claims_digest


def pack_payload(claims: Claims, key_id: bytes, text_digest: bytes, signed: date) -> bytes:
    """Return the payload for claims, never more than `MOST_BYTES`.

    Args:
        claims: What the certificate claims.
        key_id: Of `key_id_of`.
        text_digest: Digest of the paper's text, 20 bytes or more.
        signed: Today.
    """
    packed = bytearray([VERSION])
    packed += key_id + claims.digest()[:DIGEST_BYTES] + text_digest[:DIGEST_BYTES]
    packed.append(_LANGUAGES.index(claims.language))
    for day in (signed, date.fromisoformat(claims.first_day), date.fromisoformat(claims.last_day)):
        packed += (day - _EPOCH).days.to_bytes(_DAY_BYTES, "big")
    for at, name in enumerate(CARRIED):
        value = getattr(claims, name)
        for item in (value,) if isinstance(value, str) else value:
            packed += _packed(at, name, item, MOST_BYTES - len(packed))
    return bytes(packed)


def _packed(at: int, name: str, text: str, room: int) -> bytes:
    """Return a field number, a length and the words, cut to the room; empty without any."""
    most = min(_MOST_OF_FIELD.get(name, _MOST_OF_ANY), room - 2)
    if not text or most < _LEAST:
        return b""
    tag, data = at, in_letters(text)
    if data is None:
        tag, data = at | _UTF8, text.encode()
    if len(data) > most:
        data = data[:most]
        if tag & _UTF8:
            data = data.decode(errors="ignore").encode()
        tag |= _CUT
    return bytes((tag, len(data))) + data


def read_payload(data: bytes) -> CodePayload:
    """Return what a payload says; its signature was checked, or is checked next.

    Raises:
        InputError: `code.unreadable`; `code.newer_version`.
    """
    if not _HEAD <= len(data) <= MOST_BYTES:
        raise InputError("code.unreadable")
    if data[0] != VERSION:
        raise InputError("code.newer_version", version=data[0])
    claims_at = 1 + KEY_ID_BYTES
    text_at = claims_at + DIGEST_BYTES
    language_at = text_at + DIGEST_BYTES
    try:
        words, cut = _words(data[_HEAD:])
        signed, first_day, last_day = (
            _day(data[at : at + _DAY_BYTES]) for at in range(language_at + 1, _HEAD, _DAY_BYTES)
        )
        return CodePayload(
            key_id=data[1:claims_at],
            claims_digest=data[claims_at:text_at],
            text_digest=data[text_at:language_at],
            language=_LANGUAGES[data[language_at]],
            signed=signed,
            first_day=first_day,
            last_day=last_day,
            words=words,
            cut=cut,
        )
    except (ValueError, IndexError, OverflowError) as error:
        raise InputError("code.unreadable") from error


def _day(data: bytes) -> date:
    return _EPOCH + timedelta(days=int.from_bytes(data, "big"))


def _words(data: bytes) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    words: dict[str, tuple[str, ...]] = {}
    cut = set()
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        piece = data[at + 2 : at + 2 + length]
        if len(piece) != length:
            raise ValueError(length)
        name = CARRIED[tag & _FIELD]
        text = piece.decode() if tag & _UTF8 else from_letters(piece)
        words[name] = (*words.get(name, ()), text)
        if tag & _CUT:
            cut.add(name)
        at += 2 + length
    return words, frozenset(cut)
