"""Which public keys a person trusts to sign certificates, and how that came about (X16).

Trust has three sources: a key sheet whose words were compared once and that is kept in
this person's profile, a sheet named for one check, and the offices of an open registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cso_registry.documents.reading.process import read_paper
from cso_registry.domain.certification.code_payload import key_id_of
from cso_registry.domain.certification.code_text import KEY_SHEET_PREFIX
from cso_registry.domain.certification.key_sheet import (
    SHEET_KIND,
    SheetKey,
    SignedSheet,
    key_sheet_of,
    pack_sheet,
    read_sheet,
)
from cso_registry.domain.offices.records import KeyPurpose, Office
from cso_registry.host.private_files import (
    make_private_folder,
    read_small_file,
    write_small_file,
)
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.fingerprint import fingerprint_words, read_fingerprint_words
from cso_registry.seal.signing import is_signed, require_sound_public_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from cso_registry.host.paths import Places
    from cso_registry.host.resources import Resources
    from cso_registry.workspace.office_keys import OfficeSigner
    from cso_registry.workspace.workspace import Workspace

WORDS_FILE: Final = "texts/fingerprint_words.txt"
FOLDER: Final = "trusted-keys"
_SUFFIX: Final = ".keys.txt"
_LARGEST_SHEET: Final = 65_536


class How(StrEnum):
    """How a key came to be trusted."""

    REGISTRY = "registry"
    COMPARED = "compared"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key, whose it is, and how it came to be trusted."""

    key: SheetKey
    office: str
    office_code: str
    office_name: str
    how: How


class KeyRing:
    """The keys trusted in one check, by their ids."""

    def __init__(self, keys: Iterable[TrustedKey] = ()) -> None:
        self._keys: dict[bytes, TrustedKey] = {}
        for key in keys:
            self.add(key)

    def add(self, added: TrustedKey) -> None:
        """Add a key; what says that it ended or was lost weighs more than what does not."""
        identity = key_id_of(added.key.public)
        known = self._keys.get(identity)
        if known is None or _weight(known.key) < _weight(added.key):
            self._keys[identity] = added

    def find(self, key_id: bytes) -> TrustedKey | None:
        """Return the key with an id of `key_id_of`."""
        return self._keys.get(key_id)

    def by_public(self, public: bytes) -> TrustedKey | None:
        """Return a key by its whole public half."""
        found = self.find(key_id_of(public))
        return found if found is not None and found.key.public == public else None

    def __len__(self) -> int:
        return len(self._keys)


def _weight(key: SheetKey) -> tuple[bool, bool]:
    return (key.lost, key.ended is not None)


def signed_sheet(office: Office, signer: OfficeSigner, today: date) -> SignedSheet:
    """Return the key sheet of an office, signed with its key in use.

    Raises:
        InputError: `keys.none`.
        KnownError: `office.no_key`.
    """
    sheet = key_sheet_of(office, today)
    content = pack_sheet(sheet)
    return SignedSheet(sheet, content, signer.sign(SHEET_KIND, content).value)


def sheet_in(data: bytes) -> SignedSheet:
    """Return the key sheet in a file: its text, or a picture or PDF of the page.

    Raises:
        InputError: `keys.no_sheet`, `keys.sheet_unreadable`, `reading.*`.
        KnownError: `keys.sheet_not_signed`; `seal.bad_public_key`.
    """
    found = read_sheet(_sheet_text(data))
    require_sound_public_key(found.sheet.signing.public)
    public = found.sheet.signing.public
    if not is_signed(public, SHEET_KIND, found.content, found.signature):
        raise KnownError("keys.sheet_not_signed")
    return found


def _sheet_text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if KEY_SHEET_PREFIX in text.upper():
        return text
    codes = (code for page in read_paper(data).pages for code in page.codes)
    return next((code for code in codes if code.startswith(KEY_SHEET_PREFIX)), "")


class KeyWords:
    """Says the words of a public key that two people compare."""

    def __init__(self, resources: Resources) -> None:
        self._words = read_fingerprint_words(resources.text(WORDS_FILE))

    def of(self, public: bytes) -> tuple[str, ...]:
        """Return the eight words of a key; takes a part of a second, by design."""
        return fingerprint_words(public, self._words)


class TrustedSheets:
    """The key sheets that a person of this computer has compared and kept."""

    def __init__(self, places: Places) -> None:
        self._folder: Path = places.config / FOLDER

    def keep(self, signed: SignedSheet, lines: Iterable[str]) -> None:
        """Keep a sheet, in the place of an older one of the same office.

        Args:
            signed: From `sheet_in`, after its words were compared.
            lines: What stands above it in the file, for a person to read.

        Raises:
            KnownError: `keys.sheet_older`, when a newer one is kept already.
        """
        kept = self.of_office(signed.sheet.office)
        if kept is not None and kept.sheet.made > signed.sheet.made:
            raise KnownError("keys.sheet_older", made=kept.sheet.made.isoformat())
        make_private_folder(self._folder)
        write_small_file(self._path(signed.sheet.office), sheet_file(signed, lines))

    def of_office(self, office: str) -> SignedSheet | None:
        """Return the sheet that is kept of an office."""
        path = self._path(office)
        return _kept(path) if path.is_file() else None

    def __iter__(self) -> Iterator[SignedSheet]:
        """Yield every sheet that is kept."""
        if self._folder.is_dir():
            for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
                yield _kept(path)

    def vouches_for(self, signed: SignedSheet) -> bool:
        """Return whether a sheet is signed by a key that is kept, in force and not lost."""
        kept = self.of_office(signed.sheet.office)
        return kept is not None and any(
            key.public == signed.sheet.signing.public and key.ended is None
            for key in kept.sheet.keys
        )

    def _path(self, office: str) -> Path:
        return self._folder / f"{office}{_SUFFIX}"


def sheet_file(signed: SignedSheet, lines: Iterable[str]) -> bytes:
    """Return a key sheet as a text file: lines for people, then the line that counts."""
    return "\n".join((*lines, signed.text(), "")).encode()


def _kept(path: Path) -> SignedSheet:
    try:
        return sheet_in(read_small_file(path, limit=_LARGEST_SHEET))
    except InputError as error:
        raise KnownError("keys.kept_damaged", file=str(path)) from error


def keys_of_sheet(signed: SignedSheet, how: How) -> Iterator[TrustedKey]:
    """Yield the keys of a sheet as trusted ones."""
    sheet = signed.sheet
    for key in sheet.keys:
        yield TrustedKey(key, sheet.office, sheet.code, sheet.name, how)


def keys_of_registry(workspace: Workspace) -> Iterator[TrustedKey]:
    """Yield the keys of every office that an open registry knows by its journal."""
    for office in workspace.read.records("office"):
        if not isinstance(office, Office) or office.identity is None:
            continue
        endings = {ending.public: ending for ending in office.key_endings.values()}
        for key in office.keys.values():
            if key.purpose is not KeyPurpose.SIGNING:
                continue
            ending = endings.get(key.public)
            ended, lost = (None, False) if ending is None else (ending.ended, ending.compromised)
            yield TrustedKey(
                SheetKey(bytes.fromhex(key.public), key.since, ended, lost),
                office.id,
                office.identity.code,
                office.identity.name_th,
                How.REGISTRY,
            )
