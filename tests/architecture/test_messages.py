"""Every sentence an error asks for exists in Thai and English, with the values it needs."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import ROOT, Module, dotted, module_of, modules

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE = "RegistryError"
LANGUAGES = ("th", "en")
LOOKS_LIKE_A_KEY = re.compile(r"[a-z]+\.[a-z_]+")
Texts = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Use:
    """One place where code raises an error by its key."""

    where: str
    key: str
    params: frozenset[str]
    is_complete: bool
    """False when values are handed over as a mapping that cannot be read here."""


def error_classes(sources: Iterable[Module]) -> dict[str, ast.ClassDef]:
    """All classes that derive from the base of expected errors, by name."""
    classes = {
        node.name: node
        for module in sources
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    names = {BASE}
    while more := {
        name
        for name, node in classes.items()
        if name not in names and {dotted(base).split(".")[-1] for base in node.bases} & names
    }:
        names |= more
    return {name: classes[name] for name in names if name in classes}


def takes_a_key(node: ast.ClassDef) -> bool:
    """Whether a class is called with a key, not with arguments of its own."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [argument.arg for argument in part.args.args[1:2]] == ["key"]
    return True


def uses(module: Module, classes: dict[str, ast.ClassDef]) -> list[Use]:
    """Every use of a literal key in one module."""
    keyed = {name for name, node in classes.items() if takes_a_key(node)}
    inside = {
        call
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name in classes
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__"
    }
    found = []
    for call in ast.walk(module.tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        if dotted(call.func).split(".")[-1] not in keyed and call not in inside:
            continue
        first = call.args[0]
        if not isinstance(first, ast.Constant):
            found += keys_in_tables(module)
        elif isinstance(first.value, str):
            named = frozenset(word.arg for word in call.keywords if word.arg)
            complete = all(word.arg for word in call.keywords)
            found.append(Use(f"{module.path}:{call.lineno}", first.value, named, complete))
    return found


def keys_in_tables(module: Module) -> list[Use]:
    """Keys a module keeps in tables of its own, when it raises an error by a name."""
    return [
        Use(f"{module.path}:{node.lineno}", node.value, frozenset(), is_complete=False)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and LOOKS_LIKE_A_KEY.fullmatch(str(node.value))
    ]


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def flat(table: dict, before: str = "") -> Texts:
    """Message keys to sentences; dotted TOML tables and quoted keys are the same."""
    if any(isinstance(value, str) for value in table.values()):
        return {before: table}
    found: Texts = {}
    for name, value in table.items():
        found |= flat(value, f"{before}.{name}" if before else name)
    return found


def texts() -> Texts:
    found: Texts = {}
    for path in sorted((ROOT / "resources/texts").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        fresh = flat(table.get("message", {}))
        assert not found.keys() & fresh.keys(), f"{path.name} repeats {found.keys() & fresh.keys()}"
        found |= fresh
    return found


def wrong_sentences(known: Texts) -> list[str]:
    """Keys without a sentence in both languages, or whose sentences need different values."""
    wrong = []
    for key, sentences in known.items():
        if missing := [one for one in LANGUAGES if not sentences.get(one, "").strip()]:
            wrong.append(f"{key}: no {missing}")
        elif len({frozenset(placeholders(sentences[one])) for one in LANGUAGES}) > 1:
            wrong.append(f"{key}: the languages need different values")
    return wrong


def wrong_uses(found: Iterable[Use], known: Texts) -> list[str]:
    """Uses of a key that has no sentence, or whose sentence needs a value nobody hands over."""
    wrong = []
    for use in found:
        if use.key not in known:
            wrong.append(f"{use.where}: no sentence for {use.key}")
            continue
        needed = placeholders(known[use.key].get("en", ""))
        if use.is_complete and not needed <= use.params:
            wrong.append(f"{use.where}: {use.key} needs {sorted(needed - use.params)}")
    return sorted(set(wrong))


def test_every_error_has_its_sentence():
    classes = error_classes(modules())
    found = [use for module in modules() for use in uses(module, classes)]
    assert len(found) > 20
    wrong = wrong_uses(found, texts())
    assert not wrong, "\n".join(wrong)


def test_both_languages_say_the_same():
    known = texts()
    assert known
    assert wrong_sentences(known) == []


MADE_UP = """
class RegistryError(Exception): ...
class KnownError(RegistryError): ...
class StoreError(KnownError): ...
class RefusedError(RegistryError):
    def __init__(self, reasons):
        super().__init__("act.refused", count=len(reasons))

def save():
    raise StoreError("storage.full", free=3)
"""


@pytest.mark.parametrize(
    ("known", "faults"),
    [
        ({"storage.full": "left: {free}", "act.refused": "no: {count}"}, 0),
        ({"storage.full": "left: {free}"}, 1),
        ({"storage.full": "left: {free} of {size}", "act.refused": "no"}, 1),
        ({}, 2),
    ],
)
def test_missing_sentence_is_caught(known, faults):
    module = module_of(MADE_UP)
    found = uses(module, error_classes([module]))
    sentences = {key: {"th": text, "en": text} for key, text in known.items()}
    assert len(wrong_uses(found, sentences)) == faults


def test_keys_kept_in_a_table_are_seen():
    text = MADE_UP + 'KEYS = {13: "storage.none"}\ndef tell(key): raise KnownError(key)\n'
    module = module_of(text)
    told = {use.key for use in uses(module, error_classes([module]))}
    assert told == {"storage.full", "storage.none", "act.refused"}


@pytest.mark.parametrize(
    "sentences",
    [
        {"en": "only English"},
        {"th": " ", "en": "blank Thai"},
        {"th": "เหลือ {free}", "en": "left"},
    ],
)
def test_unequal_languages_are_caught(sentences):
    assert wrong_sentences({"storage.full": sentences})
