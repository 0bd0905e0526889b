"""Opening the dashboard beside few agreements and beside ten times as many (F:K3)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, alternating, ratio
from build_spec.bench.ground import SEED, program, scratch
from cso_registry.domain.agreements.figures import told_apart
from cso_registry.domain.shadow import Due, Shadow, record_line
from cso_registry.domain.shadow import Figure as SumFigure
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import Connection, Durability, open_writer
from cso_registry.storage.reading import Reading
from cso_registry.storage.schema import migrate
from cso_registry.storage.shadows import ShadowRows
from cso_registry.storage.written_rows import Changed
from cso_registry.workspace.supervision.dashboard import dashboard_of
from cso_registry.workspace.supervision.sight import Asked
from cso_registry.workspace.supervision.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_spec.bench.sizes import Sizes

PART = "supervision"
KEY = hashlib.sha256(b"invented agreements of the bench").digest()
DAY, YEAR = date(2026, 12, 1), 2570
BUILDING = Durability(journal_mode="off", synchronous="off")
AGENCIES, OVERDUE = 77, 100
MORE = 10


def measure(sizes: Sizes) -> list[Figure]:
    """Return how much longer the dashboard takes beside ten times as many agreements."""
    with scratch(in_memory=True) as folder:
        few, many = (
            _teller(folder / f"{size}.db", size)
            for size in (sizes.agreements, sizes.agreements * MORE)
        )
        beside, alone = alternating(
            lambda: dashboard_of(many), lambda: dashboard_of(few), sizes.reads
        )
    name = f"dashboard beside {sizes.agreements * MORE:,} agreements"
    note = f"against {sizes.agreements:,} of them; {OVERDUE} things are overdue in both"
    return [ratio(PART, name, beside, alone, aim=1.5, note=note)]


def _teller(path: Path, size: int) -> Teller:
    connection = open_writer(path, KEY, BUILDING)
    migrate(connection)
    connection.execute("BEGIN")
    _fill(connection, size)
    connection.execute("COMMIT")
    return Teller(program(), Reading(connection), "th", Asked("", YEAR), DAY)


def _fill(connection: Connection, size: int) -> None:
    chance = Random(SEED)
    identities = (f"{number:08x}-0000-7000-8000-000000000000" for number in count(1))
    agencies = [next(identities) for _ in range(AGENCIES)]
    made = list(_agreements(size, agencies, chance))
    connection.executemany(
        "INSERT INTO records(rec, id, type, scope, body) VALUES(?, ?, 'agreement', ?, x'7b7d')",
        (
            (rec, RecordId(next(identities)).to_bytes(), shadow.figures[0].province)
            for rec, shadow in enumerate(made, start=1)
        ),
    )
    rows = ShadowRows(connection)
    rows.write(
        Changed(rec, "agreement", shadow, is_new=True) for rec, shadow in enumerate(made, start=1)
    )


def _agreements(size: int, agencies: list[str], chance: Random) -> Iterator[Shadow]:
    late = (DAY - timedelta(days=3)).isoformat()
    areas = program().means.areas
    homes = [f"{code}" for code in range(10, 97) if areas.get(f"{code}") is not None]
    for number in range(size):
        home = homes[number % len(homes)]
        sides = {"agency": chance.choice(agencies), "partner": f"~ภาคีสมมติ {number}"}
        amount = chance.randrange(1_000_000, 90_000_000)
        model = chance.choice(("GR", "PBC", "CM"))
        begun = SumFigure("begun", YEAR - number % 3, home, amount=amount)
        standing = SumFigure("standing.in_force", 0, home, amount=amount)
        line = record_line(
            "agreement",
            title=f"ข้อตกลงสมมติ {number}",
            sort=f"{number:08}",
            status="in_force",
            province=home,
        )
        yield Shadow(
            listing=line,
            dues=(Due(late, "agreement:payment", ""),) if number < OVERDUE else (),
            figures=(
                *told_apart(standing, sides),
                *told_apart(begun, {**sides, "model": model, "home": home, "area": home}),
            ),
        )
