"""`--help` speaks one language, leaves no command out, and is told apart from a mistyped command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cso_registry.cli.context import Context
from cso_registry.cli.main import app
from cso_registry.cli.spoken_help import command_asked_about, help_lines

THAI = re.compile("[\u0e01-\u0e2e]")


def all_paths(path: list[Any]) -> list[list[Any]]:
    found = [path]
    for one in getattr(path[-1], "commands", {}).values():
        found += all_paths([*path, one])
    return found


PATHS = all_paths([get_command(app)])


@pytest.fixture(scope="module")
def said():
    """The help of a command, by its path and the language."""
    contexts = {
        language: Context(Path(), language, as_json=False, as_officer=None, acting_for=None)
        for language in ("th", "en")
    }
    return lambda path, language: "\n".join(help_lines(contexts[language], path, "cso-registry"))


def sources(path) -> list[str]:
    return [one.help for one in (path[-1], *path[-1].params) if one.help]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: " ".join(one.name or "" for one in path))
def test_help_of_every_command_is_in_one_language(path, said):
    thai, english = said(path, "th"), said(path, "en")
    assert not THAI.search(english)
    for text in sources(path):
        ours, _, theirs = text.partition(" / ")
        assert ours in thai
        assert THAI.search(ours), text
        assert theirs in english
        assert theirs, text
    for one in path[-1].params:
        assert one.opts[0] in english or one.name.upper().replace("_", "-") in english


def test_every_command_stands_in_the_help_of_the_program(said):
    told = said(PATHS[0], "th")
    for name in PATHS[0][0].commands:
        assert re.search(rf"^  {name}  ", told, re.MULTILINE), name


def test_what_is_needed_repeated_or_given_by_itself_is_said(said):
    print_path = [PATHS[0][0], PATHS[0][0].commands["print"]]
    told = said(print_path, "en")
    assert "Usage: cso-registry print [options] CODE [NAMED]" in told
    assert re.search(r"--out VALUE .*\(needed\)", told)
    assert re.search(r"--with VALUE .*\(may be repeated\)", told)
    assert "help papers" in told
    told = said([PATHS[0][0], PATHS[0][0].commands["list"]], "th")
    assert "(ไม่ระบุคือ 50)" in told


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--help"], None),
        ([], None),
        (["list", "--help"], "list"),
        (["--registry", "list", "--help"], None),
        (["--registry=list", "--help"], None),
        (["--lang", "en", "--json", "show", "x", "--help"], "show"),
        (["bundle"], "bundle"),
        (["bundle", "export", "--help"], "export"),
    ],
)
def test_help_is_of_the_command_that_was_named(arguments, name):
    path = command_asked_about(PATHS[0][0], arguments)
    assert path is not None
    assert (path[-1].name if path[1:] else None) == name


@pytest.mark.parametrize(
    "arguments",
    [
        ["lst", "--help"],
        ["list"],
        ["bundle", "exprt"],
        ["show", "x"],
        ["list", "--text", "--help"],
    ],
)
def test_what_is_no_question_for_help_is_none(arguments):
    assert command_asked_about(PATHS[0][0], arguments) is None


def test_nothing_given_is_told_as_one_object(bare):
    told = bare(as_json=True)
    assert (told.code, told.json["reasons"][0]["key"]) == (2, "cli.usage_no_command")
    assert bare("trust", as_json=True).json["refused"] is True
    assert bare("--help").code == 0
    shown = bare()
    assert (shown.code, shown.err) == (2, "")
