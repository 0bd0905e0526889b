"""What the page of the clerk's first day tells about the keys and screens of each task."""

from __future__ import annotations

import re
from pathlib import Path

from tests.ui.typist import Effort

PAGE = Path(__file__).resolve().parents[2] / "build_spec/docs/clerk.md"
EFFORTS = (
    "found", "appoint", "register", "screen", "send_back", "accept", "set_up_committee", "certify",
    "print_certificate",
)  # fmt: skip
ROW = re.compile(r"^\| `(?P<task>\w+)` \|.*\| (?P<keys>\d+) \| (?P<screens>\d+) \|$", re.MULTILINE)


def efforts_told() -> dict[str, Effort]:
    """Return the table of the page by task."""
    text = PAGE.read_text("utf-8")
    return {
        one["task"]: Effort(int(one["keys"]), int(one["screens"])) for one in ROW.finditer(text)
    }
