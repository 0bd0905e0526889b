"""The gate: every step a change must pass, in one order, each with its time.

All steps run even when one fails, so that one run tells everything. pytest is last:
its closing line is the last thing printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_OF_A_LONG_TEST = 6 * 3600


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the gate and what it proves."""

    name: str
    command: tuple[str, ...]


def python(*arguments: str) -> tuple[str, ...]:
    """Returns a command of this very environment."""
    return (sys.executable, "-m", *arguments)


def beside_python(name: str) -> str:
    """Returns a script of this environment that has no module form."""
    return str(Path(sys.executable).parent / name)


STATIC = (
    Step("lint", python("ruff", "check", ".")),
    Step("format", python("ruff", "format", "--check", ".")),
    Step("types", python("mypy")),
    Step("layers", (beside_python("lint-imports"),)),
    Step("sizes (reported only)", python("build_spec.sizes")),
)


def tests(*, long: bool) -> Step:
    """Returns the test step; in the long setting no test has the short time limit."""
    limit = (f"--timeout={SECONDS_OF_A_LONG_TEST}",) if long else ()
    return Step("tests", python("pytest", "-n", "2", "--dist", "loadgroup", *limit))


def shown(command: tuple[str, ...]) -> str:
    """Returns a command as one would type it."""
    first, *rest = command
    return " ".join([Path(first).name, *rest])


def passes(step: Step) -> bool:
    """Runs one step under its heading and answers whether it passed."""
    print(f"\n== {step.name}: {shown(step.command)}", flush=True)
    began = time.perf_counter()
    code = subprocess.run(step.command, cwd=ROOT, check=False).returncode
    if step.name != "tests":
        verdict = "passed" if code == 0 else f"FAILED (exit {code})"
        print(f"== {step.name} {verdict}, {time.perf_counter() - began:.1f} s", flush=True)
    return code == 0


def main() -> int:
    """Runs the gate and returns its exit code."""
    failed = [step.name for step in STATIC if not passes(step)]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "all passed"
    print(f"\n== before the tests: {verdict}", flush=True)
    if not passes(tests(long=os.environ.get("CSO_LONG") == "1")):
        failed.append("tests")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
