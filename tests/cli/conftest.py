"""Runs commands inside this process, on a registry of invented subjects."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from cso_registry.cli.main import outcome
from cso_registry.host.clock import SystemClock
from cso_registry.host.secrets import OFFICER_SECRET_VARIABLE, PASSPHRASE_VARIABLE
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import (
    KEYS,
    OFFICER_SECRET,
    PASSPHRASE,
    Desk,
    add_subjects,
    copy_of,
    delivered,
    founded,
)

if TYPE_CHECKING:
    from pathlib import Path

SUBJECTS = 12


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        assert self.out.count("\n") == 1, self.out
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Terminal:
    """Runs commands on one registry, with the secrets in the environment."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.passphrase: str | None = PASSPHRASE.reveal_text()
        self.officer_secret: str | None = OFFICER_SECRET.reveal_text()

    def __call__(self, *arguments: object, lang: str = "th", as_json: bool = False) -> Told:
        """Run one command; both secrets must be gone from the environment after it."""
        given = {
            PASSPHRASE_VARIABLE: self.passphrase,
            OFFICER_SECRET_VARIABLE: self.officer_secret,
        }
        os.environ.update({name: value for name, value in given.items() if value is not None})
        self._capsys.readouterr()
        shared = ["--registry", str(self.folder), "--lang", lang, *(["--json"] if as_json else [])]
        try:
            code = outcome([*shared, *map(str, arguments)])
            self.left = [name for name in given if name in os.environ]
        finally:
            for name in given:
                os.environ.pop(name, None)
        said = self._capsys.readouterr()
        return Told(code, said.out, said.err)

    def json(self, *arguments: object, lang: str = "th") -> dict[str, Any]:
        """Run one command that must succeed, and return its object."""
        told = self(*arguments, lang=lang, as_json=True)
        assert told.code == 0, told
        return told.json

    def refused(self, *arguments: object, lang: str = "th") -> dict[str, Any]:
        """Run one command that must be refused, and return its object."""
        told = self(*arguments, lang=lang, as_json=True)
        assert told.code == 2, told
        assert told.json["refused"] is True
        return told.json


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "registry"
    founder = founded(folder, province=None, clock=SystemClock())
    with Workspace.opened(folder, KEYS, delivered()) as workspace:
        from cso_registry.workspace.performing import Session  # noqa: PLC0415
        from tests.support.registry import SetClock  # noqa: PLC0415

        desk = Desk(workspace, Session(founder), SetClock(), delivered())
        add_subjects(desk, SUBJECTS)
    return folder


@pytest.fixture
def terminal(filled_once, tmp_path, capsys) -> Terminal:
    """A terminal on a copy of the registry."""
    return Terminal(copy_of(filled_once, tmp_path / "registry"), capsys)


@pytest.fixture
def bare(tmp_path, capsys) -> Terminal:
    """A terminal where there is no registry yet."""
    return Terminal(tmp_path / "registry", capsys)


@pytest.fixture
def subject(terminal) -> str:
    """A subject of the register that is no person."""
    rows = terminal.json("list", "organizations", "--kind", "organization")["rows"]
    return rows[0]["id"]
