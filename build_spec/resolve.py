"""Resolves ``pyproject.toml`` into the two lock files: every library, exact, with its hashes.

The files name no index, no host and no path, so that the same lock serves an office
behind a mirror; a hash proves the file wherever it came from.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
# What is delivered is a part of what is tested: the second is bound by the first.
LOCKS = {
    "dev.txt": ("--group", "dev"),
    "runtime.txt": ("--constraint", "build_spec/lock/dev.txt"),
}
NOTE_OF_CONSTRAINT = re.compile(r"^ +# +-c .*\n", re.MULTILINE)
HEADING = "# Made by `make lock` from pyproject.toml; not by hand.\n"


def resolve(arguments: tuple[str, ...]) -> str:
    """Returns the lock of one selection, for every system, as pip requirements with hashes."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *arguments]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    # Set-up builds nothing: a library that comes as source alone is not taken.
    command += ["--only-binary", ":all:"]
    command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    done = subprocess.run(command, cwd=HOME.parent, check=True, stdout=subprocess.PIPE, text=True)
    return HEADING + NOTE_OF_CONSTRAINT.sub("", done.stdout)


def main() -> None:
    """Writes both lock files."""
    (HOME / "lock").mkdir(exist_ok=True)
    for name, arguments in LOCKS.items():
        target = HOME / "lock" / name
        target.write_text(resolve(arguments), encoding="utf-8")
        pinned = sum("==" in line for line in target.read_text(encoding="utf-8").splitlines())
        print(f"build_spec/lock/{name}: {pinned} libraries")


if __name__ == "__main__":
    main()
