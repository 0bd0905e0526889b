"""What is kept at this desk only: sign-in verifiers, keys, and the log of looks.

None of it is in the journal, travels, or is made again from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.hybrid import HybridTime, observe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.kernel.ids import OfficerId
    from cso_registry.storage.connection import Connection

REPLICA, REGISTRY_ID, DESK_MARK = "replica", "registry_id", "desk_mark"
OFFICE = "office"
"""The office of this registry; records of other offices arrive by exchange."""
OBSERVED, WATCHED = "observed", "watched"
TRAINING, LAST_BACKUP, LAST_PROOF = "training", "last_backup", "last_proof"
UNOPENED = "?"
"""Mark of a desk that was restored or copied and not yet opened by an administrator."""
FIRST_HASH = bytes(32)


def setting(connection: Connection, key: str) -> str | None:
    """Return one fact about this installation."""
    found: str | None = connection.value("SELECT value FROM registry WHERE key = ?", (key,))
    return found


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Keep one fact about this installation."""
    connection.execute(
        "INSERT INTO registry(key, value) VALUES(?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (key, value),
    )


def put_settings(connection: Connection, facts: Mapping[str, str]) -> None:
    """Keep several facts about this installation."""
    for key, value in facts.items():
        put_setting(connection, key, value)


def verifier(connection: Connection, officer: OfficerId) -> tuple[str, int, int] | None:
    """Return an officer's verifier, wrong tries in a row, and when the last one was."""
    row = connection.one(
        "SELECT verifier, failures, last_failure_ms FROM verifiers WHERE officer = ?",
        (officer.to_bytes(),),
    )
    return None if row is None else (row[0], row[1], row[2])


def put_verifier(connection: Connection, officer: OfficerId, made: str) -> None:
    """Keep the verifier of a new secret; wrong tries are forgotten."""
    connection.execute(
        "INSERT INTO verifiers(officer, verifier) VALUES(?, ?) ON CONFLICT DO UPDATE"
        " SET verifier = excluded.verifier, failures = 0, last_failure_ms = 0",
        (officer.to_bytes(), made),
    )


def note_try(connection: Connection, officer: OfficerId, *, right: bool, now_ms: int) -> None:
    """Count a wrong try, or forget the wrong ones after a right one."""
    connection.execute(
        "UPDATE verifiers SET failures = CASE WHEN ? THEN 0 ELSE failures + 1 END,"
        " last_failure_ms = CASE WHEN ? THEN 0 ELSE ? END WHERE officer = ?",
        (right, right, now_ms, officer.to_bytes()),
    )


def wait_from(connection: Connection, officer: OfficerId, *, now_ms: int) -> None:
    """Count the wait after wrong tries from now on."""
    connection.execute(
        "UPDATE verifiers SET last_failure_ms = ? WHERE officer = ?", (now_ms, officer.to_bytes())
    )


def put_secret_key(connection: Connection, public: str, private: bytes) -> None:
    """Keep the private half of a key of the office, found by its public half."""
    connection.execute("INSERT INTO secret_keys(name, key) VALUES(?, ?)", (public, private))


def secret_key(connection: Connection, public: str) -> bytes | None:
    """Return the private half of a key, None when it is not at this desk."""
    found = connection.value("SELECT key FROM secret_keys WHERE name = ?", (public,))
    return None if found is None else bytes(found)


def observed_time(connection: Connection) -> HybridTime:
    """Return the logical time that entries from elsewhere moved this desk to."""
    found = setting(connection, OBSERVED)
    return HybridTime(0) if found is None else HybridTime.read(found)


def observe_time(connection: Connection, *, latest: str, wall_ms: int) -> None:
    """Move this desk's logical time after entries from elsewhere, by a day at most."""
    moved = observe(observed_time(connection), HybridTime.read(latest), wall_ms)
    put_setting(connection, OBSERVED, str(moved))


def log_look(connection: Connection, said: dict[str, Any]) -> None:
    """Add a line to the log of views and prints of personal data, and of denials (F:N4)."""
    last = connection.one("SELECT hash FROM access_log ORDER BY line DESC LIMIT 1")
    body = canonical_bytes(said)
    previous = FIRST_HASH if last is None else bytes(last[0])
    connection.execute(
        "INSERT INTO access_log(body, hash) VALUES(?, ?)", (body, digest(previous + body))
    )


def looks(connection: Connection) -> list[bytes]:
    """Return the lines of the log, oldest first."""
    return connection.column("SELECT body FROM access_log ORDER BY line")


def first_changed_look(connection: Connection) -> int | None:
    """Return the first line whose chain does not hold, None when all do."""
    previous = FIRST_HASH
    for line, body, found in connection.execute(
        "SELECT line, body, hash FROM access_log ORDER BY line"
    ):
        if digest(previous + body) != found:
            return int(line)
        previous = found
    return None


def preferences(connection: Connection, officer: OfficerId, start: str) -> dict[str, str]:
    """Return what an officer keeps at this desk under names that begin with `start`."""
    found = connection.execute(
        "SELECT name, value FROM preferences WHERE officer = ? AND name >= ? AND name < ?",
        (officer, start, f"{start}\U0010ffff"),
    )
    return dict(found.fetchall())


def put_preference(
    connection: Connection, officer: OfficerId, name: str, value: str | None
) -> None:
    """Keep something of an officer at this desk; None lets it go."""
    if value is None:
        connection.execute(
            "DELETE FROM preferences WHERE officer = ? AND name = ?", (officer, name)
        )
        return
    connection.execute(
        "INSERT INTO preferences(officer, name, value) VALUES(?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (officer, name, value),
    )


def log_exchange(connection: Connection, line: bytes) -> None:
    """Remember that a bundle went out or came in at this desk."""
    connection.execute("INSERT INTO exchanges(body) VALUES(?)", (line,))


def exchanges(connection: Connection) -> list[bytes]:
    """Return what went out and came in, oldest first."""
    return connection.column("SELECT body FROM exchanges ORDER BY line")
