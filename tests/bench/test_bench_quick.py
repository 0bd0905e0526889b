"""The bench runs, and its file has every figure. What the figures say is never tested here."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RATIOS = {
    "save": ("one save, fsync", "one save, synchronous=OFF on tmpfs"),
    "list": ("opened, first 50 of", "first 50 of", "all keys, then first 50 of"),
    "search": ("typed letters in", "first two letters in"),
    "import": ("rows of a sheet",),
    "verify": ("growth for each entry",),
    "print": ("letters", "a contract to PDF"),
    "certificates": ("certificates with codes",),
    "exchange": ("export of", "import of", "size of", "bundles of at most"),
    "difference": ("export of", "import of"),
    "memory": ("held by an open list",),
    "start": ("start to a usable window",),
    "watch": (
        "start page beside",
        "month of the calendar beside",
        "ends, evaluations and counts watched beside",
        "watch of one amended beside",
    ),
    "rooms": (
        "start page beside",
        "month of the calendar beside",
        "days of the calendar beside",
        "due returns beside",
        "first page of the list beside",
    ),
    "supervision": ("dashboard beside",),
    "selection": ("sealed sheets opened", "ranking of"),
    "desktop": (
        "open a list of",
        "scroll",
        "type in search of",
        "order and filter",
        "jump to the end of",
        "save, list in front",
        "import",
        "stop an import",
        "take a bundle of",
    ),
}
STAGES = {
    "waiting for the sheet",
    "deciding",
    "composing and hashing",
    "folding",
    "writing",
    "the rest, and the commit",
}
PEAKS = {"one save", "a search in", "an import of", "a proof of", "letters", "an open list of"}


@pytest.mark.timeout(1_000)
def test_quick_bench_writes_every_figure(tmp_path):
    target = tmp_path / "bench.json"
    command = (sys.executable, "-m", "build_spec.bench", "--quick", "--out", str(target))
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    said = json.loads(target.read_bytes())
    figures = said["figures"]
    assert said["setting"] == "quick"
    assert {one["part"] for one in figures} == set(RATIOS)
    assert all(math.isfinite(one["value"]) and one["value"] > 0 for one in figures)
    assert all((one["met"] is None) == (one["aim"] is None) for one in figures)
    for part, names in RATIOS.items():
        with_aim = [one["name"] for one in figures if one["part"] == part and one["aim"]]
        for name in names:
            assert any(name in known for known in with_aim), (part, name)
    assert {one["name"] for one in figures if one["unit"] == "us a row"} == STAGES
    peaks = [one["name"] for one in figures if one["unit"] == "MiB"]
    assert all(any(name in known for known in peaks) for name in PEAKS)
    for heading in ("figure", "aim", "ours", "raw"):
        assert heading in done.stdout
