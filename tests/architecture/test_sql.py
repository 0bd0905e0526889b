"""SQL stands in storage alone, and values reach it only as parameters."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import Module, dotted, in_parts, module_of, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENT = re.compile(
    r"^\s*(SELECT\b|INSERT (OR \w+ )?INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|CREATE (TABLE|INDEX)\b"
    r"|PRAGMA\b|ATTACH\b|BEGIN IMMEDIATE)"
)
CLAUSE = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|ATTACH|FROM|WHERE|JOIN|LIKE|MATCH"
    r"|VALUES|ORDER BY|LIMIT|IN \()"
)
CONSTANT = re.compile(r"(\w+\.)*_*[A-Z][A-Z0-9_]*")
# What is put into a statement although it is no constant, and why no value can get in.
COMPOSED: dict[tuple[str, str], str] = {
    ("connection.py", "durability.journal_mode"): "a word of one of our two declared settings",
    ("connection.py", "durability.synchronous"): "a word of one of our two declared settings",
    (
        "connection.py",
        "key.hex()",
    ): "a raw key has no parameter form; hexadecimal digits of 32 bytes",
    ("listing.py", "table.name"): "one of two declared lists",
    ("listing.py", "table.column(column)"): "a declared column, looked up by name",
    ("listing.py", "column"): "a declared column, looked up by name",
    ("listing.py", "joined"): "joins of this module, with a declared column",
    ("listing.py", "where"): "conditions on declared columns and named parameters",
    ("listing.py", "order"): "a declared column and its direction",
    ("listing.py", "' AND '.join(parts)"): "conditions on declared columns and named parameters",
    ("listing.py", "name"): "the name of a parameter, made here from its place",
    ("listing.py", "found"): "one of the statements of searching.py",
    ("listing.py", "select"): "one of two statements of this module",
    ("listing.py", "marks"): "question marks only",
    ("duties.py", "stands"): "conditions declared in this module, with named parameters",
    ("reading.py", "marks"): "question marks only",
    ("searching.py", "likes"): "conditions on question marks only",
    ("reading.py", "found"): "one of three statements of this module",
    ("reading.py", "where"): "conditions on declared columns and question marks",
    ("reading.py", "' AND '.join(parts)"): "conditions on declared columns and question marks",
    ("schema.py", "self.number"): "the number of a migration, an int",
    ("shadows.py", "table"): "a table named in this module",
    ("shadows.py", "marks"): "question marks only",
    ("written_rows.py", "asked"): "declared questions about records, joined",
    ("derive_again.py", "marks"): "question marks only",
    ("sums.py", "_OF[of]"): "one of three conditions of this module, with a named parameter",
    ("sums.py", "_KEY[by]"): "one of two declared columns",
    ("sums.py", "only"): "a condition of this module, with a named parameter",
    ("verify.py", "names"): "question marks only",
    ("verify.py", "table"): "a key of the declared derived tables",
    ("first_load.py", "name"): "of the indexes that the module lists",
    ("verify.py", "order"): "the declared order of that table",
}


def strings(module: Module) -> Iterator[ast.Constant]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def statements(module: Module) -> list[str]:
    """Plain SQL statements in one module."""
    return [f"{module.path}:{s.lineno}" for s in strings(module) if STATEMENT.match(s.value)]


def composed(module: Module) -> Iterator[tuple[int, str]]:
    """Every expression, other than a constant's name, put into a piece of SQL."""
    for node in ast.walk(module.tree):
        for part in inserted(node):
            if not CONSTANT.fullmatch(dotted(part)):
                yield node.lineno, ast.unparse(part)


def inserted(node: ast.AST) -> list[ast.expr]:
    """The expressions that one formatted, added or %-formatted SQL string takes in."""
    if isinstance(node, ast.JoinedStr):
        fixed = " ".join(p.value for p in node.values if isinstance(p, ast.Constant))
        if CLAUSE.search(fixed):
            return [p.value for p in node.values if isinstance(p, ast.FormattedValue)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        sides = [node.left, node.right]
        if any(is_sql(side) for side in sides):
            return [side for side in sides if not isinstance(side, ast.Constant | ast.JoinedStr)]
    if isinstance(node, ast.Call) and is_format_of_sql(node.func):
        return [*node.args, *(word.value for word in node.keywords)]
    return []


def is_format_of_sql(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr == "format" and is_sql(called.value)


def is_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(CLAUSE.search(node.value))
    )


def file_in_storage(module: Module) -> str:
    return module.path.removeprefix("cso_registry/storage/")


def test_only_storage_holds_sql():
    inside = {module.name for module in in_parts("storage")}
    assert [told for m in in_parts("storage") for told in statements(m)]
    assert [told for m in modules() if m.name not in inside for told in statements(m)] == []


def test_values_reach_sql_only_as_parameters():
    found = [
        (file_in_storage(m), line, text) for m in in_parts("storage") for line, text in composed(m)
    ]
    unknown = [f"{p}:{line}: {text}" for p, line, text in found if (p, text) not in COMPOSED]
    assert not unknown, "\n".join(unknown)


def test_no_reason_outlives_its_place():
    found = {(file_in_storage(m), text) for m in in_parts("storage") for _, text in composed(m)}
    assert COMPOSED.keys() - found == set()


@pytest.mark.parametrize(
    "text",
    [
        "db.execute(f\"SELECT * FROM t WHERE name = '{name}'\")",
        'sql = "SELECT * FROM t WHERE name = " + name',
        'sql = "DELETE FROM t WHERE id = %s" % name',
        'sql = "DELETE FROM t WHERE id = {}".format(name)',
        "part = f\" WHERE name LIKE '{name}'\"",
    ],
)
def test_value_in_sql_is_caught(text):
    assert [told for _, told in composed(module_of(text))] == ["name"]


def test_statement_outside_storage_is_caught():
    assert statements(module_of('rows = db.execute("SELECT 1")'))
    assert not list(composed(module_of('db.execute(f"SELECT * FROM {TABLE}")')))
