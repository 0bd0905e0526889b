"""The key sheet: which public keys sign for an office, on a page that an auditor keeps (X16).

The newest key in use signs the whole sheet, so that comparing the words of that one key
proves every line of it: names, older keys, and keys that were lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.domain.certification.code_letters import from_letters, in_letters
from cso_registry.domain.certification.code_text import KEY_SHEET_PREFIX, SIGNATURE_BYTES
from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.kernel.base45 import base45, read_base45
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficeId

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office

SHEET_KIND: Final = "office-key-sheet.v1"
"""The kind under which a sheet is signed."""
MOST_KEYS: Final = 6
"""The newest keys stand on a sheet; more would not fit into its code."""
_VERSION: Final = 1
_KEY_BYTES, _ID_BYTES, _DAY_BYTES = 32, 16, 3
_EPOCH: Final = date(1970, 1, 1)
_LETTERS, _UTF8 = 0, 1
_MOST_NAME: Final = 200
_IN_TEXT: Final = re.compile(re.escape(KEY_SHEET_PREFIX) + r"[0-9A-Z $%*+\-./:]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetKey:
    """A public key and when it was in force; `ended` is its last day, when it has one.

    `lost` says that somebody else may have it: then it proves nothing by itself.
    """

    public: bytes
    since: date
    ended: date | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What a key sheet says: an office and its keys, the one in use first."""

    office: OfficeId
    code: str
    name: str
    made: date
    keys: tuple[SheetKey, ...]

    @property
    def signing(self) -> SheetKey:
        """Return the key that signs the sheet."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """A sheet, the bytes that were signed, and their signature."""

    sheet: KeySheet
    content: bytes
    signature: bytes

    def text(self) -> str:
        """Return what the square code holds and the file keeps."""
        return KEY_SHEET_PREFIX + base45(self.content + self.signature)


def key_sheet_of(office: Office, today: date) -> KeySheet:
    """Return the sheet of an office today.

    Raises:
        InputError: `keys.none`, when the office has no key in use.
    """
    used, identity = office.key_in_use(KeyPurpose.SIGNING), office.identity
    if used is None or identity is None:
        raise InputError("keys.none")
    endings = {ending.public: ending for ending in office.key_endings.values()}
    keys = []
    for key in office.keys.values():
        if key.purpose is KeyPurpose.SIGNING:
            ending = endings.get(key.public)
            ended, lost = (None, False) if ending is None else (ending.ended, ending.compromised)
            keys.append(SheetKey(bytes.fromhex(key.public), key.since, ended, lost))
    first = bytes.fromhex(used.public)
    keys.sort(key=lambda one: (one.public == first, one.since, one.public), reverse=True)
    return KeySheet(
        OfficeId(office.id), identity.code, identity.name_th, today, tuple(keys[:MOST_KEYS])
    )


def pack_sheet(sheet: KeySheet) -> bytes:
    """Return the bytes of a sheet that are signed."""
    packed = bytearray([_VERSION])
    packed += sheet.office.to_bytes() + _packed_day(sheet.made) + bytes([len(sheet.keys)])
    for key in sheet.keys:
        packed += key.public + _packed_day(key.since)
        packed += _packed_day(key.ended) + bytes([key.lost])
    for text in (sheet.code, sheet.name):
        packed += _packed_text(text)
    return bytes(packed)


def read_sheet(text: str) -> SignedSheet:
    """Return the sheet in a text that may have other lines around it.

    Its signature is still to be checked, against its own first key.

    Raises:
        InputError: `keys.no_sheet`, `keys.sheet_unreadable`.
    """
    found = _IN_TEXT.search(re.sub(r"[\ufeff\u200b]", "", text))
    if found is None:
        raise InputError("keys.no_sheet")
    signs = found.group().upper().removeprefix(KEY_SHEET_PREFIX)
    for spelt in dict.fromkeys((signs, signs.rstrip(), f"{signs.rstrip()} ")):
        try:
            data = read_base45(spelt)
            content, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
            return SignedSheet(_sheet(content), content, signature)
        except (InputError, ValueError, IndexError, OverflowError):
            continue
    raise InputError("keys.sheet_unreadable")


def _packed_day(day: date | None) -> bytes:
    return (0 if day is None else (day - _EPOCH).days).to_bytes(_DAY_BYTES, "big")


def _packed_text(text: str) -> bytes:
    kind, data = _LETTERS, in_letters(text)
    if data is None:
        kind, data = _UTF8, text.encode()
    data = data[:_MOST_NAME].decode(errors="ignore").encode() if kind else data[:_MOST_NAME]
    return bytes((kind, len(data))) + data


class _Reader:
    """Takes one field after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        piece = self._data[self._at : self._at + length]
        if len(piece) != length:
            raise ValueError(length)
        self._at += length
        return piece

    def day(self) -> date | None:
        days = int.from_bytes(self.take(_DAY_BYTES), "big")
        return _EPOCH + timedelta(days=days) if days else None

    def text(self) -> str:
        kind, length = self.take(2)
        data = self.take(length)
        return data.decode() if kind == _UTF8 else from_letters(data)

    def end(self) -> None:
        if self._at != len(self._data):
            raise ValueError(self._at)


def _sheet(content: bytes) -> KeySheet:
    reader = _Reader(content)
    if reader.take(1)[0] != _VERSION:
        raise ValueError(content[0])
    office = OfficeId.from_bytes(reader.take(_ID_BYTES))
    made = reader.day()
    count = reader.take(1)[0]
    if made is None or not 1 <= count <= MOST_KEYS:
        raise ValueError(count)
    keys = tuple(_key(reader) for _ in range(count))
    code, name = reader.text(), reader.text()
    reader.end()
    return KeySheet(office, code, name, made, keys)


def _key(reader: _Reader) -> SheetKey:
    public, since, ended = reader.take(_KEY_BYTES), reader.day(), reader.day()
    return SheetKey(public, since or _EPOCH, ended, lost=reader.take(1)[0] == 1)
