"""The process that reads a sheet may die, hang or babble at any moment: nothing is recorded then."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cso_registry.kernel.errors import RegistryError
from cso_registry.tables import process, reading
from cso_registry.tables.limits import Limits
from cso_registry.workspace import sheet_rows
from tests.support.desk import delivered
from tests.workspace.test_import import HEADINGS, PLACE, as_csv, names, take

HALF = (
    "import os, signal, sys, time; sys.path.append(sys.argv[1])\n"
    "from cso_registry.workspace import sheet_child\n"
    "whole = sheet_child._lines\n"
    "def half(*asked):\n"
    "    for number, line in enumerate(whole(*asked)):\n"
    "        if number == 2:\n"
    "            sys.stdout.flush()\n"
    "            {end}\n"
    "        yield line\n"
    "sheet_child._lines = half\n"
    "sys.exit(sheet_child.main(sys.argv[3]))\n"
)
"""The real process, up to the line after the first rows."""
FLOOD = "while True: sys.stdout.write('[[1]]' + chr(10))"


@pytest.fixture
def file(tmp_path):
    rows = [HEADINGS, *((f"มูลนิธิ {n} สมมติ", "มูลนิธิ", *PLACE, "1/2/2558") for n in range(20))]
    return as_csv(tmp_path / "m.csv", rows)


def refusal(desk, file):
    with pytest.raises(RegistryError) as caught:
        take(desk, file)
    assert all(delivered().texts.error(caught.value, language) for language in ("th", "en"))
    assert names(desk) == {}
    assert desk.workspace.read.counts()[0] == 1
    return caught.value.key


@pytest.mark.parametrize(
    ("end", "key"),
    [
        ("os.abort()", "tables.too_much_memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "tables.damaged"),
        ("os._exit(0)", "tables.reader_failed"),
        ("print('{}'); os._exit(0)", "tables.reader_failed"),
        ("print('[[1]]', flush=True); os._exit(0)", "tables.reader_failed"),
        ("print('[{\"a\":', end='', flush=True); os.abort()", "tables.too_much_memory"),
        (FLOOD, "tables.reader_failed"),
    ],
)
def test_reader_that_ends_amid_the_rows_leaves_nothing(desk, file, monkeypatch, end, key):
    monkeypatch.setattr(process, "_LAST_SECONDS", 0.5 if end == FLOOD else 10.0)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "_START_CHILD", HALF.format(end=end))
        assert refusal(desk, file) == key
    assert take(desk, file).accepted == 20
    assert len(names(desk)) == 20


@pytest.fixture
def started(monkeypatch):
    """Every process that was started."""
    begun = []
    real = process.subprocess.Popen

    def noted(*args, **named):
        begun.append(real(*args, **named))
        return begun[-1]

    monkeypatch.setattr(process.subprocess, "Popen", noted)
    return begun


def test_reader_that_hangs_is_ended(desk, file, monkeypatch, started):
    monkeypatch.setattr(reading, "_START_CHILD", "import time; time.sleep(600)")
    monkeypatch.setattr(sheet_rows, "SECONDS_A_ROW", 0)
    monkeypatch.setattr(sheet_rows, "Limits", lambda: Limits(seconds=0.1, seconds_per_megabyte=0))
    assert refusal(desk, file) == "tables.too_slow"
    assert [one.poll() is not None for one in started] == [True]


def test_reader_of_a_cancelled_import_is_ended(desk, file, monkeypatch, started):
    def cancel(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "_START_CHILD", HALF.format(end="time.sleep(600)"))
    monkeypatch.setattr(sheet_rows.OpenSheet, "rows", cancel)
    with pytest.raises(KeyboardInterrupt):
        take(desk, file)
    assert [one.poll() is not None for one in started] == [True]
    assert names(desk) == {}


def test_packaged_program_starts_itself_to_read_a_sheet(desk, file, monkeypatch):
    """A packaged program has no interpreter beside it: its own first argument asks for this."""
    asked = []
    started = sheet_rows.started

    def as_program(command, *rest, **named):
        asked.append(command[1])
        root = str(Path(sheet_rows.__file__).parents[2])
        run = f"import sys; sys.path.append({root!r}); from cso_registry.cli.main import run; run()"
        return started([sys.executable, "-I", "-c", run, *command[1:]], *rest, **named)

    monkeypatch.setattr(reading.sys, "frozen", True, raising=False)
    monkeypatch.setattr(sheet_rows, "started", as_program)
    assert take(desk, file).accepted == 20
    assert asked == ["--read-sheet"]
