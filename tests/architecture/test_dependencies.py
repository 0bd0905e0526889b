"""Every library has a reason and a licence we may pass on, and the forbidden ones are absent."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.architecture.sources import ROOT

REQUIREMENT = re.compile(r'^\s*"(?P<name>[A-Za-z0-9_.-]+)[^"]*",(?:\s+#\s*(?P<comment>.+))?$')
ALLOWED = {
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-4.0",
    "ISC",
    "MIT",
    "MIT-CMU",
    "PSF-2.0",
    "zlib",
}
ALLOWED_IN_TESTS = {"MPL-2.0"}
# Unchanged libraries that anybody may put another build of in their place.
LESSER_GPL = {"PySide6-Essentials": "LGPL-3.0", "docxtpl": "LGPL-2.1"}
FORBIDDEN_TO_IMPORT = {
    "keyrings.alt": "keeps secrets in plain files",
    "pysqlite3": "a second SQLite beside the encrypted one",
    "sqlite3.dbapi3": "no such module: the control of this very test",
}
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
CHOICE = re.compile(r"\bOR\b")
# Their metadata names no licence; their licence files were read, and stand in the package.
LICENCES_READ_BY_HAND = {
    "pyrage": "MIT",
    "sqlcipher3": "zlib (the binding), BSD-3-Clause (SQLCipher), public domain (SQLite)",
}


def comments(text: str) -> dict[str, str]:
    """The comment of every requirement line of a pyproject text."""
    matches = (REQUIREMENT.match(line) for line in text.splitlines())
    return {m["name"]: m["comment"] or "" for m in matches if m}


def faults(name: str, comment: str) -> str | None:
    """What is wrong with the comment of one dependency."""
    reason, _, licence = comment.rpartition("; ")
    if not reason:
        return f"{name}: says no reason and licence"
    for_tests = licence.endswith("tests only")
    words = re.sub(r", (tests only|data CC-BY-4\.0)$", "", licence)
    named = set(words.split("/"))
    extra = ALLOWED_IN_TESTS if for_tests else {LESSER_GPL.get(name, "")}
    wrong = named - ALLOWED - extra
    return f"{name}: licence {sorted(wrong)}" if wrong else None


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def bare(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", requirement, maxsplit=1)[0]


def test_every_dependency_says_reason_and_licence():
    told = comments((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parsed = project()
    declared = parsed["project"]["dependencies"] + parsed["dependency-groups"]["dev"]
    assert len(declared) > 20
    wrong = [faults(bare(one), told.get(bare(one), "")) for one in declared]
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize(
    ("line", "is_wrong"),
    [
        ('  "good~=1.0",  # shapes text; MIT', False),
        ('  "silent~=1.0",', True),
        ('  "lost~=1.0",  # shapes text', True),
        ('  "strict~=1.0",  # shapes text; GPL-3.0', True),
        ('  "weak~=1.0",  # shapes text; MPL-2.0', True),
        ('  "weak~=1.0",  # oracle; MPL-2.0, tests only', False),
    ],
)
def test_bad_dependency_is_caught(line, is_wrong):
    [(name, comment)] = comments(line).items()
    assert bool(faults(name, comment)) is is_wrong


def licence_of(name: str) -> str:
    about = metadata.metadata(name)
    told = [about.get("License-Expression") or "", (about.get("License") or "")[:80]]
    told += [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    return " | ".join(one for one in told if one)


def is_copyleft(licence: str) -> bool:
    """Where the licensee may choose, one licence that we may pass on is enough."""
    return all(COPYLEFT.search(one) for one in CHOICE.split(licence))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("LGPL-3.0-only OR GPL-2.0-only", False),
        ("AGPL-3.0 OR GPL-2.0-only", True),
    ],
)
def test_copyleft_is_told_from_a_choice(licence, expected):
    assert is_copyleft(licence) is expected


def pins(lock: str, *, here: bool = False) -> dict[str, str]:
    """Name to version of everything a lock file pins; `here` leaves out other systems."""
    text = (ROOT / "build_spec/lock" / lock).read_text(encoding="utf-8")
    lines = [line.rstrip("\\ ") for line in text.splitlines() if re.match("[a-z0-9]", line)]
    found = [Requirement(line) for line in lines]
    return {
        one.name: str(one.specifier)
        for one in found
        if not (here and one.marker) or one.marker.evaluate()
    }


def test_nothing_delivered_is_copyleft_or_unlicensed():
    names = list(pins("runtime.txt", here=True))
    assert len(names) > 20
    told = {name: LICENCES_READ_BY_HAND.get(name) or licence_of(name) for name in names}
    assert {name: text for name, text in told.items() if not text or is_copyleft(text)} == {}


@pytest.mark.parametrize("name", FORBIDDEN_TO_IMPORT)
def test_forbidden_library_cannot_be_imported(name):
    assert not can_import(name), FORBIDDEN_TO_IMPORT[name]


def test_what_is_installed_can_be_imported():
    assert can_import("sqlcipher3.dbapi2")


def can_import(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def test_lock_holds_what_the_project_asks_for():
    asked = {bare(one).lower().replace("_", "-") for one in project()["project"]["dependencies"]}
    assert asked <= pins("runtime.txt").keys()


def test_what_is_delivered_is_what_is_tested():
    assert pins("runtime.txt").items() <= pins("dev.txt").items()
