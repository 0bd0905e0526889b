"""The tree under test, as the architecture tests see it: files, modules and their syntax."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cso_registry", "ui")
TEXT_SUFFIXES = {
    "", ".py", ".toml", ".md", ".txt", ".sh", ".yaml", ".yml", ".sql", ".json", ".csv", ".cfg",
}  # fmt: skip
BUILT = {".git", ".venv", "build", "dist", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its name, its path from the root, and its syntax."""

    name: str
    path: str
    tree: ast.Module


def module_of(text: str, name: str = "cso_registry.domain.made_up") -> Module:
    """A module that exists only in a test, for negative controls."""
    return Module(name, name.replace(".", "/") + ".py", ast.parse(text))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product."""
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            relative = path.relative_to(ROOT)
            parts = relative.with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            tree = ast.parse(path.read_text(encoding="utf-8"), str(relative))
            found.append(Module(name, relative.as_posix(), tree))
    return tuple(found)


def in_parts(*parts: str) -> list[Module]:
    """The modules inside the named parts of the house."""
    starts = tuple(f"cso_registry.{part}" for part in parts)
    return [m for m in modules() if any(m.name == s or m.name.startswith(s + ".") for s in starts)]


@cache
def tracked_files() -> tuple[str, ...]:
    """Every file that is, or is about to be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive has no git
        names = [
            p.relative_to(ROOT).as_posix()
            for p in ROOT.rglob("*")
            if p.is_file() and not BUILT.intersection(p.relative_to(ROOT).parts)
        ]
        return tuple(sorted(names))
    names = done.stdout.decode().split("\0")
    return tuple(sorted({name for name in names if name and (ROOT / name).is_file()}))


def tracked_texts() -> list[tuple[str, str]]:
    """Path and content of every tracked text file."""
    names = [name for name in tracked_files() if Path(name).suffix in TEXT_SUFFIXES]
    return [(n, (ROOT / n).read_text(encoding="utf-8", errors="replace")) for n in names]


def dotted(node: ast.AST) -> str:
    """The dotted name an expression spells, such as ``datetime.now``; empty when it is none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
