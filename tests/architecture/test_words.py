"""What may stand in no file: vague module names, unfinished business, somebody's computer."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.architecture.sources import tracked_files, tracked_texts

# Written so that no pattern finds itself.
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")
SOMEBODYS_COMPUTER = re.compile(
    r"""(?<![\w.])(
        /(?:wor[k]|roo[t]|Use[r]s)/[\w.]
      | /hom[e]/(?!USER\b)[a-z]
      | /opt/py[p]i
      | /tm[p]/[vg]\b
      | [A-Z]:\\\\?User[s]
    )""",
    re.VERBOSE,
)
THE_WORKPLACE = re.compile(
    r"\b(CE[O]|sub-?agen[t]s?|LL[M]s?|issues sho[w]|share[d]/\w+\.md|chat ?bo[t])\b"
)
INDEX_HOST = re.compile(r"pypi\.or[g]|pythonhosted\.or[g]|--index-ur[l]|--find-lin[k]s|://")


def vague(names: tuple[str, ...]) -> list[str]:
    return [n for n in names if VAGUE_NAMES.intersection(PurePosixPath(n).with_suffix("").parts)]


def found(pattern: re.Pattern[str], texts: list[tuple[str, str]]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_module_is_named_for_nothing():
    assert vague(tracked_files()) == []


def test_vague_module_is_caught():
    assert vague(("cso_registry/storage/utils.py", "cso_registry/helpers/dates.py"))
    assert not vague(("cso_registry/storage/common_era.py",))


@pytest.mark.parametrize(
    "pattern", [UNFINISHED, SOMEBODYS_COMPUTER, THE_WORKPLACE], ids=["unfinished", "paths", "work"]
)
def test_no_file_says_it(pattern):
    texts = [(name, text) for name, text in tracked_texts() if not name.startswith("LICENSE")]
    assert texts
    said = found(pattern, texts)
    assert not said, "\n".join(said)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TO" + "DO later"),
        (SOMEBODYS_COMPUTER, 'open("/wor' + 'k/main/file")'),
        (SOMEBODYS_COMPUTER, "cd /hom" + "e/somchai"),
        (THE_WORKPLACE, "as the CE" + "O said"),
        (INDEX_HOST, "--index-ur" + "l mirror"),
    ],
)
def test_forbidden_word_is_caught(pattern, line):
    assert found(pattern, [("made_up.py", line)])


def test_lock_files_name_no_host_and_hash_every_library():
    locks = [(n, t) for n, t in tracked_texts() if n.startswith("build_spec/lock/")]
    assert {name for name, _ in locks} == {
        "build_spec/lock/dev.txt",
        "build_spec/lock/runtime.txt",
    }
    assert found(INDEX_HOST, locks) == []
    for _, text in locks:
        pins = re.split(r"\n(?=[a-z0-9])", text)
        assert len(pins) > 20
        assert [p.splitlines()[0] for p in pins if "==" in p and "--hash=sha256:" not in p] == []
