"""Starts the desktop; while it is loaded nobody looks for garbage.

What is loaded stays to the end, and looking through it again and again took a tenth of the
start. `ui.app.run` lets it begin when the window stands.
"""

from __future__ import annotations

import gc


def main() -> None:
    """Run as a program of its own."""
    gc.disable()
    from ui.app import main as open_window  # noqa: PLC0415 - it is this that takes long

    open_window()
