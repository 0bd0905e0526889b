"""Papers of a test left where a person can look at them: ``CSO_KEEP_PAPERS=folder``."""

from __future__ import annotations

import os
from pathlib import Path


def keep(name: str, pdf: bytes) -> None:
    """Leave a paper to be looked at, where that is asked for."""
    folder = os.environ.get("CSO_KEEP_PAPERS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.pdf").write_bytes(pdf)
