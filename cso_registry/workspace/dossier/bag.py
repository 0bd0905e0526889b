"""A BagIt bag (RFC 8493) written straight into a ZIP file; nothing lies open on the disk meanwhile.

The usual library makes bags of folders of plain files, in place; here the files come out of
an encrypted store and go into one private file, hashed on their way. It proves our bags in
the tests.
"""

from __future__ import annotations

import hashlib
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

_VERSION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_WRAPPED: Final = {"%": "%25", "\n": "%0A", "\r": "%0D"}


class HashedStream:
    """Passes on what is written to it and hashes it."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> int:
        """Write on."""
        self._hash.update(data)
        self.size += len(data)
        return self._target.write(data)

    @property
    def sha256(self) -> str:
        """Return the hash of what was written, 64 hexadecimal digits."""
        return self._hash.hexdigest()


class Bag:
    """A bag that is being written.

    Attributes:
        hashes: SHA-256 by path of each payload file, as it was written.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str, moment: datetime) -> None:
        self._archive, self._name = archive, name
        self._moment = moment
        self._size = 0
        self.hashes: dict[str, str] = {}

    @contextmanager
    def file(self, path: str) -> Iterator[HashedStream]:
        """Give the stream of one payload file.

        Args:
            path: Below the folder of the payload, with `/`.
        """
        with self._opened(f"data/{path}") as target:
            stream = HashedStream(target)
            yield stream
        self.hashes[path] = stream.sha256
        self._size += stream.size

    def put(self, path: str, data: bytes) -> None:
        """Write a payload file as a whole."""
        with self.file(path) as stream:
            stream.write(data)

    def close(self, told: Mapping[str, str]) -> None:
        """Write what makes the files a bag.

        Args:
            told: Lines of `bag-info.txt`, by label; when and how much are added.
        """
        info = {
            **told,
            "Bagging-Date": f"{self._moment:%Y-%m-%d}",
            "Payload-Oxum": f"{self._size}.{len(self.hashes)}",
        }
        tags = {
            "bagit.txt": _VERSION,
            "bag-info.txt": "".join(f"{key}: {_line(text)}\n" for key, text in info.items()),
            "manifest-sha256.txt": _manifest(
                {f"data/{path}": digest for path, digest in self.hashes.items()}
            ),
        }
        hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in tags.items()}
        for name, text in {**tags, "tagmanifest-sha256.txt": _manifest(hashes)}.items():
            with self._opened(name) as target:
                target.write(text.encode())

    @contextmanager
    def _opened(self, path: str) -> Iterator[BinaryIO]:
        told = zipfile.ZipInfo(f"{self._name}/{path}", self._moment.timetuple()[:6])
        told.compress_type = zipfile.ZIP_DEFLATED
        told.external_attr = 0o600 << 16
        with self._archive.open(told, "w", force_zip64=True) as target:
            yield target  # type: ignore[misc]  # the stub says IO[bytes]


def _manifest(hashes: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {_path(path)}\n" for path, digest in sorted(hashes.items()))


def _path(path: str) -> str:
    return "".join(_WRAPPED.get(one, one) for one in path)


def _line(text: str) -> str:
    return " ".join(text.split())
