"""The house: one direction of dependencies, no stray room, areas that share only records."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, Module, in_parts, module_of

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def contracts() -> list[dict]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["tool"]["importlinter"]["contracts"]


def rooms() -> set[str]:
    layers = next(c for c in contracts() if c["type"] == "layers")["layers"]
    return {room.strip() for layer in layers for room in layer.split("|")}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1"}
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def empty_house(folder: Path) -> None:
    """A house of the same rooms with nothing inside, under the same contracts."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for room in rooms() | {"cso_registry"}:
        path = folder / room.replace(".", "/")
        path.mkdir(parents=True, exist_ok=True)
        (path / "__init__.py").touch()


def test_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_contracts_hold_for_an_empty_house(tmp_path):
    empty_house(tmp_path)
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("kernel", "import cso_registry.storage", "Dependencies point one way"),
        ("storage", "import cso_registry.documents", "Dependencies point one way"),
        ("domain", "import pathlib", "Rules are pure"),
        ("journal", "import time", "Rules are pure"),
        ("documents", "import sqlcipher3", "Only storage holds SQL"),
        ("storage", "import cryptography.hazmat", "Only seal holds cryptography"),
        ("cli", "import reportlab", "Only documents draws papers"),
        ("storage", "import keyring", "Only host speaks to the system keyring"),
        ("cli", "import python_calamine", "Only tables reads and writes spreadsheets"),
        ("host", "import PySide6", "No part of the registry knows a screen"),
    ],
)
def test_broken_contract_is_caught(tmp_path, room, line, contract):
    empty_house(tmp_path)
    (tmp_path / "cso_registry" / room / "wrong.py").write_text(line + "\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode != 0
    broken = [told for told in done.stdout.splitlines() if told.endswith("BROKEN")]
    assert any(told.startswith(contract) for told in broken), done.stdout


def test_every_room_is_under_the_layer_contract():
    top = {
        f"cso_registry.{path.stem}"
        for path in (ROOT / "cso_registry").iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert top <= rooms() - {"ui"}


def acts_of_other_areas(module: Module) -> list[str]:
    """Imports by one area of the domain of another area's acts."""
    area = module.name.split(".")[2:3]
    wrong = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            leads_to_acts = any(part == "acts" or part.endswith("_acts") for part in parts[3:])
            is_area = parts[:2] == ["cso_registry", "domain"] and parts[2:3] != area
            if is_area and leads_to_acts:
                wrong.append(f"{module.path}: {name}")
    return wrong


def test_areas_do_not_know_each_others_acts():
    areas = [m for m in in_parts("domain") if m.name.count(".") > 2]
    assert areas
    assert [wrong for module in areas for wrong in acts_of_other_areas(module)] == []


def test_import_of_another_areas_acts_is_caught():
    line = "from cso_registry.domain.offices.acts import FoundOffice\n"
    assert acts_of_other_areas(module_of(line, "cso_registry.domain.organizations.rules"))
    assert not acts_of_other_areas(module_of(line, "cso_registry.domain.offices.rules"))
