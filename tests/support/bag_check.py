"""Reads a bag as RFC 8493 says, with nothing of the code that writes one."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

LINE = re.compile(r"([0-9a-f]{64})[ \t]+(.+)")
ESCAPED = re.compile(r"%(?!0D|0A|25)", re.IGNORECASE)


class InvalidBagError(Exception):
    """The folder is no bag, or not the one that was packed."""


def require(holds: object, what: str) -> None:
    if not holds:
        raise InvalidBagError(what)


def listed(bag: Path, name: str) -> dict[str, str]:
    """The hash of each file that a manifest names (RFC 8493, 2.1.3 and 2.2.1)."""
    found = {}
    for line in (bag / name).read_text("utf-8").splitlines():
        match = LINE.fullmatch(line)
        require(match, f"{name}: {line}")
        path = match[2]
        require(not ESCAPED.search(path), f"{path}: only CR, LF and % are escaped")
        require(not path.startswith(("/", "~")) and ".." not in Path(path).parts, path)
        require(path not in found, f"{path} twice")
        found[unquote(path)] = match[1]
    return found


def require_whole(bag: Path, hashes: dict[str, str]) -> None:
    for path, digest in hashes.items():
        require((bag / path).is_file(), f"{path} is missing")
        require(hashlib.sha256((bag / path).read_bytes()).hexdigest() == digest, f"{path} differs")


def valid_bag(bag: Path) -> dict[str, str]:
    """What the bag says of itself, when it is complete and valid (RFC 8493, 3).

    Raises:
        InvalidBagError: It is not; what is wrong.
    """
    declaration = (bag / "bagit.txt").read_bytes()
    require(declaration == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bagit.txt")
    payload = listed(bag, "manifest-sha256.txt")
    tags = listed(bag, "tagmanifest-sha256.txt")
    there = {one.relative_to(bag).as_posix() for one in bag.rglob("*") if one.is_file()}
    require({one for one in there if one.startswith("data/")} == set(payload), "payload")
    require(there - set(payload) == {*tags, "tagmanifest-sha256.txt"}, "tag files")
    require_whole(bag, payload)
    require_whole(bag, tags)
    lines = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    info = dict(line.split(": ", 1) for line in lines)
    size = sum((bag / one).stat().st_size for one in payload)
    require(info["Payload-Oxum"] == f"{size}.{len(payload)}", "Payload-Oxum")
    return info
