"""Pausing Python's search for cycles while much is built that holds none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collecting_paused() -> Iterator[None]:
    """Let nothing be searched for cycles for the length of a short piece of work.

    What holds no cycles is freed as ever, by counting; the search would only look through
    everything again and again as it grows.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
