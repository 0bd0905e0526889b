"""Runs the bench: every part in a process of its own, one after the other."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from build_spec.bench import parts, report
from build_spec.bench.apart import apart
from build_spec.bench.sizes import FULL, QUICK

if TYPE_CHECKING:
    from build_spec.bench.figures import Figure
    from build_spec.bench.sizes import Sizes


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, half a minute")
    parser.add_argument("--only", choices=parts.PARTS, action="append", help="only these parts")
    parser.add_argument("--out", type=Path, default=report.FILE, help="where the figures go")
    return parser.parse_args()


def main() -> int:
    """Run what was asked for; return the exit code."""
    asked = _options()
    sizes = QUICK if asked.quick else FULL
    figures = [figure for part in asked.only or parts.PARTS for figure in _run(part, sizes)]
    report.write(figures, sizes, asked.out)
    report.show(figures)
    return 0


def _run(part: str, sizes: Sizes) -> list[Figure]:
    """Measure one part in a process of its own."""
    began = time.perf_counter()
    figures = apart(parts.__name__, parts.measured, part, sizes)
    print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
