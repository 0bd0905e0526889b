"""Reports how large modules and functions are. A report, never a gate."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cso_registry", "ui")
LINES_OF_A_MODULE = 200
LINES_OF_A_FUNCTION = 20
SHOWN = 10


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yields each function's name and its lines without the docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            last = node.end_lineno or node.lineno
            yield node.name, (last - body[0].lineno + 1 if body else 0)


def report(what: str, sizes: dict[str, int], liked: int) -> None:
    """Prints the median and the longest of one kind."""
    if not sizes:
        return
    over = sorted(
        ((size, name) for name, size in sizes.items() if size > liked),
        reverse=True,
    )
    median = statistics.median(sizes.values())
    print(f"{len(sizes)} {what}, median {median:.0f} lines, {len(over)} over {liked}")
    for size, name in over[:SHOWN]:
        print(f"  {size:5d}  {name}")


def main() -> None:
    """Prints the report for both packages."""
    modules: dict[str, int] = {}
    parts: dict[str, int] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            where = str(path.relative_to(ROOT))
            modules[where] = len(text.splitlines())
            parts |= {f"{where}: {name}": size for name, size in functions(ast.parse(text))}
    report("modules", modules, LINES_OF_A_MODULE)
    report("functions", parts, LINES_OF_A_FUNCTION)


if __name__ == "__main__":
    main()
