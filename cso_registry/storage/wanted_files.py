"""Attached files that an office named in its bundles and left out: who may be asked for them.

Only who named a file is asked for it, so that its hash is told to nobody who has not read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.storage.desk import put_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.storage.connection import Connection

WANTED: Final = "wanted_files:"
"""Begins the name of the setting of each office."""
MOST: Final = 5_000
"""So many of an office are remembered; a bundle with everything brings the rest."""


def wanted_files(connection: Connection, office: str) -> tuple[str, ...]:
    """Return the hashes of files that an office named, left out, and that are not held yet."""
    named = (setting(connection, WANTED + office) or "").split()
    return tuple(one for one in named if not _is_held(connection, one))


def want_files(connection: Connection, office: str, named: Iterable[str]) -> None:
    """Remember files that an office named and left out; those that came are forgotten."""
    before = setting(connection, WANTED + office) or ""
    known = dict.fromkeys(wanted_files(connection, office))
    for one in named:
        if len(known) >= MOST:
            break
        if one not in known and not _is_held(connection, one):
            known[one] = None
    if (spelt := " ".join(known)) != before:
        put_setting(connection, WANTED + office, spelt)


def _is_held(connection: Connection, sha256: str) -> bool:
    found = connection.one("SELECT 1 FROM attachments WHERE sha256 = ?", (bytes.fromhex(sha256),))
    return found is not None
