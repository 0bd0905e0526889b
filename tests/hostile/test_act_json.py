"""Acts as JSON that nobody meant, through the command line (Q:R32, R16).

What is changed is refused with a sentence, or done as an act like any other; the program
never ends in a bug, and the journal proves itself afterwards.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from cso_registry.cli import main
from cso_registry.cli.context import Context
from cso_registry.cli.given_files import LARGEST_TEXT
from cso_registry.host.secrets import OFFICER_SECRET_VARIABLE, PASSPHRASE_VARIABLE
from cso_registry.workspace.workspace import Workspace
from tests.hostile.openable import made_openable
from tests.hostile.test_parsers import LONG, mutated
from tests.support.desk import KEYS, OFFICER_SECRET, PASSPHRASE, program_at
from tests.support.examples import Scene
from tests.support.registry import example_acts, new_registry

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("organization.register", "organization.change_contact", "officer.appoint")
CASES = 4_000 if LONG else 40
SENTENCE, BUG = 2, 70
PIECES = (
    b"NaN", b"Infinity", b"-0", b"1e400", b"9" * 5_000, b'"\\ud800"', b'"\\u0000"', b"[" * 90_000,
    b'{"a":' * 90_000, b'"2569-02-30"', b'"30 \xe0\xb8\x81.\xe0\xb8\x9e. 69"', b"\xff", b"",
    b'"' + b"\xe0\xb8\x81" * 300_000 + b'"', b'"../../etc"', b"{}", b"[]", b"null", b"true", b'"x"',
)  # fmt: skip


class Office:
    """A registry, the JSON of some acts for it, and the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with new_registry(folder) as registry:
            scene = Scene(registry)
            self.said = {
                kind: example_acts()[kind].make(scene, registry.founder).model_dump(mode="json")
                for kind in KINDS
            }
            made_openable(registry)
            self.program = program_at(registry.clock)

    def act(self, kind: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
        monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE.reveal_text())
        monkeypatch.setenv(OFFICER_SECRET_VARIABLE, OFFICER_SECRET.reveal_text())
        monkeypatch.setattr(main, "Context", partial(Context, program=self.program))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        words = ["--registry", str(self.folder), "--as", "ผู้ก่อตั้ง", "act", kind]
        return main.outcome(words)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office") / "registry")


def changed(dice: random.Random, said: dict[str, object]) -> bytes:
    """A mutation of the bytes, or another value in the place of one of the fields."""
    if dice.random() < 1 / 2:
        return mutated(dice, json.dumps(said, ensure_ascii=False).encode())
    name = dice.choice(sorted(said))
    whole = json.dumps({**said, name: "HERE"}, ensure_ascii=False).encode()
    return whole.replace(b'"HERE"', dice.choice(PIECES))


@pytest.mark.parametrize("kind", KINDS)
def test_changed_json_is_refused_or_an_act(office, kind, monkeypatch, capsys):
    dice, tally = random.Random(kind), Counter[int]()
    for case in range(CASES):
        content = changed(dice, office.said[kind])
        code = office.act(kind, content, monkeypatch)
        said = capsys.readouterr()
        assert code in {0, SENTENCE}, (case, content[:200], said.err[-500:])
        assert (said.out if code == 0 else said.err).strip(), (case, content[:200])
        tally[code] += 1
    print(f"R32 act {kind}: {CASES} cases, {dict(tally)}")
    assert tally[SENTENCE] > CASES / 4
    with Workspace.opened(office.folder, KEYS, office.program) as workspace:
        assert workspace.verify().findings == []


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_in_place_of_the_whole_and_of_a_field(office, piece, monkeypatch, capsys):
    whole = json.dumps({**office.said[KINDS[1]], "reason": "HERE"}).encode()
    for content in (piece, whole.replace(b'"HERE"', piece)):
        code = office.act(KINDS[1], content, monkeypatch)
        assert code in {0, SENTENCE}, capsys.readouterr().err[-500:]
    assert capsys.readouterr()


def test_input_without_an_end_takes_no_memory_without_an_end(office, monkeypatch, capsys):
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, target: bytearray) -> int:
            self.given += len(target)
            assert self.given < 8 * LARGEST_TEXT, "it reads on and on"
            target[:] = b" " * len(target)
            return len(target)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    monkeypatch.setattr(main, "Context", partial(Context, program=office.program))
    code = main.outcome(["--registry", str(office.folder), "act", KINDS[1]])
    assert code == SENTENCE, capsys.readouterr().err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
