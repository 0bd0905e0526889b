"""A spreadsheet imported through the one door, against the same rows written raw."""

from __future__ import annotations

import gc
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from build_spec.bench.figures import Figure, median, ratio, seconds_of, shown
from build_spec.bench.ground import (
    KEPT,
    SEED,
    data_key,
    digest_of,
    found,
    keys,
    program,
    scratch,
)
from build_spec.bench.raw_rows import put_streams, rows_since, streams_of, write_raw
from cso_registry.domain.organizations.sample_sheet import Expect, messy_spreadsheet_rows
from cso_registry.domain.organizations.sample_words import read_sample_words
from cso_registry.storage import store as store_module
from cso_registry.storage.connection import DATABASE_NAME, Connection, open_writer
from cso_registry.storage.projector import Projector
from cso_registry.storage.schema import migrate
from cso_registry.storage.store import Transaction
from cso_registry.tables.process import ReadingProcess
from cso_registry.tables.workbook_writing import write_xlsx
from cso_registry.tables.writing import OutColumn
from cso_registry.workspace.importing import ImportChoices, import_organizations
from cso_registry.workspace.performing import Work
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from build_spec.bench.raw_rows import Rows
    from build_spec.bench.sizes import Sizes
    from cso_registry.workspace.importing import ImportResult

PART = "import"
GOOD_IN_A_THOUSAND = 790
"""How many of a thousand rows of the invented messy sheet have no fault."""

STAGES = (
    "waiting for the sheet",
    "deciding",
    "composing and hashing",
    "folding",
    "writing",
    "the rest, and the commit",
)


class Watch:
    """Adds up how long the calls of some functions take, each under its stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((*STAGES, "acts", "all"), 0.0)

    @contextmanager
    def on(self, owner: Any, name: str, stage: str) -> Iterator[None]:
        """Time every call of `owner.name` for the length of a block."""
        timed: Callable[..., Any] = getattr(owner, name)
        seconds, clock = self.seconds, time.perf_counter

        def call(*args: Any, **named: Any) -> Any:
            began = clock()
            try:
                return timed(*args, **named)
            finally:
                seconds[stage] += clock() - began

        setattr(owner, name, call)
        try:
            yield
        finally:
            setattr(owner, name, timed)

    def settle(self) -> dict[str, float]:
        """Return the seconds of each stage; they add up to the whole."""
        told = {stage: self.seconds[stage] for stage in STAGES}
        inside = ("composing and hashing", "folding", "writing")
        told["deciding"] = self.seconds["acts"] - sum(told[stage] for stage in inside)
        told["the rest, and the commit"] = self.seconds["all"] - sum(told.values())
        return told


def measure(sizes: Sizes) -> list[Figure]:
    """Return the ratio of a whole import and the time of each stage."""
    sheet = kept_sheet(sizes.imported)
    ours: list[float] = []
    theirs: list[float] = []
    stages: list[dict[str, float]] = []
    rows: Rows = {}
    count = 0
    for _ in range(sizes.imports):
        with scratch() as folder:
            watch = Watch()
            result, key = _import(folder / "ours", sheet, watch)
            count = result.accepted
            ours.append(watch.seconds["all"])
            stages.append(watch.settle())
            connection = open_writer(folder / "ours" / DATABASE_NAME, key)
            rows = rows or rows_since(connection, 1, 2)
            gc.collect()
            theirs.append(_raw(folder / "theirs.db", key, rows, connection))
            connection.close()
    whole, raw = median(ours), median(theirs)
    return [
        ratio(
            PART, f"{count:,} rows of a sheet", whole, raw, aim=3, note="all tables, executemany"
        ),
        *_stage_figures(stages, count, raw),
    ]


def _stage_figures(stages: list[dict[str, float]], count: int, raw: float) -> Iterator[Figure]:
    for stage in STAGES:
        taken = median(one[stage] for one in stages)
        share = f"{taken / raw:.2f} x of the raw writing"
        yield Figure(PART, stage, taken / count * 1e6, "us a row", ours=shown(taken), note=share)


def _import(folder: Path, sheet: Path, watch: Watch) -> tuple[ImportResult, bytes]:
    session = found(folder)
    with Workspace.opened(folder, keys(), program()) as workspace, ExitStack() as timers:
        for owner, name, stage in (
            (ReadingProcess, "_next", "waiting for the sheet"),
            (Work, "perform", "acts"),
            (store_module, "compose", "composing and hashing"),
            (Projector, "apply", "folding"),
            (Transaction, "flush", "writing"),
        ):
            timers.enter_context(watch.on(owner, name, stage))
        gc.collect()
        began = time.perf_counter()
        choices = ImportChoices(skips_unknown=True, effective=workspace.today)
        result = import_organizations(workspace, session, sheet, choices)
        watch.seconds["all"] = time.perf_counter() - began
    return result, data_key(folder)


def _raw(path: Path, key: bytes, rows: Rows, source: Connection) -> float:
    connection = open_writer(path, key)
    migrate(connection)
    put_streams(connection, streams_of(source))
    taken = seconds_of(lambda: write_raw(connection, rows))
    connection.close()
    return taken


def import_once(size: int) -> None:
    """Import a sheet, for the peak of memory."""
    sheet = kept_sheet(size)
    with scratch() as folder:
        _import(folder / "ours", sheet, Watch())


def kept_sheet(size: int) -> Path:
    """Return a workbook with about `size` rows without fault; it is made once and kept."""
    made_from = digest_of("resources/samples", "cso_registry/domain/organizations")
    path = KEPT / f"sheet-{size}-{made_from}.xlsx"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as stream:
            _write_sheet(stream, size)
        part.replace(path)
    return path


def _write_sheet(stream: Any, size: int) -> None:
    texts = program().resources
    named = ("organizations", "people", "spreadsheet")
    words = read_sample_words({name: _toml(texts.text(f"samples/{name}.toml")) for name in named})
    sheet = messy_spreadsheet_rows(
        words, program().means.areas, seed=SEED, rows=size * 1_000 // GOOD_IN_A_THOUSAND
    )
    (heading,) = sheet.expected(Expect.HEADING)
    columns = [OutColumn(str(cell)) for cell in heading.cells]
    good = [row.cells for row in sheet.expected(Expect.GOOD)[:size]]
    write_xlsx(stream, "organizations", columns, good, language="th")


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only when a sheet is made

    return tomllib.loads(text)
