"""The report: one file for programs and one table for people."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.table import Table

from build_spec.bench.ground import BUILD

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.bench.figures import Figure
    from build_spec.bench.sizes import Sizes

FILE = BUILD / "bench.json"
WORDS = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}
LARGE = 100
WIDE = 180


def write(figures: list[Figure], sizes: Sizes, target: Path = FILE) -> None:
    """Write all figures with what they were measured on."""
    target.parent.mkdir(parents=True, exist_ok=True)
    said = {
        "setting": sizes.name,
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        },
        "figures": [one.to_json() for one in figures],
    }
    target.write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2))


def show(figures: list[Figure], console: Console | None = None) -> None:
    """Print the table."""
    table = Table(title="Against the raw libraries, medians of the same run")
    for heading, justify in (
        ("part", "left"),
        ("what", "left"),
        ("figure", "right"),
        ("aim", "right"),
        ("", "left"),
        ("ours", "right"),
        ("raw", "right"),
        ("note", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    before = ""
    for one in figures:
        if before and one.part != before:
            table.add_section()
        table.add_row(*_cells(one, first=one.part != before))
        before = one.part
    (console or _console()).print(table)


def _console() -> Console:
    """Return where the table is printed: as wide as it reads best where nobody set a width."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def _cells(one: Figure, *, first: bool) -> tuple[str, ...]:
    value = f"{one.value:,.0f}" if one.value >= LARGE else f"{one.value:.2f}"
    aim = "" if one.aim is None else f"<= {one.aim:g}"
    return (
        one.part if first else "",
        one.name,
        f"{value} {one.unit}",
        aim,
        WORDS[one.is_met],
        one.ours,
        one.theirs,
        one.note,
    )
