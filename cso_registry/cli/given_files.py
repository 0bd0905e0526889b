"""Files that a person names on the command line: read whole, or checked before they are written."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.errors import InputError, KnownError

LARGEST_TEXT = 4 * 1024 * 1024
MOST_SAID = 80
BYTE_ORDER_MARK = "\ufeff"


def content_of(path: Path, limit: int = LARGEST_TEXT) -> bytes:
    """Return the content of a small file.

    Raises:
        InputError: `cli.no_such_file`.
        KnownError: `host.file_too_large`, and what the disk said.
    """
    if not path.is_file():
        raise InputError("cli.no_such_file", path=str(path))
    return read_small_file(path.resolve(), limit=limit)


def standard_input(limit: int = LARGEST_TEXT) -> bytes:
    """Return what comes on standard input.

    Raises:
        KnownError: `host.file_too_large`.
    """
    content = sys.stdin.buffer.read(limit + 1)
    if len(content) > limit:
        raise KnownError("host.file_too_large", path="-", bytes=limit)
    return content


def text_of(path: Path) -> str:
    """Return the text of a small UTF-8 file, without a byte-order mark.

    Raises:
        InputError: `cli.no_such_file`, `cli.not_utf8`.
    """
    return decoded(content_of(path), path.name)


def decoded(content: bytes, name: str) -> str:
    """Return `content` as UTF-8 text.

    Raises:
        InputError: `cli.not_utf8`.
    """
    try:
        return content.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        raise InputError("cli.not_utf8", name=name) from None


def json_object(content: bytes, name: str) -> dict[str, Any]:
    """Return the one JSON object in `content`.

    Raises:
        InputError: `cli.not_utf8`, `cli.not_json`, `cli.not_an_object`, `cli.said_twice`.
    """
    try:
        found = json.loads(decoded(content, name), object_pairs_hook=_said_once)
        # Half a surrogate pair is JSON and no text: nothing could say it again.
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as fault:
        raise InputError("cli.not_json", name=name, line=fault.lineno) from None
    except UnicodeEncodeError:
        raise InputError("cli.not_utf8", name=name) from None
    except (RecursionError, ValueError):
        # Nested too deep, or a number with thousands of digits.
        raise InputError("cli.not_an_object", name=name) from None
    if not isinstance(found, dict):
        raise InputError("cli.not_an_object", name=name)
    return found


def shortened(text: str) -> str:
    """Return what a person gave, short enough to be said again in a sentence."""
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…"


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; the first of two values of one field would be lost without a word."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [field for field, _ in pairs]
        twice = next(field for field in names if names.count(field) > 1)
        raise InputError("cli.said_twice", field=shortened(twice))
    return made


def require_folder_of(path: Path) -> None:
    """Make sure that a file can be put at `path`, before anything is recorded for it.

    Raises:
        InputError: `cli.no_such_folder`, `cli.is_a_folder`.
    """
    with disk_faults_named(path):
        if not path.absolute().parent.is_dir():
            raise InputError("cli.no_such_folder", path=str(path.absolute().parent))
        if path.is_dir():
            raise InputError("cli.is_a_folder", path=str(path))


def require_new_file(path: Path) -> None:
    """Make sure that `path` is free: nothing that is already there is written over.

    Raises:
        InputError: `cli.no_such_folder`, `cli.is_a_folder`, `cli.file_exists`.
    """
    require_folder_of(path)
    if path.exists() or path.is_symlink():
        raise InputError("cli.file_exists", file=str(path))
