"""R13-R16: hostile tables are read or refused with a sentence, soon and in bounded memory."""

import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.tables import process, reading
from cso_registry.tables.limits import Limits
from cso_registry.tables.reading import read_table
from tests.tables.hostile_files import all_files
from tests.tables.sentences import sentences_of
from tests.tables.workbooks import packed, parts, row

LONGEST_SECONDS = 20.0
"""Four times what is promised: no test fails because a computer is slow."""
LIMITS = Limits()
SHARES = 8


def outcome(data, limits=LIMITS):
    """What became of a file: a key, or ``read``."""
    refused = None
    try:
        read_table(data, name="hostile", limits=limits)
    except RegistryError as error:
        refused = error
    if refused is None:
        return "read"
    assert all(sentences_of(refused.key, refused.params))
    return refused.key.removeprefix("tables.")


def worked():
    """Processor seconds of all readers that have ended: a busy computer makes none of them slow."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("share", range(SHARES))
def test_no_hostile_file_hangs_kills_or_grows(share, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wrong, outcomes = [], Counter()
    mine = all_files()[share::SHARES]
    for file in mine:
        began = worked()
        became = outcome(file.data)
        took = worked() - began
        outcomes[became] += 1
        expected = file.refusals is None or became in file.refusals
        if became == "reader_failed" or took > LONGEST_SECONDS or not expected:
            wrong.append(f"{file.name}: {became} in {took:.1f} s, expected {file.refusals}")
    print(f"{len(mine)} hostile files: {dict(outcomes)}")
    assert wrong == []
    assert list(tmp_path.iterdir()) == []


def test_there_are_hundreds_of_hostile_files():
    files = all_files()
    assert len({file.name for file in files}) == len(files) >= 300


def test_the_harness_sees_a_hang_and_names_it():
    """Negative control: a good but long file, with no time at all, is stopped."""
    data = packed(parts("".join(row(n, "ก" * 50) for n in range(1, 40_000))))
    slow = Limits(seconds=0.01, seconds_per_megabyte=0)
    assert outcome(data, slow) == "too_slow"
    assert outcome(data) == "read"


def test_the_harness_sees_growth_and_names_it():
    """Negative control: with less memory than a good file needs, it is stopped."""
    data = packed(parts("".join(row(n, "ก" * 1000) for n in range(1, 10_000))))
    assert outcome(data, Limits(memory_bytes=60_000_000)) == "too_much_memory"
    assert outcome(data) == "read"


def test_the_harness_sees_a_reader_that_cannot_start(monkeypatch):
    """Negative control: what ends by itself without an answer is our fault, not the file's."""
    monkeypatch.setattr(reading, "_START_CHILD", "raise SystemExit(1)")
    assert outcome(b"a,b") == "reader_failed"
    monkeypatch.setattr(reading.sys, "executable", "/nonexistent/python")
    assert outcome(b"a,b") == "reader_failed"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("import os; os.abort()", "too_much_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("print('{')", "reader_failed"),
        ("print('[[1]]')", "reader_failed"),
        ("print('{\"head\":{}}')", "reader_failed"),
    ],
)
def test_a_dying_or_babbling_reader_is_a_refusal(monkeypatch, code, key):
    monkeypatch.setattr(reading, "_START_CHILD", code)
    assert outcome(b"a,b") == key


def test_the_reader_can_write_no_file_and_has_bounded_memory(tmp_path):
    target = tmp_path / "written"
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from cso_registry.tables.child import bound_this_process\n"
        "from cso_registry.tables.limits import Limits\n"
        "bound_this_process(Limits(memory_bytes=200_000_000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: bytearray(400_000_000)\n"
        "except MemoryError: print('no memory')\n"
        "try: open(sys.argv[2], 'wb', 0).write(b'x')\n"
        "except OSError as error: print('no file')\n"
    )
    root = Path(reading.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, root, target], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["no memory", "no file"]
    assert target.read_bytes() == b""


def test_the_reader_gets_no_environment(monkeypatch):
    monkeypatch.setenv("CSO_REGISTRY_PASSPHRASE", "ความลับสมมติ")
    code = "import os, sys; sys.exit(3 if any('CSO' in name for name in os.environ) else 0)"
    monkeypatch.setattr(reading, "_START_CHILD", code)
    assert outcome(b"a,b") == "reader_failed"
    monkeypatch.setattr(process, "_PASSED_ON", ("CSO_REGISTRY_PASSPHRASE",))
    assert outcome(b"a,b") == "too_much_memory"  # the control: another status is seen


def test_this_process_does_not_grow():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for file in all_files():
        if "bomb" in file.name or "far" in file.name:
            outcome(file.data)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000  # kilobytes; the files themselves are a part of it


def test_files_that_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    refusals = {
        tmp_path: "tables.not_a_file",
        tmp_path / "pipe": "tables.not_a_file",
        Path("/dev/zero"): "tables.not_a_file",
        tmp_path / "none.xlsx": "tables.not_found",
        tmp_path / "a\0b": "tables.no_access",
    }
    for path, key in refusals.items():
        with pytest.raises(KnownError) as caught:
            read_table(path)
        assert caught.value.key == key


def test_a_file_over_the_limit_is_not_even_handed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_START_CHILD", "raise SystemExit(1)")
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(KnownError) as caught:
        read_table(large)
    assert caught.value.key == "tables.file_too_large"


def test_all_text_together_is_bounded():
    """One shared text of 32,000 characters in 3,000 cells is small in the file only."""
    strings = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'x' * 32_000}</t></si></sst>"
    )
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3001))
    relations = parts()["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    data = packed(
        parts(cells) | {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}
    )
    with pytest.raises(InputError) as caught:
        read_table(data, limits=Limits(text_bytes=50_000_000))
    assert caught.value.key == "tables.too_much_text"
    assert len(read_table(data).rows) == 3000
