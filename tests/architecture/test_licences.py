"""Every file has a licence by REUSE.toml, and every licence its text."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.sources import ROOT, tracked_files


def annotations() -> list[dict]:
    return tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]


def pattern(glob: str) -> re.Pattern[str]:
    """A glob of REUSE: one star stays inside a folder, two go through folders."""
    parts = re.split(r"(\*\*|\*)", glob)
    told = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(told.get(part, re.escape(part)) for part in parts))


def globs(one: dict) -> list[str]:
    return one["path"] if isinstance(one["path"], list) else [one["path"]]


def licence_of(name: str, known: list[dict]) -> str | None:
    """The licence of one file: the last annotation that fits, as the specification says."""
    fitting = [o for o in known if any(pattern(glob).fullmatch(name) for glob in globs(o))]
    return fitting[-1]["SPDX-License-Identifier"] if fitting else None


def test_every_file_has_a_licence_with_its_text():
    known = annotations()
    names = tracked_files()
    assert len(names) > 20
    bare = [n for n in names if not n.startswith("LICENSE") and licence_of(n, known) is None]
    assert bare == []
    used = {licence_of(n, known) for n in names} - {None}
    identifiers = {word for one in used for word in re.split(r" (?:AND|OR) ", one)}
    assert [i for i in identifiers if not (ROOT / f"LICENSES/{i}.txt").is_file()] == []


def test_every_folder_of_resources_has_its_own_line():
    told = [glob for one in annotations() for glob in globs(one)]
    folders = {name.split("/")[1] for name in tracked_files() if name.count("/") > 1
               and name.startswith("resources/")}  # fmt: skip
    assert folders
    assert [f for f in folders if not any(g.startswith(f"resources/{f}/") for g in told)] == []


def test_file_without_a_licence_is_caught():
    known = [{"path": "cso_registry/**", "SPDX-License-Identifier": "Apache-2.0"}]
    assert licence_of("cso_registry/kernel/ids.py", known) == "Apache-2.0"
    assert licence_of("resources/fonts/New.ttf", known) is None


def test_the_font_is_under_its_own_licence():
    assert licence_of("resources/fonts/Sarabun-Regular.ttf", annotations()) == "OFL-1.1"
