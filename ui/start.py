"""Starts the desktop; while it is loaded nobody looks for garbage.

What is loaded stays to the end, and looking through it again and again took a tenth of the
start. `ui.app.run` lets it begin when the window stands.
"""

from __future__ import annotations

import gc
import sys

from cso_registry.host.clock import clock_fault, stand_still


def main() -> None:
    """Run as a program of its own."""
    gc.disable()
    fault = clock_fault()
    if fault is not None:
        stand_still()
        from ui.gate.clock_notice import tell  # noqa: PLC0415 - Qt takes long

        sys.exit(tell(fault))
    from ui.app import main as open_window  # noqa: PLC0415 - it is this that takes long

    open_window()
