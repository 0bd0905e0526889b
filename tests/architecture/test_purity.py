"""Clock and chance have one home; the core says its types and its purpose."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import Module, dotted, in_parts, module_of, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME_OF_THE_CLOCK = "cso_registry.host"
CLOCK_OR_CHANCE = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime",
    "uuid.uuid1", "uuid.uuid4", "uuid.uuid7", "uuid4", "uuid1",
    "random.random", "random.randint", "random.choice", "random.shuffle",
}  # fmt: skip
DIRECT_IMPORTS = {("time", "time"), ("time", "time_ns"), ("uuid", "uuid4"), ("uuid", "uuid1")}
LOOSE_MAPPINGS = {"dict", "Mapping", "MutableMapping"}
# Where a signature is at the edge of serialisation: raw data from a file, before validation.
LOOSE_ON_PURPOSE = {
    "cso_registry/domain/organizations/sample_words.py": "parsed TOML comes in",
    "cso_registry/domain/record.py": "folded state comes in as plain JSON, leaves as models",
    "cso_registry/domain/vocabulary/reading.py": "parsed TOML comes in and leaves as models",
}


def imported(module: Module) -> set[str]:
    """The names that imports bind anywhere in a module."""
    return {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def clock_or_chance(module: Module) -> Iterator[str]:
    """Places that ask the clock or throw dice; what was handed in under such a name may stay."""
    known = imported(module)
    for node in ast.walk(module.tree):
        name = dotted(node)
        if name in CLOCK_OR_CHANCE and name.split(".")[0] in known:
            yield f"{module.path}:{node.lineno}: {name}"
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (node.module, alias.name) in DIRECT_IMPORTS:
                    yield f"{module.path}:{node.lineno}: {node.module}.{alias.name}"


def is_at_home(module: Module) -> bool:
    return module.name == HOME_OF_THE_CLOCK or module.name.startswith(HOME_OF_THE_CLOCK + ".")


def test_only_the_host_asks_clock_and_chance():
    elsewhere = [module for module in modules() if not is_at_home(module)]
    assert elsewhere
    assert [told for module in elsewhere for told in clock_or_chance(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ntoday = datetime.now()",
        "import time\nstamp = time.time()",
        "from time import time",
        "import uuid\nfresh = uuid.uuid4",
        "from uuid import uuid4",
    ],
)
def test_clock_in_a_rule_is_caught(text):
    assert list(clock_or_chance(module_of(text)))


def test_source_that_was_handed_in_may_be_used():
    text = "class Chance:\n    def __init__(self, random): self.next = random.random"
    assert not list(clock_or_chance(module_of(text)))


def loose_signatures(module: Module) -> Iterator[str]:
    """Functions that take or give a mapping of anything."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        annotations = [a.annotation for a in given if a.annotation] + [node.returns]
        for part in (p for a in annotations if a for p in ast.walk(a)):
            if isinstance(part, ast.Subscript) and is_loose(part):
                yield f"{module.path}: {node.name}: {ast.unparse(part)}"


def is_loose(part: ast.Subscript) -> bool:
    if dotted(part.value).split(".")[-1] not in LOOSE_MAPPINGS:
        return False
    value = part.slice.elts[-1] if isinstance(part.slice, ast.Tuple) else part.slice
    return dotted(value).split(".")[-1] == "Any"


def test_core_signatures_say_their_types():
    core = in_parts("kernel", "thai", "domain")
    assert core
    found = {told for module in core for told in loose_signatures(module)}
    assert {t for t in found if t.split(":")[0] not in LOOSE_ON_PURPOSE} == set()


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("def read(raw: dict[str, Any]) -> int: ...", True),
        ("def read(raw: int) -> Mapping[str, Any] | None: ...", True),
        ("def read(raw: dict[str, int]) -> list[Any]: ...", False),
    ],
)
def test_loose_signature_is_caught(text, is_wrong):
    assert bool(list(loose_signatures(module_of(text)))) is is_wrong


def without_docstring(module: Module) -> Iterator[str]:
    """Public modules, classes and functions that say nothing of themselves."""
    if not ast.get_docstring(module.tree) and module.tree.body:
        yield module.path
    yield from undocumented(module.tree, module.path)


def undocumented(parent: ast.AST, where: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(parent):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or is_marked(node, {"overload", "override"}):
            continue
        if not ast.get_docstring(node):
            yield f"{where}:{node.lineno}: {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node, where)


def is_marked(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, names: set[str]) -> bool:
    return bool(names & {dotted(mark).split(".")[-1] for mark in node.decorator_list})


def test_everything_public_says_what_it_is():
    silent = [told for module in modules() for told in without_docstring(module)]
    assert not silent, "\n".join(silent)


def test_missing_docstring_is_caught():
    text = '"""Module."""\nclass Silent:\n    """Class."""\n    def act(self): ...\n'
    assert list(without_docstring(module_of(text))) == ["cso_registry/domain/made_up.py:4: act"]
