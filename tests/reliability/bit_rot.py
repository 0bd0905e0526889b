"""Damages a registry's database as ageing disks do, and asks whether verify notices.

Each case takes the same folder and changes its database in one way: one bit flipped
(six of ten cases), a page zeroed, two pages swapped, the file cut, or a write-ahead log
of another database laid beside it. Then every record is read. What decides is content:
a fault that changes what is read (or makes it unreadable) must be found by verify; one
that changes nothing may be found or not.

On the encrypted store every page carries a code over all its 4,096 bytes (the salt of
page 1 enters through the key), so no bit is unused: a flip is harmless to a reader only
in a page that nothing reads any more, and ``PRAGMA cipher_integrity_check`` finds it
even there. On a plain SQLite file most bits are content that no checksum covers.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

PAGE = 4096
KINDS = ("flip",) * 6 + ("zeroed page", "swapped pages", "cut", "foreign log")
SHOWN = 5

Content = Callable[[Path], object]
Sound = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Damage:
    """One fault: its kind, in words, the database's new bytes, the log laid beside it."""

    kind: str
    case: str
    database: bytes
    log: bytes | None = None


@dataclass(slots=True)
class Rot:
    """The sum over all cases; ``missed`` must be empty, and ``crashed`` too."""

    title: str
    found: Counter[str] = field(default_factory=Counter)
    found_early: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        counted = self.found.total() + self.found_early.total() + self.harmless.total()
        return counted + len(self.missed) + len(self.crashed)

    @property
    def closing_line(self) -> str:
        return (
            f"{self.title}: {self.cases} cases, {self.found.total()} changed a record and were found, "
            f"{self.found_early.total()} changed none and were found, {self.harmless.total()} harmless "
            f"{dict(self.harmless)}, {len(self.missed)} missed, {len(self.crashed)} crashed, {self.seconds:.1f} s"
        )

    def __str__(self) -> str:
        return "\n  ".join([self.closing_line, *self.missed[:SHOWN], *self.crashed[:SHOWN]])


def damages(
    original: bytes, *, cases: int, seed: int, foreign_logs: Sequence[bytes]
) -> Iterator[Damage]:
    """Seeded faults of all kinds; without foreign logs that kind is left out.

    Raises:
        ValueError: if the database has fewer than two pages.
    """
    pages = len(original) // PAGE
    if pages < 2:
        raise ValueError("a database of two pages or more is needed")
    kinds = KINDS if foreign_logs else KINDS[:-1]
    for number in range(cases):
        dice = random.Random(f"{seed} {number}")
        kind = kinds[number % len(kinds)]
        rotten, log = bytearray(original), None
        match kind:
            case "flip":
                at, bit = dice.randrange(len(original)), dice.randrange(8)
                rotten[at] ^= 1 << bit
                words = f"bit {bit} of byte {at} (byte {at % PAGE} of page {at // PAGE + 1})"
            case "zeroed page":
                page = dice.randrange(pages)
                rotten[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
                words = f"page {page + 1} zeroed"
            case "swapped pages":
                one, other = (
                    slice(page * PAGE, (page + 1) * PAGE) for page in dice.sample(range(pages), 2)
                )
                rotten[one], rotten[other] = rotten[other], rotten[one]
                words = f"pages at {one.start} and {other.start} swapped"
            case "cut":
                size = dice.choice((dice.randrange(len(original)), dice.randrange(pages) * PAGE))
                del rotten[size:]
                words = f"cut to {size} of {len(original)} bytes"
            case _:
                log = dice.choice(foreign_logs)
                words = f"a log of {len(log)} bytes beside it"
        yield Damage(kind, f"{words}, seed {seed}, case {number}", bytes(rotten), log)


def survey(
    title: str, prepared: Path, database: str, *, content: Content, sound: Sound, work: Path,
    cases: int, seed: int, foreign_logs: Sequence[bytes] = (),
) -> Rot:  # fmt: skip
    """Damages copies of a registry and compares what is read with what verify says.

    Args:
        title: Stands in the closing line.
        prepared: A registry that is closed, without a log beside its database.
        database: Path of the database in it.
        content: Reads all records of a folder; raising means unreadable.
        sound: Verify: True where it finds nothing wrong. It turns what it expects to
            meet in a damaged file into False; if it raises, that is a crash.
        work: An empty folder.
        cases: How many faults.
        seed: Of the faults.
        foreign_logs: Write-ahead logs of other databases.
    """
    begin = time.monotonic()
    rot, original = Rot(title), (prepared / database).read_bytes()
    healthy = _fresh(prepared, work)
    before = content(healthy)
    if not sound(healthy):
        raise RuntimeError("verify finds fault with a healthy registry")
    for damage in damages(original, cases=cases, seed=seed, foreign_logs=foreign_logs):
        rotten = partial(_rotten, prepared, work, database, damage)
        _weigh(rot, damage, before, rotten, content, sound)
    rot.seconds = time.monotonic() - begin
    return rot


def _weigh(
    rot: Rot,
    damage: Damage,
    before: object,
    rotten: Callable[[], Path],
    content: Content,
    sound: Sound,
) -> None:
    try:
        found = not sound(rotten())
    except Exception as problem:  # noqa: BLE001 - whatever it is, it counts and is shown
        rot.crashed.append(f"{damage.case}: {problem!r}")
        return
    try:
        changed = content(rotten()) != before
    except Exception:  # noqa: BLE001 - unreadable is changed
        changed = True
    if changed and not found:
        rot.missed.append(damage.case)
    elif changed:
        rot.found[damage.kind] += 1
    elif found:
        rot.found_early[damage.kind] += 1
    else:
        rot.harmless[damage.kind] += 1


def _fresh(prepared: Path, work: Path) -> Path:
    folder = work / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(prepared, folder))


def _rotten(prepared: Path, work: Path, database: str, damage: Damage) -> Path:
    folder = _fresh(prepared, work)
    (folder / database).write_bytes(damage.database)
    if damage.log is not None:
        (folder / f"{database}-wal").write_bytes(damage.log)
    return folder
