"""Plants words that occur nowhere else and looks for them in every byte of some folders.

A canary stands in for a personal field, a key or a passphrase. Where it is found again,
as itself or as programs are wont to write things down (UTF-16, hexadecimal, base64,
percent or backslash escapes), in a file or in the name of a file, a secret lies in the
open. Compressed content is not unpacked.
"""

from __future__ import annotations

import base64
import contextlib
import json
import mmap
import os
import secrets
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
SHORTEST_NEEDLE = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A canary found: what it stands for, how it was written, where."""

    purpose: str
    writing: str
    place: str


@dataclass(slots=True)
class Canaries:
    """The words planted, by what they stand for."""

    words: dict[str, str] = field(default_factory=dict)

    def text(self, purpose: str) -> str:
        """A new invented word of Thai and Latin letters, for a field that takes text."""
        thai = "".join(secrets.choice(THAI_LETTERS) for _ in range(12))
        return self.plant(purpose, f"{thai} Kanari{secrets.token_hex(6)}")

    def telephone(self, purpose: str) -> str:
        """A new telephone number with an invented word behind it."""
        word = "".join(secrets.choice(THAI_LETTERS) for _ in range(12))
        return self.plant(purpose, f"0 2000 {secrets.randbelow(10_000):04d} {word}")

    def mail(self, purpose: str) -> str:
        """A new address for e-mail."""
        return self.plant(purpose, f"kanari{secrets.token_hex(6)}@example.org")

    def secret(self, purpose: str) -> str:
        """A new word of printable ASCII, for a passphrase."""
        return self.plant(purpose, f"kanari-{secrets.token_urlsafe(18)}")

    def plant(self, purpose: str, word: str) -> str:
        """Remembers a word made elsewhere (an id with a check digit, a key in hex); returns it."""
        self.words[purpose] = word
        return word

    def hits(self, folders: Iterable[Path], databases: Iterable[Path] = ()) -> list[Hit]:
        """Every canary in every file below the folders, the given databases left out."""
        left_out = {database.resolve() for database in databases}
        return [
            hit
            for file in _files(folders)
            if file.resolve() not in left_out
            for hit in self._in(file)
        ]

    def hits_in_databases(self, databases: Iterable[Path]) -> list[Hit]:
        """The same for encrypted databases with their logs: there must be none either.

        Raises:
            FileNotFoundError: if a database is not there: nothing was shown then.
        """
        found = [hit for database in databases for hit in self._in(database.resolve(strict=True))]
        beside = [
            Path(f"{database}{end}")
            for database in databases
            for end in ("-wal", "-shm", "-journal")
        ]
        return found + [hit for file in beside if file.exists() for hit in self._in(file)]

    def hits_in_text(self, text: str, place: str) -> list[Hit]:
        """The same for what is no file: an output, a window title, a report."""
        return list(self._search(text.encode("utf-8", errors="surrogateescape"), place))

    def _in(self, file: Path) -> Iterator[Hit]:
        yield from self._search(os.fsencode(file.name), f"name of {file}")
        if file.stat().st_size:
            with (
                file.open("rb") as content,
                mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as whole,
            ):
                yield from self._search(whole, str(file))

    def _search(self, content: bytes | mmap.mmap, place: str) -> Iterator[Hit]:
        for purpose, word in self.words.items():
            for writing, needle in writings(word):
                if content.find(needle) >= 0:
                    yield Hit(purpose, writing, place)


def writings(word: str) -> list[tuple[str, bytes]]:
    """The ways in which a word may stand in a file; for key material given in hex, its bytes too."""
    utf8 = word.encode()
    found = [
        ("UTF-8", utf8),
        ("UTF-16LE", word.encode("utf-16-le")),
        ("UTF-16BE", word.encode("utf-16-be")),
        ("hexadecimal", utf8.hex().encode()),
        ("hexadecimal, capitals", utf8.hex().upper().encode()),
        ("backslash escapes", json.dumps(word)[1:-1].encode()),
        ("percent escapes", urllib.parse.quote(word).encode()),
    ]
    if not word.isascii():
        found.append(("CP874", word.encode("cp874", errors="ignore")))
    found += [
        (f"base64, {shift} bytes in", part) for shift in range(3) for part in _base64(utf8, shift)
    ]
    with contextlib.suppress(ValueError):
        found.append(("raw bytes", bytes.fromhex(word)))
    return [(name, needle) for name, needle in found if len(needle) >= SHORTEST_NEEDLE]


def _base64(content: bytes, shift: int) -> set[bytes]:
    """What is the same wherever the content begins within a group of three, both alphabets."""
    whole = content[(3 - shift) % 3 :]
    even = whole[: len(whole) // 3 * 3]
    return {base64.b64encode(even), base64.urlsafe_b64encode(even)}


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is not there: nothing was searched")
        yield from (
            path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()
        )
