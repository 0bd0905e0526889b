"""Opening a list and searching as one types, against the raw prepared queries."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from build_spec.bench.figures import Figure, alternating, ratio
from build_spec.bench.filled import POOL, fill_more
from build_spec.bench.ground import KEPT, Desk, digest_of, found, registrations, scratch
from build_spec.bench.raw_rows import rows_since
from cso_registry.storage.connection import Connection, Durability, open_reader, open_writer
from cso_registry.storage.reading import OrganizationFilter, Reading
from cso_registry.storage.schema import migrate
from cso_registry.thai.searching import search_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from build_spec.bench.raw_rows import Rows
    from build_spec.bench.sizes import Sizes

    Pair = tuple[str, Callable[[], object], Callable[[], object]]

LIST, SEARCH = "list", "search"
KEY = hashlib.sha256(b"invented lists of the bench").digest()
DAY = date(2026, 1, 5)
SHOWN = 50
BUILDING = Durability(journal_mode="off", synchronous="off")
TYPED = ("มูลนิธิพัฒนา", "ชมรมผู้สูงอายุ", "อนุรักษ์ป่า", "เครือข่ายสตรี", "ขอนแก่น ศิลปวัฒนธรรม")
LONGEST_SHORT = 2

RAW_FIRST = (
    "SELECT l.rec, r.id, l.name, l.number, l.kind, l.form, l.purpose, l.province, l.area,"
    " CASE WHEN l.status_since IS NULL OR l.status_since <= ? THEN l.status"
    " ELSE l.status_before END FROM organization_list l JOIN records r ON r.rec = l.rec"
    " ORDER BY l.sort, l.rec LIMIT 50"
)
RAW_KEYS = "SELECT rec FROM organization_list ORDER BY sort, rec"
RAW_BLOCK = (
    "SELECT l.rec, r.id, l.name, l.number, l.kind, l.form, l.purpose, l.province, l.area,"
    " CASE WHEN l.status_since IS NULL OR l.status_since <= ? THEN l.status"
    " ELSE l.status_before END FROM organization_list l JOIN records r ON r.rec = l.rec"
    " WHERE l.rec IN ({})"
)
RAW_MATCH = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT 50"
RAW_BOTH = (
    "SELECT f.rec FROM found JOIN findings f ON f.rec = found.rowid"
    " WHERE found MATCH ? AND f.text LIKE ? ORDER BY found.rowid DESC LIMIT 50"
)
RAW_LIKE = "SELECT rec FROM findings WHERE text LIKE ? ORDER BY rec DESC LIMIT 50"


def measure_lists(sizes: Sizes) -> list[Figure]:
    """Return the figures of opening lists of every size."""
    return [figure for size in sizes.lists for figure in _list_figures(size, sizes.reads)]


def measure_search(sizes: Sizes) -> list[Figure]:
    """Return the figures of searching in the largest list."""
    size = sizes.lists[-1]
    connection = open_reader(kept_list(size), KEY)
    reading = Reading(connection)
    taken = [_keystroke(reading, connection, text, sizes.reads) for text in _typed()]
    connection.close()
    long = [one for one in taken if len(one[0]) > LONGEST_SHORT]
    short = [one for one in taken if len(one[0]) <= LONGEST_SHORT]
    return [
        _search_figure(f"typed letters in {size:,}", long, aim=1.5),
        _search_figure(f"first two letters in {size:,}", short, aim=1.5),
        Figure(SEARCH, f"slowest key in {size:,}", max(o for _, o, _ in taken) * 1e3, "ms"),
    ]


def _search_figure(name: str, taken: list[tuple[str, float, float]], *, aim: float) -> Figure:
    ours, theirs = sum(one[1] for one in taken), sum(one[2] for one in taken)
    note = "all keystrokes, with the 50 lines shown, against the raw full-text query and lines"
    return ratio(SEARCH, name, ours / len(taken), theirs / len(taken), aim=aim, note=note)


def _typed() -> Iterator[str]:
    for text in TYPED:
        for end in range(1, len(text) + 1):
            if text[end - 1] != " ":
                yield text[:end]


def _keystroke(
    reading: Reading, connection: Connection, text: str, rounds: int
) -> tuple[str, float, float]:
    terms = search_terms(text)
    long = " AND ".join(f'"{term}"' for term in terms if len(term) > LONGEST_SHORT)
    short = [f"%{term}%" for term in terms if len(term) <= LONGEST_SHORT]
    # At most one short word stands in what is typed here.
    sql = RAW_BOTH if long and short else RAW_MATCH if long else RAW_LIKE
    values = (long, *short) if long else short

    def raw() -> None:
        keys = [row[0] for row in connection.execute(sql, values).fetchall()]
        _raw_block(connection, keys)

    ours, theirs = alternating(lambda: reading.search(text, DAY), raw, rounds)
    return "".join(terms), ours, theirs


def _raw_block(connection: Connection, keys: list[int]) -> list[Any]:
    sql = RAW_BLOCK.format(", ".join("?" * len(keys)))
    made: list[Any] = connection.execute(sql, (DAY.isoformat(), *keys)).fetchall()
    return made


def _list_figures(size: int, rounds: int) -> Iterator[Figure]:
    path = kept_list(size)
    for name, ours, theirs in chain(_opening_pair(path), _open_pairs(path)):
        first, second = alternating(ours, theirs, rounds)
        note = "by Thai name, against the raw prepared query"
        yield ratio(LIST, f"{name} of {size:,}", first, second, aim=1.5, note=note)


def _opening_pair(path: Path) -> Iterator[Pair]:
    yield "opened, first 50", lambda: _open_ours(path), lambda: _open_raw(path)


def _open_pairs(path: Path) -> Iterator[Pair]:
    connection = open_reader(path, KEY)
    reading, chosen = Reading(connection), OrganizationFilter()

    def all_ours() -> None:
        keys = reading.organization_keys(chosen, DAY)
        reading.organizations(keys[:SHOWN], DAY)

    def all_raw() -> None:
        keys = [row[0] for row in connection.execute(RAW_KEYS)]
        _raw_block(connection, keys[:SHOWN])

    def first_raw() -> None:
        for _ in range(10):
            connection.execute(RAW_FIRST, (DAY.isoformat(),)).fetchall()

    def first_ours() -> None:
        for _ in range(10):
            reading.first_organizations(chosen, DAY, SHOWN)

    yield "first 50", first_ours, first_raw
    yield "all keys, then first 50", all_ours, all_raw
    connection.close()


def _open_ours(path: Path) -> None:
    connection = open_reader(path, KEY)
    Reading(connection).first_organizations(OrganizationFilter(), DAY, SHOWN)
    connection.close()


def _open_raw(path: Path) -> None:
    from sqlcipher3 import dbapi2 as sqlcipher  # noqa: PLC0415 - the raw library itself

    connection = sqlcipher.connect(str(path))
    connection.execute(f"""PRAGMA key="x'{KEY.hex()}'" """)
    connection.execute(RAW_FIRST, (DAY.isoformat(),)).fetchall()
    connection.close()


def kept_list(size: int) -> Path:
    """Return a database with `size` listed subjects; it is made once and kept."""
    made_from = digest_of(
        "cso_registry/storage/migrations", "cso_registry/thai", "resources/samples"
    )
    path = KEPT / f"list-{size}-{made_from}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _make_list(part, size)
        part.replace(path)
    return path


def _make_list(path: Path, size: int) -> None:
    pool = _pool(min(size, POOL))
    connection = open_writer(path, KEY, BUILDING)
    migrate(connection)
    fill_more(connection, pool, range(size))
    connection.execute("PRAGMA journal_mode=wal")
    connection.close()


def _pool(count: int) -> Rows:
    with scratch() as folder:
        session = found(folder / "pool")
        desk = Desk(folder / "pool", session)
        desk.fill(registrations(count))
        rows = rows_since(desk.connection, 0, 2)
        desk.close()
    return rows
