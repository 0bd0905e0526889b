"""Nothing is delivered that the program never asks for: no sentence, no icon."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from tests.architecture.sources import ROOT, module_of, modules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.architecture.sources import Module

PART_OF_A_KEY = re.compile(r"[a-z][\w.:-]*\.[\w.:-]*|[\w.:-]*_\w*", re.IGNORECASE)


def named(sources: Iterable[Module]) -> tuple[set[str], list[str]]:
    """The texts that code spells out, and patterns of those that it puts together."""
    whole: set[str] = set()
    patterns: list[str] = []
    for module in sources:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    one.value if isinstance(one, ast.Constant) else None for one in node.values
                ]
                spelt = "".join(one for one in parts if one)
                if PART_OF_A_KEY.fullmatch(spelt):
                    patterns.append(
                        "".join(".+" if one is None else re.escape(one) for one in parts)
                    )
    return whole, patterns


@cache
def named_here() -> tuple[set[str], re.Pattern[str]]:
    whole, patterns = named(modules())
    for path in (ROOT / "resources").rglob("*.toml"):
        if path.parent.name != "texts":
            whole.update(re.findall(r"[\w.:-]+", path.read_text(encoding="utf-8")))
    return whole, re.compile("|".join(sorted(set(patterns))))


def sentences() -> set[str]:
    """The keys of all messages and labels."""
    found = set()
    for path in (ROOT / "resources/texts").glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind in ("message", "label"):
            found |= {key for key, said in table.get(kind, {}).items() if "th" in said}
    return found


def test_every_sentence_is_asked_for():
    whole, put_together = named_here()
    known = sentences()
    assert len(known) > 1_000
    assert sorted(key for key in known - whole if not put_together.fullmatch(key)) == []


def test_every_icon_is_drawn():
    whole, _ = named_here()
    icons = {path.stem for path in (ROOT / "resources/icons").glob("*.svg")}
    assert len(icons) > 50
    assert sorted(icons - whole) == []


def test_key_that_is_put_together_is_known():
    whole, patterns = named([module_of('say(f"status.{code}")\nsay("cli.done")')])
    assert "cli.done" in whole
    assert [bool(re.fullmatch(one, "status.open")) for one in patterns] == [True]
