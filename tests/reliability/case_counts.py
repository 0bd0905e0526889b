"""How many cases a row of the reliability table runs in this setting.

``CSO_LONG=1`` asks for the long setting. In the default setting a row may be cut to
fit the time of a whole test run, but never below a third, and the cut is printed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


def long_setting() -> bool:
    return os.environ.get("CSO_LONG") == "1"


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Cases of one row: the table's default, its long setting (None: all), and the cut.

    Raises:
        ValueError: if the cut goes below a third of the default.
    """

    row: str
    default: int
    long: int | None
    cut_to: int | None = None

    def __post_init__(self) -> None:
        if self.cut_to is not None and not self.default <= 3 * self.cut_to <= 3 * self.default:
            raise ValueError(f"{self.row}: at least a third of {self.default} cases must run")

    @property
    def planned(self) -> int | None:
        """Cases to run now; None means every one there is."""
        if long_setting():
            return self.long
        return self.default if self.cut_to is None else self.cut_to

    @property
    def notice(self) -> str:
        """The sentence about a cut; empty where nothing was cut."""
        if long_setting() or self.cut_to in {None, self.default}:
            return ""
        return f"{self.row}: cut to {self.cut_to} of {self.default} cases in this setting"
