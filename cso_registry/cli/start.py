"""Starts the command line, where the clock of the computer can be read.

What the program is made of asks the time while it is loaded, and ends in a fault of Python
where the clock stands beyond what Python counts: that is told before anything is loaded.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from cso_registry.host.clock import clock_fault
from cso_registry.host.resources import find_resources
from cso_registry.host.texts import Texts
from cso_registry.kernel.canonical import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.kernel.errors import KnownError

REFUSED = 2


def main() -> None:
    """Run the command line, or say that the clock cannot be read."""
    fault = clock_fault()
    if fault is not None:
        sys.exit(tell(fault, sys.argv[1:]))
    from cso_registry.cli.main import run  # noqa: PLC0415 - it is this that asks the time

    run()


def tell(fault: KnownError, arguments: Sequence[str]) -> int:
    """Say a fault in the language that the words of the command ask for; return the exit code."""
    asked = " ".join(arguments).replace("--lang=", "--lang ")
    sentence = Texts.load(find_resources()).error(fault, "en" if "--lang en" in asked else "th")
    if "--json" in arguments:
        said = {"refused": True, "reasons": [{"key": fault.key, "sentence": sentence}]}
        sys.stdout.write(canonical_bytes(said).decode() + "\n")
    else:
        if isinstance(sys.stderr, io.TextIOWrapper):
            sys.stderr.reconfigure(errors="backslashreplace")
        sys.stderr.write(f"• {sentence}\n")
    return REFUSED
