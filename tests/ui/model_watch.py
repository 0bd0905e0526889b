"""Every model of the desktop is watched by Qt's own tester, wherever a test makes one."""

from __future__ import annotations

import ast
from functools import wraps
from importlib import import_module
from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "QAbstractTableModel", "QAbstractListModel", "QAbstractItemModel", "QSortFilterProxyModel",
    "LinesTable",
}  # fmt: skip


def models_of_the_desktop() -> list[type]:
    """Return every class of `ui` that is a model of Qt, found in the source."""
    found = []
    for file in sorted((ROOT / "ui").rglob("*.py")):
        for one in ast.walk(ast.parse(file.read_text("utf-8"))):
            bases = {getattr(base, "id", "") for base in getattr(one, "bases", ())}
            if isinstance(one, ast.ClassDef) and bases & KINDS:
                name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                found.append(getattr(import_module(name), one.name))
    return found


def watch(model_type: type, monkeypatch) -> None:
    """Let the tester look at every model of a type that is made from now on.

    What it finds is a warning of Qt, and a warning of Qt fails the test.
    """
    make = model_type.__init__

    @wraps(make)
    def made(self, *arguments, **named):
        make(self, *arguments, **named)
        if type(self) is model_type:
            QAbstractItemModelTester(
                self, QAbstractItemModelTester.FailureReportingMode.Warning, self
            )

    monkeypatch.setattr(model_type, "__init__", made)
