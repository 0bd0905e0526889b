"""Runs the bench: every part in a process of its own, one after the other."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from build_spec.bench import (
    certifying,
    differing,
    exchanging,
    importing,
    listing,
    memory,
    printing,
    proving,
    report,
    saving,
    selecting,
    starting,
    waiting,
)
from build_spec.bench.figures import Figure
from build_spec.bench.ground import ROOT
from build_spec.bench.sizes import ALL, FULL, QUICK, Sizes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PARTS: Mapping[str, Callable[[Sizes], list[Figure]]] = {
    "save": saving.measure,
    "list": listing.measure_lists,
    "search": listing.measure_search,
    "import": importing.measure,
    "verify": proving.measure,
    "print": printing.measure,
    "certificates": certifying.measure,
    "exchange": exchanging.measure,
    "difference": differing.measure,
    "selection": selecting.measure,
    "memory": memory.measure,
    "start": starting.measure,
    "desktop": waiting.measure,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute")
    parser.add_argument("--only", choices=PARTS, action="append", help="only these parts")
    parser.add_argument("--out", type=Path, default=report.FILE, help="where the figures go")
    parser.add_argument("--part", nargs=2, metavar=("PART", "SETTING"), help=argparse.SUPPRESS)
    parser.add_argument("--alone", nargs=2, metavar=("JOB", "SIZE"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run what was asked for; return the exit code."""
    asked = _options()
    if asked.alone:
        job, size = asked.alone
        print(memory.alone(job, int(size)))
        return 0
    if asked.part:
        part, setting = asked.part
        figures = PARTS[part](ALL[setting])
        sys.stdout.buffer.write(orjson.dumps([one.to_json() for one in figures]))
        return 0
    sizes = QUICK if asked.quick else FULL
    figures = [figure for part in asked.only or PARTS for figure in _run(part, sizes)]
    report.write(figures, sizes, asked.out)
    report.show(figures)
    return 0


def _run(part: str, sizes: Sizes) -> list[Figure]:
    """Measure one part in a process of its own: what others left behind weighs on nobody."""
    began = time.perf_counter()
    command = (sys.executable, "-m", "build_spec.bench", "--part", part, sizes.name)
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return [_read(one) for one in orjson.loads(done.stdout)]


def _read(told: dict[str, Any]) -> Figure:
    told.pop("met")
    return Figure(**told)


if __name__ == "__main__":
    sys.exit(main())
