"""The judge of the miniature registry: reads everything back, compares, saves once more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import sqlcipher3

from tests.reliability.toy_registry import ADVICE, body_of, has_attachment, hash_of, opened, save
from tests.reliability.verdicts import Aftermath, Verdict

if TYPE_CHECKING:
    from pathlib import Path


def judge(aftermath: Aftermath) -> Verdict:
    """Reads everything back, and saves once more."""
    notes: list[str] = []
    begin = time.monotonic()
    store = opened(aftermath.folder)
    try:
        entries = store.execute(
            "SELECT number, act, body, hash FROM entries ORDER BY number"
        ).fetchall()
        slow = time.monotonic() - begin > 60
        records = dict(store.execute("SELECT act, body FROM records"))
        (total,) = store.execute("SELECT entries FROM totals").fetchone()
        acts = {act for _, act, _, _ in entries}
        broken = sum(
            (body, digest) != (body_of(act), hash_of(number, act))
            for number, act, body, digest in entries
        )
        broken += [number for number, *_ in entries] != list(range(1, len(entries) + 1))
        broken += store.execute("PRAGMA integrity_check").fetchone() != ("ok",) or slow
        partial = len(acts ^ set(records)) + abs(total - len(entries))
        lost = len(set(aftermath.acknowledged) - acts)
        partial += sum(not attachment_is_whole(aftermath.folder, act) for act in acts)
        stuck = stays_stuck(store, aftermath.folder)
    finally:
        store.close()
    wordless = bool(
        aftermath.exit_code and aftermath.exit_code > 0 and ADVICE not in aftermath.output
    )
    notes += [
        f"{lost} lost, {partial} partial, {broken} broken, exit {aftermath.exit_code}: {aftermath.output[-200:]}"
    ]
    return Verdict(
        lost=lost,
        partial=partial,
        corrupt=broken,
        wordless=int(wordless),
        stuck=int(stuck),
        notes=tuple(notes),
    )


def stays_stuck(store: sqlcipher3.Connection, folder: Path) -> bool:
    try:
        save(store, folder, "act-999")
    except (sqlcipher3.Error, OSError):
        return True
    return False


def attachment_is_whole(folder: Path, act: str) -> bool:
    file = folder / "attachments" / act
    return not has_attachment(act) or (
        file.is_file() and file.read_bytes() == body_of(act).encode() * 9
    )
